"""The crosswalks, on every code that is used."""

import re

import pytest

from memcon.events.codebook import codebook
from memcon.export import crosswalk
from memcon.knowledge import kb
from memcon.model.place import Place

TYPES = codebook().types
USED = sorted({(name, mode) for name, kind in TYPES.items() for mode in ("", *kind.modes)})
CODES = sorted(
    {code for kind, mode in USED for c in [crosswalk.cameo(kind, mode)] for code in (c.code, c.host) if code}
)


ACROSS = {("COERCE", "penalty"): "16", ("ASSAULT", "crowd-control"): "17"}
"""Where PLOVER drew the line elsewhere: CAMEO2PLOVER-2021 has 163 under COERCE and 175 under ASSAULT."""


@pytest.mark.parametrize(("kind", "mode"), USED)
def test_every_type_and_mode_has_a_cameo_code_of_its_roots(kind: str, mode: str) -> None:
    assert (kind, mode) in crosswalk._cameo()
    found = crosswalk.cameo(kind, mode or None)
    assert re.fullmatch(r"\d{3,4}", found.code)
    assert (len(found.base), len(found.root)) == (3, 2)
    assert found.root in {*TYPES[kind].cameo, ACROSS.get((kind, mode))}


def test_no_line_of_the_table_is_of_a_type_or_mode_that_is_not_there() -> None:
    assert set(crosswalk._cameo()) == set(USED)


def test_an_unknown_mode_is_coded_by_its_type() -> None:
    assert crosswalk.cameo("AID", "unheard of") == crosswalk.cameo("AID", None)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_figure_and_quadrant(code: str) -> None:
    assert -10 <= crosswalk.goldstein(code) <= 10
    quad = crosswalk.quad_class(code)
    assert (crosswalk.goldstein(code) > 0) == (quad in (1, 2))


def test_no_figure_is_of_a_code_that_is_not_used() -> None:
    assert set(crosswalk._goldstein()) == set(CODES)


@pytest.mark.parametrize(
    ("code", "quad"),
    [("010", 1), ("057", 1), ("060", 2), ("0874", 2), ("090", 3), ("139", 3), ("140", 4), ("2041", 4)],
)
def test_quadrants_follow_the_root(code: str, quad: int) -> None:
    assert crosswalk.quad_class(code) == quad


def test_every_state_has_a_line() -> None:
    assert set(crosswalk._countries()) == set(kb.states())


WITHDRAWN = {"ANT": "NT", "CSK": "CZ", "DDR": "GC", "SCG": "YI", "SUN": "UR", "YUG": "YI", "YMD": "YS"}


@pytest.mark.parametrize("key", sorted(kb.states()))
def test_fips_codes_are_two_letters_and_the_knowledge_bases_own(key: str) -> None:
    fips = crosswalk.country(key).fips
    assert fips is None or re.fullmatch("[A-Z]{2}", fips)
    # In three the knowledge base has one of several codes, or all of them run together.
    assert (
        (kb.states()[key].fips or None) == fips or (fips is None and key in {"PSE", "SJM", "UMI"}) or key in WITHDRAWN
    )


@pytest.mark.parametrize(
    ("key", "fips"),
    [("CHN", "CH"), ("CHE", "SZ"), ("KOR", "KS"), ("PRK", "KN"), ("GBR", "UK"), ("UKR", "UP"), ("DEU", "GM"),
     ("GMB", "GA"), ("GAB", "GB"), ("AUS", "AS"), ("AUT", "AU"), ("ASM", "AQ"), ("JPN", "JA"), ("RUS", "RS"),
     ("SRB", "RI"), ("ESP", "SP"), ("CHL", "CI"), ("CIV", "IV"), ("SVK", "LO"), ("SDN", "SU"), ("TUR", "TU"),
     ("BGR", "BU"), ("MAC", "MC"), ("MCO", "MN"), ("COD", "CG"), ("COG", "CF"), ("XKX", "KV"), ("SSD", "OD"),
     ("PSE", None), ("SJM", None), *WITHDRAWN.items()],
)  # fmt: skip
def test_the_traps(key: str, fips: str | None) -> None:
    assert crosswalk.country(key).fips == fips


def test_no_two_states_of_today_share_a_fips_code() -> None:
    found: dict[str, list[str]] = {}
    for key, codes in crosswalk._countries().items():
        if codes.fips is not None and not kb.states()[key].end:
            found.setdefault(codes.fips, []).append(key)
    assert {fips: keys for fips, keys in found.items() if len(keys) > 1} == {"NL": ["BES", "NLD"]}


@pytest.mark.parametrize(
    ("country", "lon", "fips"),
    [("PSE", 34.45, "GZ"), ("PSE", 35.2, "WE"), ("PSE", None, None), ("PSE", 34.7, None), ("SJM", 15.6, "SV"),
     ("SJM", -8.3, "JN"), ("KOR", None, "KS"), (None, 7.4, None), ("XYZ", 7.4, None)],
)  # fmt: skip
def test_where_fips_parts_a_state_the_place_decides(country: str | None, lon: float | None, fips: str | None) -> None:
    assert crosswalk.fips_of(Place("Brell", country, 31.5, lon)) == fips


@pytest.mark.parametrize(
    ("key", "cow", "cameo"),
    [("USA", "2", "USA"), ("DEU", "255", "DEU"), ("ROU", "360", "ROM"), ("TLS", "860", "TMP"), ("MNE", "341", "MTN"),
     ("XKX", "347", None), ("YUG", "345", None), ("HKG", None, "HKG"), ("TWN", "713", "TWN"), (None, None, None)],
)  # fmt: skip
def test_correlates_of_war_and_cameo_countries(key: str | None, cow: str | None, cameo: str | None) -> None:
    assert crosswalk.country(key)[1:] == (cow, cameo)


def test_no_two_states_share_a_cameo_code() -> None:
    held = [codes.cameo for codes in crosswalk._countries().values() if codes.cameo is not None]
    assert len(held) == len(set(held)) > 200


def test_known_groups_and_sectors_are_of_things_that_are_there() -> None:
    assert [key for key in crosswalk._groups() if kb.organisation(key) is None] == []
    assert crosswalk.group("org-un") == "UNO"
    assert crosswalk.group("org-g20") is None
    assert crosswalk.group(None) is None
    kinds = {("organisation", o.kind) for o in kb.organisations().values()}
    kinds |= {("body", b.kind) for b in kb.bodies().values()}
    assert set(crosswalk._sectors()) <= kinds
    assert crosswalk.sector("body", "military") == "MIL"
