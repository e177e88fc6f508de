"""What stands above the first sentence."""

import pytest

from memcon.intake.accept import Raw, accept
from memcon.model.report import Report


def report(text: str, **given: str) -> Report:
    return accept(Raw(text, **given))


PROSE = "The two ministers met for an hour on Monday and agreed to meet again before the summer, their offices said."


@pytest.mark.parametrize(
    ("top", "outlet", "kind", "country"),
    [
        ("THE STRAITS TIMES", "The Straits Times", "press", "SGP"),
        ("Kyodo News", "Kyodo News", "wire", "JPN"),
        ("THE HARBOUR GAZETTE", "The Harbour Gazette", "press", None),
        ("Ministry of Foreign Affairs of Portugal", "Ministry of Foreign Affairs of Portugal", "official", "PRT"),
        ("Office of the President of Kenya", "Office of the President of Kenya", "official", "KEN"),
    ],
)
def test_outlet(top: str, outlet: str, kind: str, country: str | None) -> None:
    found = report(f"{top}\n\n{PROSE}").outlet
    assert found is not None
    assert (found.name, found.kind, found.country) == (outlet, kind, country)


@pytest.mark.parametrize("top", ["A quiet week in the ministry", "Ministers to meet in June", "World"])
def test_a_headline_or_section_is_no_outlet(top: str) -> None:
    assert report(f"{top}\n\n{PROSE}").outlet is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 3, 2021 at 09:05 KST", "2021-05-03T09:05:00+09:00"),
        ("Published: 3 May 2021", "2021-05-03"),
        ("Updated Mon., May 3, 2021 4:10 p.m. EDT", "2021-05-03T16:10:00-04:00"),
        ("2021-05-03 16:10 UTC", "2021-05-03T16:10:00+00:00"),
        ("Sept. 9, 2020 12:15 am", "2020-09-09T00:15:00"),
        ("2021.05.03", "2021-05-03"),
    ],
)
def test_publication(line: str, value: str) -> None:
    found = report(f"The Harbour Gazette\n{line}\n\n{PROSE}")
    assert found.published is not None
    assert found.published.value == value
    assert found.published.span is not None
    assert found.published.span.of(found.text) in line


@pytest.mark.parametrize(
    "line", ["31 February 2021", "The talks of May 3, 2021 were the third in a row for them", "May 3"]
)
def test_no_publication_is_made_up(line: str) -> None:
    assert report(f"{line}\n\n{PROSE}").published is None


def test_what_the_line_says_outranks_the_masthead() -> None:
    found = report(f"The Harbour Gazette\nMay 3, 2021\n\n{PROSE}", published="2021-05-04", outlet="Reuters")
    assert found.published is not None
    assert found.published.value == "2021-05-04"
    assert found.outlet is not None
    assert found.outlet.name == "Reuters"


@pytest.mark.parametrize(
    ("opening", "place", "country", "agency", "date"),
    [
        ("LISBON, Portugal—The", "Lisbon", "PRT", None, None),
        ("NAIROBI, June 2 (Xinhua) -- The", "Nairobi", "KEN", "Xinhua", "2022-06-02"),
        ("WASHINGTON (Reuters) - The", "Washington", "USA", "Reuters", None),
        ("Geneva (AP) — The", "Geneva", None, "AP", None),
        ("SAN JOSE, Costa Rica, Dec. 30 (AFP) - The", "San Jose", "CRI", "AFP", "2021-12-30"),
    ],
)
def test_dateline(opening: str, place: str, country: str | None, agency: str | None, date: str | None) -> None:
    found = report(f"{opening} two ministers met for an hour and agreed to meet again.", published="2022-06-03")
    assert found.dateline is not None
    got = found.dateline
    assert (got.place, got.country, got.agency, got.date) == (place, country, agency, date)
    assert got.span.of(found.text) == opening.removesuffix("The")


@pytest.mark.parametrize(
    "opening", ["Washington - long a friend - was silent", "The EU (European Union) - said", "Later — much later —"]
)
def test_no_dateline(opening: str) -> None:
    assert report(f"{opening} when the two ministers met for an hour and agreed to meet again.").dateline is None


def test_bylines() -> None:
    assert report(f"By Ana Reis and Jo Banda\n\n{PROSE}").bylines == ("Ana Reis", "Jo Banda")
    assert report(f"{PROSE}\n\n(This article was written by Ana Reis.)").bylines == ("Ana Reis",)
    assert report(f"By the end of the day nothing was signed.\n\n{PROSE}").bylines == ()


@pytest.mark.parametrize(
    ("top", "value"),
    [
        ("Office of the Prime Minister of Norway\n17/06/2024", "2024-06-17"),
        ("Office of the Prime Minister of Norway\n05/06/2024", "2024-06-05"),
        ("The White House\n05/06/2024", "2024-05-06"),
        ("The Harbour Gazette\n05.06.2024", "2024-06-05"),
        ("The Harbour Gazette\n06/17/2024", "2024-06-17"),
        ("The Harbour Gazette\n05/06/2024", None),
        ("The Harbour Gazette\n31/31/2024", None),
    ],
)
def test_dates_in_figures(top: str, value: str | None) -> None:
    found = report(f"{top}\n\n{PROSE}").published
    assert (found.value if found else None) == value


def test_outlet_byline_and_date_on_one_line() -> None:
    found = report(f"Ministers meet again\nBy Ana Reis | Kyodo News | Updated: 2021-05-03 09:10\n\n{PROSE}")
    assert found.outlet is not None
    assert found.outlet.name == "Kyodo News"
    assert found.bylines == ("Ana Reis",)
    assert found.published is not None
    assert found.published.value == "2021-05-03T09:10:00"
    assert found.title == "Ministers meet again"


@pytest.mark.parametrize(
    ("top", "outlet", "country", "title"),
    [
        ("The Presidency\nRepublic of Kenya\n\nPresident receives guests from Oslo", "The Presidency", "KEN", "guests"),
        (
            "Prime Minister of Canada\nJune 3, 2021\n\nPrime minister meets a guest",
            "Prime Minister of Canada",
            "CAN",
            "a guest",
        ),
    ],
)
def test_offices_tell_their_state_in_a_line_of_its_own(top: str, outlet: str, country: str, title: str) -> None:
    found = report(f"{top}\n\n{PROSE}")
    assert found.outlet is not None
    assert (found.outlet.name, found.outlet.kind, found.outlet.country) == (outlet, "official", country)
    assert found.title is not None
    assert title in found.title


@pytest.mark.parametrize(
    ("opening", "place", "country", "agency", "day"),
    [
        ("OSLO/PARIS, May 3 (Reuters) - ", "Oslo", "NOR", "Reuters", "2021-05-03"),
        ("OSLO, 3 May 2021 (PAP) - ", "Oslo", "NOR", "PAP", "2021-05-03"),
        ("MOSCOW, May 3. /TASS/. ", "Moscow", "RUS", "TASS", "2021-05-03"),
        ("BERLIN (dpa) - ", "Berlin", "DEU", "dpa", None),
        ("Nairobi: ", "Nairobi", "KEN", None, None),
        ("OSLO, Norway\n\n", "Oslo", "NOR", None, None),
    ],
)
def test_more_datelines(opening: str, place: str, country: str, agency: str | None, day: str | None) -> None:
    found = report(f"The Harbour Gazette\nMay 4, 2021\n\n{opening}{PROSE}").dateline
    assert found is not None
    assert (found.place, found.country, found.agency, found.date) == (place, country, agency, day)


@pytest.mark.parametrize("opening", ["Watch: ", "The result: ", "Analysis: "])
def test_a_word_and_a_colon_are_no_dateline(opening: str) -> None:
    assert report(f"{opening}{PROSE}").dateline is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Reis in Lisbon", ("Ana Reis",)),
        ("By Ana Reis, Political Editor", ("Ana Reis",)),
        ("Ministers in Lisbon", ()),
    ],
)
def test_bylines_by_place_and_job(line: str, names: tuple[str, ...]) -> None:
    assert report(f"A headline of some words\n{line}\n\n{PROSE}").bylines == names


def test_a_long_name_above_a_date_is_not_wrapped_prose() -> None:
    name = "Ministry of Foreign Affairs of the Democratic Republic of the Congo"
    found = report(f"{name}\n2023-11-16 11:20\n\nMinister receives a guest from the north\n\n{PROSE}")
    assert found.outlet is not None
    assert (found.outlet.name, found.outlet.country) == (name, "COD")
    assert found.published is not None
    assert found.published.value == "2023-11-16T11:20:00"
    assert found.title == "Minister receives a guest from the north"
