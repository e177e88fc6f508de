"""Imported visits; who is named in which report; the words of reports, quotes and claims.

Triggers keep the last two true to the reports' readings, so that whoever adds a report need not know of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

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
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("list", sa.Text, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("traveller", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("start", sa.Text, nullable=False),
        sa.Column("visit", sa.Text, nullable=False),
    )
    op.create_index("known_visits_pair", "known_visits", ["origin", "country", "start"])
    op.create_table(
        "report_ends",
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("report", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    )
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, report UNINDEXED, point UNINDEXED, "
        "speaker UNINDEXED, spans UNINDEXED, text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    for name, statement in zip(("ends", "quotes", "claims", "reports"), _ALL, strict=True):
        op.execute(f"CREATE TRIGGER reports_{name} AFTER INSERT ON reports BEGIN {statement.format(r='new')}; END")
    _fill()
    op.execute("CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN DELETE FROM words WHERE report = old.id; END")


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
