"""Read the knowledge base: states, persons, positions, tenures, organisations and the words that name them.

The tables lie in `memcon/data/kb/*.csv` (docs/knowledge.md describes them and their sources); each is read once, on
first use. Dates are ISO prefixes: `2025-10` is the month, not its first day. Every function is pure; an unknown id
gives `None` or `()`.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple


class State(NamedTuple):
    """A state, territory, entity or dissolved state. `start` and `end` are ISO prefixes, empty when unknown or open."""

    id: str
    iso2: str
    fips: str
    name: str
    article: str
    official: str
    capital: str
    lat: float | None
    lon: float | None
    start: str
    end: str
    kind: str
    wikidata: str
    source: str

    @property
    def named(self) -> str:
        """The name as it stands inside a sentence: 'the United Kingdom', 'Japan'."""
        return f"{self.article} {self.name}".strip()


class Alias(NamedTuple):
    """A word for an actor. `kind`: name, short, official, former, native, demonym, adjective, metonym, abbreviation."""

    id: str
    alias: str
    kind: str
    source: str


class Person(NamedTuple):
    """A holder of an office. `name` is the press form, `surname` the part used alone, `aliases` other spellings and
    orders."""

    id: str
    name: str
    surname: str
    aliases: tuple[str, ...]
    country: str
    gender: str
    wikidata: str
    source: str


class Position(NamedTuple):
    """An office. `short` and `synonyms` are lower-case titles; `country` is a state, or the organisation it heads.

    `role`: head_of_state, head_of_government, foreign_minister, deputy, head_of_organisation.
    """

    id: str
    title: str
    short: str
    synonyms: tuple[str, ...]
    country: str
    role: str
    seats: str
    source: str


class Tenure(NamedTuple):
    """One person in one position from `start` to `end` (ISO prefixes).

    `start_kind`: `exact`, or `bound` when the person is only attested from then on. `end_kind`: `exact`; `bound` when
    the end is the next known holder's first day (the term ended then or earlier); `seen` when the person is last
    attested then and the end is not known; `open` when still in office at the last edition of the source. `seen` is
    the last attestation.
    """

    person: str
    position: str
    start: str
    end: str
    start_kind: str
    end_kind: str
    acting: bool
    seen: str
    source: str


class Organisation(NamedTuple):
    """An international organisation, organ, group or alliance."""

    id: str
    name: str
    abbreviation: str
    wikidata: str
    kind: str
    source: str


class Membership(NamedTuple):
    """A state in an organisation; `status` member, observer, partner … as the source words it."""

    organisation: str
    state: str
    status: str
    source: str


class Body(NamedTuple):
    """A public body: presidency, ministry, parliament, court, military, mission. `head` is a position id or empty."""

    id: str
    name: str
    kind: str
    country: str
    head: str
    source: str


# ---------------------------------------------------------------- tables


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("memcon.data") / "kb" / name).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return rows


_OWN: list[Path] = []


def use(folder: Path | None) -> None:
    """Read `persons.csv` and `tenures.csv` of this folder over the tables; `None`: the tables alone.

    Its persons are added; its tenures stand in the place of all ours in the same positions. Say it once, before
    anything is asked: what others have made of the tables is not made again.
    """
    _OWN[:] = [folder] if folder else []
    for made in (persons, tenures, persons_by_name, _by_surname, _spellings, _by_position, _by_person):
        made.cache_clear()


def used() -> Path | None:
    """The folder that `use` was told last, or None."""
    return _OWN[0] if _OWN else None


def _own_rows(name: str) -> list[list[str]]:
    paths = [folder / name for folder in _OWN if (folder / name).exists()]
    return [row for path in paths for row in list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]]


def _number(text: str) -> float | None:
    return float(text) if text else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def states() -> Mapping[str, State]:
    """All states, territories, entities and dissolved states by id (ISO 3166 alpha-3 where there is one)."""
    return {r[0]: _state(*r) for r in _rows("states.csv")}


def _state(
    key: str, iso2: str, fips: str, name: str, article: str, official: str, capital: str, lat: str, lon: str, *rest: str
) -> State:
    start, end, kind, wikidata, source = rest
    return State(
        key,
        iso2,
        fips,
        name,
        article,
        official,
        capital,
        _number(lat),
        _number(lon),
        start,
        end,
        kind,
        wikidata,
        source,
    )


@cache
def persons() -> Mapping[str, Person]:
    """All persons by id (`JPN-sanae-takaichi`)."""
    rows = (*_rows("persons.csv"), *_own_rows("persons.csv"))
    return {r[0]: Person(r[0], r[1], r[2], _words(r[3]), r[4], r[5], r[6], r[7]) for r in rows}


@cache
def positions() -> Mapping[str, Position]:
    """All positions by id (`JPN-prime-minister`)."""
    return {r[0]: Position(r[0], r[1], r[2], _words(r[3]), r[4], r[5], r[6], r[7]) for r in _rows("positions.csv")}


@cache
def tenures() -> tuple[Tenure, ...]:
    """All tenures, by person."""
    own = _own_rows("tenures.csv")
    replaced = {row[1] for row in own}
    rows = (*(row for row in _rows("tenures.csv") if row[1] not in replaced), *own)
    return tuple(Tenure(r[0], r[1], r[2], r[3], r[4], r[5], r[6] == "1", r[7], r[8]) for r in rows)


@cache
def organisations() -> Mapping[str, Organisation]:
    """All organisations by id (`org-un`)."""
    return {r[0]: Organisation._make(r) for r in _rows("organisations.csv")}


@cache
def _members() -> Mapping[str, tuple[Membership, ...]]:
    out: dict[str, list[Membership]] = {}
    for row in _rows("members.csv"):
        out.setdefault(row[0], []).append(Membership._make(row))
    return {key: tuple(value) for key, value in out.items()}


@cache
def aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Exact surface -> the states and organisations it may name; an ambiguous word ('Korea') has several."""
    out: dict[str, list[Alias]] = {}
    for row in _rows("aliases.csv"):
        out.setdefault(row[1], []).append(Alias._make(row))
    return {key: tuple(value) for key, value in out.items()}


# ---------------------------------------------------------------- one thing by id


def state(key: str) -> State | None:
    """The state with this id."""
    return states().get(key)


def person(key: str) -> Person | None:
    """The person with this id."""
    return persons().get(key)


def position(key: str) -> Position | None:
    """The position with this id."""
    return positions().get(key)


def organisation(key: str) -> Organisation | None:
    """The organisation with this id."""
    return organisations().get(key)


def body(key: str) -> Body | None:
    """The public body with this id."""
    return bodies().get(key)


def members(key: str) -> tuple[Membership, ...]:
    """The states in an organisation, with their status, by state id."""
    return _members().get(key, ())


# ---------------------------------------------------------------- public bodies

_PATTERNS = (
    ("foreign-ministry", "ministry", "Foreign Ministry", "foreign-minister",
     ("Foreign Ministry", "foreign ministry", "Ministry of Foreign Affairs", "Foreign Affairs Ministry")),
    ("defence-ministry", "ministry", "Defence Ministry", "",
     ("Defense Ministry", "defense ministry", "Defence Ministry", "defence ministry", "Ministry of Defense",
      "Ministry of Defence", "Ministry of National Defense")),
    ("prime-ministers-office", "presidency", "Prime Minister's Office", "prime-minister",
     ("Prime Minister's Office", "prime minister's office", "Prime Minister’s Office", "prime minister’s office")),
    ("presidency", "presidency", "Office of the President", "president",
     ("presidential office", "Presidential Office", "President's Office", "president's office", "president’s office",
      "Office of the President", "presidency", "presidential palace")),
)  # fmt: skip


@cache
def bodies() -> Mapping[str, Body]:
    """Bodies with a name of their own, and the usual ones of every state by pattern (foreign and defence ministry,
    the office of the prime minister and of the president where the state has that office)."""
    out: dict[str, Body] = {}
    for key, country in states().items():
        for suffix, kind, label, head, _ in _PATTERNS:
            head_id = f"{key}-{head}" if head and f"{key}-{head}" in positions() else ""
            if country.kind == "territory" or (kind == "presidency" and not head_id):
                continue
            out[f"{key}-{suffix}"] = Body(
                f"{key}-{suffix}", f"{label} of {country.named}", kind, key, head_id, "pattern"
            )
    out.update((r[0], Body._make(r)) for r in _rows("bodies.csv"))
    return out


@cache
def body_aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Surface -> bodies by pattern: adjective or possessive + label, label + 'of' + state. Own names are in
    `aliases()`."""
    out: dict[str, list[Alias]] = {}
    words = _state_words()
    for suffix, _, _, _, labels in _PATTERNS:
        for key in words:
            if f"{key}-{suffix}" in bodies():
                for surface in _body_surfaces(words[key], labels):
                    out.setdefault(surface, []).append(Alias(f"{key}-{suffix}", surface, "short", "pattern"))
    return {key: tuple(value) for key, value in out.items()}


def _state_words() -> Mapping[str, tuple[list[str], list[str]]]:
    """State id -> (names, adjectives)."""
    out: dict[str, tuple[list[str], list[str]]] = {}
    for group in aliases().values():
        for alias in group:
            slot = 0 if alias.kind in {"name", "short", "abbreviation"} else 1 if alias.kind == "adjective" else None
            if slot is not None and alias.id in states():
                out.setdefault(alias.id, ([], []))[slot].append(alias.alias)
    return out


def _body_surfaces(words: tuple[list[str], list[str]], labels: tuple[str, ...]) -> Iterator[str]:
    names, adjectives = words
    for label in labels:
        for name in names:
            mark = "'" if name.endswith("s") else "'s"
            yield f"{name}{mark} {label}"
            yield f"{name}{mark.replace(chr(39), '’')} {label}"
            yield f"{label} of {name}"
        for adjective in adjectives:
            yield f"{adjective} {label}"


# ---------------------------------------------------------------- names

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_MARKS = str.maketrans({**dict.fromkeys("’‘'`ʻ.\"“”´"), **dict.fromkeys("-‐‑–—,/()[];:&+_", " ")})


def fold(name: str) -> str:
    """Case, diacritics, hyphens, apostrophes and full stops off, blanks single: 'Lee Jae-myung' -> 'lee jae myung'."""
    text = name.lower().translate(_MARKS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.split())


@cache
def persons_by_name() -> Mapping[str, tuple[str, ...]]:
    """Folded full name, in any known spelling and order -> person ids."""
    out: dict[str, dict[str, None]] = {}
    for one in persons().values():
        for spelling in (one.name, *one.aliases):
            out.setdefault(fold(spelling), {})[one.id] = None
    return {key: tuple(value) for key, value in out.items()}


@cache
def _by_surname() -> Mapping[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {}
    for one in persons().values():
        folded = fold(one.surname)
        for key in (folded, _bare(folded)):
            out.setdefault(key, {})[one.id] = None
    return {key: tuple(value) for key, value in out.items()}


def _bare(folded: str) -> str:
    """A surname without its leading particles: 'de la rua' -> 'rua'."""
    words = folded.split()
    while len(words) > 1 and words[0] in _PARTICLES:
        words.pop(0)
    return " ".join(words)


_PARTICLES = frozenset("de la del da das do dos di von van der den el al bin d l".split())


def persons_by_surname(folded: str) -> tuple[str, ...]:
    """Ids of the persons called by this surname (give it folded); particles may be left off."""
    return _by_surname().get(folded, ())


# ---------------------------------------------------------------- a name against candidates

_TITLES = frozenset(
    "sheikh sheik shaikh sir dame dr prof professor dato datuk seri tan sri prince princess king queen emperor "
    "emir amir sultan crown president prime minister chancellor premier mr mrs ms gen general jr sr ii iii iv vi "
    "st his her excellency the 3rd 2nd ayatollah pope cardinal lord lady haji hajji alhaji".split()
)
_SOUNDS = (
    ("tch", "c"), ("dzh", "j"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("zh", "j"),
    ("dj", "j"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("ck", "k"), ("cz", "c"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("z", "s"), ("j", "i"), ("y", "i"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of one folded word, transliterations made equal: 'sulayman', 'suleiman' and 'sleiman' are
    'slmn'."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    out = "".join(c for c in word if c not in "aeiou")
    out = "".join(c for i, c in enumerate(out) if i == 0 or out[i - 1] != c)
    return out.replace("c", "k") or word[:1]


def match_person(name: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """The persons of `among` (ids) whom a name as printed may mean, transliteration, order and spelling allowed for.

    `among` should be few: the holders of an office on a day. A candidate must share the part he or she goes by and
    must not have a different given name. Candidates with an equal spelling shut out the merely similar ones. An empty
    result means nobody fits; several mean that the name does not decide.
    """
    words = _name_words(name)
    exact = tuple(key for key in among if fold(name) in _spellings(key))
    if exact or not words:
        return exact
    scored = [(score, key) for key in among if (score := _likeness(words, key)) > 0]
    best = max((score for score, _ in scored), default=0)
    return tuple(key for score, key in scored if score == best)


@lru_cache(maxsize=65536)
def _spellings(key: str) -> frozenset[str]:
    one = persons().get(key)
    return frozenset(fold(text) for text in (one.name, *one.aliases)) if one else frozenset()


def _name_words(text: str) -> tuple[str, ...]:
    return tuple(w for w in fold(text).split() if w not in _TITLES and w not in _PARTICLES and w not in _LINKS)


_LINKS = frozenset("bin ben ibn bint abu abd abdul ould ag y i e and".split())


def _likeness(words: tuple[str, ...], key: str) -> int:
    """0: another person; else more, the more words fit (3 an equal word, 2 a like one, 1 an initial; the first word
    twice)."""
    one = persons().get(key)
    if one is None:
        return 0
    called = _name_words(one.surname) or tuple(fold(one.surname).split())
    known = frozenset(w for text in _spellings(key) for w in _name_words(text)) | frozenset(called)
    fits = [max((_fit(word, other) for other in known), default=0) for word in words]
    surname = max((_fit(word, other) for word in words if len(word) > 1 for other in called), default=0)
    if surname < 2 or (len(words) > 1 and len(known) > len(called) and sum(f > 0 for f in fits) < 2):
        return 0
    if 0 in fits and all(_left_over(words, spelling) for spelling in _spellings(key)):
        return 0
    return 1 + sum(fits) + _fit(words[0], (_name_words(one.name) or called)[0])


def _left_over(words: tuple[str, ...], spelling: str) -> bool:
    """Whether a spelling has a word that the printed name, itself with a word of its own, lacks: Lee Myung-bak, Lee
    Jae-myung."""
    return any(not any(_fit(word, other) for word in words) for other in _name_words(spelling))


@lru_cache(maxsize=65536)
def _fit(word: str, other: str) -> int:
    """3 equal, 2 the same sounds or nearly the same letters, 1 an initial or a short form, 0 different."""
    if word == other:
        return 3
    if min(len(word), len(other)) == 1:
        return 1 if word[0] == other[0] else 0
    same = skeleton(word)
    if len(same) > 1 and same == skeleton(other):
        return 2
    short, long = sorted((word, other), key=len)
    if len(short) >= 4 and long.startswith(short):
        return 2
    from rapidfuzz.fuzz import ratio

    return 2 if len(short) >= 4 and ratio(word, other) >= 75 else 0


# ---------------------------------------------------------------- who held what, when


@cache
def _by_position() -> Mapping[str, tuple[Tenure, ...]]:
    out: dict[str, list[Tenure]] = {}
    for tenure in tenures():
        out.setdefault(tenure.position, []).append(tenure)
    return {key: tuple(sorted(value, key=lambda t: (t.start, t.person))) for key, value in out.items()}


@cache
def _by_person() -> Mapping[str, tuple[Tenure, ...]]:
    out: dict[str, list[Tenure]] = {}
    for tenure in tenures():
        out.setdefault(tenure.person, []).append(tenure)
    return {key: tuple(sorted(value, key=lambda t: (t.start, t.position))) for key, value in out.items()}


@cache
def _by_country() -> Mapping[str, tuple[Position, ...]]:
    out: dict[str, list[Position]] = {}
    for one in positions().values():
        out.setdefault(one.country, []).append(one)
    return {key: tuple(value) for key, value in out.items()}


def tenures_of(key: str) -> tuple[Tenure, ...]:
    """Everything a person is known to have held, earliest first."""
    return _by_person().get(key, ())


def positions_of(country: str, short_title: str | None = None) -> tuple[Position, ...]:
    """A country's positions; with a lower-case title, those called so by short title or synonym."""
    found = _by_country().get(country, ())
    if short_title is None:
        return found
    named = tuple(p for p in found if p.short == short_title)
    return named or tuple(p for p in found if short_title in p.synonyms)


def _first(day: str) -> str:
    return day + "-01-01"[len(day) - 4 :] if day else "0000"


def _last(day: str) -> str:
    return day + "-12-31"[len(day) - 4 :] if day else "9999"


def _covers(tenure: Tenure, first: str, last: str) -> bool:
    return _first(tenure.start) <= last and _last(tenure.end) >= first


def holders(key: str, on: str, until: str | None = None, *, possible: bool = False) -> tuple[Tenure, ...]:
    """Who held a position on a day, in a month or year (`on`), or between `on` and `until`: ISO prefixes all.

    On the very day of a handover the incoming holder stands alone. A month or year gives everyone who held it at some
    time in it. `possible` adds holders whose attested time ends before, or begins after, with nobody known in between
    (two years at most): likely, not certain. Acting holders say so; on a day on which one acts for a suspended
    incumbent he stands alone.
    """
    first, last = _first(on), _last(until or on)
    line = _by_position().get(key, ())
    found = tuple(t for t in line if _covers(t, first, last))
    if first == last:
        found = _on_the_day(found, on)
    return found if found or not possible else _near(line, first, last)


def _on_the_day(found: tuple[Tenure, ...], day: str) -> tuple[Tenure, ...]:
    """Handover: the incoming holder; a start known to the year only: nobody new while the old one is still attested;
    an acting holder beside a suspended incumbent: the acting one."""
    if any(t.start == day for t in found):
        found = tuple(t for t in found if t.start == day or not t.end or not day.startswith(t.end))
    if any(
        _first(t.seen) >= day and _first(t.start) <= day for t in found if len(t.start) == 10 or _last(t.start) < day
    ):
        found = tuple(t for t in found if len(t.start) == 10 or _last(t.start) < day or t.acting)
    if any(t.acting for t in found):
        found = tuple(t for t in found if t.acting)
    return found


def _near(line: tuple[Tenure, ...], first: str, last: str) -> tuple[Tenure, ...]:
    before = [t for t in line if t.end_kind == "seen" and _last(t.end) < first and _years(t.end, first) <= 2]
    after = [t for t in line if t.start_kind == "bound" and _first(t.start) > last and _years(last, t.start) <= 2]
    closest = [max(before, key=lambda t: t.end)] if before else []
    closest += [min(after, key=lambda t: t.start)] if after else []
    return tuple(dict.fromkeys(closest))


def _years(a: str, b: str) -> int:
    return abs(int(b[:4]) - int(a[:4]))


def offices_of(key: str, on: str | None = None) -> tuple[Tenure, ...]:
    """What a person held on a day (all tenures without one); the home country's offices first."""
    found = tenures_of(key) if on is None else tuple(t for t in tenures_of(key) if _holds(t, on))
    home = key.split("-", 1)[0]
    return tuple(sorted(found, key=lambda t: (not t.position.startswith(home), t.start, t.position)))


def _holds(tenure: Tenure, on: str) -> bool:
    return tenure in holders(tenure.position, on) or (tenure.end_kind == "exact" and _covers_day(tenure, on))


def _covers_day(tenure: Tenure, on: str) -> bool:
    return _covers(tenure, _first(on), _last(on)) and (tenure.end != on or len(on) < 10)
