"""Two sentences or claims compared: same, narrower, differs (and in what), or other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from memcon.claims.align import Alignment, align
from memcon.claims.naming import find_clash, is_name
from memcon.claims.polarity import find_reversal
from memcon.claims.slots import slot
from memcon.claims.tokens import Token, base, likeness, tokens
from memcon.claims.values import (
    DIFFERS,
    NARROWER,
    OTHER,
    SAME,
    Amount,
    Day,
    compare_amounts,
    compare_days,
    find_amounts,
    find_days,
    possible_dates,
)
from memcon.model.span import Span

LIKE = 0.33
"""Two claims speak of one thing when so much of their weighted words is matched."""
_SLOT = 1.0
_CLOSE = 0.45
_MOSTLY = 0.55
_EXTRA = 0.95

Value = TypeVar("Value", Amount, Day)


class Comparison(NamedTuple):
    """`relation`: same, narrower, differs, other. `kind`: number, date, place, person, polarity, wording, or None. `a`,
    `b`: the words it rests on. `why`: one plain sentence. `likeness`: 0 to 1."""

    relation: str
    kind: str | None
    a: Span | None
    b: Span | None
    why: str
    likeness: float


def compare_texts(a: str, b: str, published_a: str | None = None, published_b: str | None = None) -> Comparison:
    """Compare two sentences. Only what both say can differ: a detail that one leaves out is no difference.

    `published_a`, `published_b`: ISO days of publication, by which a weekday here and a date there are compared.
    """
    al = align(tokens(a), tokens(b))
    if al.likeness < LIKE:
        return Comparison(OTHER, None, None, None, "they speak of different things", al.likeness)
    days = _by_publication(published_a, published_b)
    return (
        _values(al, find_amounts(a), find_amounts(b), compare_amounts, "number", _countable, (a, b))
        or _values(al, find_days(a), find_days(b), days, "date", _datable, (a, b))
        or _names(al, a, b)
        or _polarity(al, a, b)
        or _alike(al, a, b)
    )


def _by_publication(published_a: str | None, published_b: str | None) -> Callable[[Day, Day], str]:
    """Compare dates by their words, and where those have no part in common by the days they may mean."""

    def compare(x: Day, y: Day) -> str:
        found = compare_days(x, y)
        if found != OTHER or published_a is None or published_b is None:
            return found
        one, two = possible_dates(x, published_a), possible_dates(y, published_b)
        if not one or not two:
            return OTHER
        return SAME if one & two else DIFFERS

    return compare


def _values(
    al: Alignment,
    mine: Sequence[Value],
    theirs: Sequence[Value],
    compare: Callable[[Value, Value], str],
    kind: str,
    comparable: Callable[[Alignment, Value, Value, bool], bool],
    texts: tuple[str, str],
) -> Comparison | None:
    """The first value that differs from its counterpart; values found on both sides are set aside first."""
    left, right = _unmatched(mine, theirs, compare)
    alone = len(left) == len(right) == 1
    for x in left:
        rivals = [y for y in right if compare(x, y) == DIFFERS and comparable(al, x, y, alone)]
        if rivals:
            y = max(rivals, key=lambda y: (_around(al, x, y), -y.start))
            why = f"{x_words(texts[0], x)} against {x_words(texts[1], y)}"
            return Comparison(DIFFERS, kind, Span(x.start, x.end), Span(y.start, y.end), why, al.likeness)
    return None


def _unmatched(
    mine: Sequence[Value], theirs: Sequence[Value], compare: Callable[[Value, Value], str]
) -> tuple[list[Value], list[Value]]:
    """Values of each side that agree with none of the other's, each partner used once."""
    free = list(theirs)
    left: list[Value] = []
    for x in mine:
        partner = next((y for wanted in (SAME, NARROWER) for y in free if compare(x, y) == wanted), None)
        if partner is None:
            left.append(x)
        else:
            free.remove(partner)
    return left, free


def _countable(al: Alignment, x: Amount, y: Amount, alone: bool = False) -> bool:
    """True when two numbers count the same thing: the same unit, or the same words around them. Two amounts of one
    currency that stand `alone` (all others have their partners) are taken for rivals."""
    if _elsewhere(x, al.b) or _elsewhere(y, al.a):
        return False
    if alone and (x.kind in ("money", "percent", "time") or al.likeness >= _CLOSE):
        return True
    if x.unit is not None and y.unit is not None and x.kind in ("count", "duration"):
        return likeness(x.unit.removesuffix("s"), y.unit.removesuffix("s")) >= 0.65 or _around(al, x, y) >= 2 * _SLOT
    return _around(al, x, y) >= _SLOT


def _datable(al: Alignment, x: Day, y: Day, alone: bool) -> bool:
    """True when two dates may be of one thing: the claims are close, or the words around the dates are the same."""
    return (alone and (al.likeness >= _CLOSE or al.contained >= _MOSTLY)) or _around(al, x, y) >= _SLOT


def _elsewhere(x: Amount, theirs: Sequence[Token]) -> bool:
    """True when the other claim names what `x` counts, but counts it with another number or none: no rival then."""
    if x.unit is None or x.kind != "count":
        return False
    unit = base(x.unit)
    places = [j for j, t in enumerate(theirs) if t.base == unit]
    return bool(places) and not any(_follows_number(theirs, j) for j in places)


def _follows_number(claim: Sequence[Token], j: int) -> bool:
    """True when a number stands within three words before place `j`."""
    return any(find_amounts(claim[k].text) for k in range(max(0, j - 3), j))


def _around(al: Alignment, x: Amount | Day, y: Amount | Day) -> float:
    return slot(al, _places(al.a, x.start, x.end), _places(al.b, y.start, y.end))


def _places(claim: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Tokens (first, last + 1) that lie in a range of the text."""
    inside = [i for i, t in enumerate(claim) if t.start < end and t.end > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def x_words(text: str, value: Amount | Day) -> str:
    """The words of a value, quoted."""
    return f'"{text[value.start : value.end].strip()}"'


def _names(al: Alignment, a: str, b: str) -> Comparison | None:
    clash = find_clash(al)
    if clash is None:
        return None
    one, two = _span(al.a, clash.a), _span(al.b, clash.b)
    why = f'"{one.of(a)}" against "{two.of(b)}"'
    return Comparison(DIFFERS, "place" if clash.place else "person", one, two, why, al.likeness)


def _polarity(al: Alignment, a: str, b: str) -> Comparison | None:
    found = find_reversal(al)
    if found is None:
        return None
    one, two = _span(al.a, (found[0], found[0] + 1)), _span(al.b, (found[1], found[1] + 1))
    why = f'"{one.of(a)}" against "{two.of(b)}"'
    return Comparison(DIFFERS, "polarity", one, two, why, al.likeness)


def _span(claim: Sequence[Token], places: tuple[int, int]) -> Span:
    return Span(claim[places[0]].start, claim[places[1] - 1].end)


def _alike(al: Alignment, a: str, b: str) -> Comparison:
    """Same, or narrower: a value lies within the other's, or one claim says all of the other and names more."""
    for x in find_amounts(a):
        for y in find_amounts(b):
            if compare_amounts(x, y) == NARROWER and _countable(al, x, y):
                return _narrower("number", x, y, a, b, al)
    for d in find_days(a):
        for e in find_days(b):
            if compare_days(d, e) == NARROWER:
                return _narrower("date", d, e, a, b, al)
    if al.contained >= _EXTRA and _names_more(al):
        return Comparison(NARROWER, None, None, None, "one says all that the other says, and more", al.likeness)
    return Comparison(SAME, None, None, None, f"{round(100 * al.likeness)} % of the words match", al.likeness)


def _narrower(kind: str, x: Amount | Day, y: Amount | Day, a: str, b: str, al: Alignment) -> Comparison:
    why = f"{x_words(a, x)} and {x_words(b, y)} allow one another"
    return Comparison(NARROWER, kind, Span(x.start, x.end), Span(y.start, y.end), why, al.likeness)


def _names_more(al: Alignment) -> bool:
    """True when one side, and only one, names what the other does not."""
    a = any(is_name(al.a, i) for i in range(len(al.a)) if i not in al.to_b)
    b = any(is_name(al.b, j) for j in range(len(al.b)) if j not in al.to_a)
    return a != b


def compare_pairs(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """`memcon annotate pairs`: rows `{id, a, b, …}` → `{id, relation, kind, a, b, why}`, spans into the given strings.

    Raises KeyError on a row without `a` or `b`; the caller reads and refuses lines.
    """
    return [{"id": row["id"], **_compared(row)} for row in rows]


def _compared(row: Mapping[str, object]) -> dict[str, object]:
    """One comparison as the filter prints it."""
    published = [str(day) if (day := row.get(key)) else None for key in ("published_a", "published_b")]
    found = compare_texts(str(row["a"]), str(row["b"]), *published)
    return {
        "relation": found.relation,
        "kind": found.kind,
        "a": list(found.a) if found.a is not None else None,
        "b": list(found.b) if found.b is not None else None,
        "why": found.why,
    }
