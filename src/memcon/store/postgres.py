"""PostgreSQL's ways (15 or later, through psycopg 3): many at once, nouns as JSONB, words by `tsvector`.

The answers are SQLite's. Words are cut and folded here rather than by the server, whose idea of a letter hangs on the
language it was set up in; stems are the server's (Snowball's `porter`, without stop words); what was found is marked
and ranked by `memcon.store.words`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError

from memcon.errors import StoreError, UsageError
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.store.rows import reading_of
from memcon.store.seam import Asked
from memcon.store.sql import Transaction
from memcon.store.tables import SHOWN, report_ends, reports, story_list, story_words, words
from memcon.store.words import fitting, folded, ranked

LOCK = 0x6D656D63
"""The advisory lock that a writer holds until it is done ("memc")."""

SHORT = "短"
"""A letter (of "short") that no English word ends in."""
_CONFIG: sa.ColumnElement[str] = sa.literal_column("'memcon_words'::regconfig")
_PORTER: sa.ColumnElement[str] = sa.literal_column("'memcon_porter'::regdictionary")
_WHOLE = sa.func.coalesce(reports.c.title + "\n", "") + reports.c.text
"""The words of a report's own row are not kept twice."""
_LONGEST = 500
"""Letters of a story's word that are kept."""
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class Postgres:
    """A database on a PostgreSQL server, named by its address."""

    advice = "is the server running, and may this user use the database?"

    def __init__(self, address: str) -> None:
        """`address`: `postgresql://user:password@host:port/database`, all parts as libpq has them. Raises UsageError
        for one that is none."""
        try:
            self._url: URL = sa.make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            raise UsageError(
                "that address cannot be read; a store's is postgresql://user:password@host:port/database"
            ) from None
        self.shown = self._url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.beside = f"memcon-{sha256(self.shown.encode()).hexdigest()[:12]}"

    def connect(self) -> Engine:
        """The engine; JSON passes through it as text."""
        try:
            return sa.create_engine(self._url, pool_pre_ping=True, json_serializer=_as_text, json_deserializer=_as_text)
        except ModuleNotFoundError:
            raise UsageError(
                f"{self.shown}: a store on PostgreSQL needs psycopg; pip install 'memcon[postgres]'"
            ) from None

    def holds_store(self) -> bool:
        """True when a store was made in the database. Raises StoreError when nobody answers."""
        engine = self.connect()
        with Transaction(engine, self, write=False) as db:
            found = sa.inspect(db).has_table(reports.name)
        engine.dispose()
        return found

    @contextmanager
    def transaction(self, engine: Engine, *, write: bool) -> Iterator[Connection]:
        """Readers see one state throughout; writers come one after the other, each seeing what those before it did."""
        level = "READ COMMITTED" if write else "REPEATABLE READ"
        with engine.execution_options(isolation_level=level).begin() as db:
            if write:
                db.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
            yield db

    def put_reports(self, db: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of reports, whom they name and their words. Raises StoreError for a text with a NUL in it."""
        for row in rows:
            if _NUL.search(str(row["reading"])) or any("\0" in v for v in row.values() if isinstance(v, str)):
                raise StoreError(f"{self.shown}: PostgreSQL keeps no NUL character, and report {row['id']} has one")
        db.execute(reports.insert(), rows)
        readings = [reading_of((str(row["text"]), str(row["reading"]))) for row in rows]
        ends = [{"actor": end, "report": r.report.id} for r in readings for end in sorted(_ends(r))]
        if ends:
            db.execute(report_ends.insert(), ends)
        terms = sa.func.to_tsvector(_CONFIG, sa.bindparam("folded"))
        fields: dict[str, object] = {c.name: sa.bindparam(c.name) for c in words.c if c.name != "terms"}
        db.execute(words.insert().values({**fields, "terms": terms}), [w for r in readings for w in _words_of(r)])

    def search(
        self, db: Connection, asked: Asked, where: Sequence[sa.ColumnElement[bool]], marks: tuple[str, str]
    ) -> Sequence[Sequence[Any]]:
        """By the index over `terms`; marked and ranked here as FTS5 would."""
        phrases = [[" ".join(folded(form)) for form in forms] for forms in asked]
        query = (
            sa.select(*SHOWN, sa.func.coalesce(words.c.text, _WHOLE))
            .join_from(words, reports, reports.c.id == words.c.report)
            .where(_matches(phrases), *where)
        )
        rows = db.execute(query).all()
        return ranked(rows, [p for forms in phrases for p in forms], Words(db), marks) if rows else []

    def search_page(
        self,
        db: Connection,
        asked: Asked,
        where: Sequence[sa.ColumnElement[bool]],
        marks: tuple[str, str],
        *,
        limit: int,
        offset: int,
    ) -> Sequence[Sequence[Any]]:
        """A part of all that is found: ranking needs the whole."""
        return self.search(db, asked, where, marks)[offset : offset + limit]

    def actors(self, db: Connection) -> Iterable[Sequence[Any]]:
        """Id and name of the actors that mentions resolve to."""
        query = (
            "SELECT DISTINCT m->>'actor', m->>'name' FROM reports, jsonb_path_query(reading, '$.mentions[*]') m "
            "WHERE m->>'actor' IS NOT NULL"
        )
        return db.execute(sa.text(query)).all()

    def put_story_words(self, db: Connection, gone: Sequence[int], fresh: Mapping[int, str]) -> None:
        """As lexemes cut here: the server's parser has no part in it."""
        if gone:
            db.execute(story_words.delete().where(story_words.c.row.in_(gone)))
        if fresh:
            terms = sa.func.array_to_tsvector(sa.bindparam("forms", type_=ARRAY(sa.Text)))
            rows = [{"row": row, "forms": _lexemes(folded(text))} for row, text in fresh.items()]
            db.execute(story_words.insert().values(row=sa.bindparam("row"), terms=terms), rows)

    def named(self, beginnings: Sequence[str], story: sa.ColumnElement[str] | None = None) -> sa.ColumnElement[bool]:
        """By the index over `terms`."""
        forms = _lexemes(form for word in beginnings for form in folded(word))
        asked = sa.cast(" & ".join(f"'{form}':*" for form in forms), TSQUERY)
        holds = story_words.c.terms.op("@@")(asked)
        if story is not None:
            found = sa.select(story_list.c.id).join(story_words, story_words.c.row == story_list.c.row)
            return story.in_(found.where(holds))
        return story_list.c.row.in_(sa.select(story_words.c.row).where(holds))

    def faults(self, db: Connection) -> list[str]:
        """By what the server itself counts: it holds references true and checks pages as it reads them."""
        damaged = sa.text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
        invalid = sa.text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
        pages = db.execute(damaged).scalar() or 0
        found = [f"the server met {pages} damaged pages of this database"] if pages else []
        return found + [f"index {name} is not whole; REINDEX makes it anew" for name in db.execute(invalid).scalars()]


def _lexemes(forms: Iterable[str]) -> list[str]:
    """Each once; one longer than any word is cut short, as a `tsvector` has room for two thousand bytes of it."""
    return sorted({form[:_LONGEST] for form in forms})


def _as_text(json: str | bytes | bytearray) -> str:
    """JSON is text on both sides of the engine: nouns are read and written by msgspec."""
    return json if isinstance(json, str) else json.decode()


def _matches(phrases: Sequence[Sequence[str]]) -> sa.ColumnElement[bool]:
    """The condition that of each of these one form at least stands there."""
    return sa.and_(*(sa.or_(*(_holds(form) for form in forms)) for forms in phrases))


def _stemmable(forms: Sequence[str]) -> str:
    """The words as the server is given them: it would take the s off "us" and "is", which FTS5 leaves as they are."""
    return " ".join(f"{form}{SHORT}" if len(form) < 3 and form.isascii() else form for form in forms)


def _holds(phrase: str) -> sa.ColumnElement[bool]:
    return words.c.terms.op("@@")(sa.func.phraseto_tsquery(_CONFIG, _stemmable(phrase.split())))


class Words:
    """What ranking asks of the table of words."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        count = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(words.c.length), 0)).select_from(words)
        self.rows, self.words = (int(n) for n in db.execute(count).one())

    def holding(self, phrase: str) -> int:
        """Number of rows that hold the words in a row."""
        return int(self._db.execute(sa.select(sa.func.count()).select_from(words).where(_holds(phrase))).scalar_one())

    def stems(self, forms: Collection[str]) -> dict[str, str]:
        """Word → its stem, by the server's own dictionary."""
        given = {_stemmable([form]): form for form in forms}
        word = sa.func.unnest(sa.bindparam("given", sorted(given), type_=ARRAY(sa.Text))).column_valued("word")
        stem = sa.func.ts_lexize(_PORTER, word, type_=ARRAY(sa.Text))[1]
        return {given[form]: found or form for form, found in self._db.execute(sa.select(word, stem))}


def _ends(reading: Reading) -> set[str]:
    """Actors and states that a reading names."""
    mentions = reading.mentions or ()
    named = {end for m in mentions for end in (m.actor, m.country, *(ref.id for ref in m.members))}
    return {end for end in named if end is not None}


def _words_of(reading: Reading) -> Iterator[dict[str, object]]:
    """Rows of words of a report, its quotes and its claims, as SQLite's triggers make them (migration 0002)."""
    report = reading.report
    for q in reading.quotes or ():
        said = " ".join(report.text[start:end] for start, end in q.content)
        yield _filed("quote", q.id, report.id, said, speaker=q.speaker_name, spans=q.content)
    for c in reading.claims or ():
        if c.point != "quote":
            yield _filed("claim", c.id, report.id, c.text, point=c.point, speaker=c.vouched_by, spans=c.spans)
    whole = report.text if report.title is None else f"{report.title}\n{report.text}"
    yield {**_filed("report", report.id, report.id, whole), "text": None}


def _filed(
    kind: str,
    key: str,
    report: str,
    text: str,
    *,
    point: str | None = None,
    speaker: str | None = None,
    spans: Sequence[Span] | None = None,
) -> dict[str, object]:
    forms = folded(text)
    return {
        "kind": kind,
        "id": key,
        "report": report,
        "point": point,
        "speaker": speaker,
        "spans": None if spans is None else msgspec.json.encode(spans).decode(),
        "text": text,
        "folded": _stemmable(fitting(forms)),
        "length": len(forms),
    }
