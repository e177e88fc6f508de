"""What became of what was read in the older text."""

import random  # noqa: TID251  (seeded: the same dice every time)
import re
from pathlib import Path

import msgspec
import pytest

from memcon.model.claim import Claim
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.run import read_reports, reports_at
from memcon.settings import Settings, load_settings
from memcon.versions.compare import step, things

HERE = Settings(seconds=0)
"""Files are read in this process."""

OLD = "Vik met Rojas in Oslo on Monday. The talks lasted 45 minutes. “It went well,” Vik said. Nobody was hurt in it."
NEW = "Vik met Rojas in Oslo on Monday. The talks lasted 50 minutes. “It went well,” Vik said. They will meet in May."


def read(name: str, text: str, length: str, *, status: str = "asserted") -> Reading:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    def claim(point: str, words: str, value: str, status: str = "asserted") -> Claim:
        return Claim(f"{name}-{point}", point, words, value, (span(words),), "test", status=status)

    claims = [claim("place", "Oslo", "Oslo"), claim("when", "on Monday", "2024-03-11", status)]
    claims.append(claim("duration", f"{length} minutes", f"PT{length}M"))
    last = "Nobody was hurt" if "Nobody" in text else "meet in May"
    claims.append(claim("background", last, last))
    speaker = Span(text.rindex("Vik"), text.rindex("Vik") + 3)
    quote = Quote(f"{name}-q", "direct", (span("It went well,"),), speaker, "Vik", cue=span("said"))
    return Reading(Report(name, text), claims=tuple(claims), quotes=(quote,))


def test_kept_lost_and_new() -> None:
    found = step(read("a", OLD, "45"), read("b", NEW, "50", status="planned"))
    told = [(t.kind, t.point, t.state, t.read_as, t.same) for t in found.things]
    assert told == [
        ("claim", "place", "kept", "b-place", True),
        ("claim", "when", "kept", "b-when", False),
        ("claim", "duration", "lost", None, None),
        ("claim", "background", "lost", None, None),
        ("quote", None, "kept", "b-q", True),
        ("claim", "duration", "new", None, None),
        ("claim", "background", "new", None, None),
    ]
    for thing in found.things:
        text = NEW if thing.state == "new" else OLD
        assert all(text[s.start : s.end] == s.exact for s in thing.spans)
        assert all(NEW[s.start : s.end] == s.exact for s in thing.now if s is not None)
        assert thing.state != "lost" or None in thing.now
    assert [(c.kind, c.old and c.old.exact, c.new and c.new.exact) for c in found.changes] == [
        ("changed", "45", "50"),
        ("changed", "Nobody was hurt in it.", "They will meet in May."),
    ]


def test_the_same_words_change_nothing() -> None:
    found = step(read("a", OLD, "45"), read("b", OLD, "45"))
    assert found.changes == ()
    assert {(t.state, t.same) for t in found.things} == {("kept", True)}


def test_a_quote_whose_speaker_is_gone_is_lost() -> None:
    new = OLD.replace("well,” Vik said", "well,” said the tall woman from the north")
    old, there = read("a", OLD, "45"), Reading(Report("b", new))
    (quote,) = [t for t in step(old, there).things if t.kind == "quote"]
    assert quote.state == "lost"
    assert [s and s.exact for s in quote.now] == ["It went well,"]


EXAMPLE = Path(__file__).parents[2] / "examples" / "valparaiso"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The example story, read."""
    reports = [r for r in reports_at([str(EXAMPLE)], HERE) if isinstance(r, Report)]
    return list(read_reports(reports, load_settings()))


def edited(text: str, dice: random.Random) -> str:
    """The text after one edit of words or sentences, of marks no eye sees, or of a sentence said twice."""
    units = re.findall(r"\S+\s*", text) if dice.random() < 0.5 else re.findall(r"[^.]+\.?\s*", text)
    at, many = dice.randrange(len(units)), dice.randint(1, 4)
    kind = dice.choice(("insert", "delete", "replace", "move", "repeat", "mark", "emoji"))
    if kind == "delete":
        del units[at : at + many]
    elif kind == "move":
        moved = units[at : at + many]
        del units[at : at + many]
        to = dice.randrange(len(units) + 1)
        units[to:to] = moved
    elif kind == "repeat":
        units[at:at] = units[dice.randrange(len(units)) :][:many]
    elif kind in ("mark", "emoji"):
        cut = dice.randint(1, len(units[at]))
        units[at] = units[at][:cut] + ("\u0301" if kind == "mark" else "\U0001f44d\U0001f3fd") + units[at][cut:]
    else:
        units[at : at + many * (kind == "replace")] = ["whales", " 45 ", "minutes. "][: dice.randint(1, 3)]
    return "".join(units)


@pytest.mark.parametrize("seed", range(200))
def test_of_what_was_read_all_that_survives_is_exact_and_the_rest_orphaned(readings: list[Reading], seed: int) -> None:
    dice = random.Random(seed)
    old = readings[seed % len(readings)]
    new = Reading(msgspec.structs.replace(old.report, id="new", text=edited(old.text, dice)))
    found = step(old, new)
    assert len(found.things) == len(list(things(old))) > 10
    for thing in found.things:
        whole = all(place is not None for place in thing.now)
        assert thing.state == "lost" or whole
        assert len(thing.now) == len(thing.spans)
        for span, place in zip(thing.spans, thing.now, strict=True):
            assert place is None or new.text[place.start : place.end] == place.exact == span.exact
    # what changed is told in the words of either text, and nothing that was kept stands in it
    for change in found.changes:
        for side, text in ((change.old, old.text), (change.new, new.text)):
            assert side is None or text[side.start : side.end] == side.exact
    changed = [range(c.old.start, c.old.end) for c in found.changes if c.old is not None]
    kept = [s for t in found.things for s, place in zip(t.spans, t.now, strict=True) if place is not None]
    assert not any(k in r for s in kept for r in changed for k in (s.start, s.end - 1))
