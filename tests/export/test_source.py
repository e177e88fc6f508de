"""What goes out: the selections, the words left out, one story at a time."""

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.export.conftest import HOSTILE, Told, exported, form, keep, state, story_of

from memcon.errors import UsageError
from memcon.export.formats import FORMATS, Format
from memcon.export.options import Options
from memcon.export.source import Only, Source
from memcon.export.wordless import without_words
from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.claim import Claim
from memcon.model.event import Pledge, Visit
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.version import Lineage, Version
from memcon.model.when import When
from memcon.review.judgements import judge
from memcon.run import open_store, source
from memcon.store.restore import put_stories
from memcon.store.snapshot import Selection
from memcon.store.sqlite import SqliteStore


def counted(store: SqliteStore, which: Selection | None = None, only: Only | None = None) -> tuple[int, ...]:
    """Reports, stories, events, findings, visits, visits of lists."""
    with source(store, which, only) as s:
        streams: tuple[Iterator[Any], ...] = (
            s.reports(), s.memcons(), s.events(), s.findings(), s.visits(), s.known_visits(),
        )  # fmt: skip
        return tuple(sum(1 for _ in stream) for stream in streams)


H = len(HOSTILE)


@pytest.mark.parametrize(
    ("which", "only", "found"),
    [
        (Selection(), Only(), (H + 2, H + 1, H + 13, 2 * H + 2, 1, 1)),
        (Selection(ends=("NOR",)), Only(), (H + 2, H + 1, H + 13, 2 * H + 2, 1, 1)),
        (Selection(ends=("NOR", "CHL")), Only(), (1, 1, 12, 2, 1, 0)),
        (Selection(ends=("SWE",)), Only(), (0, 0, 0, 0, 0, 0)),
        (Selection(outlet="brell p"), Only(), (1, 1, 12, 2, 1, 1)),
        (Selection(since="2031-05", until="2031-05-02"), Only(), (5, 5, 16, 10, 1, 1)),
        (Selection(until="2031"), Only(), (H + 1, H + 1, H + 12, 2 * H + 2, 1, 1)),
        (Selection(), Only(point="duration"), (H + 2, H + 1, H + 13, H + 1, 1, 1)),
        (Selection(), Only(status="differs"), (H + 2, H + 1, H + 13, H + 1, 1, 1)),
        (Selection(), Only(status="planned"), (H + 2, H + 1, 1, 2 * H + 2, 1, 1)),
        (Selection(), Only(status="denied"), (H + 2, H + 1, 1, 2 * H + 2, 0, 1)),
    ],
)
def test_selections(store: SqliteStore, which: Selection, only: Only, found: tuple[int, ...]) -> None:
    assert counted(store, which, only) == found


def test_a_story_by_the_beginning_of_its_id(store: SqliteStore) -> None:
    key = next(story.id for story, _ in store.stories() if len(story.reports) == 2)
    assert counted(store, Selection(story=key[:10])) == counted(store, Selection(story=key)) == (2, 1, 13, 2, 1, 1)
    with pytest.raises(UsageError, match="no story of that id"), source(store, Selection(story="nosuch")):
        pass


def test_an_older_version_is_not_told(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "m.db"))
    told = Told("Brell Post", "2031-05-01")
    told.event("AID", [state("NOR")], [state("CHL")])
    older = Told("Brell Post", "2031-04-01")
    older.event("AID", [state("NOR")], [state("CHL")])
    keep(store, [told.reading()])
    store.add([older.reading()])
    ids = older.reading().report.id, told.reading().report.id
    store.keep_versions([Lineage("l", (), tuple(Version(i, n, n == 1, None, None, None) for n, i in enumerate(ids)))])
    with source(store) as s:
        assert [r.id for r in s.reports()] == [ids[1]]
        assert {r.report.id for r in s.readings()} == set(ids)


def test_an_actor_that_a_person_chose_counts(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "m.db"))
    told = Told("Brell Post", "2031-05-01")
    told.event("AID", [state("NOR")], [])
    span = told.line("the minister")
    told.mentions.append(Mention(span, None, "the minister", "person", "title"))
    reading = told.reading()
    keep(store, [reading])
    meant = mention_id(reading.report.id, span)
    store.judge([
        judge("actor", [meant], by="ana", at="2031-05-02", reports=[reading.report.id], actor=ActorRef("CHL", "Chile"))
    ])  # fmt: skip
    assert counted(store, Selection(ends=("NOR", "CHL")))[:2] == (1, 1)
    assert counted(store, Selection(ends=("CHL",)))[0] == 1
    assert counted(store, Selection(ends=("CHL", "SWE")))[0] == 0
    with source(store) as s:
        mentions = next(iter(next(s.memcons()).readings.values())).mentions or ()
        assert [m.actor for m in mentions] == ["NOR", "CHL"]


def test_progress_counts_what_was_given(example: SqliteStore) -> None:
    seen: list[int] = []
    with source(example, progress=seen.append) as s:
        assert len(list(s.events())) == 13
        assert len(list(s.reports())) == 2
    assert seen == [1, 1, 2]


# ---------------------------------------------------------------- without words


def words_of(text: str, size: int = 3) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[k : k + size]) for k in range(len(found) - size + 1)}


@pytest.fixture
def wordy(tmp_path: Path) -> SqliteStore:
    """A report whose words are told in every noun that can hold them."""
    store = open_store(str(tmp_path / "w.db"))
    told = Told("Brell Post", "2031-05-01", title="Herring")
    told.event("AID", [ActorRef("l1", "Åsa")], [ActorRef("v1", "Vik")], when=When("2031-05", "early one may morning"))
    reading = told.reading()
    line = "keep every narrow bridge open whenever rain allows ferries across"
    span = told.line(line)
    told.quotes.append(Quote("q", "direct", (span,), topic="every narrow bridge"))
    told.pledges.append(Pledge("p", (), (), line, span, condition="whenever rain allows"))
    told.visits.append(Visit("v", state("NOR"), None, None, span, purpose="keep every narrow bridge"))
    told.claims.append(Claim("c", "topic.raised", line, "narrow bridge open", (span,), "s", subject="ferries across"))
    reading = told.reading()
    store.add([reading])
    put_stories(store, [story_of(reading)])
    return store


def whole(store: SqliteStore, chosen: Format, *, text: bool) -> bytes:
    if chosen.write is not None:
        return exported(store, chosen.name, text=text)
    return b"\n".join(exported(store, chosen.name, part.stem, text=text) for part in chosen.parts)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda f: f.name)
def test_without_words_no_three_words_of_a_text_go_out(wordy: SqliteStore, chosen: Format) -> None:
    text = next(wordy.readings()).report.text
    secret = words_of(text)
    assert len(secret) > 8
    told = whole(wordy, chosen, text=False).decode("utf-8", "replace")
    assert words_of(told) & secret == set()


@pytest.mark.parametrize("name", ["jsonl", "csv", "plover"])
def test_with_words_they_do(wordy: SqliteStore, name: str) -> None:
    secret = words_of(next(wordy.readings()).report.text)
    assert words_of(whole(wordy, form(name), text=True).decode()) & secret


def test_spans_and_ids_stay(wordy: SqliteStore) -> None:
    with source(wordy) as full, source(wordy, text=False) as bare:
        one, other = next(full.memcons()), next(bare.memcons())
    said = [[(e.id, e.spans[0].start, e.spans[0].end) for e in told.memcon.events] for told in (one, other)]
    assert said[0] == said[1] != []
    assert one.lengths == other.lengths
    assert next(iter(other.reports.values())).text == ""


def test_dates_and_codes_are_no_words() -> None:
    when = When("2031-05", "in May")
    assert without_words(when) == When("2031-05", "")


# ---------------------------------------------------------------- flat


class Stories:
    """A snapshot that makes up the same story again and again, and counts how many are held at a time."""

    def __init__(self, count: int) -> None:
        told = Told("Brell Post", "2031-05-01", title="x" * 1000)
        for number in range(20):
            told.event("AID", [state("NOR")], [state("CHL")], when=When("2031-05-01"), key=f"e{number}")
        self.reading = told.reading()
        self.story, self.memcon = story_of(self.reading)
        self.count = count

    def stories(self, which: Selection) -> Iterator[tuple[Any, Any]]:
        held = msgspec.json.encode(self.memcon)
        for number in range(self.count):
            key = f"{number:016x}"
            memcon = msgspec.json.decode(held, type=Memcon)
            yield msgspec.structs.replace(self.story, id=key), msgspec.structs.replace(memcon, id=key)

    def named_in(self, story: str) -> list[Any]:
        bare = msgspec.structs.replace(self.reading, syntax=None)
        return [msgspec.convert(msgspec.to_builtins(bare), Reading)]

    def readings(self, which: Selection) -> Iterator[Any]:
        return (self.reading for _ in range(self.count))

    def placed(self, which: Selection) -> Iterator[Any]:
        return ((self.reading.report, None) for _ in range(self.count))

    def visits(self, ends: tuple[str, ...] = ()) -> Iterator[Any]:
        return iter(())

    versions = redirects = lambda self: iter(())


class Sink:
    """A file that keeps nothing."""

    closed, at = False, 0

    def write(self, data: bytes) -> int:
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    seekable = readable

    def flush(self) -> None:
        pass


def peak(chosen: Format, count: int) -> int:
    """The most memory, in bytes, that an export of so many stories holds."""
    kept = Source(Stories(count))  # type: ignore[arg-type]
    tracemalloc.start()
    for write in [chosen.write] if chosen.write is not None else [part.write for part in chosen.parts]:
        assert write is not None
        write(kept, Sink(), Options())  # type: ignore[arg-type]
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


@pytest.mark.parametrize("name", ["csv", "jsonl", "plover", "polecat", "gdelt"])
def test_memory_does_not_grow_with_the_store(name: str) -> None:
    peak(form(name), 10)  # what is read once and kept, tables of codes and such, is read here
    few, many = peak(form(name), 20), peak(form(name), 100)
    assert many < few * 1.2 + 100_000
