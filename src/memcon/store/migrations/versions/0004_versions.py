"""The order in which reports came; the versions of those that came again with changed text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Number the reports that are there in the order of their rows; versions are found at the next reading."""
    op.add_column("reports", sa.Column("arrived", sa.Integer))
    if op.get_bind().dialect.name == "sqlite":  # no store on another engine is older than this
        op.execute("UPDATE reports SET arrived = rowid")
    op.create_table(
        "versions",
        sa.Column("report", Key, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("lineage", Key, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("ordered_by", Text),
        sa.Column("why", Text, nullable=False),
    )
    op.create_index("versions_lineage", "versions", ["lineage", "number"])
