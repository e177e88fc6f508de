"""Bring the tenures up to date from a Wikidata export: restatements merged, undated rows set aside, differences shown.

The export is that of the query `wikidata_officeholders.rq` (docs/knowledge.md). A day that our sources give is never
overwritten: another one is a difference to look at. Nothing is applied until `save` writes it to a folder of the user's
own, which `kb.use` reads over the tables.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from memcon.knowledge import kb

SAME_TERM = 31  # days between two statements of one person that still make one term: a caretaker between cabinets
NEAR = 366  # days by which first days may differ when it is still the same term
SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG", "MAC"})
ROLES = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
NOT_THE_OFFICE = re.compile(r"(?i)\b(?:deputy|vice|former|candidate|designate|elect)\b")


class Aside(NamedTuple):
    """A row that cannot be used, and why."""

    row: Mapping[str, str]
    why: str


class Difference(NamedTuple):
    """One thing the export says otherwise. `kind`: `new`, `starts`, `ends` are applied; `differs` is only shown."""

    kind: str
    ours: kb.Tenure | None
    theirs: kb.Tenure


class Update(NamedTuple):
    """What an export would change: new persons, and all tenures of every position that changes."""

    persons: tuple[kb.Person, ...]
    tenures: tuple[kb.Tenure, ...]
    differences: tuple[Difference, ...]
    aside: tuple[Aside, ...]


class _Spell(NamedTuple):
    position: str
    wikidata: str
    name: str
    start: str
    end: str
    statement: str


# ---------------------------------------------------------------- rows


def compare(rows: Iterable[Mapping[str, str]]) -> Update:
    """What the rows of an export would change in the tables now in use."""
    spells: list[_Spell] = []
    aside: list[Aside] = []
    for row in rows:
        found = _read(row)
        if isinstance(found, _Spell):
            spells.append(found)
        else:
            aside.append(Aside(row, found))
    persons: dict[str, kb.Person] = {}
    tenures: list[kb.Tenure] = []
    differences: list[Difference] = []
    for position in sorted({s.position for s in spells}):
        terms = _terms([s for s in spells if s.position == position])
        theirs = [_tenure(spell, persons) for spell in terms]
        line, said = _compared(position, theirs)
        differences += said
        if any(d.kind != "differs" for d in said):
            tenures += line
    used = {t.person for t in tenures}
    new = tuple(p for key, p in sorted(persons.items()) if key in used)
    return Update(new, tuple(tenures), tuple(differences), tuple(aside))


def _read(row: Mapping[str, str]) -> _Spell | str:
    """The spell a row states, or why it is set aside."""
    country = next((s.id for s in kb.states().values() if s.iso2 == row["iso2"] and s.kind != "dissolved"), "")
    position = _position(country, row["role"], row["positionLabel"])
    start = _prefix(row["start"], row["startPrecision"])
    name = row["personLabel"].strip()
    if not country:
        return f"no such state: {row['iso2']}"
    if not position:
        return f"no such office: {row['positionLabel']}"
    if not start:
        return "no first day"
    if not name or re.fullmatch(r"Q\d+", name):
        return "no name"
    end = _prefix(row["end"], row["endPrecision"])
    return _Spell(position, _last_part(row["person"]), name, start, end, _last_part(row["statement"]))


def _prefix(time: str, precision: str) -> str:
    """'2025-10-21T00:00:00Z' to the precision that Wikidata claims: 11 day, 10 month, 9 year, less is nothing."""
    length = {"11": 10, "10": 7, "9": 4}.get(precision.strip(), 0)
    return time[:length] if re.match(r"\d{4}-\d\d-\d\d", time) else ""


def _last_part(uri: str) -> str:
    return uri.rstrip("/").rsplit("/", 1)[-1]


def _position(country: str, role: str, label: str) -> str:
    """The office a label means: the one whose title stands in it, else the only one of its role."""
    if NOT_THE_OFFICE.search(label):
        return ""
    words = f" {kb.fold(label)} "
    offices = [p for p in kb.positions_of(country) if p.role in ROLES and p.seats == "single"]
    named = [p for p in offices if any(f" {kb.fold(title)} " in words for title in (p.short, *p.synonyms) if title)]
    of_role = [p for p in offices if p.role == role]
    best = [p for p in named if p in of_role] or named or (of_role if not label.strip() else [])
    return best[0].id if len(best) == 1 else ""


# ---------------------------------------------------------------- terms


def _terms(spells: list[_Spell]) -> list[_Spell]:
    """One term for all statements of one person that follow each other."""
    line: list[_Spell] = []
    for spell in sorted(spells, key=lambda s: (s.start, s.end or "9999", s.wikidata)):
        at = next((i for i in reversed(range(len(line))) if line[i].wikidata == spell.wikidata), None)
        if at is None or not _continues(line[at], spell, last=at == len(line) - 1):
            line.append(spell)
        elif not (line[at].start == spell.start and line[at].end):
            ends = (line[at].end, spell.end)
            line[at] = line[at]._replace(end=spell.end if "" in ends else max(ends))
    return line


def _continues(before: _Spell, after: _Spell, *, last: bool) -> bool:
    return last if not before.end else _days(before.end, after.start) <= SAME_TERM


def _days(a: str, b: str) -> int:
    return (_day(b) - _day(a)).days


def _day(prefix: str) -> dt.date:
    return dt.date.fromisoformat(prefix + "-01-01"[len(prefix) - 4 :])


def _tenure(spell: _Spell, persons: dict[str, kb.Person]) -> kb.Tenure:
    kind, source = "exact" if spell.end else "open", f"Wikidata statement {spell.statement}"
    person = _person(spell, persons)
    return kb.Tenure(
        person, spell.position, spell.start, spell.end, "exact", kind, False, spell.end or spell.start, source
    )


def _person(spell: _Spell, persons: dict[str, kb.Person]) -> str:
    """The person's id: by Wikidata id, by name among the holders, by name in the country; else a new one."""
    country = spell.position[:3]
    known = [p.id for p in (*kb.persons().values(), *persons.values()) if p.wikidata == spell.wikidata]
    held = tuple(t.person for t in kb.tenures() if t.position == spell.position)
    known = known or list(dict.fromkeys(kb.match_person(spell.name, held)))
    known = known or [i for i in kb.persons_by_name().get(kb.fold(spell.name), ()) if i.startswith(country)]
    if len(known) == 1:
        return known[0]
    words = spell.name.split()
    surname = words[0] if country in SURNAME_FIRST else words[-1]
    key = f"{country}-{kb.fold(spell.name).replace(' ', '-')}"
    key = key if key not in kb.persons() else f"{key}-{spell.wikidata.lower()}"
    persons[key] = kb.Person(key, spell.name, surname, (), country, "", spell.wikidata, f"Wikidata {spell.wikidata}")
    return key


# ---------------------------------------------------------------- ours and theirs


def _compared(position: str, theirs: list[kb.Tenure]) -> tuple[list[kb.Tenure], list[Difference]]:
    line = [t for t in kb.tenures() if t.position == position]
    said: list[Difference] = []
    for term in theirs:
        ours = _same_term(line, term)
        found = _bettered(ours, term) if ours else _added(line, term)
        if found is None:
            continue
        kind, better = found
        said.append(Difference(kind, ours, term))
        if kind != "differs":
            line = [t for t in line if t is not ours]
            line = [_until(t, better) for t in line] + [_before(better, line)]
    return sorted(line, key=lambda t: (t.start, t.person)), said


def _same_term(line: list[kb.Tenure], term: kb.Tenure) -> kb.Tenure | None:
    """Our tenure of the same person that overlaps the term or begins near it; the nearest first day wins."""
    own = [t for t in line if t.person == term.person]
    near = [t for t in own if abs(_days(t.start, term.start)) <= NEAR or _overlap(t, term)]
    return min(near, key=lambda t: abs(_days(t.start, term.start)), default=None)


def _overlap(a: kb.Tenure, b: kb.Tenure) -> bool:
    return a.start < (b.end or "9999") and b.start < (a.end or "9999")


def _bettered(ours: kb.Tenure, term: kb.Tenure) -> tuple[str, kb.Tenure] | None:
    """Our tenure with what the term adds, or a difference; None when both say the same."""
    better, kind, differs = ours, "", False
    if term.start != ours.start and not ours.start.startswith(term.start):
        if term.start.startswith(ours.start) or (ours.start_kind == "bound" and term.start < ours.start):
            better, kind = better._replace(start=term.start, start_kind="exact", source=_both(ours, term)), "starts"
        else:
            differs = True
    if term.end and not (ours.end_kind == "exact" and ours.end.startswith(term.end)):
        if ours.end_kind == "exact" and not term.end.startswith(ours.end):
            differs = True
        elif term.end >= ours.seen[: len(term.end)]:
            better = better._replace(end=term.end, end_kind="exact", seen=term.end, source=_both(ours, term))
            kind = "ends"
        else:
            differs = True
    return ("differs", ours) if differs else (kind, better) if kind else None


def _both(ours: kb.Tenure, term: kb.Tenure) -> str:
    return f"{ours.source}; {term.source}"


def _added(line: list[kb.Tenure], term: kb.Tenure) -> tuple[str, kb.Tenure]:
    """A term we lack: new, unless it lies across a day that our sources give to somebody else."""
    others = [t for t in line if not t.acting and _overlap(t, term)]
    inside = [t for t in others if t.start < term.start and t.end_kind == "exact"]
    after = [t for t in others if t.start >= term.start and term.end]
    attested = [t for t in others if t.start < term.start < t.seen and t.end_kind != "open"]
    return ("differs" if inside or after or attested else "new"), term


def _until(tenure: kb.Tenure, new: kb.Tenure) -> kb.Tenure:
    """A tenure ends, at the latest, when another person's begins."""
    if tenure.acting or tenure.person == new.person or not tenure.start < new.start < (tenure.end or "9999"):
        return tenure
    return tenure._replace(end=new.start, end_kind="bound", seen=min(tenure.seen, new.start))


def _before(new: kb.Tenure, line: list[kb.Tenure]) -> kb.Tenure:
    later = [t.start for t in line if not t.acting and t.person != new.person and t.start > new.start]
    if new.end or not later:
        return new
    return new._replace(end=min(later), end_kind="bound", seen=min(new.seen, *later))


# ---------------------------------------------------------------- the user's folder


def read(path: Path) -> list[dict[str, str]]:
    """The rows of an export."""
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def save(update: Update, folder: Path) -> None:
    """Write what an update changes into the folder, beside what earlier updates left there for other positions."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = {t.position for t in update.tenures}
    kept = [row for row in _kept(folder / "tenures.csv") if row[1] not in changed]
    rows = [[t.person, t.position, t.start, t.end, t.start_kind, t.end_kind, str(int(t.acting)), t.seen, t.source]
            for t in update.tenures]  # fmt: skip
    _write(folder / "tenures.csv", "person position from to start_kind end_kind acting seen source", kept + rows)
    new = {p.id for p in update.persons}
    people = [row for row in _kept(folder / "persons.csv") if row[0] not in new]
    people += [[p.id, p.name, p.surname, "|".join(p.aliases), *p[4:]] for p in update.persons]
    _write(folder / "persons.csv", "id name surname aliases country gender wikidata source", people)


def _kept(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:] if path.exists() else []


def _write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(sorted(rows))
