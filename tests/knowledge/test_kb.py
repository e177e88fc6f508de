"""The loader: names, aliases, offices and what a vague date gives."""

import pytest

from memcon.knowledge import kb


def ids(surface: str) -> set[str]:
    return {alias.id for alias in kb.aliases().get(surface, ())}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae-myung", "LEE Jae Myung"),
        ("François Hollande", "Francois Hollande"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("O’Neill", "O'Neill"),
        ("  Lars   Løkke ", "lars lokke"),
    ],
)
def test_fold_makes_spellings_equal(a: str, b: str) -> None:
    assert kb.fold(a) == kb.fold(b)


def test_fold_keeps_different_names_apart() -> None:
    assert kb.fold("Lee Jae Myung") != kb.fold("Lee Myung Jae")


@pytest.mark.parametrize(
    ("surface", "actor"),
    [
        ("Japan", "JPN"), ("Tokyo", "JPN"), ("Gaimusho", "JPN-foreign-ministry"), ("South Korea", "KOR"),
        ("ROK", "KOR"), ("South Koreans", "KOR"), ("DPRK", "PRK"), ("PRC", "CHN"),
        ("U.S.", "USA"), ("the United States", "USA"), ("the Kremlin", "RUS"), ("Downing Street", "GBR"),
        ("UK", "GBR"), ("UN", "org-un"), ("European Union", "org-eu"), ("NATO", "org-nato"),
        ("Soviet Union", "SUN"), ("Yugoslavia", "YUG"), ("Czechoslovakia", "CSK"),
    ],
)  # fmt: skip
def test_a_word_names_an_actor(surface: str, actor: str) -> None:
    assert any(found == actor or found.startswith(f"{actor}-") for found in ids(surface)), ids(surface)


@pytest.mark.parametrize(
    ("surface", "actors"),
    [("Korea", {"KOR", "PRK"}), ("Korean", {"KOR", "PRK"}), ("Congo", {"COD", "COG"}), ("Brussels", {"BEL", "org-eu"})],
)
def test_an_ambiguous_word_has_every_candidate(surface: str, actors: set[str]) -> None:
    assert actors <= ids(surface)


def test_an_unknown_word_or_id_gives_nothing() -> None:
    assert ids("Ruritania") == set()
    assert kb.state("XXX") is None
    assert kb.person("XXX-nobody") is None
    assert kb.holders("XXX-president", "2020-01-01") == ()
    assert kb.members("org-none") == ()


def test_every_state_has_its_name_capital_and_adjective() -> None:
    for one in kb.states().values():
        if one.kind == "state":
            assert one.id in ids(one.name), one.name
            assert not one.capital or one.id in ids(one.capital), one.capital


def test_a_person_is_found_in_either_order() -> None:
    assert kb.persons_by_name()[kb.fold("Takaichi Sanae")] == ("JPN-sanae-takaichi",)
    assert kb.persons_by_name()[kb.fold("Sanae Takaichi")] == ("JPN-sanae-takaichi",)
    assert "JPN-sanae-takaichi" in kb.persons_by_surname("takaichi")
    assert "NLD-dick-schoof" in kb.persons_by_surname("schoof")
    assert kb.persons_by_surname("nobodyatall") == ()


def holding(position: str, day: str) -> tuple[str, ...]:
    return tuple(t.person for t in kb.holders(position, day))


@pytest.mark.parametrize(
    ("name", "position", "day"),
    [
        ("Lee Jae-myung", "KOR-president", "2025-08-25"),
        ("Lee", "KOR-president", "2025-08-25"),
        ("Queen Margrethe II", "DNK-monarch", "1995-05-01"),
        ("Andrés Manuel López Obrador", "MEX-president", "2021-11-18"),
        ("Lopez Obrador", "MEX-president", "2021-11-18"),
        ("Mohammed bin Zayed", "ARE-president", "2025-05-15"),
        ("Volodymyr Zelensky", "UKR-president", "2025-08-18"),
        ("Micheal Martin", "IRL-prime-minister", "2025-03-12"),
    ],
)
def test_a_printed_name_fits_its_holder(name: str, position: str, day: str) -> None:
    among = holding(position, day)
    assert kb.match_person(name, among) == among != ()


@pytest.mark.parametrize(
    ("name", "position", "day"),
    [
        ("Lee Myung-bak", "KOR-president", "2025-08-25"),
        ("Hillary Clinton", "USA-president", "1995-05-01"),
        ("Brigitte Macron", "FRA-president", "2025-05-01"),
        ("Keir Starmer", "FRA-president", "2025-05-01"),
        ("Bush", "USA-president", "2025-05-01"),
        ("", "USA-president", "2025-05-01"),
    ],
)
def test_another_name_does_not_fit(name: str, position: str, day: str) -> None:
    assert kb.match_person(name, holding(position, day)) == ()


def test_a_name_that_does_not_decide_gives_all() -> None:
    assert set(kb.match_person("President Bush", ("USA-george-bush", "USA-george-w-bush"))) <= {
        "USA-george-bush",
        "USA-george-w-bush",
    }
    both = tuple(t.person for t in kb.holders("KOR-president", "2025-06"))
    assert len(kb.match_person("Lee", both)) == 2


def test_a_month_or_year_gives_everyone_who_held_the_office_in_it() -> None:
    assert len(kb.holders("JPN-prime-minister", "2025-10")) == 2
    assert len(kb.holders("JPN-prime-minister", "2025-11")) == 1
    assert len(kb.holders("GBR-prime-minister", "2022")) == 3
    assert len(kb.holders("GBR-prime-minister", "2022-10-01", "2022-10-31")) == 2


def test_a_suspended_incumbent_is_still_in_the_tables() -> None:
    (yoon,) = (t for t in kb.tenures_of("KOR-yoon-suk-yeol") if t.position == "KOR-president")
    assert yoon.end == "2025-04-04"
    assert all(t.acting for t in kb.holders("KOR-president", "2025-01-15"))


def test_who_is_only_attested_is_not_stretched() -> None:
    single = {key for key, position in kb.positions().items() if position.seats == "single"}
    bounds = [t for t in kb.tenures() if t.position in single and t.end_kind == "seen" and len(t.end) == 10]
    assert bounds
    one = next(t for t in bounds if not kb.holders(t.position, f"{int(t.end[:4]) + 1}-12-31"))
    near = kb.holders(one.position, f"{int(one.end[:4]) + 1}-12-31", possible=True)
    assert one.person in {t.person for t in near}


def test_offices_of_a_person_on_a_day() -> None:
    assert [t.position for t in kb.offices_of("JPN-sanae-takaichi", "2025-10-21")] == ["JPN-prime-minister"]
    assert kb.offices_of("JPN-sanae-takaichi", "2025-10-20") == ()
    assert kb.offices_of("GBR-elizabeth-ii", "2000-01-01")[0].position == "GBR-monarch"
    assert [t.position for t in kb.offices_of("GBR-boris-johnson", "2017-01-01")] == ["GBR-foreign-minister"]


def test_positions_by_title() -> None:
    assert [p.id for p in kb.positions_of("JPN", "prime minister")] == ["JPN-prime-minister"]
    assert [p.id for p in kb.positions_of("IRL", "taoiseach")] == ["IRL-prime-minister"]
    assert [p.id for p in kb.positions_of("DEU", "chancellor")] == ["DEU-chancellor"]
    assert [p.id for p in kb.positions_of("USA", "secretary of state")] == ["USA-foreign-minister"]
    assert kb.positions_of("JPN", "king") == ()


def test_members_of_organisations() -> None:
    def full(org: str) -> set[str]:
        return {m.state for m in kb.members(org) if m.status == "member"}

    assert {"FRA", "DEU"} <= full("org-eu")
    assert "GBR" not in full("org-eu")
    assert {"JPN", "CAN", "ITA"} <= full("org-g7")
    assert len(full("org-un")) == 193
    assert len(full("org-nato")) == 32


def test_bodies_by_name_and_pattern() -> None:
    assert kb.bodies()["JPN-foreign-ministry"].head == "JPN-foreign-minister"
    assert "KOR" in {b.country for b in kb.bodies().values() if b.kind == "presidency"}
    found = {a.id for a in kb.body_aliases()["French Foreign Ministry"]}
    assert found == {"FRA-foreign-ministry"}
    assert {a.id for a in kb.body_aliases()["Japan's Foreign Ministry"]} == {"JPN-foreign-ministry"}
    assert "GBR-presidency" not in kb.bodies()
