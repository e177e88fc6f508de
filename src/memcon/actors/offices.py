"""Offices and their holders on a day: from told titles to the seats of the knowledge base and back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from memcon.actors.names import PARTICLES, agreement, alike, fold, resembles, tokens
from memcon.actors.words import Title
from memcon.knowledge import kb

# Which short titles of the knowledge base a class of told titles may mean, best first.
_SHORTS = {
    "president": ("president", "head of state", "president of state affairs"),
    "prime-minister": ("prime minister", "taoiseach"),
    "chancellor": ("chancellor",),
    "chief-executive": ("chief executive",),
    "monarch": ("monarch", "king", "queen", "emir", "sultan", "emperor", "grand duke", "prince", "pope"),
    "royal": ("prince",),
    "supreme-leader": ("supreme leader",),
    "foreign-minister": ("foreign minister", "secretary of state", "foreign secretary"),
    "chair": ("head of state", "chairman of the presidency"),
}


class Holder(NamedTuple):
    """A person in a seat and whether the day falls inside the tenure."""

    person: str
    position: str
    holds: bool


@cache
def seats(kind: str, country: str) -> tuple[kb.Position, ...]:
    """The positions of a state that a class of titles may mean; "leader" may mean any head of state or government."""
    if kind == "leader":
        return tuple(p for p in kb.positions_of(country) if p.role in {"head_of_state", "head_of_government"})
    found = [p for short in _SHORTS.get(kind, ()) for p in kb.positions_of(country) if p.short == short]
    return tuple(dict.fromkeys(found))


def label(title: Title, owner: str | None) -> str | None:
    """The office as it is written: "Prime Minister of Japan"; None without an owner, or when it is no office."""
    if owner is None or title.kind in {"leader", "counterpart", "profession", "legislator", "officer", "staff"}:
        return None
    known = seats(title.kind, owner)
    if len(known) and title.kind not in {"royal", "chair"}:
        same = [p for p in known if p.short == title.name.lower() or title.name.lower() in p.title.lower()]
        if same or title.kind != "monarch":
            return (same or list(known))[0].title
    return f"{title.name} of {owner_name(owner)}"


def owner_name(owner: str) -> str:
    """How a state, organisation or body is written after "of"."""
    state = kb.state(owner)
    if state is not None:
        return state.named
    name = actor_name(owner)
    return f"the {name}" if " " in name and kb.person(owner) is None else name


@cache
def actor_name(key: str) -> str:
    """The display name of a state, organisation, body or person of the knowledge base."""
    for found in (kb.state(key), kb.organisation(key), kb.body(key), kb.person(key)):
        if found is not None:
            return found.name
    return key


def holders_on(kind: str, country: str, day: str | None, former: bool) -> list[Holder]:
    """Who held the seats on the day; with `former`, or without a day, all who ever did before it, latest first."""
    out: list[Holder] = []
    for position in seats(kind, country):
        now = {t.person for t in kb.holders(position.id, day, possible=True)} if day else set()
        if not former:
            out += [Holder(p, position.id, True) for p in sorted(now)]
        if former or day is None:
            line = [t for t in _line(position.id) if day is None or t.start <= day]
            out += [Holder(t.person, position.id, False) for t in reversed(line) if t.person not in now or not former]
    return list(dict.fromkeys(out))


@cache
def _line(position: str) -> tuple[kb.Tenure, ...]:
    return tuple(sorted((t for t in kb.tenures() if t.position == position), key=lambda t: (t.start, t.person)))


@cache
def person_words(key: str) -> tuple[frozenset[str], ...]:
    """The folded words of each known spelling of a person's name."""
    person = kb.person(key)
    return tuple(frozenset(tokens(n)) for n in (person.name, *person.aliases)) if person is not None else ()


@cache
def surname_words(key: str) -> tuple[str, ...]:
    """The folded words of a person's surname."""
    person = kb.person(key)
    return tokens(person.surname) if person is not None else ()


def matching(told: Sequence[str], holders: Sequence[Holder]) -> list[Holder]:
    """The holders whose names agree with what is told, the best agreement only; tenures on the day before others."""
    scored = [(score, h) for h in holders if (score := name_score(tuple(told), h.person)) > 0]
    if not scored:
        return []
    best = max((h.holds, s) for s, h in scored)
    return [h for s, h in scored if (h.holds, s) == best]


@lru_cache(maxsize=65536)
def name_score(told: tuple[str, ...], person: str) -> float:
    """0 when the names disagree; else how well they agree: the share of the shorter name, then of both.

    Whose surname is another's is another person, however like the given names are.
    """
    best = 0.0
    if len(told) > 1 and not _surname_told(told, person):
        return best
    for known in person_words(person):
        shared = agreement(told, sorted(known))
        short = min(len(told), len(known))
        misspelt = shared < min(2, short) and _near(told, known)
        if not shared or (shared < min(2, short) and not misspelt):
            continue
        if len(told) == 1 and not _is_surname(told[0], person, known):
            continue
        if not misspelt and shared < short and shared * 2 < short + 1:
            continue
        best = max(best, shared / short + shared / (len(told) + len(known)))
    return best


def _surname_told(told: tuple[str, ...], person: str) -> bool:
    """True when some word told may be a spelling of the surname, particles aside."""
    family = [w for w in surname_words(person) if w not in PARTICLES] or list(surname_words(person))
    return any(alike(w, f) or kb.skeleton(w) == kb.skeleton(f) for w in told for f in family)


def _near(told: tuple[str, ...], known: frozenset[str]) -> bool:
    """Two words each, one the same and the other misspelt."""
    if len(told) != 2 or len(known) != 2:
        return False
    left = [w for w in told if not any(alike(w, k) for k in known)]
    right = [k for k in sorted(known) if not any(alike(w, k) for w in told)]
    return len(left) == len(right) == 1 and resembles(left[0], right[0])


def _is_surname(word: str, person: str, known: frozenset[str]) -> bool:
    family = surname_words(person) or tuple(known)
    return any(alike(word, w) for w in family) or (len(known) <= 2 and word in known and _monarch(person))


@cache
def _monarch(person: str) -> bool:
    return any(seat_short(t.position) in _SHORTS["monarch"] for t in kb.tenures_of(person))


@cache
def seat_short(position: str) -> str:
    """The lower-case title of a position."""
    found = kb.position(position)
    return found.short if found is not None else ""


@cache
def countries_of(person: str) -> frozenset[str]:
    """The states a known person belongs to by birth of the table or by office."""
    found = kb.person(person)
    own = {found.country} if found is not None else set()
    seated = {p.country for t in kb.tenures_of(person) if (p := kb.position(t.position)) is not None}
    return frozenset(own | seated)


def office_on(person: str, day: str | None) -> tuple[str | None, bool]:
    """The office a known person held on the day, and False; else the last one held before it, and True."""
    now = kb.offices_of(person, day) if day is not None else ()
    past = [t for t in kb.tenures_of(person) if day is None or t.start <= day]
    if now:
        return position_title(now[0].position), False
    if not past:
        return None, False
    home = person.split("-", 1)[0]
    last = max(past, key=lambda t: (t.end or "9999", t.position.startswith(home), t.start, t.position))
    ended = day is not None and last.end != "" and last.end_kind != "seen"
    return position_title(last.position), ended


def may_be_called(person: str, gender: str | None) -> bool:
    """False when a title of one gender ("Queen") does not go with what is known of the person."""
    known = kb.person(person)
    return gender is None or known is None or known.gender in {"", gender}


@cache
def leads(person: str, office: str | None) -> bool:
    """True when the office is one of a head of state or government that the known person has held."""
    held = [p for t in kb.tenures_of(person) if (p := kb.position(t.position)) is not None and p.title == office]
    return any(p.role in {"head_of_state", "head_of_government"} for p in held)


def next_to(person: str, office: str | None, day: str | None, step: int) -> str | None:
    """Who held a person's office before (`step` -1) or after (1) the person, no acting holders; None if unknown."""
    seated = [t for t in kb.tenures_of(person) if position_title(t.position) == office and (not day or t.start <= day)]
    if not seated:
        return None
    mine = max(seated, key=lambda t: t.start)
    line = [t for t in _line(mine.position) if t.person != person and not t.acting and (not day or t.start <= day)]
    beside = [t for t in line if (t.start < mine.start if step < 0 else t.start > mine.start)]
    if not beside:
        return None
    return (beside[-1] if step < 0 else beside[0]).person


def has_left(person: str, office: str | None, day: str | None) -> bool:
    """True when the person is known to have held that office before the day and not on it."""
    held = [t for t in kb.tenures_of(person) if position_title(t.position) == office]
    return day is not None and bool(held) and all(t.end and t.end_kind != "seen" and t.end < day for t in held)


def position_title(position: str) -> str | None:
    """The title of a position: "Prime Minister of Japan"."""
    found = kb.position(position)
    return found.title if found is not None else None


@lru_cache(maxsize=65536)
def ever_in_office_named(surname: str, day: str | None) -> tuple[str, ...]:
    """Known persons of this surname who held an office on the day or before."""
    found = kb.persons_by_surname(fold(surname).strip())
    return tuple(p for p in found if any(day is None or t.start <= day for t in kb.tenures_of(p)))


@lru_cache(maxsize=65536)
def in_office_named(surname: str, day: str) -> tuple[str, ...]:
    """Known persons of this surname who hold an office on the day."""
    return tuple(p for p in kb.persons_by_surname(fold(surname).strip()) if kb.offices_of(p, day))
