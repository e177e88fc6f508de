"""Reports with their readings; stories with their memcons; redirects of stories that grew."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "reports",
        sa.Column("id", sa.String(16), primary_key=True),
        *(sa.Column(c, sa.Text) for c in ("given_id", "path", "url", "title", "outlet", "published", "language")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("memcon", sa.Text, nullable=False),
    )
    op.create_table(
        "story_reports",
        sa.Column("report", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("story", sa.String(16), sa.ForeignKey("stories.id"), nullable=False),
    )
    op.create_index("story_reports_story", "story_reports", ["story"])
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(16), primary_key=True),
        sa.Column("report", sa.String(16), sa.ForeignKey("reports.id"), nullable=False),
    )
