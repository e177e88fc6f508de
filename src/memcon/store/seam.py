"""The store seam: what the flow needs of any store (`Store`), and in what engines differ (`Dialect`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.model.version import Lineage
from memcon.store.rows import Filed, Layers, Row

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection, Engine

Asked = Sequence[Sequence[str]]
"""Words looked for: every one of these, in any of its forms; a form of several words is words in a row."""


class Dialect(Protocol):
    """One engine's ways; everything else is SQLAlchemy Core, the same for all."""

    shown: str
    """How the store is named to people: no password."""
    advice: str
    """What to look at when the engine fails, as the end of a sentence."""
    beside: str
    """The path that names of files kept beside the store begin with."""

    def connect(self) -> Engine:
        """The engine, on which nothing has been asked yet."""
        ...

    def transaction(self, engine: Engine, *, write: bool) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the store throughout; with `write`, it waits until no other writes."""
        ...

    def put_reports(self, db: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of reports, whom they name and their words."""
        ...

    def search(
        self, db: Connection, asked: Asked, where: Sequence[ColumnElement[bool]], marks: tuple[str, str]
    ) -> Sequence[Sequence[Any]]:
        """Rows of `memcon.store.tables.SHOWN` and the text with marks around what was found, the best first."""
        ...

    def search_page(
        self,
        db: Connection,
        asked: Asked,
        where: Sequence[ColumnElement[bool]],
        marks: tuple[str, str],
        *,
        limit: int,
        offset: int,
    ) -> Sequence[Sequence[Any]]:
        """A stretch of the rows of `search`; `where` asks nothing of the joined row of `reports`."""
        ...

    def actors(self, db: Connection) -> Iterable[Sequence[Any]]:
        """Id and name of the actors that mentions resolve to, each pair once."""
        ...

    def put_story_words(self, db: Connection, gone: Sequence[int], fresh: Mapping[int, str]) -> None:
        """Forget the words of these rows of `story_list`, then keep those of others."""
        ...

    def named(self, beginnings: Sequence[str], story: ColumnElement[str] | None = None) -> ColumnElement[bool]:
        """The condition that each of these begins a word of the story: of that id, else of the row of `story_list`."""
        ...

    def faults(self, db: Connection) -> list[str]:
        """What the engine itself finds wrong with what it keeps: a sentence each; nothing is changed."""
        ...


class Stood(NamedTuple):
    """A story that stands, and the judgements that its memcon was made by."""

    story: Story
    judgements: tuple[Judgement, ...]


class Store(Protocol):
    """Readings, stories and memcons, by content ids. Every method is one transaction; a failure leaves no trace."""

    def add(self, readings: Sequence[Reading]) -> None:
        """Keep readings; one whose id is already there changes nothing."""
        ...

    def put(self, rows: Sequence[Filed]) -> None:
        """As `add`, of readings made ready by `memcon.store.rows.filed`, which may be done in another process."""
        ...

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` whose reports are kept."""
        ...

    def arrived(self) -> dict[str, int]:
        """Report id -> its number in the order of coming."""
        ...

    def readings(
        self, ids: Iterable[str] | None = None, *, told: bool = False, layers: Layers | None = None
    ) -> Iterator[Reading]:
        """Kept readings (without syntax) in order of id; all of them by default; with `told`, those only that no newer
        version stands in place of; with `layers`, no other layers."""
        ...

    def rows(self, ids: Iterable[str]) -> dict[str, Row]:
        """Report id -> its reading as it is kept, which `memcon.store.rows.reading_of` opens: cheap to hand to another
        process."""
        ...

    def headings(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports without their texts, in order of id, all of them by default: what they are by id, path, address,
        title, outlet (its name), publication (its value) and language."""
        ...

    def signals(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Report id -> what it is grouped by, for those of `ids` that it is kept for."""
        ...

    def keep_signals(self, signals: Mapping[str, bytes]) -> None:
        """Keep what reports are grouped by, in place of what was kept for them."""
        ...

    def keep_versions(self, lineages: Sequence[Lineage]) -> None:
        """Put `lineages` in place of all that stand."""
        ...

    def lineages(self, ids: Iterable[str] | None = None) -> list[Lineage]:
        """The reports kept in several versions, in order of id; with `ids`, those that any of these is a version of."""
        ...

    def stories(self) -> list[tuple[Story, Memcon]]:
        """All stories with their memcons, in order of id."""
        ...

    def each_story(self) -> Iterator[tuple[Story, Memcon]]:
        """As `stories`, some at a time: whoever goes through them slowly keeps no transaction open, and may see what
        changed meanwhile."""
        ...

    def stood(self) -> Iterator[Stood]:
        """All stories and the judgements their memcons were made by, in order of id; the rest of them is not opened."""
        ...

    def story_of_reports(self, ids: Iterable[str]) -> set[str]:
        """Ids of the stories that hold any of the reports."""
        ...

    def reports_of_stories(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Story id -> ids of its reports, in order."""
        ...

    def memcons(self, ids: Iterable[str]) -> Iterator[Memcon]:
        """The memcons of stories by id, in order."""
        ...

    def keep(
        self,
        stories: Sequence[Story],
        memcons: Iterable[Memcon],
        *,
        lineages: Sequence[Lineage] | None = None,
        before: Sequence[Stood] | None = None,
        lineages_before: Sequence[Lineage] | None = None,
    ) -> bool:
        """Put `stories` in place of all that stand, and with them `lineages` when given; `memcons` are those of new or
        changed stories, taken as they are written. A story whose id is gone leaves a redirect to the one that holds its
        reports. When something else stands by now than `before` or `lineages_before`, which the stories were made from,
        nothing is done and False is returned."""
        ...

    def judge(self, rows: Sequence[Judgement]) -> set[str]:
        """Add judgements to the log; one whose id is there changes nothing. Ids of those that were there already."""
        ...

    def judgements(self) -> list[Judgement]:
        """The whole log, in order of time and id."""
        ...
