"""People's judgements: a log to which rows are added, and which the engine itself keeps from any other change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Noun = sa.Text().with_variant(JSONB(), "postgresql")

_POSTGRES = (
    """CREATE FUNCTION judgements_only_added() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'judgements are only ever added'; END $$""",
    """CREATE TRIGGER judgements_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements
    FOR EACH STATEMENT EXECUTE FUNCTION judgements_only_added()""",
)


def upgrade() -> None:
    """Make the log and bar updates and deletes."""
    op.create_table(
        "judgements",
        sa.Column("id", Key, primary_key=True),
        sa.Column("at", Text, nullable=False),
        sa.Column("judgement", Noun, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRES:
            op.execute(statement)
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgements_no_{verb.lower()} BEFORE {verb} ON judgements "
            "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END"
        )
