"""The tables, for every engine. Nouns are kept as JSON beside the columns that are searched."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, column, table
from sqlalchemy import Text as _Text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

# PostgreSQL compares by the server's language unless told otherwise; ids and days are ordered by code point everywhere.
Key = String(16).with_variant(String(16, collation="C"), "postgresql")
Day = String(10).with_variant(String(10, collation="C"), "postgresql")
Text = _Text().with_variant(_Text(collation="C"), "postgresql")
Noun = _Text().with_variant(JSONB(none_as_null=True), "postgresql")
"""A noun of `memcon.model` as JSON: text goes in and comes out on every engine."""

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("given_id", Text),
    Column("path", Text),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("reading", Noun, nullable=False),
    Column("arrived", Integer),
    Index("reports_arrived", "arrived"),
)

report_signals = Table(
    "report_signals",
    metadata,
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("signals", LargeBinary, nullable=False),
)
"""What reports are grouped by (memcon.stories.signals), so that no text is opened again for it: made from the report
and its reading, and made anew where it is missing or of an older form."""

stories = Table(
    "stories",
    metadata,
    Column("id", Key, primary_key=True),
    Column("story", Noun, nullable=False),
    Column("memcon", Noun, nullable=False),
)

story_reports = Table(
    "story_reports",
    metadata,
    Column("report", Key, ForeignKey("reports.id"), primary_key=True),
    Column("story", Key, ForeignKey("stories.id"), nullable=False),
    Index("story_reports_story", "story"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("old", Key, primary_key=True),
    Column("report", Key, ForeignKey("reports.id"), nullable=False),
)

known_visits = Table(
    "known_visits",
    metadata,
    Column("id", Key, primary_key=True),
    Column("list", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("traveller", Text),
    Column("origin", Text),
    Column("country", Text),
    Column("start", Text, nullable=False),
    Column("visit", Noun, nullable=False),
    Index("known_visits_pair", "origin", "country", "start"),
)

report_ends = Table(
    "report_ends",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
)
"""Which actors and states a report names: how the reports on a pair are found. Filled by a trigger (migration 0002)."""

judgements = Table(
    "judgements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Text, nullable=False),
    Column("judgement", Noun, nullable=False),
)
"""A log: rows are added, none is changed or deleted (triggers of migration 0003 see to it)."""

versions = Table(
    "versions",
    metadata,
    Column("report", Key, ForeignKey("reports.id"), primary_key=True),
    Column("lineage", Key, nullable=False),
    Column("number", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("ordered_by", Text),
    Column("why", Text, nullable=False),
    Index("versions_lineage", "lineage", "number"),
)
"""The texts of reports that came in several versions: which one is told, and what says in what order they came."""

story_list = Table(
    "story_list",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Key, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("start", Day, nullable=False),
    Column("when", Text),
    Column("place", Text),
    Column("country", Text),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("agreed", Integer, nullable=False),
    Column("differs", Integer, nullable=False),
    Column("alone", Integer, nullable=False),
    Index("story_list_start", "start", "id"),
    sqlite_autoincrement=True,  # a row's number never comes again, so the greatest tells whether stories changed
)
"""A line for each story, so that lists of them never open a memcon (store/lists.py). `start`: first day, or empty."""

story_keys = Table(
    "story_keys",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("start", Day, primary_key=True),
    Column("story", Key, primary_key=True),
    Column("name", Text),
    Index("story_keys_story", "story"),
)
"""What stories are found by, newest first: `end` (a party or its state), `pair` (two ends), `outlet`, `differs`."""

story_words = table("story_words", column("row", Integer), column("terms", TSVECTOR))
"""On PostgreSQL, by what words stories are found (migration 0005); SQLite has an index of FTS5 of that name."""

words = table(
    "words",
    *(column(name, Text) for name in ("kind", "id", "report", "point", "speaker", "text")),
    column("spans", Noun),
    column("terms", TSVECTOR),
    column("length", Integer),
)
"""What is searched: a row for each report, quote and claim. An index of FTS5 or a table with a `tsvector`, to which
`terms` and `length` belong (migration 0002); filled by triggers or by the dialect."""

SHOWN = (
    *(words.c[name] for name in ("kind", "id", "report", "point", "speaker", "spans")),
    *(reports.c[name] for name in ("outlet", "published", "text")),
)
"""What is shown of words that were found, before the marked text."""
