"""What reports are grouped by is kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; it is filled when the store is next grouped."""
    op.create_table(
        "report_signals",
        sa.Column("report", Key, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("signals", sa.LargeBinary, nullable=False),
    )
