"""An index tells the last report to arrive: for the next one's number, and for whether the store changed."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index."""
    op.create_index("reports_arrived", "reports", ["arrived"])
