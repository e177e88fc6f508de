"""Reports with their readings; stories with their memcons; redirects of stories that grew."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

# By code point on every engine; nouns as JSONB where there is one.
Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Noun = sa.Text().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "reports",
        sa.Column("id", Key, primary_key=True),
        *(sa.Column(c, Text) for c in ("given_id", "path", "url", "title", "outlet", "published", "language")),
        sa.Column("text", Text, nullable=False),
        sa.Column("reading", Noun, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", Key, primary_key=True),
        sa.Column("story", Noun, nullable=False),
        sa.Column("memcon", Noun, nullable=False),
    )
    op.create_table(
        "story_reports",
        sa.Column("report", Key, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("story", Key, sa.ForeignKey("stories.id"), nullable=False),
    )
    op.create_index("story_reports_story", "story_reports", ["story"])
    op.create_table(
        "redirects",
        sa.Column("old", Key, primary_key=True),
        sa.Column("report", Key, sa.ForeignKey("reports.id"), nullable=False),
    )
