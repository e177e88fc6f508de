"""Time expressions in sentences of our own, counted from Friday, 22 March 2013 unless a test says otherwise."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Dateline, Published, Report
from memcon.model.span import Span
from memcon.model.time import TimeExpression
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse
from memcon.times.find import find_times

PARSER = SpacyParser()


def read(texts: Iterable[str], published: str | None = "2013-03-22") -> list[Reading]:
    when = Published(published) if published is not None else None
    return parse(split_body([Reading(Report(id=str(k), text=t, published=when)) for k, t in enumerate(texts)]), PARSER)


def times(text: str, published: str | None = "2013-03-22") -> tuple[TimeExpression, ...]:
    found = find_times(read([text], published))[0].times
    assert found is not None
    return found


def told(text: str, published: str | None = "2013-03-22") -> list[tuple[str, str, str | None]]:
    return [(t.span.of(text), t.type, t.value) for t in times(text, published)]


DAYS = [
    ("The envoy landed on March 3, 2011, in Oslo.", [("March 3, 2011", "DATE", "2011-03-03")]),
    ("The envoy landed on 3 March 2011 in Oslo.", [("3 March 2011", "DATE", "2011-03-03")]),
    ("They signed on Thursday, June 7th, 2012.", [("Thursday, June 7th, 2012", "DATE", "2012-06-07")]),
    ("The pact of the 4th of May 1999 stands.", [("the 4th of May 1999", "DATE", "1999-05-04")]),
    ("The file is dated 2012-11-05.", [("2012-11-05", "DATE", "2012-11-05")]),
    ("The file is dated 11/05/2012.", [("11/05/2012", "DATE", "2012-11-05")]),
    ("The file is dated 2012.11.5.", [("2012.11.5", "DATE", "2012-11-05")]),
    ("The file is dated 25/11/2012.", [("25/11/2012", "DATE", "2012-11-25")]),
    ("The ministers met on Feb. 12.", [("Feb. 12", "DATE", "2013-02-12")]),
    ("The ministers met on Dec. 12.", [("Dec. 12", "DATE", "2012-12-12")]),
    ("The ministers will meet on Jan. 9.", [("Jan. 9", "DATE", "2014-01-09")]),
    ("The ministers will meet on May 9.", [("May 9", "DATE", "2013-05-09")]),
    ("The ministers met on Wednesday.", [("Wednesday", "DATE", "2013-03-20")]),
    ("The ministers will meet on Wednesday.", [("Wednesday", "DATE", "2013-03-27")]),
    ("The summit opens on Saturday.", [("Saturday", "DATE", "2013-03-23")]),
    ("The summit is on Saturday.", [("Saturday", "DATE", "2013-03-23")]),
    ("The vote is in Reykjavik on Monday.", [("Monday", "DATE", "2013-03-25")]),
    ("The deadline is Monday.", [("Monday", "DATE", "2013-03-25")]),
    (
        "The chancellor's dinner with President Bell in Reykjavik on Thursday is already one of the islands' legends.",
        [("Thursday", "DATE", "2013-03-21")],
    ),
    ("The accord signed in Lima on Wednesday is a triumph for the ferrymen.", [("Wednesday", "DATE", "2013-03-20")]),
    ("Everybody in the harbour is weary on Wednesday.", [("Wednesday", "DATE", "2013-03-20")]),
    ("The governor says on Wednesday's tape that he is well.", [("Wednesday", "DATE", "2013-03-20")]),
    ("The ministers met last Friday.", [("last Friday", "DATE", "2013-03-15")]),
    ("The ministers are to meet next Monday.", [("next Monday", "DATE", "2013-03-25")]),
    ("The king arrived yesterday.", [("yesterday", "DATE", "2013-03-21")]),
    ("The king leaves tomorrow.", [("tomorrow", "DATE", "2013-03-23")]),
    ("The king said today that he would abdicate.", [("today", "DATE", "2013-03-22")]),
    ("Gifts were exchanged on Christmas Eve.", [("Christmas Eve", "DATE", "2012-12-24")]),
    ("The attacks of 9/11 changed the alliance.", [("9/11", "DATE", "2001-09-11")]),
    ("The council meets on Thanksgiving 2011.", [("Thanksgiving 2011", "DATE", "2011-11-24")]),
    (
        "The talks ran from May 3 to May 5, 2012.",
        [("May 3", "DATE", "2012-05-03"), ("May 5, 2012", "DATE", "2012-05-05")],
    ),
]

MORE = [
    ("An hour before the vote, he quit.", [("An hour", "DURATION", "PT1H")]),
    ("He quit two days before the vote.", [("two days", "DURATION", "P2D")]),
    ("He hopes to win the upcoming April 2 vote.", [("April 2", "DATE", "2013-04-02")]),
    ("The 1950-53 war never ended.", [("1950", "DATE", "1950"), ("53", "DATE", "1953")]),
    ("They toasted on Christmas night.", [("Christmas night", "TIME", "2012-12-25TNI")]),
    ("Profit for the fourth quarter beat the year-earlier figure.",
     [("the fourth quarter", "DATE", "2012-Q4"), ("the year-earlier", "DATE", "2011-Q4")]),
    ("They quarrelled over the weekend.", [("the weekend", "DATE", "2013-W11-WE")]),
    ("He fled half a century ago.", [("half a century ago", "DATE", "1963")]),
    ("He must reply by the end of the month.", [("the end of the month", "DATE", "2013-03")]),
    ("He spoke late last night.", [("late last night", "TIME", "2013-03-21TNI")]),
    ("He fled late last year.", [("late last year", "DATE", "2012")]),
    ("He fled later in the day.", [("later in the day", "DATE", "2013-03-22")]),
    ("The Sept. 11 attacks changed the alliance.", [("Sept. 11 attacks", "DATE", "2001-09-11")]),
    ("They work five days a week.", [("five days", "DURATION", "P5D"), ("a week", "SET", "P1W")]),
    ("The year-long siege ended.", [("year-long", "DURATION", "P1Y")]),
    ("The two fell out long ago.", [("long ago", "DATE", "PAST_REF")]),
    ("The vote was held on the 15th.", [("the 15th", "DATE", "2013-03-15")]),
    ("Profit rose in Q3 2011.", [("Q3 2011", "DATE", "2011-Q3")]),
    ("Profit beat last year's third quarter.", [("last year's third quarter", "DATE", "2012-Q3")]),
    ("He must go by year-end.", [("year-end", "DATE", "2013")]),
    ("They met in 1998. Two days later they fought.", [("1998", "DATE", "1998"), ("Two days later", "DATE", None)]),
    ("They met in 1998. They drank that night.", [("1998", "DATE", "1998"), ("that night", "TIME", "XXXX-XX-XXTNI")]),
    ("The raid began at 1030 GMT on Thursday.", [("1030 GMT on Thursday", "TIME", "2013-03-21T10:30")]),
    ("The raid lasted three straight days.", [("three straight days", "DURATION", "P3D")]),
    ("They pump 10,000 barrels a day.", [("a day", "SET", "P1D")]),
    ("They left in December '89.", [("December '89", "DATE", "1989-12")]),
    ("They will build over the next year.", [("the next year", "DURATION", "P1Y")]),
    ("They met this past Sunday.", [("this past Sunday", "DATE", "2013-03-17")]),
    ("They have known it for two and a half years.", [("two and a half years", "DURATION", "P2.5Y")]),
    ("Russia's 2012 elections were marred.", [("2012", "DATE", "2012")]),
    ("They fled after months of hunger.", [("months", "DURATION", "PXM")]),
    ("They fled weeks before the vote.", [("weeks", "DURATION", "PXW")]),
    ("The rent is $900 a month.", [("a month", "SET", "P1M")]),
    ("He must go before next year.", [("next year", "DATE", "2014")]),
    ("He was sworn in on Jan. 20 last year.", [("Jan. 20 last year", "DATE", "2012-01-20")]),
    ("They had met years before and fled a few weeks later.",
     [("years before", "DATE", "PAST_REF"), ("a few weeks later", "DATE", "PAST_REF")]),
    ("The talks are due to be held on Nov. 3.", [("Nov. 3", "DATE", "2013-11-03")]),
    ("The talks were put off until mid-April.", [("mid-April", "DATE", "2013-04")]),
    ("The talks are set for the second half of April.", [("the second half of April", "DATE", "2013-04")]),
    ("On 14-15 March they parted.", [("14", "DATE", "2013-03-14"), ("15 March", "DATE", "2013-03-15")]),
    ("On 1 and 2 May 2011 they met.", [("1", "DATE", "2011-05-01"), ("2 May 2011", "DATE", "2011-05-02")]),
    ("The war ended long before this August.", [("this August", "DATE", "2013-08")]),
    ("Exports rose in January from a year earlier and fell from the previous month.",
     [("January", "DATE", "2013-01"), ("a year earlier", "DATE", "2012"), ("the previous month", "DATE", "2012-12")]),
    ("He returns two weeks from now.", [("two weeks from now", "DATE", "2013-W14")]),
    ("He spoke earlier in the day that the talks failed.", [("earlier in the day", "DATE", "2013-03-22")]),
    ("The decade-old pact held.", [("decade-old", "DURATION", "P1DE")]),
    ("Stops: Madrid in August, Rome in November.", [("August", "DATE", "2013-08"), ("November", "DATE", "2013-11")]),
    ("“[Six] years ago the pact was torn up,” he said.", [("Six] years ago", "DATE", "2007")]),
]  # fmt: skip

NEWSWIRE = [
    ("The file is dated 07.05.2012.", [("07.05.2012", "DATE", "2012-05-07")]),
    ("The file is dated 31.12.2012.", [("31.12.2012", "DATE", "2012-12-31")]),
    ("She invited the king to Lima in November.", [("November", "DATE", "2013-11")]),
    ("In November she invited the king to Lima.", [("November", "DATE", "2012-11")]),
    ("The king visited Lima in November.", [("November", "DATE", "2012-11")]),
    ("The exhibition opens in October.", [("October", "DATE", "2013-10")]),
    ("The exhibition opened in October.", [("October", "DATE", "2012-10")]),
    ("Exports fell from the same month last year.", [("the same month last year", "DATE", "2012-03")]),
    ("Exports fell in January from the same month a year earlier.",
     [("January", "DATE", "2013-01"), ("the same month a year earlier", "DATE", "2012-01")]),
    ("Exports fell in the first quarter from the same quarter last year.",
     [("the first quarter", "DATE", "2013-Q1"), ("the same quarter last year", "DATE", "2012-Q1")]),
    ("Growth for the full year is weak.", [("the full year", "DATE", "2013")]),
    ("They quarrelled at the weekend.", [("the weekend", "DATE", "2013-W11-WE")]),
    ("They quarrelled in the evening.", [("the evening", "TIME", "2013-03-22TEV")]),
    ("They met on March 4 and quarrelled in the evening.",
     [("March 4", "DATE", "2013-03-04"), ("the evening", "TIME", "2013-03-04TEV")]),
    ("They are calm these days.", [("these days", "DATE", "PRESENT_REF")]),
    ("They will build over the next decade.", [("the next decade", "DURATION", "P1DE")]),
    ("They met ten years ago this month.", [("ten years ago this month", "DATE", "2003-03")]),
    ("They met a year ago today.", [("a year ago today", "DATE", "2012-03-22")]),
    ("They quarrelled in the last week of February.", [("February", "DATE", "2013-02")]),
    ("The pact lapses at the end of next month.", [("the end of next month", "DATE", "2013-04")]),
    ("The pact lapses at the end of the decade.", [("the end of the decade", "DATE", "201")]),
    ("The siege went on all day.", [("all day", "DURATION", "P1D")]),
    ("They dined at 8 o'clock.", [("8 o'clock", "TIME", "2013-03-22T08:00")]),
    ("The eighties were calm.", [("The eighties", "DATE", "198")]),
    ("They may settle in the near future.", [("the near future", "DATE", "FUTURE_REF")]),
    ("Grain fell in the week ended March 9.",
     [("the week", "DATE", "2013-W10"), ("March 9", "DATE", "2013-03-09")]),
    ("The bank will be closed Monday.", [("Monday", "DATE", "2013-03-25")]),
    ("Voting begins at 8 a.m. Sunday.", [("8 a.m. Sunday", "TIME", "2013-03-24T08:00")]),
    ("The deadline is Monday.", [("Monday", "DATE", "2013-03-25")]),
    ("The deadline was Monday.", [("Monday", "DATE", "2013-03-18")]),
    ("The index is up from Monday.", [("Monday", "DATE", "2013-03-18")]),
    ("The port is quiet after the raid on Monday.", [("Monday", "DATE", "2013-03-18")]),
    ("The election is in October.", [("October", "DATE", "2013-10")]),
    ("Over the years he grew rich.", [("the years", "DURATION", "PXY")]),
    ("The biennial fair opens.", [("biennial", "SET", "P2Y")]),
    ("They marched on Ash Wednesday.", [("Ash Wednesday", "DATE", "2013-02-13")]),
]  # fmt: skip

CLOCK = [
    ("The guns fell silent at 3:30 p.m. on Tuesday.", [("3:30 p.m. on Tuesday", "TIME", "2013-03-19T15:30")]),
    ("The envoys dined on Thursday night.", [("Thursday night", "TIME", "2013-03-21TNI")]),
    ("The envoys dined last night.", [("last night", "TIME", "2013-03-21TNI")]),
    ("The envoys speak tonight.", [("tonight", "TIME", "2013-03-22TNI")]),
    ("The envoys spoke this morning.", [("this morning", "TIME", "2013-03-22TMO")]),
    ("The envoys will speak tomorrow evening.", [("tomorrow evening", "TIME", "2013-03-23TEV")]),
    ("The vote opened on Monday at 10 a.m. and closed.", [("Monday at 10 a.m.", "TIME", "2013-03-18T10:00")]),
]

PERIODS = [
    ("Exports rose in September 2010.", [("September 2010", "DATE", "2010-09")]),
    ("Exports rose in late September.", [("late September", "DATE", "2012-09")]),
    ("Exports rose in February.", [("February", "DATE", "2013-02")]),
    ("Exports will rise in February.", [("February", "DATE", "2014-02")]),
    ("He has ruled since taking office in June.", [("June", "DATE", "2012-06")]),
    ("He resigned in June of last year.", [("June of last year", "DATE", "2012-06")]),
    ("He resigned earlier this month.", [("earlier this month", "DATE", "2013-03")]),
    ("He will resign later this year.", [("later this year", "DATE", "2013")]),
    ("He resigned last week.", [("last week", "DATE", "2013-W11")]),
    ("He resigns next week.", [("next week", "DATE", "2013-W13")]),
    ("He resigned last month.", [("last month", "DATE", "2013-02")]),
    ("He resigned last year.", [("last year", "DATE", "2012")]),
    ("He rests this weekend.", [("this weekend", "DATE", "2013-W12-WE")]),
    ("Profit fell in the fourth quarter.", [("the fourth quarter", "DATE", "2012-Q4")]),
    ("Profit fell in the third quarter of 2011.", [("the third quarter of 2011", "DATE", "2011-Q3")]),
    ("First-quarter profit fell.", [("First-quarter", "DATE", "2013-Q1")]),
    ("Trade doubled in the first half of 2009.", [("the first half of 2009", "DATE", "2009-H1")]),
    ("They met last summer.", [("last summer", "DATE", "2012-SU")]),
    ("They met in the summer of 2008.", [("the summer of 2008", "DATE", "2008-SU")]),
    ("Terror ruled the 1970s.", [("the 1970s", "DATE", "197")]),
    ("Terror ruled the early 1970s.", [("the early 1970s", "DATE", "197")]),
    ("The border was drawn in the 19th century.", [("the 19th century", "DATE", "18")]),
    ("The wall fell in 1989.", [("1989", "DATE", "1989")]),
    ("The 1989 revolution was peaceful.", [("1989", "DATE", "1989")]),
    ("The pact expires at the end of 2016.", [("the end of 2016", "DATE", "2016")]),
    ("The army ruled from 1964 to 1985.", [("1964", "DATE", "1964"), ("1985", "DATE", "1985")]),
    ("In 2004, the two fell out. In March they made up.", [("2004", "DATE", "2004"), ("March", "DATE", "2004-03")]),
    ("Rates rose in fiscal 2012.", [("fiscal 2012", "DATE", "2012")]),
]

RELATIVE = [
    ("They split two years ago.", [("two years ago", "DATE", "2011")]),
    ("They split a year ago.", [("a year ago", "DATE", "2012")]),
    ("They split three weeks ago.", [("three weeks ago", "DATE", "2013-W09")]),
    ("They split 10 days ago.", [("10 days ago", "DATE", "2013-03-12")]),
    ("They split several years ago.", [("several years ago", "DATE", "PAST_REF")]),
    (
        "They met on March 4. Two days later they fought.",
        [("March 4", "DATE", "2013-03-04"), ("Two days later", "DATE", "2013-03-06")],
    ),
    (
        "They met on March 4. The next day they fought.",
        [("March 4", "DATE", "2013-03-04"), ("The next day", "DATE", "2013-03-05")],
    ),
    (
        "They met on March 4 and fought the same day.",
        [("March 4", "DATE", "2013-03-04"), ("the same day", "DATE", "2013-03-04")],
    ),
    ("They met in 1998. That year the rouble fell.", [("1998", "DATE", "1998"), ("That year", "DATE", "1998")]),
    ("They now agree.", [("now", "DATE", "PRESENT_REF")]),
    ("They currently agree.", [("currently", "DATE", "PRESENT_REF")]),
    ("They recently agreed.", [("recently", "DATE", "PAST_REF")]),
    ("They had quarrelled in the past.", [("the past", "DATE", "PAST_REF")]),
    ("They hope for the future.", [("the future", "DATE", "FUTURE_REF")]),
]

LENGTHS = [
    ("The meeting lasted about 45 minutes.", [("about 45 minutes", "DURATION", "PT45M")]),
    ("A 20-minute call followed.", [("20-minute", "DURATION", "PT20M")]),
    ("The king ends a three-day visit.", [("three-day", "DURATION", "P3D")]),
    ("They spoke for one and a half hours.", [("one and a half hours", "DURATION", "PT1H30M")]),
    ("They spoke for an hour and a half.", [("an hour and a half", "DURATION", "PT1H30M")]),
    ("They spoke for half an hour.", [("half an hour", "DURATION", "PT30M")]),
    ("They spoke for an hour.", [("an hour", "DURATION", "PT1H")]),
    ("They spoke for more than two hours.", [("more than two hours", "DURATION", "PT2H")]),
    ("They have talked over the past three weeks.", [("the past three weeks", "DURATION", "P3W")]),
    ("They have talked for the last six months.", [("the last six months", "DURATION", "P6M")]),
    ("They will talk over the next five years.", [("the next five years", "DURATION", "P5Y")]),
    ("They talked for several weeks.", [("several weeks", "DURATION", "PXW")]),
    ("They have been at odds for decades.", [("decades", "DURATION", "PXDE")]),
    ("It took twenty-five years.", [("twenty-five years", "DURATION", "P25Y")]),
    ("It took two hundred days.", [("two hundred days", "DURATION", "P200D")]),
]

SETS = [
    ("They meet annually.", [("annually", "SET", "P1Y")]),
    ("They meet every Tuesday.", [("every Tuesday", "SET", "XXXX-WXX-2")]),
    ("They meet every two years.", [("every two years", "SET", "P2Y")]),
    ("They meet each month.", [("each month", "SET", "P1M")]),
    ("They meet twice a year.", [("a year", "SET", "P1Y")]),
    ("The daily briefing was dropped.", [("daily", "SET", "P1D")]),
    ("The shop shuts on Mondays.", [("Mondays", "SET", "XXXX-WXX-1")]),
]

NONE = [
    "He may march on the capital.",
    "May I ask the second question?",
    "The second round was won by a neck.",
    "A quarter of the seats were lost.",
    "He said 1950 soldiers had crossed.",
    "They had sold 2,000 tonnes of rice.",
    "The team won 3:1.",
    "The sun set over the fall of the city.",
    "He bore the brunt in the end.",
    "Last but not least, he thanked the cook.",
    "The sat phone was broken.",
    "It was a day that nobody forgot.",
    "One day he will return.",
    "The Sunday Times broke the story.",
    "Winds blew at 190 kilometers per hour.",
    "She walked in her 80s.",
    "She is in her mid-80s.",
    "He thanked April Stone, the mayor.",
    "Three-quarters of the seats were lost.",
    "He came in on the 15th floor.",
    "He lives at 10 Downing Street with 12 others.",
    "He lives at 1600 Harbour Street.",
    "The council adopted Resolution 1973 and resolution 2087.",
    "They met in Room 2012 under Article 1950.",
    "They shopped on Black Friday and wept on Bloody Sunday.",
    "He is a man in his eighties.",
    "The turn of the century brought peace.",
    "They took over all of it by the river.",
    "In the days of the old king they sang.",
    "The days are long.",
    "The version is 1.12.2 and the score 5.07.",
]


@pytest.mark.parametrize(("text", "expected"), [*DAYS, *MORE, *NEWSWIRE, *CLOCK, *PERIODS, *RELATIVE, *LENGTHS, *SETS])
def test_words_become_timex_values(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_no_time(text: str) -> None:
    assert told(text) == []


WHENS = [
    ("The army ruled from 1964 to 1985.", ["1964/1985", "1964/1985"]),
    ("They sat between May and July 2012.", ["2012-05/2012-07", "2012-05/2012-07"]),
    ("They sat on Oct. 30-31, 2012.", ["2012-10-30/2012-10-31", "2012-10-30/2012-10-31"]),
    ("He resigned last week.", ["2013-03-11/2013-03-17"]),
    ("Profit fell in the fourth quarter.", ["2012-10/2012-12"]),
    ("They spoke for two hours.", [None]),
    ("They now agree.", [None]),
    ("The envoys dined on Thursday night.", ["2013-03-21"]),
]


@pytest.mark.parametrize(("text", "expected"), WHENS)
def test_when_is_an_iso_prefix_or_interval(text: str, expected: list[str | None]) -> None:
    assert [t.when for t in times(text)] == expected


MODS = [
    ("He fled in late September.", "END"),
    ("He fled in early 2012.", "START"),
    ("He fled at the end of 2012.", "END"),
    ("He fled in mid-June.", "MID"),
    ("He fled after nearly three hours.", "LESS_THAN"),
    ("He fled after at least three hours.", "EQUAL_OR_MORE"),
    ("He fled after about three hours.", "APPROX"),
    ("He fled after three hours.", None),
]


@pytest.mark.parametrize(("text", "mod"), MODS)
def test_modifiers(text: str, mod: str | None) -> None:
    assert [t.mod for t in times(text)] == [mod]


UNANCHORED = [
    ("The ministers met on Feb. 12.", [("Feb. 12", "DATE", "XXXX-02-12")]),
    ("The ministers met on Wednesday.", [("Wednesday", "DATE", "XXXX-WXX-3")]),
    ("The ministers met last week.", [("last week", "DATE", None)]),
    ("The ministers met in late May.", [("late May", "DATE", "XXXX-05")]),
    ("The ministers met two years ago.", [("two years ago", "DATE", None)]),
]


@pytest.mark.parametrize(("text", "expected"), UNANCHORED)
def test_no_anchor_no_date(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text, published=None) == expected
    assert [t.when for t in times(text, published=None)] == [None]


def test_what_needed_an_anchor_says_so() -> None:
    plain, leaning = times("He came on May 4, 2011, and left last month.")
    assert (plain.inferred, plain.anchor) == (False, None)
    assert (leaning.inferred, leaning.anchor) == (True, "published")
    assert leaning.why is not None
    assert "2013-03-22" in leaning.why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("This year marks the 50th anniversary of the treaty.", "1963"),
        ("In 2010 they kept the 20th anniversary of the treaty.", "1990"),
        ("Next year will be the 100th anniversary of the war.", "1914"),
    ],
)
def test_an_anniversary_tells_the_year_it_remembers(text: str, value: str) -> None:
    remembered = [t for t in times(text) if t.anchor == "anniversary"]
    assert [(t.value, t.when, t.inferred) for t in remembered] == [(value, value, True)]
    assert remembered[0].why is not None


def test_no_anniversary_without_a_year() -> None:
    assert told("They kept the 20th anniversary of the treaty.", published=None) == []


def test_the_datelines_day_counts_before_publication() -> None:
    text = "The king left on Thursday."
    line = Dateline("Oslo", "NOR", Span(0, 3), date="2013-03-20")
    report = Report(id="d", text=text, published=Published("2013-03-22T06:00:00Z"), dateline=line)
    found = find_times(parse(split_body([Reading(report)]), PARSER))[0].times
    assert found is not None
    assert [(t.value, t.anchor) for t in found] == [("2013-03-14", "dateline")]


def test_without_syntax_the_words_still_count() -> None:
    found = find_times([Reading(Report(id="n", text="They met on May 5, 2011.", published=Published("2013-03-22")))])[
        0
    ].times
    assert found is not None
    assert [t.value for t in found] == ["2011-05-05"]


def test_expressions_come_in_order_and_never_overlap() -> None:
    rows = [*DAYS, *MORE, *NEWSWIRE, *CLOCK, *PERIODS, *RELATIVE, *LENGTHS, *SETS]
    text = "\n\n".join(t for t, _ in rows)
    reading = read([text])[0]
    found = find_times([reading])[0].times
    assert found is not None
    assert len(found) >= len(rows)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert find_times([reading])[0].times == found


def test_spans_keep_curly_quotes_and_odd_blanks() -> None:
    text = "The “Oct.\u00a030” deal of the ’90s"
    assert [t.span.of(text) for t in times(text)] == ["Oct.\u00a030", "the ’90s"]


@pytest.mark.parametrize(
    ("text", "published", "inferred"),
    [
        ("They met on Oct. 30.", "2021-10-31", False),
        ("They met on Oct. 30, 2021.", "2021-10-31", False),
        ("They met in October.", "2021-10-31", True),
        ("They met on Friday.", "2021-10-31", True),
        ("On Saturday, October 30th, they met. The crisis began at the end of 2020.", None, True),
    ],
)
def test_a_day_whose_year_is_printed_is_told(text: str, published: str | None, inferred: bool) -> None:
    assert times(text, published)[0].inferred is inferred
