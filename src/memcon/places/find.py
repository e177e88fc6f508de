"""Find the places a report names: the places stage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from memcon.model.place import Place, PlaceMention
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.places.candidates import Candidate, Run, beside, candidates, run_of, whole
from memcon.places.gazetteer import LONGEST, Entry, entries, fold, metonyms, nation_words, other_words
from memcon.places.resolve import Choice, Setting, choose, fits, tells_of
from memcon.places.roles import GOVERNMENT, PLACE, is_located, is_part, is_within, role_of

_PLACES = frozenset(("GPE", "LOC", "FAC"))
# A report's opening: "GYEONGJU, South Korea (Agency) —", "SEOUL, Oct. 30 (Agency) -".
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^\W\d_]*(?:[ .'’-]+[A-Z][^\W\d_]*){0,3})(?:,\s+[^\n—–:()]{2,40})?"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:—|–|\s-{1,2}\s|--)"
)
# "the Duke of York", "R-Fla.": titles and party marks, no places.
_NO_PLACE = re.compile(
    r"(?:\b(?:Duke|Duchess|Prince|Princess|Earl|Queen|King|Bishop|Archbishop|Dean|Lord|Lady|Marquess|Countess)\s+of\s+|\b[RDI]-)$"
)
_TOLD = re.compile(
    r"(?<!ccording )\b(?:in|at|near|outside|visited|visits|visiting|to|from)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:of\s+)?)?$"
)


def find_places(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its `places`: names of towns, venues, states and disputed areas, resolved, in text order.

    A span covers the state told after a name ("Busan, South Korea"). `government` marks a capital that speaks or is
    dealt with ("Tokyo said"); `place` is None, with candidates, while two remain. States are places only where somebody
    is in, goes to or leaves them. Coordinates: GeoNames, Natural Earth, the knowledge base; a town nobody lists has
    none.
    """
    return [msgspec.structs.replace(r, places=tuple(_places(r))) for r in readings]


def _places(reading: Reading) -> list[PlaceMention]:
    spans = [p.span for p in reading.body] if reading.body is not None else [Span(0, len(reading.text))]
    line = reading.report.dateline.span if reading.report.dateline is not None else None
    if line is not None and not any(s.covers(line) for s in spans):
        spans = sorted([*spans, line])
    runs = [run_of(reading.text, span) for span in spans]
    setting = Setting(_states(reading, runs), _surnames(reading.syntax))
    found = [(c, opening) for run in runs for opening in [_opening(run, line)] for c in _all(run)]
    _settle([c for c, _ in found], setting)
    mentions = [(m, opening) for c, opening in found if (m := _mention(reading, c, setting, opening)) is not None]
    home = next((m.place for m, opening in mentions if opening is not None and opening.covers(m.span)), None)
    out = [m for m, _ in mentions]
    if home is None and line is not None:
        out.append(told := _told_line(reading, line))
        home = told.place
    return sorted([*out, *_heres(reading, home)], key=lambda m: m.span)


def _told_line(reading: Reading, line: Span) -> PlaceMention:
    """The dateline's place as the report gives it, where no list has it."""
    dateline = reading.report.dateline
    assert dateline is not None
    start = reading.text.lower().find(dateline.place.lower(), line.start, line.end)
    span = Span(start, start + len(dateline.place)) if start >= 0 else line
    return PlaceMention(span, Place(_title(dateline.place), dateline.country), why="only as the report tells it")


_HERE = re.compile(r"\bhere\b")


def _heres(reading: Reading, home: Place | None) -> Iterator[PlaceMention]:
    """ "here" in the reporter's own words is the dateline's place; inside quotation marks it is the speaker's."""
    if home is None:
        return
    for m in _HERE.finditer(reading.text):
        at = reading.syntax.token_at(m.start()) if reading.syntax is not None else None
        if (
            at is not None
            and reading.syntax is not None
            and reading.syntax.pos[at] == "ADV"
            and not _quoted(reading.text, m.start())
        ):
            yield PlaceMention(Span(m.start(), m.end()), home, why="here: the dateline's place")


def _quoted(text: str, at: int) -> bool:
    """True inside quotation marks opened in the same line."""
    lead = text[text.rfind("\n", 0, at) + 1 : at]
    return lead.count("“") > lead.count("”") or lead.count('"') % 2 == 1


def _states(reading: Reading, runs: Sequence[Run]) -> Counter[str]:
    """How often the report names each state, by name, adjective or people, with the dateline's and the actors'."""
    out: Counter[str] = Counter()
    words = nation_words()
    for run in runs:
        for i, one in enumerate(run.folded):
            if run.text[run.spans[i].start].isupper():
                for size in (3, 2, 1):
                    state = words.get(one if size == 1 else " ".join(run.folded[i : i + size]))
                    if state is not None:
                        out[state] += 1
                        break
    if reading.report.dateline is not None and reading.report.dateline.country is not None:
        out[reading.report.dateline.country] += 2
    return out


def _opening(run: Run, line: Span | None) -> Span | None:
    """The stretch of a run that is its dateline, if it opens with one."""
    if not run.spans:
        return None
    if line is not None and line.covers(run.spans[0]):
        return line
    m = _DATELINE.match(run.text, run.spans[0].start, min(run.spans[-1].end, run.spans[0].start + 120))
    if m is None or not (m["place"].isupper() or "(" in m.group() or "," in m.group()):
        return None
    return Span(m.start("place"), m.end())


def _all(run: Run) -> Iterator[Candidate]:
    """Names the gazetteer knows and towns that only the report tells of, in order."""
    at = -1
    listed = list(candidates(run))
    covered = [c.span for c in listed]
    told = [c for c in _told_towns(run) if not any(c.name.overlaps(s) and s.start <= c.name.start for s in covered)]
    dropped = [c for c in listed if any(t.span.covers(c.span) for t in told)]
    for c in sorted([*(c for c in listed if c not in dropped), *told], key=lambda c: c.span):
        if c.span.start >= at:
            at = c.span.end
            yield c


def _told_towns(run: Run) -> Iterator[Candidate]:
    """ "in Xville, South Korea", "XVILLE, South Korea —": a place only by what the report says."""
    for j in range(1, len(run.spans)):
        told = beside(run, j)
        if told is None:
            continue
        i = _name_start(run, j)
        if i is None:
            continue
        name = Span(run.spans[i].start, run.spans[j - 1].end)
        lead = run.text[max(0, name.start - 40) : name.start]
        if _TOLD.search(lead) or (i == 0 and name.of(run.text).isupper()):
            key = " ".join(run.folded[i:j])
            if not entries(key):
                yield Candidate(name, whole(run, i, told[2]), key, told[0], told[1])


def _name_start(run: Run, j: int) -> int | None:
    """First of the capitalised words, blanks between, that end before word `j`."""
    i = j - 1
    while i >= 0 and run.text[run.spans[i].start].isupper() and j - i <= LONGEST:
        if i == 0 or run.text[run.spans[i - 1].end : run.spans[i].start] not in (" ", "-", "\u00a0"):
            return i
        i -= 1
    return i + 1 if i + 1 < j else None


def _settle(found: Sequence[Candidate], setting: Setting) -> None:
    """Names told once with their state mean the same place alone; towns that stand out tell of theirs."""
    for c in found:
        state = c.country if c.country is not None else tells_of(entries(c.key)) if c.key not in other_words() else None
        if state is not None:
            setting.states[state] += 1
        if c.country is not None and c.key not in setting.settled:
            entry = choose(entries(c.key), c, setting).entry
            if entry is not None:
                setting.settled[c.key] = entry


def _mention(reading: Reading, c: Candidate, setting: Setting, opening: Span | None) -> PlaceMention | None:
    found = entries(c.key)
    in_line = opening is not None and opening.covers(c.name)
    if not in_line and not _stands(reading, c, found, setting):
        return None
    if not found and c.country is None:
        return None
    if not found or (c.country is not None and not any(fits(e, c) for e in found)):
        return PlaceMention(
            c.span, Place(_title(c.name.of(reading.text)), c.country), why="only as the report tells it"
        )
    role = PLACE if in_line or c.country is not None else role_of(reading.syntax, c.name)
    if (
        found[0].kind == "state"
        and c.country is None
        and not in_line
        and not is_within(reading.syntax, reading.text, c.name)
    ):
        return None
    choice = choose(found, c, setting)
    if choice.entry is None and role != PLACE:
        return None  # neither a place by its grammar nor by its name
    seat = c.key in metonyms() and (choice.entry is None or choice.entry.country == metonyms()[c.key])
    government = seat and role == GOVERNMENT
    return _made(reading, c, choice, government)


def _made(reading: Reading, c: Candidate, choice: Choice, government: bool) -> PlaceMention:
    words = c.name.of(reading.text)
    place = _place(choice.entry, words) if choice.entry is not None else None
    return PlaceMention(c.span, place, tuple(_place(e, words) for e in choice.left), government, choice.why)


def _place(entry: Entry, words: str) -> Place:
    name = entry.name
    if entry.kind == "disputed":
        name = _title(words)
    also = tuple(n for n in entry.also if n != name)
    return Place(name, entry.country, entry.lat, entry.lon, entry.kind, also)


def _title(words: str) -> str:
    """GYEONGJU as Gyeongju; other spellings stay."""
    return words.title() if words.isupper() and len(words) > 3 else words


# ---------------------------------------------------------------- names that are no places


def _surnames(syntax: Syntax | None) -> frozenset[str]:
    """Folded last words of the longer personal names of a report: "Rubio" is no town where Marco Rubio is told of."""
    people = (e for e in syntax.entities if e.label == "PERSON" and e.last - e.first > 1) if syntax is not None else ()
    return frozenset(fold(syntax.words[e.last - 1]) for e in people) if syntax is not None else frozenset()


def _stands(reading: Reading, c: Candidate, found: tuple[Entry, ...], setting: Setting) -> bool:
    """True when neither an actor's name nor the grammar speaks against a place."""
    if _in_actor(reading, c) or (c.key in other_words() and c.country is None):
        return False
    named = c.key in setting.surnames and c.country is None and bool(found)
    if is_part(reading.syntax, c.name) or (named and found[0].kind == "town" and not found[0].capital):
        return False
    if _NO_PLACE.search(reading.text[max(0, c.name.start - 20) : c.name.start]):
        return False
    syntax = reading.syntax
    label = _label(syntax, c.name)
    hand_made = bool(found) and found[0].kind in ("venue", "disputed", "area")
    if c.country is not None or label in _PLACES:
        return label not in ("PERSON", "longer")
    if label in ("longer", "PERSON", "NORP", "WORK_OF_ART", "LAW"):
        return hand_made and (label != "PERSON" or is_located(syntax, reading.text, c.name))
    if hand_made:
        return True
    big = bool(found) and (found[0].capital or found[0].kind == "state")
    return (
        is_located(syntax, reading.text, c.name)
        if label in ("ORG", "PRODUCT", "") and not big
        else _is_name(syntax, c.name)
    )


def _in_actor(reading: Reading, c: Candidate) -> bool:
    """Inside the name of a person or organisation: "Washington Post", "Paris Hilton"."""
    mentions = reading.mentions or ()
    # In order of text; none is so long that it reaches over from further away.
    first = bisect_left(mentions, c.name.start - 500, key=lambda m: m.span.start)
    for m in islice(mentions, first, None):
        if m.span.start >= c.name.end:
            break
        if not m.span.overlaps(c.name) or m.form in ("metonym", "demonym") or m.kind == "state":
            continue
        if m.kind == "person":
            return True
        if m.span != c.name and not _LOCATED.search(m.span.of(reading.text)[: c.name.start - m.span.start]):
            return True
    return False


_LOCATED = re.compile(r"\b(?:in|at|near)\s+$")


def _label(syntax: Syntax | None, name: Span) -> str:
    """The parser's label for these words; "longer" when they are a part of another kind of name, "" for none."""
    if syntax is None:
        return ""
    within = syntax.tokens_in(name)
    for entity in syntax.entities_in(within):
        if entity.first < within.stop and within.start < entity.last:
            if entity.label == "FAC" and entity.last > within.stop and syntax.pos[within.stop] == "PROPN":
                return "longer"
            if entity.label in _PLACES or (entity.first >= within.start and entity.last <= within.stop):
                return entity.label
            if entity.label in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"):
                return "longer"
            return "" if entity.label in ("DATE", "TIME", "CARDINAL") else entity.label
    return ""


def _is_name(syntax: Syntax | None, name: Span) -> bool:
    if syntax is None:
        return True
    return all(syntax.pos[i] in ("PROPN", "NOUN") for i in syntax.tokens_in(name))
