"""The tables hold together: sources, ids, dates, and one holder at a time in a single seat."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations

import pytest

from memcon.knowledge import kb

TABLES = ("states", "aliases", "persons", "positions", "tenures", "organisations", "members", "bodies")
ISO_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("memcon.data") / "kb" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_its_source(name: str) -> None:
    table = rows(name)
    assert table
    assert [row for row in table if not row["source"].strip()] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_missing_or_ragged(name: str) -> None:
    assert [row for row in rows(name) if None in row or None in row.values()] == []


@pytest.mark.parametrize("name", ["states", "persons", "positions", "organisations", "bodies"])
def test_ids_are_unique_and_sorted(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)


def test_ids_referred_to_exist() -> None:
    actors = {row["id"] for name in ("states", "persons", "organisations", "bodies") for row in rows(name)} | set(
        kb.bodies()
    )
    assert {row["id"] for row in rows("aliases")} - actors == set()
    assert {row["person"] for row in rows("tenures")} - set(kb.persons()) == set()
    assert {row["position"] for row in rows("tenures")} - set(kb.positions()) == set()
    assert {row["country"] for row in rows("persons")} - set(kb.states()) == set()
    assert {row["country"] for row in rows("positions")} - set(kb.states()) - set(kb.organisations()) == set()
    assert {row["state"] for row in rows("members")} - set(kb.states()) == set()
    assert {row["organisation"] for row in rows("members")} - set(kb.organisations()) == set()
    assert {row["head"] for row in rows("bodies")} - set(kb.positions()) - {""} == set()


def test_dates_are_iso_prefixes_in_order() -> None:
    for row in rows("tenures"):
        for day in (row["from"], row["to"]):
            assert not day or ISO_PREFIX.match(day), row
        if row["from"] and row["to"]:
            assert row["from"] <= row["to"] or row["from"].startswith(row["to"]), row


def test_kinds_are_known() -> None:
    assert {row["end_kind"] for row in rows("tenures")} <= {"exact", "bound", "open", "seen"}
    assert {row["start_kind"] for row in rows("tenures")} <= {"exact", "bound"}
    assert {row["acting"] for row in rows("tenures")} <= {"0", "1"}
    assert {row["seats"] for row in rows("positions")} <= {"single", "many"}
    assert {row["end_kind"] == "open" for row in rows("tenures") if not row["to"]} == {True}


def overlaps() -> Iterator[tuple[str, str, str]]:
    lines: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("tenures"):
        if kb.positions()[row["position"]].seats == "single":
            lines[row["position"], row["acting"]].append(row)
    for (position, _), line in lines.items():
        for a, b in combinations(sorted(line, key=lambda r: r["from"]), 2):
            end = a["to"] or "9999"
            if b["from"] < end and not end.startswith(b["from"]):
                yield position, f"{a['person']} {a['from']}..{a['to']}", f"{b['person']} {b['from']}..{b['to']}"


def test_no_two_hold_a_single_seat_at_once() -> None:
    """A handover on one day is allowed, and so is an acting holder beside a suspended incumbent."""
    assert list(overlaps()) == []


def test_persons_have_a_surname_of_their_name() -> None:
    for one in kb.persons().values():
        known = kb.fold(" ".join((one.name, *one.aliases)))
        assert one.name.strip(), one
        assert not one.surname or kb.fold(one.surname) in known, one


def test_no_capitals_or_titles_are_left_in_names() -> None:
    shouted = [one.name for one in kb.persons().values() if re.search(r"\b[A-Z]{5,}\b", one.name)]
    assert shouted == []


def test_states_since_1990_have_a_head_of_state_or_government() -> None:
    led = {one.country for one in kb.positions().values() if one.role in {"head_of_state", "head_of_government"}}
    assert [one.id for one in kb.states().values() if one.kind == "state" and one.id not in led] == []


@pytest.mark.parametrize(
    ("key", "name", "surname"),
    [
        ("CHN-xi-jinping", "Xi Jinping", "Xi"),
        ("KOR-lee-jae-myung", "Lee Jae Myung", "Lee"),
        ("JPN-sanae-takaichi", "Sanae Takaichi", "Takaichi"),
        ("VNM-pham-minh-chinh", "Pham Minh Chinh", "Chinh"),
        ("THA-srettha-thavisin", "Srettha Thavisin", "Srettha"),
        ("MMR-min-aung-hlaing", "Min Aung Hlaing", "Min Aung Hlaing"),
        ("ETH-abiy-ahmed-ali", "Abiy Ahmed", "Abiy"),
        ("EGY-abdel-fattah-el-sisi", "Abdel Fattah el-Sisi", "el-Sisi"),
        ("QAT-tamim-bin-hamad-al-thani", "Tamim bin Hamad Al Thani", "Tamim"),
        ("SAU-muhammad-bin-salman-bin-abd-al-aziz-al-saud", "Mohammed bin Salman", "Mohammed bin Salman"),
        ("CAN-justin-pierre-james-trudeau", "Justin Trudeau", "Trudeau"),
        ("COL-gustavo-francisco-petro-urrego", "Gustavo Petro", "Petro"),
        ("MEX-andres-manuel-lopez-obrador", "Andrés Manuel López Obrador", "López Obrador"),
        ("MEX-enrique-pena-nieto", "Enrique Peña Nieto", "Peña Nieto"),
        ("AGO-joao-manuel-goncalves-lourenco", "João Lourenço", "Lourenço"),
        ("NIC-jose-daniel-ortega-saavedra", "Daniel Ortega", "Ortega"),
        ("BEL-alexander-de-croo", "Alexander De Croo", "De Croo"),
    ],
)
def test_names_as_the_press_prints_them(key: str, name: str, surname: str) -> None:
    person = kb.persons()[key]
    assert (person.name, person.surname) == (name, surname)


def test_no_name_shouts() -> None:
    """The Factbook's capitals are gone; regnal numbers and initials stay."""
    loud = [p.name for p in kb.persons().values() for w in p.name.split()
            if len(w) > 1 and w.isalpha() and w.isupper() and not set(w) <= set("IVX")]  # fmt: skip
    assert loud == []
    assert not [p.name for p in kb.persons().values() if p.name.split()[0].isupper() and len(p.name.split()[0]) == 2
                and "." not in p.name.split()[0]]  # fmt: skip


def test_the_long_name_stays_an_alias() -> None:
    for name, key in [
        ("Justin Pierre James Trudeau", "CAN-justin-pierre-james-trudeau"),
        ("Gustavo Francisco Petro Urrego", "COL-gustavo-francisco-petro-urrego"),
        ("Joao Manuel Goncalves Lourenco", "AGO-joao-manuel-goncalves-lourenco"),
    ]:
        assert kb.persons_by_name()[kb.fold(name)] == (key,)


@pytest.mark.parametrize(
    ("key", "positions"),
    [
        ("FRA-emmanuel-macron", {"FRA-president", "AND-co-prince"}),
        ("NLD-beatrix", {"NLD-monarch", "ANT-monarch"}),
        ("CZE-vaclav-havel", {"CSK-president", "CZE-president"}),
        ("TZA-samia-suluhu-hassan", {"TZA-vice-president", "TZA-president"}),
        ("CHN-wang-qishan", {"CHN-vice-president", "CHN-deputy-prime-minister"}),
    ],
)
def test_one_person_several_offices(key: str, positions: set[str]) -> None:
    assert {t.position for t in kb.tenures_of(key)} >= positions


def test_nobody_stands_twice_under_one_name() -> None:
    """Two persons of one country and one name are two only where their terms say so (Andris Berzins)."""
    seen: dict[tuple[str, str], list[str]] = {}
    for person in kb.persons().values():
        seen.setdefault((person.id[:3], kb.fold(person.name)), []).append(person.id)
    twice = [ids for ids in seen.values() if len(ids) > 1]
    assert twice == [["LVA-andris-berzins", "LVA-andris-berzins-2"]]


@pytest.mark.parametrize(
    ("position", "day", "person"),
    [
        ("CHN-deputy-prime-minister", "2019-02-22", "CHN-liu-he"),
        ("AFG-president", "2021-06-25", "AFG-ashraf-ghani"),
        ("CUB-president", "2015-09-29", "CUB-raul-castro"),
        ("CSK-president", "1991-10-21", "CZE-vaclav-havel"),
        ("SAU-prime-minister", "2023-05-01", "SAU-muhammad-bin-salman-bin-abd-al-aziz-al-saud"),
    ],
)
def test_offices_that_were_missing(position: str, day: str, person: str) -> None:
    assert person in {t.person for t in kb.holders(position, day)}
    assert person not in {t.person for t in kb.holders(position, "2026-06-01")} or position.startswith("SAU")


def test_gender_is_shown_by_name_or_source() -> None:
    shown = {p.id: p.gender for p in kb.persons().values()}
    assert (shown["ITA-giorgia-meloni"], shown["SVK-zuzana-caputova"], shown["ISL-geir-haarde"]) == ("f", "f", "")
    assert (shown["QAT-tamim-bin-hamad-al-thani"], shown["BGD-hasina-wazed"]) == ("m", "f")
    assert set(shown.values()) == {"", "f", "m"}
