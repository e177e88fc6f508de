"""A pair's timeline: every dated happening between them, once, with all its tellings and their differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from memcon.knowledge.kb import fold
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.relation import Entry, KnownVisit, Telling
from memcon.model.story import Story
from memcon.model.when import When
from memcon.relations.context import Change, changes, tells_of
from memcon.relations.happenings import Happening, happening_of, happenings, homes
from memcon.relations.join import days, join, wide
from memcon.relations.lines import line_of
from memcon.relations.who import kind_of, state_of

RULE = (
    "An entry is one occurrence between all the ends: coded events, visits (those of imported lists too), pledges and "
    "background; of a meeting with one side coded, those its words name are the other. Tellings are one occurrence "
    "when kind, sides and named persons agree and their dates allow each other; a wider date joins only when a single "
    "occurrence fits it. What the reports of one story are about is one, dated or not, where kind, persons and country "
    "allow it. Context: changes of head of state or government of the ends between the first and the last entry, of "
    "those whose new holder a report here names."
)


class Timeline(NamedTuple):
    """Dated entries, earliest first, and those no report dates."""

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def timeline(
    ends: Sequence[ActorRef],
    readings: Sequence[Reading],
    stories: Sequence[tuple[Story, Memcon]],
    known: Sequence[KnownVisit] = (),
) -> Timeline:
    """The timeline between `ends` (two or more states, organisations or persons) over the readings of the stories and
    `known` visits of imported lists.

    Pure: the same readings give the same entries in whatever order they come.
    """
    rows = sorted(readings, key=lambda r: r.report.id)
    home = homes(rows, [s for s, _ in stories])
    told = [h for r in rows for h in happenings(r, home[r.report.id])]
    listed = [h for v in known if (h := happening_of(v)) is not None]
    between = _once([h for h in (*told, *listed) if _between(h, ends)])
    groups = join(
        between, lambda h: h.when, alike, lambda h: (h.report, h.span, h.key), lambda h: (_family(h), h.sides)
    )
    heads: dict[_Occurrence, str] = {(s.id, m.occurrence.type): m.headline for s, m in stories}
    sewn = [(occurrence, _sewn(g)) for occurrence, g in _sewn_groups(groups)]
    context, absorbed = _context(ends, rows, told, [g for _, g in sewn])
    entries = [_entry(g, heads.get(o) if o else None) for o, g in sewn if not all(h.key in absorbed for h in g)]
    dated = [e for e in entries if e.when is not None]
    return Timeline(
        tuple(sorted([*dated, *context], key=_order)),
        tuple(sorted((e for e in entries if e.when is None), key=_undated)),
    )


def _order(entry: Entry) -> tuple[str, str, bool, str]:
    assert entry.when is not None
    return (*entry.when.bounds(), not entry.context, entry.id)


def _undated(entry: Entry) -> tuple[tuple[str, ...], int, str]:
    return entry.reports, min((s.start for s in entry.spans), default=0), entry.id


def _between(h: Happening, ends: Sequence[ActorRef]) -> bool:
    """True when every end takes part. A person's own state is no second party to what that person does."""
    ids = {a.id for a in h.actors}
    return all(end.id in ids or end.id in h.sides for end in ends)


def _once(told: Sequence[Happening]) -> list[Happening]:
    """Tellings of one report that share words and date are one: the coded event stands for the visit, the pledge and
    the phrase inside it. Of those without a date, the event stands."""
    kept: dict[str, list[Happening]] = {}
    rank = {"pledge": 1, "background": 2}
    ordered = sorted(told, key=lambda h: (rank.get(h.type, 0), not h.main, h.mode != "visit", h.span, h.key))
    for h in ordered:
        own = kept.setdefault(h.report, [])
        if not any(_same_words(h, k) for k in own):
            own.append(h)
    return [h for own in kept.values() for h in own]


def _same_words(h: Happening, kept: Happening) -> bool:
    if not h.report or h.report != kept.report or not h.span.overlaps(kept.span):
        return False
    value, other = (x.when.value if x.when else None for x in (h, kept))
    return value == other and (h.type in ("pledge", "background") or h.type == kept.type)


def alike(a: Happening, b: Happening) -> bool:
    """Kind and sides agree, and where both name persons of a side, they share one; places do not contradict."""
    if _family(a) != _family(b) or a.sides != b.sides or _country(a.place, b.place):
        return False
    if a.row and b.row and a.row.list == b.row.list and (a.when != b.when or wide(a.when)):
        return False
    if a.report and a.report == b.report and not a.span.overlaps(b.span) and not (_is_day(a.when) and _is_day(b.when)):
        return False
    return all(a.persons[side] & b.persons[side] for side in a.persons if side in b.persons)


def _family(h: Happening) -> tuple[str, bool]:
    return h.type, h.mode == "phone"


def _country(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and None not in (a.country, b.country) and a.country != b.country


def _is_day(when: When | None) -> bool:
    return days(when) == 1


_Occurrence = tuple[str, str | None]
"""A story and the type of what it is about."""


def _sewn_groups(groups: Iterable[list[Happening]]) -> list[tuple[_Occurrence | None, list[Happening]]]:
    """Groups that hold main events of one kind of one story are its occurrence, whole, dated or not: that its reports
    tell of one occurrence is what makes them a story. Groups come the most precise dates first; one that contradicts
    the occurrence stays by itself and does not go by the story's headline."""
    found: dict[_Occurrence, list[Happening]] = {}
    rest: list[list[Happening]] = []
    for g in groups:
        main = next((h for h in g if _is_main(h)), None)
        if main is None:
            rest.append(g)
            continue
        whole = found.setdefault((main.story or "", main.type), [])
        if all(_one_occurrence(main, h) for h in whole if _is_main(h)):
            whole.extend(g)
        else:
            rest.append(g)
    return [*found.items(), *((None, g) for g in rest)]


def _is_main(h: Happening) -> bool:
    return h.main and h.story is not None


def _one_occurrence(a: Happening, b: Happening) -> bool:
    """Main events of one story that do not contradict: one may name a side more, as a report may leave one out."""
    whole = a.sides | b.sides
    return whole in (a.sides, b.sides) and alike(a._replace(sides=whole), b._replace(sides=whole))


def _sewn(group: list[Happening]) -> list[Happening]:
    return sorted(group, key=lambda h: (h.report, h.span, h.key))


def _entry(group: Sequence[Happening], headline: str | None) -> Entry:
    best = max(
        group, key=lambda h: (h.main, bool(h.report), -days(h.when), h.status != "planned", -h.span.start, h.key)
    )
    when = _when(group)
    text = headline or (best.text if best.row else line_of(best.text, best.lead))
    places = [h.place for h in group if h.place is not None]
    return Entry(
        id=content_id("entry", sorted(h.key for h in group)),
        when=when,
        uncertain=wide(when),
        type=best.type,
        mode=best.mode,
        status=_status(group),
        text=text,
        context=False,
        actors=tuple(dict.fromkeys(a for h in (best, *group) for a in h.actors)),
        place=best.place or (places[0] if places else None),
        differs=_differs(group),
        stories=tuple(sorted({h.story for h in group if h.story})),
        reports=tuple(sorted({h.report for h in group if h.report})),
        origins=tuple(sorted({h.origin for h in group if h.origin})),
        spans=tuple(s for h in group for s in h.spans),
        tellings=tuple(_telling(h) for h in group),
        source="; ".join(f"{h.row.list}, {h.row.id}" for h in group if h.row) or None,
    )


def _telling(h: Happening) -> Telling:
    return Telling(h.report or None, h.origin, h.type, h.status, h.when, h.place, h.text, h.spans, h.row)


def _when(group: Sequence[Happening]) -> When | None:
    """The most precise date; of those the one most tellings give, the less inferred one first."""
    dated = [h.when for h in group if h.when is not None]
    counts = Counter(w.value for w in dated)
    return min(dated, key=lambda w: (days(w), -counts[w.value], w.inferred, w.value, w.words or ""), default=None)


_STATUS = ("asserted", "historical", "planned", "hypothetical", "denied")


def _status(group: Sequence[Happening]) -> str:
    return min((h.status for h in group), key=lambda s: _STATUS.index(s) if s in _STATUS else len(_STATUS))


def _differs(group: Sequence[Happening]) -> tuple[str, ...]:
    """What tellings of different reports say otherwise: another day, another place, another status."""
    days_told = {h.when.value for h in group if h.when is not None and _is_day(h.when)}
    places = {fold(h.place.name) for h in group if h.place is not None and h.place.kind != "country"}
    denied = {h.status == "denied" for h in group}
    told = {"when": len(days_told), "place": len(places), "status": len(denied)}
    return tuple(name for name, values in told.items() if values > 1)


# ---------------------------------------------------------------- context


def _context(
    ends: Sequence[ActorRef], rows: Sequence[Reading], told: Sequence[Happening], groups: Sequence[Sequence[Happening]]
) -> tuple[list[Entry], set[str]]:
    """Changes of office as entries, and the keys of the happenings that tell of nothing else."""
    states = sorted({s for e in ends if (s := state_of(e.id)) is not None})
    bounds = [h.when.bounds() for g in groups for h in g if h.when is not None]
    if not bounds or not states:
        return [], set()
    named = {a.id for r in rows for m in r.mentions or () for a in m.refs if a.id and kind_of(a.id) == "person"}
    within = changes(states, min(a for a, _ in bounds), max(b for _, b in bounds))
    tellings = {c: [h for h in told if tells_of(h, c, rows)] for c in within if c.person.id in named}
    return [_change_entry(c, found) for c, found in tellings.items()], {h.key for f in tellings.values() for h in f}


def _change_entry(change: Change, found: Sequence[Happening]) -> Entry:
    """A change of office, with the tellings of it: words of taking office dated to a time that holds its day."""
    return Entry(
        id=content_id("change", change.position, change.person.id, change.start),
        when=When(change.start),
        uncertain=len(change.start) < 10 or not change.exact,
        type="office",
        mode=None,
        status="asserted",
        text=change.text,
        context=True,
        actors=(change.person,),
        place=None,
        differs=(),
        stories=tuple(sorted({h.story for h in found if h.story})),
        reports=tuple(sorted({h.report for h in found})),
        origins=tuple(sorted({h.origin for h in found if h.origin})),
        spans=tuple(s for h in found for s in h.spans),
        tellings=tuple(_telling(h) for h in found),
        source=change.source,
    )
