"""Stance over time: what each side's holders of an office last said on an issue, and where that changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from memcon.claims.pairs import Comparison, compare_texts
from memcon.knowledge import kb
from memcon.knowledge.commonness import telling
from memcon.knowledge.families import family
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.relation import Issue, Shift, SideStance, Statement
from memcon.model.span import Span
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.records import record_spans
from memcon.reconcile.words import content_words, overlap
from memcon.relations.happenings import Home, homes, side_of

RULE = (
    "Told is what is quoted, in their words or in others', of persons in office and of offices themselves, where the "
    "report is about a happening between all the ends or the words name another end. A statement is dated by the day "
    "beside the word of saying or by the meeting it was made at; else, when it is not told as background, by its first "
    "publication or, inferred, by what its report is about. An issue is a word of their noun phrases that statements "
    "share and that one of them is about, nouns first, then the most telling; each statement stands under one. It "
    "changed when the later of two comparable statements of one side gives another number or date or turns yes into "
    "no; silence and other words are no change."
)
SAME = 0.8
"""Share of meaning words from which two tellings are one statement (reconcile/words.py)."""
ALIKE = 0.65
"""Share from which two statements can be compared: nearly all words are shared, as in reconcile/compare.py. Of looser
pairs nobody knows whether they speak of one thing."""
NEAR = 3
"""Days within which reports of one statement come out."""
CHANGES = ("number", "date", "polarity")
"""Kinds of difference (claims/pairs.py) that change a stance; another name or place may be another matter."""


class Said(NamedTuple):
    """One statement of one side: its tellings, the first of them first, and the words that may name its issue: `nouns`
    of them first, each within its noun phrase, `phrases`."""

    statement: Statement
    side: ActorRef
    published: str | None
    words: Mapping[str, str]
    about: frozenset[str]
    nouns: frozenset[str]
    phrases: Mapping[str, str]


def stances(
    ends: Sequence[ActorRef], readings: Sequence[Reading], stories: Sequence[Story], on: str | None = None
) -> list[Issue]:
    """Issues on which holders of an office of `ends` (states, organisations, persons) spoke, those that changed first;
    with `on`, one issue: the statements that have all its words.

    Pure: the same readings give the same issues in whatever order they come.
    """
    rows = sorted(readings, key=lambda r: r.report.id)
    home = homes(rows, stories)
    told = [s for r in rows for s in _said(r, home[r.report.id], ends)]
    once = [_joined(group) for group in _tellings(told)]
    if on is not None:
        once = [s for s in once if _has_all(on, content_words(s.statement.text))]
        issues = [_issue(tuple(on.split()), once, ends)] if once else []
    else:
        issues = [_issue(words, found, ends) for words, found in _issues(once)]
    return sorted(issues, key=_order)


def _has_all(on: str, words: frozenset[str]) -> bool:
    """True when the words hold every word of `on` that carries meaning, or one of its family."""
    asked = [wanted for word in re.findall(r"\w+", on) if (wanted := [content_words(f) for f in family(word)])[0]]
    return bool(asked) and all(any(form and form <= words for form in wanted) for wanted in asked)


def _order(issue: Issue) -> tuple[bool, bool, bool, int, str, str]:
    changed = any(s.shifts for s in issue.sides)
    several = sum(bool(s.statements) for s in issue.sides) > 1
    days = [_last_day(s) for side in issue.sides for s in side.statements]
    newest = max((d for d in days if d), default="")
    age = -int(newest.replace("-", "") or 0)
    return not changed, not issue.words, not several, age, " ".join(issue.words), issue.id


# ---------------------------------------------------------------- what was said


def _said(reading: Reading, home: Home, ends: Sequence[ActorRef]) -> Iterator[Said]:
    about = _about_ends(reading, home, ends)
    for quote in reading.quotes or ():
        if quote.fragment:
            continue
        when, _ = _dated(reading, quote)
        for ref in quote.speakers:
            side = _end_of(ref, home, ends)
            if side is None or not (about or _names_another(reading, home, quote, side, ends)):
                continue
            office = _office(ref, reading, when)
            if office is not None or _is_office(ref, reading):
                yield _statement(reading, home, quote, ref, side, office)


def _end_of(ref: ActorRef, home: Home, ends: Sequence[ActorRef]) -> ActorRef | None:
    """The end that an actor is, or else acts for."""
    return next((e for e in ends if ref.id == e.id), None) or next(
        (e for e in ends if side_of(ref, home) == e.id), None
    )


def _about_ends(reading: Reading, home: Home, ends: Sequence[ActorRef]) -> bool:
    """True when what the report is about is between all the ends."""
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    if main is None:
        return False
    there = {end.id for a in main.actors + main.recipients if (end := _end_of(a, home, ends)) is not None}
    return there == {e.id for e in ends}


def _names_another(reading: Reading, home: Home, quote: Quote, side: ActorRef, ends: Sequence[ActorRef]) -> bool:
    """True when the words said name another end, or somebody of it."""
    named = [m for m in reading.mentions or () if any(c.overlaps(m.span) for c in quote.content)]
    there = {end.id for m in named for r in m.refs if (end := _end_of(r, home, ends)) is not None}
    return bool(there - {side.id})


def _office(ref: ActorRef, reading: Reading, when: When | None) -> str | None:
    """The office of a speaker: as the report has it, unless it calls it a former one; else one that is known to have
    been held on the day of the words."""
    own = [m for m in reading.mentions or () if m.actor == ref.id and m.office is not None]
    former = {m.office for m in own if m.former}
    told = [q.office for q in reading.quotes or () if q.speakers == (ref,)] + [m.office for m in own]
    found = next((office for office in told if office is not None and office not in former), None)
    if found is None and ref.id is not None and when is not None and when.bounds()[0] == when.bounds()[1]:
        held = [kb.position(t.position) for t in kb.offices_of(ref.id, when.value[:10])]
        found = next((p.title for p in held if p is not None), None)
    return found


def _is_office(ref: ActorRef, reading: Reading) -> bool:
    """True when the speaker is an office itself: a ministry, a presidency."""
    named = [m.kind for m in reading.mentions or () if m.actor == ref.id]
    return bool(named) and set(named) == {"office"}


def _statement(reading: Reading, home: Home, quote: Quote, ref: ActorRef, side: ActorRef, office: str | None) -> Said:
    published = reading.report.published
    when, by = _dated(reading, quote)
    words, nouns, phrases = _words(reading, quote)
    told = Statement(
        id=content_id("statement", quote.id, side.id),
        speaker=ref,
        office=office,
        act=quote.act,
        kind=quote.kind,
        text=" \u2026 ".join(" ".join(s.of(reading.text).split()) for s in quote.content),
        topic=quote.topic,
        when=when,
        dated_by=by,
        channel=quote.channel.kind if quote.channel else None,
        channel_name=quote.channel.name if quote.channel else None,
        spans=record_spans(reading.report, quote.content),
        reports=(reading.report.id,),
        origins=(home.origin,) if home.origin else (),
    )
    about = frozenset(content_words(quote.topic or "")) & words.keys()
    telling_most = sorted(words, key=lambda w: (w not in nouns, -telling(words[w]), w))[:_NAMES]
    day = published.value[:10] if published else None
    return Said(told, side, day, words, about or frozenset(telling_most), nouns, phrases)


def _dated(reading: Reading, quote: Quote) -> tuple[When | None, str | None]:
    """The day that stands beside the word of saying, or that of the meeting around it; else, of what is not told as
    background, that of publication, or of the report's main event, which is then inferred."""
    if (beside := _beside(reading, quote)) is not None:
        return beside, "words"
    said = quote.cue or quote.content[0]
    around = [e for e in reading.events or () if e.when is not None and e.type == "CONSULT" and e.span.covers(said)]
    if around:
        return min(around, key=lambda e: (e.span.end - e.span.start, e.id)).when, "event"
    if any(s.overlaps(said) for c in reading.claims or () if c.point == "background" for s in c.spans):
        return None, None
    if reading.report.published is not None:
        return When(reading.report.published.value[:10]), "publication"
    main = next((e.when for e in reading.events or () if e.id == reading.main), None)
    if main is None:
        return None, None
    why = "the day of what the report is about; it has no publication date"
    return When(main.value, main.words, True, why), "occurrence"


_BETWEEN = re.compile(r"(?:\s+[\w'\u2019]+){0,6}\s+")


def _beside(reading: Reading, quote: Quote) -> When | None:
    """A date that follows the word of saying with a few words and no sign between ("told reporters on Monday"), and
    is no part of what was said."""
    if quote.cue is None:
        return None
    for t in reading.times or ():
        own = any(c.overlaps(t.span) for c in quote.content)
        if t.type == "DATE" and t.when and not own and t.span.start > quote.cue.end:
            if _BETWEEN.fullmatch(reading.text, quote.cue.end, t.span.start):
                return When(t.when, t.span.of(reading.text), t.inferred or t.anchor is not None, t.why)
            return None
    return None


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!['\u2019]\w)\b")


class Naming(NamedTuple):
    """What may name the issue of a quote. `words`: stem -> word; `nouns`: stems of those that are nouns; `phrases`:
    stem -> the noun phrase it stands in."""

    words: dict[str, str]
    nouns: frozenset[str]
    phrases: dict[str, str]


def _words(reading: Reading, quote: Quote) -> Naming:
    """Words of the quote's noun phrases that are no names and not idle; of a quote in which nobody looked for noun
    phrases, all such words."""
    names = [m.span for m in reading.mentions or ()]
    words: dict[str, str] = {}
    nouns: set[str] = set()
    phrases: dict[str, str] = {}
    for part in quote.content if quote.things is None else quote.things:
        own = [m for m in _WORD.finditer(reading.text, part.start, part.end) if not _is_named(m, names)]
        first = min(c.start for c in quote.content)
        phrase = " ".join(m[0].lower() if m.start() == first else m[0] for m in own)
        for m in own:
            word = m[0].lower()
            if word in _idle() or telling(word) < _TELLING:
                continue
            for stem in content_words(word):
                words.setdefault(stem, word)
                phrases.setdefault(stem, phrase if quote.things is not None else word)
                if quote.things is None or m.end() == part.end:
                    nouns.add(stem)
    return Naming(words, frozenset(nouns), phrases)


def _is_named(word: re.Match[str], names: Sequence[Span]) -> bool:
    return any(n.start < word.end() and word.start() < n.end for n in names)


_NAMES = 2
"""Words by which a statement goes whose topic is only a name or a pronoun: those that tell most."""
_TELLING = 1.5
"""Rarity (knowledge/commonness.py) below which a word is too common to name an issue."""


@cache
def _idle() -> frozenset[str]:
    text = files("memcon.data").joinpath("relations", "stance.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["idle"])


# ---------------------------------------------------------------- one statement, several tellings


def _tellings(told: Sequence[Said]) -> list[list[Said]]:
    """Tellings of one statement: one speaker, the same words, within days."""
    groups: list[list[Said]] = []
    for said in sorted(told, key=_age):
        group = next((g for g in groups if _same(g[0], said)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    return groups


def _age(said: Said) -> tuple[str, str, str, int, str]:
    s = said.statement
    bounds = s.when.bounds() if s.when else ("9999", "9999")
    return *bounds, s.reports[0], s.spans[0].start, s.id


def _same(first: Said, said: Said) -> bool:
    a, b = first.statement, said.statement
    if a.speaker.id != b.speaker.id or first.side != said.side or (a.act == "denies") != (b.act == "denies"):
        return False
    if a.reports == b.reports or overlap(a.text, b.text) < SAME or compare_texts(a.text, b.text).relation == "differs":
        return False
    if a.when is None or b.when is None or a.when.allows(b.when):
        return True
    return _days(a.when.bounds()[1], b.when.bounds()[0]) <= NEAR


def _days(first: str, last: str) -> int:
    try:
        return abs((date.fromisoformat(last) - date.fromisoformat(first)).days)
    except ValueError:
        return NEAR + 1


def _joined(group: Sequence[Said]) -> Said:
    """The group as its first telling, with the reports, origins and spans of all."""
    first = group[0].statement
    whole = msgspec.structs.replace(
        first,
        office=next((s.statement.office for s in group if s.statement.office), None),
        spans=tuple(x for s in group for x in s.statement.spans),
        reports=tuple(sorted({x for s in group for x in s.statement.reports})),
        origins=tuple(sorted({x for s in group for x in s.statement.origins})),
    )
    return group[0]._replace(statement=whole)


# ---------------------------------------------------------------- issues


def _issues(told: Sequence[Said]) -> Iterator[tuple[tuple[str, ...], list[Said]]]:
    """Statements by the words they share: again and again the word that tells most, and stands in most of those left,
    takes those it stands in; nouns before others. One that shares none with another is an issue by its own words."""
    left = list(told)
    names = {stem: word for s in told for stem, word in sorted(s.words.items(), reverse=True)}
    while True:
        by_word: dict[str, list[Said]] = {}
        for said in left:
            for stem in said.words:
                by_word.setdefault(stem, []).append(said)
        shared = [w for w, found in by_word.items() if len(found) > 1 and any(w in s.about for s in found)]
        if not shared:
            break
        noun = {w: all(w in s.nouns for s in by_word[w]) for w in shared}
        best = max(shared, key=lambda w: (noun[w], (len(by_word[w]) - 1) * telling(names[w]), names[w]))
        found = by_word[best]
        yield _name(found, best, names), found
        taken = {s.statement.id for s in found}
        left = [s for s in left if s.statement.id not in taken]
    for said in left:
        if said.about:
            yield tuple(sorted({said.phrases[w] for w in said.about})), [said]
    nameless = [s for s in left if not s.about]
    if nameless:
        yield (), nameless


def _name(found: Sequence[Said], best: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The name of an issue that statements share: their noun phrase, where it is one; else the noun, or of no noun the
    shortest of several words that it stands in. Other nouns that all of them have stand beside it."""
    phrases = {s.phrases[best] for s in found}
    noun = all(best in s.nouns for s in found)
    name = names[best] if noun and len(phrases) > 1 else min(phrases, key=lambda p: (" " not in p, len(p), p))
    also = set.intersection(*(set(s.nouns) for s in found)) - {best}
    return name, *sorted(names[w] for w in also if names[w] not in name.lower().split())


def _issue(words: tuple[str, ...], found: Sequence[Said], ends: Sequence[ActorRef]) -> Issue:
    sides = tuple(_side(end, [s for s in found if s.side == end]) for end in ends)
    return Issue(content_id("issue", sorted(s.statement.id for s in found)), words, sides)


def _side(end: ActorRef, found: Sequence[Said]) -> SideStance:
    ordered = sorted(found, key=_age)
    dated = [s for s in ordered if s.statement.when is not None]
    newest = max(dated, key=lambda s: (_last_day(s.statement), _age(s)), default=None)
    return SideStance(
        side=end,
        last=newest.statement.id if newest else None,
        statements=tuple(s.statement for s in ordered),
        shifts=tuple(shift for k, s in enumerate(dated) if (shift := _shift(dated[:k], s)) is not None),
    )


def _last_day(statement: Statement) -> str:
    return statement.when.bounds()[1] if statement.when else ""


def _shift(earlier: Sequence[Said], said: Said) -> Shift | None:
    """How `said` departs from the newest earlier statement that can be compared with it; None when it does not."""
    first = said.statement.when.bounds()[0] if said.statement.when else ""
    for before in reversed([s for s in earlier if _last_day(s.statement) < first]):
        if overlap(before.statement.text, said.statement.text) < ALIKE:
            continue
        found = _compared(before, said)
        if found.relation == "differs" and found.kind in CHANGES:
            return Shift(before.statement.id, said.statement.id, str(found.kind), found.why)
        return None
    return None


def _compared(before: Said, said: Said) -> Comparison:
    """The pair comparison of both texts; of two that say the same, one as a denial, one has turned."""
    a, b = before.statement, said.statement
    found = compare_texts(a.text, b.text, before.published, said.published)
    if (a.act == "denies") == (b.act == "denies"):
        same = found.kind == "polarity" and found.a and found.b and found.a.of(a.text) == found.b.of(b.text)
        return found._replace(why=f"said once, denied once: {found.why.split(' against ')[0]}") if same else found
    if found.relation == "same":
        return found._replace(relation="differs", kind="polarity", why="said by one, denied by the other")
    if found.kind == "polarity":
        return found._replace(relation="same", kind=None)
    return found
