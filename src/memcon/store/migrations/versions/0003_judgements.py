"""People's judgements: a log to which rows are added, and which the engine itself keeps from any other change."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the log and bar updates and deletes."""
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("judgement", sa.Text, nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgements_no_{verb.lower()} BEFORE {verb} ON judgements "
            "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END"
        )
