"""A line for each story and what it is found by, so that long lists of stories are read without their memcons."""

import sqlalchemy as sa
from alembic import op

from memcon.store.lists import refill

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and fill them from the stories that are there."""
    op.create_table(
        "story_list",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("start", sa.String(10), nullable=False),
        *(sa.Column(c, sa.Text) for c in ("when", "place", "country")),
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
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("start", sa.String(10), primary_key=True),
        sa.Column("story", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text),
    )
    op.create_index("story_keys_story", "story_keys", ["story"])
    op.execute(
        "CREATE VIRTUAL TABLE story_words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    refill(op.get_bind())
