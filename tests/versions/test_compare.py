"""What became of what was read in the older text."""

from memcon.model.claim import Claim
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.versions.compare import step

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
