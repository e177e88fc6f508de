"""Imported visits; who is named in which report; the words of reports, quotes and claims.

In SQLite triggers keep the last two true to the reports' readings; in PostgreSQL memcon.store.postgres does.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "0002"
down_revision = "0001"

Key = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Noun = sa.Text().with_variant(JSONB(), "postgresql")

_ENDS = """
INSERT OR IGNORE INTO report_ends (actor, report)
SELECT value, {r}.id FROM (
  SELECT json_extract(m.value, '$.actor') AS value FROM json_each({r}.reading, '$.mentions') m
  UNION SELECT json_extract(m.value, '$.country') FROM json_each({r}.reading, '$.mentions') m
  UNION SELECT json_extract(g.value, '$.id')
    FROM json_each({r}.reading, '$.mentions') m, json_each(m.value, '$.members') g
) WHERE value IS NOT NULL
"""
_QUOTES = """
INSERT INTO words (kind, id, report, point, speaker, spans, text)
SELECT 'quote', json_extract(q.value, '$.id'), {r}.id, NULL, json_extract(q.value, '$.speaker_name'),
  json_extract(q.value, '$.content'),
  (SELECT group_concat(substr({r}.text, json_extract(s.value, '$[0]') + 1,
    json_extract(s.value, '$[1]') - json_extract(s.value, '$[0]')), ' ')
   FROM json_each(q.value, '$.content') s)
FROM json_each({r}.reading, '$.quotes') q
"""
_CLAIMS = """
INSERT INTO words (kind, id, report, point, speaker, spans, text)
SELECT 'claim', json_extract(c.value, '$.id'), {r}.id, json_extract(c.value, '$.point'),
  json_extract(c.value, '$.vouched_by'), json_extract(c.value, '$.spans'), json_extract(c.value, '$.text')
FROM json_each({r}.reading, '$.claims') c WHERE json_extract(c.value, '$.point') <> 'quote'
"""
_REPORTS = """
INSERT INTO words (kind, id, report, point, speaker, spans, text)
SELECT 'report', {r}.id, {r}.id, NULL, NULL, NULL, coalesce({r}.title || char(10), '') || {r}.text
"""
_ALL = (_ENDS, _QUOTES, _CLAIMS, _REPORTS)


def upgrade() -> None:
    """Make the tables and the triggers, and fill them from the reports that are there."""
    op.create_table(
        "known_visits",
        sa.Column("id", Key, primary_key=True),
        sa.Column("list", Text, nullable=False),
        sa.Column("row", Text, nullable=False),
        sa.Column("traveller", Text),
        sa.Column("origin", Text),
        sa.Column("country", Text),
        sa.Column("start", Text, nullable=False),
        sa.Column("visit", Noun, nullable=False),
    )
    op.create_index("known_visits_pair", "known_visits", ["origin", "country", "start"])
    op.create_table(
        "report_ends",
        sa.Column("actor", Text, primary_key=True),
        sa.Column("report", Key, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    )
    if op.get_bind().dialect.name == "postgresql":
        _words_of_postgres()
        return
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, report UNINDEXED, point UNINDEXED, "
        "speaker UNINDEXED, spans UNINDEXED, text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    for name, statement in zip(("ends", "quotes", "claims", "reports"), _ALL, strict=True):
        op.execute(f"CREATE TRIGGER reports_{name} AFTER INSERT ON reports BEGIN {statement.format(r='new')}; END")
    _fill()
    op.execute("CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN DELETE FROM words WHERE report = old.id; END")


_POSTGRES = """
CREATE TEXT SEARCH DICTIONARY memcon_porter (TEMPLATE = pg_catalog.snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION memcon_words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION memcon_words ALTER MAPPING FOR
  asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart WITH memcon_porter;
CREATE FUNCTION instr(whole text, part text) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT strpos(whole, part)';
CREATE INDEX words_terms ON words USING gin (terms);
CREATE INDEX words_report ON words (report);
CREATE INDEX words_point ON words (point) WHERE point IS NOT NULL
"""


def _words_of_postgres() -> None:
    """The store itself fills them: what a word is must not hang on the server's language."""
    op.create_table(
        "words",
        *(sa.Column(c, Text, nullable=False) for c in ("kind", "id")),
        sa.Column("report", Key, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(c, Text) for c in ("point", "speaker", "text")),
        sa.Column("spans", Noun),
        sa.Column("terms", TSVECTOR, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
    )
    for statement in _POSTGRES.split(";"):
        op.execute(statement)


def _fill() -> None:
    for statement in (_ENDS, _QUOTES, _CLAIMS):
        source = statement.format(r="r").rstrip()
        if "WHERE value IS NOT NULL" in source:
            op.execute(
                """
INSERT OR IGNORE INTO report_ends (actor, report)
SELECT value, id FROM (
  SELECT r.id AS id, json_extract(m.value, '$.actor') AS value FROM reports r, json_each(r.reading, '$.mentions') m
  UNION SELECT r.id, json_extract(m.value, '$.country') FROM reports r, json_each(r.reading, '$.mentions') m
  UNION SELECT r.id, json_extract(g.value, '$.id')
    FROM reports r, json_each(r.reading, '$.mentions') m, json_each(m.value, '$.members') g
) WHERE value IS NOT NULL
"""
            )
        else:
            op.execute(source.replace("FROM json_each(r.reading", "FROM reports r, json_each(r.reading"))
    op.execute(_REPORTS.format(r="r") + " FROM reports r")
