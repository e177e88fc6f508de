"""The order in which reports came; the versions of those that came again with changed text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Number the reports that are there in the order of their rows; versions are found at the next reading."""
    op.add_column("reports", sa.Column("arrived", sa.Integer))
    op.execute("UPDATE reports SET arrived = rowid")
    op.create_table(
        "versions",
        sa.Column("report", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("lineage", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("ordered_by", sa.Text),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("versions_lineage", "versions", ["lineage", "number"])
