"""The tables, for every engine. Nouns are kept as JSON beside the columns that are searched."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table, Text

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("given_id", Text),
    Column("path", Text),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("reading", Text, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", Text, nullable=False),
    Column("memcon", Text, nullable=False),
)

story_reports = Table(
    "story_reports",
    metadata,
    Column("report", String(16), ForeignKey("reports.id"), primary_key=True),
    Column("story", String(16), ForeignKey("stories.id"), nullable=False),
    Index("story_reports_story", "story"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("old", String(16), primary_key=True),
    Column("report", String(16), ForeignKey("reports.id"), nullable=False),
)
