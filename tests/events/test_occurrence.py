"""The main occurrence of a report, its host, and the details told of it later."""

import pytest

MEETING = (
    "Prime Minister Ada Brandt of Norway held her first bilateral meeting with President Luis Quispe of Peru in Lima "
    "on Thursday. "
    "The two leaders discussed copper exports. The meeting lasted about 35 minutes. "
    "Brandt told reporters that it was initially scheduled for 20 minutes. "
    "According to the Office of the President of Peru, the two leaders did not discuss the whaling ban. "
    "Quispe visited Oslo in March to hold a summit with then-Prime Minister Knut Dahl."
)


def main_of(reading):
    return next((e for e in reading.events if e.id == reading.main), None)


def test_main_with_its_parties_host_place_and_day(read) -> None:
    main = main_of(read(MEETING))
    assert (main.type, main.mode, main.status) == ("CONSULT", "visit", "asserted")
    assert [r.name for r in main.actors] == ["Ada Brandt"]
    assert [r.name for r in main.recipients] == ["Luis Quispe"]
    assert (main.host.name, main.place.name, main.place.country, main.when.value) == (
        "Luis Quispe",
        "Lima",
        "PER",
        "2031-05-15",
    )


def test_details_told_later_belong_to_it(read) -> None:
    main = main_of(read(MEETING))
    wanted = {"duration", "duration.planned", "ordinal", "format", "topic.raised", "topic.not-raised"}
    assert {(d.point, d.value, d.status, d.vouched_by) for d in main.details if d.point in wanted} == {
        ("duration", "PT35M", "asserted", "outlet"),
        ("duration.planned", "PT20M", "asserted", "Ada Brandt"),
        ("ordinal", "1", "asserted", "outlet"),
        ("format", "bilateral", "asserted", "outlet"),
        ("topic.raised", "copper exports", "asserted", "outlet"),
        ("topic.not-raised", "whaling ban", "denied", "Office of the President of Peru"),
    }


def test_who_when_where_are_details_too(read) -> None:
    main = main_of(read(MEETING))
    told = {(d.point, d.value) for d in main.details if d.point in ("parties", "when", "place")}
    assert told == {("parties", "Ada Brandt"), ("parties", "Luis Quispe"), ("when", "2031-05-15"), ("place", "Lima")}


def test_an_earlier_visit_is_background_with_its_own_parties(read) -> None:
    past = [e for e in read(MEETING).events if e.status == "historical"]
    assert [
        (e.type, e.mode, [r.name for r in e.actors], [r.name for r in e.recipients], e.when.value) for e in past
    ] == [("CONSULT", "visit", ["Luis Quispe"], ["Knut Dahl"], "2031-03")]


def test_another_meeting_keeps_its_own_length(read) -> None:
    text = (
        "President Luis Quispe of Peru met Prime Minister Ada Brandt of Norway in Lima on Thursday. "
        "On Wednesday, Quispe met Chancellor Jana Weiss of Austria for three hours in Lima. "
    )
    reading = read(text)
    lengths = {
        r.name: d.value
        for e in reading.events
        for d in e.details
        if d.point == "duration"
        for r in (*e.actors, *e.recipients)
    }
    assert lengths == {"Jana Weiss": "PT3H", "Luis Quispe": "PT3H"}
    assert "duration" not in {d.point for d in main_of(reading).details}


def test_tellings_of_one_meeting_are_one_event(read) -> None:
    text = (
        "Prime Minister Ada Brandt of Norway held talks with President Luis Quispe of Peru on Thursday. "
        "The Norway-Peru summit took place in Lima. Brandt and Quispe met behind closed doors."
    )
    meetings = [e for e in read(text).events if e.type == "CONSULT"]
    assert len(meetings) == 1
    assert meetings[0].place.name == "Lima"


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Lima was mild on Thursday. Farmers hope for rain.",
        "Peru's economy grew slowly, analysts said.",
    ],
)
def test_nothing_stands_out(read, text: str) -> None:
    assert read(text).main is None


def test_what_is_no_meeting_can_be_the_occurrence(read) -> None:
    main = main_of(read("Norway on Thursday accused Peru of spying. The accusations concern copper firms."))
    assert (main.type, [r.name for r in main.actors], [r.name for r in main.recipients]) == (
        "ACCUSE",
        ["Norway"],
        ["Peru"],
    )


def test_a_call_and_what_was_discussed_on_it_are_one(read) -> None:
    reading = read(
        "Prime Minister Ada Brandt of Norway spoke by phone with President Luis Quispe of Peru on Thursday. "
        "The two leaders discussed copper. The 20-minute call took place at the request of Peru."
    )
    main = main_of(reading)
    assert (main.mode, main.host, [e.type for e in reading.events]) == ("phone", None, ["CONSULT"])
    wanted = {"duration", "initiator", "topic.raised"}
    assert {(d.point, d.value) for d in main.details if d.point in wanted} == {
        ("duration", "PT20M"),
        ("initiator", "Peru"),
        ("topic.raised", "copper"),
    }


def test_three_states_at_one_table_are_multilateral(read) -> None:
    main = main_of(
        read("The leaders of Vietnam, Chile and Norway held their first trilateral summit in Hanoi on Friday.")
    )
    assert (main.mode, [r.name for r in main.actors], main.place.name) == (
        "multilateral",
        ["Vietnam", "Chile", "Norway"],
        "Hanoi",
    )


def test_an_embassy_has_its_host(read) -> None:
    main = main_of(read("Ghana opened an embassy in Jakarta on Monday."))
    assert ([r.name for r in main.actors], [r.name for r in main.recipients]) == (["Ghana"], ["Indonesia"])


PAIR = "Prime Minister Ada Brandt of Norway and President Luis Quispe of Peru "


def test_a_meeting_and_what_was_agreed_at_it(read) -> None:
    main = main_of(read(PAIR + "met for about 40 minutes on Tuesday and agreed to reopen talks on fishing quotas."))
    assert (main.type, [r.name for r in main.actors]) == ("CONSULT", ["Ada Brandt", "Luis Quispe"])
    assert {(d.point, d.value) for d in main.details if d.point in ("duration", "outcome", "topic.raised")} == {
        ("duration", "PT40M"),
        ("outcome", None),
    }


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (PAIR + "met in the resort town of Zorlanda on Tuesday.", "Zorlanda"),
        (PAIR + "held talks in the port city of Zorlanda on Tuesday.", "Zorlanda"),
        (PAIR + "held talks lasting an hour in Lima on Tuesday.", "Lima"),
        (PAIR + "met in the spirit of friendship on Tuesday.", None),
        ("President Luis Quispe of Peru was tired after his Lima summit with Prime Minister Ada Brandt.", "Lima"),
        ("President Luis Quispe of Peru was tired after his Austria summit with Prime Minister Ada Brandt.", None),
    ],
)
def test_where_it_was(read, text: str, where: str | None) -> None:
    main = main_of(read(text))
    assert (main.place.name if main.place else None) == where


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Prime Minister Ada Brandt spoke on Tuesday of her planned talks with President Luis Quispe of Peru.", None),
        ("Prime Minister Ada Brandt will hold talks with President Luis Quispe of Peru on June 20.", "2031-06-20"),
    ],
)
def test_the_day_of_speaking_is_not_that_of_the_planned_talks(read, text: str, day: str | None) -> None:
    main = main_of(read(text))
    assert (main.status, main.when.value if main.when else None) == ("planned", day)


@pytest.mark.parametrize(
    "text",
    [
        "President Luis Quispe of Peru, Prime Minister Ada Brandt of Norway and Austrian Chancellor Jana Weiss met.",
        "Prime Minister Ada Brandt of Norway, President Luis Quispe of Peru and Chancellor Jana Weiss of Austria met.",
        "President Luis Quispe of Peru, Prime Minister Ada Brandt of Norway and Chancellor Jana Weiss on Friday met.",
    ],
)
def test_all_of_a_row_take_part(read, text: str) -> None:
    assert {r.name for r in main_of(read(text)).actors} == {"Luis Quispe", "Ada Brandt", "Jana Weiss"}


def test_the_line_before_the_dash_is_nobody(read) -> None:
    main = main_of(read(f"BERGEN, Norway - {PAIR}met for about 40 minutes on Tuesday."))
    assert [r.name for r in main.actors] == ["Ada Brandt", "Luis Quispe"]


def test_who_is_talked_with_is_not_in_the_row(read) -> None:
    text = (
        "In talks with Prime Minister Ada Brandt of Norway, President Luis Quispe of Peru promised to free the sailors."
    )
    assert [[r.name for r in p.by] for p in read(text).pledges] == [["Luis Quispe"]]


def test_a_third_party_hosts_and_others_are_present(read) -> None:
    main = main_of(
        read(
            PAIR + "met in Vienna on Tuesday. The meeting was hosted by Austrian Foreign Minister Jana Weiss. "
            "Foreign Minister Eva Lund was present at the meeting."
        )
    )
    assert {(d.point, d.value) for d in main.details if d.point in ("host", "present")} == {
        ("host", "Jana Weiss"),
        ("present", "Eva Lund"),
    }


def test_the_parties_are_no_count_and_earlier_meetings_neither(read) -> None:
    reading = read(
        PAIR + "met on Tuesday. The two prime ministers discussed copper and signed five deals. "
        "Quispe had held three meetings with then-Prime Minister Knut Dahl in 2029. "
        "Norway gave 50 million kroner to Peru."
    )
    assert {d.value for e in reading.events for d in e.details if d.point == "count"} == {"deals=5"}


def test_the_agenda_of_a_planned_meeting_is_its_own(read) -> None:
    main = main_of(read(PAIR + "will meet on June 20. They will discuss fisheries and visas."))
    assert {(d.value, d.status) for d in main.details if d.point == "topic.raised"} == {
        ("fisheries", "planned"),
        ("visas", "planned"),
    }


def test_a_tour_has_no_single_place(read) -> None:
    reading = read("Foreign Minister Juan Rojas of Peru will visit Egypt, Tunisia and Ghana from June 13 to 18.")
    main = main_of(reading)
    assert (main.status, main.place, [r.name for r in main.recipients]) == (
        "planned",
        None,
        ["Egypt", "Tunisia", "Ghana"],
    )
    assert [(v.to.name, v.status) for v in reading.visits] == [
        ("Egypt", "planned"),
        ("Tunisia", "planned"),
        ("Ghana", "planned"),
    ]


def test_the_meeting_at_which_it_was_agreed_is_the_occurrence(read) -> None:
    main = main_of(
        read(
            "President Luis Quispe and his Norwegian counterpart Ada Brandt agreed on Wednesday to restart talks. "
            "The two heads of state met on the sidelines of the APEC summit in Lima, Peru. "
            "Their meeting lasted 80 minutes."
        )
    )
    assert (main.type, main.when.value, main.when.inferred, main.place.name) == ("CONSULT", "2031-05-14", True, "Lima")
    assert {(d.point, d.value) for d in main.details if d.point in ("duration", "outcome", "occasion")} == {
        ("duration", "PT1H20M"),
        ("outcome", None),
        ("occasion", "APEC summit"),
    }


def test_talks_that_ended_took_place(read) -> None:
    main = main_of(
        read(
            "Talks between Prime Minister Ada Brandt and President Luis Quispe of Peru in Oslo on Monday ended without "
            "a joint statement. A spokesman said the talks, planned for 30 minutes, ran for an hour. "
            "Human rights were not on the agenda. Defence Minister Odd Berg joined the talks."
        )
    )
    wanted = {"outcome", "duration", "duration.planned", "topic.not-raised", "present"}
    assert (main.type, main.place.name) == ("CONSULT", "Oslo")
    assert {(d.point, d.value, d.status) for d in main.details if d.point in wanted} == {
        ("outcome", "joint statement", "denied"),
        ("duration", "PT1H", "asserted"),
        ("duration.planned", "PT30M", "asserted"),
        ("topic.not-raised", "human rights", "denied"),
        ("present", "Odd Berg", "asserted"),
    }


def test_talks_broken_off_are_no_meeting(read) -> None:
    assert "CONSULT" not in {e.type for e in read("Norway broke off talks with Peru on Monday.").events}


def test_what_was_planned_and_what_became_of_it(read) -> None:
    text = "The two had been scheduled to meet for an hour but talked for nearly three."
    main = main_of(read(f"{PAIR}met on Tuesday. {text}"))
    assert {(d.point, d.value, d.status) for d in main.details if d.point.startswith("duration")} == {
        ("duration.planned", "PT1H", "asserted"),
        ("duration", "PT3H", "asserted"),
    }


def test_the_length_of_a_later_meeting_is_not_this_ones(read) -> None:
    main = main_of(read(f"{PAIR}met on Tuesday. The two will meet for an hour in June."))
    assert [d.value for d in main.details if d.point.startswith("duration")] == []


def test_an_agreement_without_a_meeting_stays_one(read) -> None:
    text = PAIR + "agreed on Tuesday to restart trade talks. Quispe met Chancellor Jana Weiss of Austria on Monday."
    assert main_of(read(text)).type == "AGREE"


def test_the_leaders_are_all_of_them(read) -> None:
    main = main_of(
        read(
            "Prime Minister Ada Brandt of Norway, President Luis Quispe of Peru and Chancellor Jana Weiss of Austria "
            "agreed on Friday to expand trade at a summit in Lima. The leaders met for about 90 minutes. "
            "The leaders also agreed to hold a summit at least once a year."
        )
    )
    assert [r.name for r in main.actors] == ["Ada Brandt", "Luis Quispe", "Jana Weiss"]
    assert [(d.value, d.status) for d in main.details if d.point == "duration"] == [("PT1H30M", "asserted")]
    assert sum(d.point == "outcome" for d in main.details) == 2


def test_a_visit_elsewhere_lends_the_main_one_nothing(read) -> None:
    text = (
        "President Luis Quispe of Peru arrived in Oslo on Thursday for a three-day visit and met Prime Minister "
        "Ada Brandt of Norway. The week ends with his first visit to Iceland."
    )
    main = main_of(read(text))
    assert [d.value for d in main.details if d.point == "ordinal"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt of Norway met Luis Quispe of Peru in Lima on Monday to lay the groundwork for a summit between {}.",
        "Prime Minister Ada Brandt of Norway made preparations in Lima on Monday for a summit between {}.",
        "Foreign Minister Nils Dahl of Norway flew to Lima on Monday to prepare a summit between {}.",
    ],
)
def test_what_is_prepared_takes_neither_day_nor_place_of_the_preparing(read, text: str) -> None:
    found = [e for e in read(text.format("Chile and Bolivia")).events if {"CHL", "BOL"} <= {r.id for r in e.actors}]
    assert [(e.type, e.status, e.when, e.place) for e in found] == [("AGREE", "planned", None, None)]


def test_figures_of_the_past_are_background(read) -> None:
    text = (
        "President Luis Quispe of Peru met Prime Minister Ada Brandt of Norway in Lima on Thursday. "
        "President Hugo Salas of Peru and King Olav of Norway signed a treaty in 1987. "
        "Salas rejected Norway's first offer."
    )
    assert {e.status for e in read(text).events if any(r.name == "Hugo Salas" for r in e.actors)} == {"historical"}
