"""A line for each story and what it is found by, so that long lists of stories are read without their memcons."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import TSVECTOR

from memcon.store.lists import refill

revision = "0005"
down_revision = "0004"

Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
Day = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and fill them from the stories that are there."""
    op.create_table(
        "story_list",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", Key, nullable=False, unique=True),
        sa.Column("headline", Text, nullable=False),
        sa.Column("start", Day, nullable=False),
        *(sa.Column(c, Text) for c in ("when", "place", "country")),
        *(
            sa.Column(c, sa.Integer, nullable=False)
            for c in ("reports", "origins", "complete", "agreed", "differs", "alone")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("story_list_start", "story_list", ["start", "id"])
    op.create_table(
        "story_keys",
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("key", Text, primary_key=True),
        sa.Column("start", Day, primary_key=True),
        sa.Column("story", Key, primary_key=True),
        sa.Column("name", Text),
    )
    op.create_index("story_keys_story", "story_keys", ["story"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "story_words",
            sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("terms", TSVECTOR, nullable=False),
        )
        op.create_index("story_words_terms", "story_words", ["terms"], postgresql_using="gin")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE story_words USING "
            "fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )
    refill(op.get_bind(), context.config.attributes["dialect"])
