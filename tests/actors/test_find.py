"""Every phenomenon of naming an actor, as tables in our own sentences."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.actors.find import find_mentions
from memcon.knowledge import kb
from memcon.model.actor import Mention
from memcon.model.ids import content_id
from memcon.model.reading import Reading
from memcon.model.report import Dateline, Outlet, Published, Report
from memcon.model.span import Span
from memcon.text.paragraphs import split_body
from memcon.text.parser import RuleParser, SpacyParser
from memcon.text.sentences import parse

OPEN = None
MBS = kb.persons()["SAU-muhammad-bin-salman-bin-abd-al-aziz-al-saud"].name
SHARED = Path(__file__).parents[3] / "shared"


class Case(NamedTuple):
    why: str
    text: str
    expected: tuple[tuple[str, object], ...]  # words in order → name, names of a group, or OPEN
    absent: tuple[str, ...] = ()
    day: str | None = "2025-10-31"
    home: str | None = None


def told(mention: Mention) -> object:
    if mention.members:
        return tuple(r.name for r in mention.members)
    return mention.name if mention.actor is not None else OPEN


def check(reading: Reading, case: Case) -> None:
    assert reading.mentions is not None
    found = [(m.span.of(reading.text), told(m)) for m in reading.mentions]
    at = 0
    for want in case.expected:
        assert want in found[at:], f"{want} not in {found[at:]}"
        at = found.index(want, at) + 1
    words = [w for w, _ in found]
    assert not [w for w in case.absent if w in words], words


NAMES = [
    Case("title and nationality", "Japanese Prime Minister Sanae Takaichi smiled.",
         (("Japanese Prime Minister Sanae Takaichi", "Sanae Takaichi"),)),
    Case("either order, hyphen or not", "Takaichi Sanae greeted Lee Jae-myung before Lee Jae Myung spoke.",
         (("Takaichi Sanae", "Sanae Takaichi"), ("Lee Jae-myung", "Lee Jae Myung"),
          ("Lee Jae Myung", "Lee Jae Myung"))),
    Case("surname after the full name", "Sanae Takaichi landed. Takaichi's aides waited. Takaichi spoke.",
         (("Takaichi", "Sanae Takaichi"), ("Takaichi", "Sanae Takaichi"))),
    Case("possessive title", "Ukraine's President Volodymyr Zelenskyy called.",
         (("Ukraine's President Volodymyr Zelenskyy", "Volodymyr Zelenskyy"),), day="2024-03-01"),
    Case("title behind the name", "Lee Jae Myung, president of South Korea, agreed.",
         (("Lee Jae Myung", "Lee Jae Myung"), ("president of South Korea", "Lee Jae Myung"))),
    Case("name behind the title", "The prime minister of Japan, Sanae Takaichi, agreed.",
         (("prime minister of Japan", "Sanae Takaichi"), ("Sanae Takaichi", "Sanae Takaichi"))),
    Case("title and surname by the day", "U.S. President Trump flew home.",
         (("U.S. President Trump", "Donald Trump"),)),
    Case("honorific", "Sanae Takaichi met farmers. Ms. Takaichi thanked them.", (("Ms. Takaichi", "Sanae Takaichi"),)),
    Case("several after one title", "She praised former Prime Ministers Fumio Kishida and Shigeru Ishiba.",
         (("Fumio Kishida", "Fumio Kishida"), ("Shigeru Ishiba", "Shigeru Ishiba"))),
    Case("no part of a longer name", "The Takaichi Bridge Company sued. Sanae Takaichi was away.",
         (("Sanae Takaichi", "Sanae Takaichi"),), ("Takaichi",)),
    Case("no word inside a word", "Omani traders and a Chadwick clerk met in a turkey shed.", (),
         ("Chad", "turkey", "Oman")),
    Case("month, not minister", "Prime Minister Theresa May rested in May. May then wrote.",
         (("Prime Minister Theresa May", "Theresa May"), ("May", "Theresa May")), day="2018-06-01"),
    Case("surname as the report spells it", "Volodymyr Zelensky rose. Zelensky spoke.",
         (("Volodymyr Zelensky", "Volodymyr Zelenskyy"), ("Zelensky", "Volodymyr Zelenskyy"))),
    Case("surname with its particles", "European Commission President Ursula von der Leyen left. Von der Leyen waved.",
         (("European Commission President Ursula von der Leyen", "Ursula von der Leyen"),
          ("Von der Leyen", "Ursula von der Leyen"))),
]  # fmt: skip

TWO = [
    Case("Lee of another Lee", "Lee Jae Myung spoke first. Lee Hae-jun, an engineer, spoke next. Lee was cheered.",
         (("Lee Jae Myung", "Lee Jae Myung"), ("Lee Hae-jun", "Lee Hae-jun"), ("Lee", OPEN))),
    Case("the first Lee, while he is the only one", "Lee Jae Myung spoke. Lee smiled. Lee Hae-jun, a baker, left.",
         (("Lee", "Lee Jae Myung"), ("Lee Hae-jun", "Lee Hae-jun"))),
    Case("the title tells which", "Lee Hsien Loong met Lee Jae Myung. President Lee was early.",
         (("President Lee", "Lee Jae Myung"),)),
    Case("kin are not called by the surname", "President Donald Trump and first lady Melania Trump came. Trump spoke.",
         (("Trump", "Donald Trump"),)),
    Case("two of one name, the title tells", "President Emmanuel Macron spoke in Paris.",
         (("President Emmanuel Macron", "Emmanuel Macron"),)),
    Case("an office holder of a state that is named", "Chile welcomed President Boric, and Boric bowed.",
         (("President Boric", "Gabriel Boric"), ("Boric", "Gabriel Boric")), day="2024-05-01"),
    Case("a meeting is nobody", "The Foreign Ministers Meeting of NATO ended.", (), ("Meeting",)),
    Case("kin by the surname are told apart by the honorific", "French President Emmanuel Macron and his wife Brigitte"
         " Macron came. Macron waved. Mrs. Macron smiled.",
         (("Macron", "Emmanuel Macron"), ("Mrs. Macron", "Brigitte Macron"))),
    Case("kin alone do not take the surname", "Trump and first lady Melania Trump came from the United States.",
         (("Trump", "Donald Trump"), ("first lady Melania Trump", "Melania Trump"))),
    Case("princes go by the given name", "Saudi Crown Prince Mohammed bin Salman spoke. Prince Mohammed was brief.",
         (("Saudi Crown Prince Mohammed bin Salman", MBS), ("Prince Mohammed", MBS)), day="2024-05-01"),
    Case("Mrs is not the man of the name", "Mr Trump dined in the United States. Mrs Trump was late.",
         (("Mr Trump", "Donald Trump"), ("Mrs Trump", OPEN))),
    Case("a namesake of a holder long ago and far away", "Jennifer Smith, a nurse, won the race.",
         (("Jennifer Smith", "Jennifer Smith"),)),
    Case("a name nobody introduces", "Mr. Quillfeather objected.", (("Mr. Quillfeather", OPEN),)),
]  # fmt: skip

TITLES = [
    Case("the outlet's own prime minister", "The prime minister returned to the capital.",
         (("prime minister", "Sanae Takaichi"),), home="JPN"),
    Case("on another day another one", "The prime minister returned to the capital.",
         (("prime minister", "Shigeru Ishiba"),), day="2025-10-20", home="JPN"),
    Case("nowhere in particular", "The prime minister returned to the capital.", (("prime minister", OPEN),)),
    Case("a title with its state", "The South Korean president and Japan's foreign minister spoke.",
         (("South Korean president", "Lee Jae Myung"), ("Japan's foreign minister", "Toshimitsu Motegi"))),
    Case("the one the report names", "Prime Minister Ines Caldeira of Portugal arrived. The prime minister was tired.",
         (("prime minister", "Ines Caldeira"),)),
    Case("a leader of the report before one of the tables", "Japanese leader Aiko Sato spoke. The Japanese premier"
         " sat.", (("Japanese leader Aiko Sato", "Aiko Sato"), ("Japanese premier", "Aiko Sato"))),
    Case("two hold such an office", "French President Emmanuel Macron met Turkish President Recep Tayyip Erdogan."
         " The president was pleased.", (("president", OPEN),)),
    Case("a title word as an adjective", "The general tenor pleased the premier league.", (), ("general", "premier")),
    Case("any holder is nobody", "A prime minister needs patience.", (), ("prime minister",), home="JPN"),
    Case("not of a state", "The president of the chess club wrote a letter.", (("president", OPEN),), home="KOR"),
    Case("former, with the state told once", "Japanese Prime Minister Sanae Takaichi followed former Prime Minister"
         " Shigeru Ishiba.", (("former Prime Minister Shigeru Ishiba", "Shigeru Ishiba"),)),
    Case("organisations have offices", "NATO Secretary General Mark Rutte visited.",
         (("NATO Secretary General Mark Rutte", "Mark Rutte"),)),
]  # fmt: skip

RELATED = [
    Case("predecessor", "Sanae Takaichi thanked her predecessor. Lee Jae Myung's predecessor was absent.",
         (("her predecessor", "Shigeru Ishiba"), ("Lee Jae Myung's predecessor", "Yoon Suk Yeol"))),
    Case("predecessor with a name", "Sanae Takaichi thanked her predecessor Shigeru Ishiba.",
         (("her", "Sanae Takaichi"), ("Shigeru Ishiba", "Shigeru Ishiba"))),
    Case("successor on the day", "Shigeru Ishiba praised his successor.", (("his successor", "Sanae Takaichi"),)),
    Case("no successor yet", "Sanae Takaichi has no successor. Her successor may wait.", (("Her", "Sanae Takaichi"),),
         ("Her successor",)),
    Case("counterpart with a name", "Sanae Takaichi met her Chilean counterpart Osku Varela.",
         (("Chilean counterpart Osku Varela", "Osku Varela"),)),
    Case("counterpart of a named person", "Lee Jae Myung met Sanae Takaichi. He thanked his Japanese counterpart.",
         (("Japanese counterpart", "Sanae Takaichi"),)),
    Case("counterpart nobody names", "Lee Jae Myung called his Chilean counterpart.", (("Chilean counterpart", OPEN),)),
    Case("two states, one title", "The Japanese and South Korean foreign ministers met.",
         (("Japanese and South Korean foreign ministers", ("Toshimitsu Motegi", "Cho Hyun")),)),
    Case("the leader of a state that has one named", "Vladimir Putin met aides. The Russian leader smiled.",
         (("Russian leader", "Vladimir Putin"),)),
    Case("which of two heads leads is not told", "The Russian leader smiled.", (("Russian leader", OPEN),)),
    Case("abbreviated titles in capitals only", "At 5 pm PM Modi ate. Amartya Sen, a scholar, met Sen. John Hill.",
         (("PM Modi", "Narendra Modi"), ("Amartya Sen", "Amartya Sen"), ("Sen. John Hill", "John Hill"))),
    Case("he is not the speaker of the quotation", 'Lee Jae Myung saw Emmanuel Macron. "He is tall," Lee said.',
         (("He", "Emmanuel Macron"),)),
]  # fmt: skip

STATES = [
    Case("state by name and abbreviation", "South Korea and the U.S. agreed with the UK.",
         (("South Korea", "South Korea"), ("U.S.", "United States"), ("UK", "United Kingdom"))),
    Case("joined by a hyphen", "Japan-China ties improved.", (("Japan", "Japan"), ("China", "China"))),
    Case("government", "The Japanese government objected.", (("Japanese government", "Japan"),)),
    Case("people are not the state", "The Japanese people voted. Many French shoppers stayed home.",
         (("Japanese", OPEN),)),
    Case("officials are not the state", "Japanese officials were silent.", (("Japanese officials", OPEN),)),
    Case("capital that speaks", "Tokyo said it would wait. Beijing's response was swift.",
         (("Tokyo", "Japan"), ("Beijing", "China"))),
    Case("capital that lies somewhere", "She landed in Tokyo and walked through Seoul.", (), ("Tokyo", "Seoul")),
    Case("seat of several", "Brussels said it would wait.", (("Brussels", OPEN),)),
    Case("seat of several, one of them named", "The European Union met. Brussels said it would wait.",
         (("Brussels", "European Union"),)),
    Case("a city that is a state", "Singapore agreed. Aides of Djibouti met in Monaco.",
         (("Singapore", "Singapore"), ("Djibouti", "Djibouti"), ("Monaco", "Monaco"))),
    Case("the queen of the only queen", "The Queen waved.", (("Queen", "Elizabeth II"),), day=None, home="GBR"),
    Case("the king of whom", "The king waved.", (("king", OPEN),)),
    Case("residence that speaks", "The Kremlin denied it, and the White House said nothing.",
         (("Kremlin", "Presidential Administration of Russia"), ("White House", "White House"))),
    Case("a part of a town is a place", "East Jerusalem saw rain. Central Seoul agreed.", (), ("Jerusalem", "Seoul")),
    Case("residence as a place", "A crowd stood outside the White House.", (), ("White House",)),
    Case("a sea is no state", "Ships left the South China Sea and the Korean Peninsula.", (),
         ("South China", "China", "Korean")),
    Case("the North, where it is named", "North Korea fired a rocket. South Korea protested to the North.",
         (("North", "North Korea"),)),
    Case("no North, where none is named", "Snow fell in the North. The South was dry.", (), ("North", "South")),
    Case("one Korea named, so that one", "South Korea exports cars. Korea also builds ships.",
         (("Korea", "South Korea"),)),
    Case("both Koreas named, so neither", "North Korea and South Korea talk. Korea has many hills.",
         (("Korea", OPEN),)),
]  # fmt: skip

BODIES = [
    Case("organisation, long and short", "The United Nations and NATO wrote to the EU.",
         (("United Nations", "United Nations"), ("EU", "European Union"))),
    Case("an office by name", "A letter came from the Office of the President of South Korea.",
         (("Office of the President of South Korea", "Office of the President of South Korea"),)),
    Case("ministry of a state", "Japan's Foreign Ministry and the Chinese foreign ministry protested.",
         (("Japan's Foreign Ministry", "Ministry of Foreign Affairs of Japan"),
          ("Chinese foreign ministry", "Ministry of Foreign Affairs of China"))),
    Case("ministry at home", "The foreign ministry declined to comment.",
         (("foreign ministry", "Ministry of Foreign Affairs of South Korea"),), home="KOR"),
    Case("ministry of nobody knows whom", "The foreign ministry declined to comment.", (("foreign ministry", OPEN),)),
    Case("his office", "South Korean President Lee Jae Myung was brief. His office gave details.",
         (("His office", "Office of the President of South Korea"),)),
    Case("her ministry", "German Foreign Minister Annalena Baerbock called. Her ministry confirmed it.",
         (("Her ministry", "Federal Foreign Office of Germany"),), day="2024-05-01"),
    Case("a name's office", "Lee Jae Myung rested. Lee's office said so.",
         (("Lee's office", "Office of the President of South Korea"),)),
    Case("an organisation nobody listed", "Experts of the Northern Harbour Institute wrote it.",
         (("Northern Harbour Institute", "Northern Harbour Institute"),)),
    Case("officials without a name", "A senior foreign ministry official shrugged.",
         (("senior foreign ministry official", OPEN),)),
]  # fmt: skip

PRONOUNS = [
    Case("possessive of the subject", "Sanae Takaichi opened her first meeting with Lee Jae Myung.",
         (("her", "Sanae Takaichi"),)),
    Case("subject after subject", "Lee Jae Myung thanked Sanae Takaichi. He then left.", (("He", "Lee Jae Myung"),)),
    Case("gender once known", "Sanae Takaichi said she was glad. Lee Jae Myung nodded. She waved.",
         (("she", "Sanae Takaichi"), ("She", "Sanae Takaichi"))),
    Case("never the subject of its own verb", "Emmanuel Macron spoke. Donald Trump praised him.",
         (("him", "Emmanuel Macron"),)),
    Case("nobody before", "He arrived late.", (("He", OPEN),)),
    Case("someone told of by title alone", "The Prime Minister telephoned Emmanuel Macron. They agreed to meet.",
         (("Prime Minister", "Keir Starmer"), ("They", OPEN)), day="2025-03-17", home="GBR"),
    Case("he of a title alone", "The Prime Minister slept. He then telephoned Emmanuel Macron.",
         (("Prime Minister", "Keir Starmer"), ("He", "Keir Starmer")), day="2025-03-17", home="GBR"),
    Case("two remain", "Aides of Emmanuel Macron and Donald Trump met. Papers were signed. He was absent.",
         (("He", OPEN),)),
    Case("the two leaders", "Sanae Takaichi met Lee Jae Myung. The two leaders shook hands.",
         (("two leaders", ("Sanae Takaichi", "Lee Jae Myung")),)),
    Case("they of a group", "Both leaders of note came: Sanae Takaichi met Lee Jae Myung. The two leaders sat."
         " They talked.", (("They", ("Sanae Takaichi", "Lee Jae Myung")),)),
    Case("they of two subjects", "Sanae Takaichi and Lee Jae Myung met. They talked.",
         (("They", ("Sanae Takaichi", "Lee Jae Myung")),)),
    Case("leaders govern", "Queen Elizabeth II received Donald Trump. Theresa May dined with Trump."
         " The two leaders talked.", (("two leaders", ("Donald Trump", "Theresa May")),), day="2018-07-13"),
    Case("they of things", "The ships were old. They sank.", (("They", OPEN),)),
    Case("two states", "Japan and South Korea are close. The two countries trade. Both governments agree.",
         (("two countries", ("Japan", "South Korea")), ("Both governments", ("Japan", "South Korea")))),
    Case("the two alone", "Sanae Takaichi met Lee Jae Myung on Friday. The two agreed on much.",
         (("two", ("Sanae Takaichi", "Lee Jae Myung")),)),
    Case("both alone", "Sanae Takaichi greeted Lee Jae Myung. Both agreed.",
         (("Both", ("Sanae Takaichi", "Lee Jae Myung")),)),
    Case("two of whatever", "Sanae Takaichi met Lee Jae Myung. Two were broken.", (), ("Two",)),
    Case("three states", "Japan, China and South Korea met. The three countries signed.",
         (("three countries", ("Japan", "China", "South Korea")),)),
    Case("the states of two leaders", "Sanae Takaichi met Lee Jae Myung. Both sides were pleased.",
         (("Both sides", ("Japan", "South Korea")),)),
    Case("which two is not told", "Japan, China, France and South Korea met. The two countries signed.",
         (("two countries", OPEN),)),
    Case("ministers, not leaders", "Foreign Minister Toshimitsu Motegi of Japan and Chinese Foreign Minister Wang Yi"
         " met President Lee Jae Myung. The two foreign ministers left.",
         (("two foreign ministers", ("Toshimitsu Motegi", "Wang Yi")),)),
]  # fmt: skip


@pytest.mark.parametrize("case", [*NAMES, *TWO, *TITLES, *RELATED, *STATES, *BODIES, *PRONOUNS], ids=lambda c: c.why)
def test_mentions(case, read):
    check(read(case.text, case.day, case.home), case)


def mention(reading, words):
    return next(m for m in reading.mentions if m.span.of(reading.text) == words)


OFFICES = [
    ("Sanae Takaichi spoke.", "Sanae Takaichi", "JPN", "Prime Minister of Japan", False, "2025-10-31"),
    ("Sanae Takaichi spoke.", "Sanae Takaichi", "JPN", None, False, "2020-01-01"),
    ("Then-Prime Minister Shigeru Ishiba spoke.", "Then-Prime Minister Shigeru Ishiba", "JPN",
     "Prime Minister of Japan", True, "2025-10-31"),
    ("Shigeru Ishiba spoke.", "Shigeru Ishiba", "JPN", "Prime Minister of Japan", True, "2025-10-31"),
    ("Lee Jae Myung spoke.", "Lee Jae Myung", "KOR", "President of South Korea", False, "2025-10-31"),
    ("Britain's Queen Elizabeth II spoke.", "Britain's Queen Elizabeth II", "GBR", "Queen of the United Kingdom", False,
     "2015-05-05"),
    # nobody the knowledge base knows: what the text says
    ("Japanese Prime Minister Haruka Morita spoke.", "Japanese Prime Minister Haruka Morita", "JPN",
     "Prime Minister of Japan", False, "2025-10-31"),
    ("Ms. Morita spoke of Haruka Morita, ex-president of Chile.", "Haruka Morita", "CHL", "President of Chile", True,
     None),
    ("Osku Varela, an analyst, spoke.", "Osku Varela", None, None, False, "2025-10-31"),
    # the text wins over the knowledge base
    ("French Foreign Minister Gabriel Attal spoke.", "French Foreign Minister Gabriel Attal", "FRA",
     "Foreign Minister of France", False, "2025-10-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "country", "office", "former", "day"), OFFICES)
def test_office(text, words, country, office, former, day, read):
    found = mention(read(text, day), words)
    assert (found.country, found.office, found.former) == (country, office, former)


def test_another_country_is_another_person(read):
    """The knowledge base knows a Shigeru Ishiba of Japan; this one is of Chile."""
    found = mention(read("Chilean President Shigeru Ishiba spoke."), "Chilean President Shigeru Ishiba")
    assert found.actor == content_id("actor", "ishiba shigeru")
    assert (found.country, found.office) == ("CHL", "President of Chile")


def test_persons_of_the_text_keep_their_id(read):
    """One id in either order, in any report, whatever else is told of them."""
    ids = {
        mention(read("Peruvian President Osku Varela spoke. Varela left."), "Peruvian President Osku Varela").actor,
        mention(read("Analysts praised Varela Osku. Varela was glad."), "Varela Osku").actor,
        mention(read("Osku Varela slept.", None, None, "other"), "Osku Varela").actor,
    }
    assert ids == {content_id("actor", "osku varela")}


@pytest.mark.parametrize(
    ("text", "home", "country"),
    [
        ("Prime Minister Haruka Morita spoke.", "JPN", "JPN"),
        ("Prime Minister Haruka Morita spoke.", None, None),
        ("Prime Minister Haruka Morita of Fiji spoke.", "JPN", "FJI"),
        ("Italian Prime Minister Ugo Brandi met Prime Minister Haruka Morita of late.", "JPN", None),
        ("Italian Prime Minister Ugo Brandi flew to Japan to meet Prime Minister Haruka Morita.", "JPN", "JPN"),
        ("Japanese Prime Minister Aiko Sato met Prime Minister Haruka Morita.", "JPN", None),
    ],
)
def test_country_from_the_outlet(text, home, country, read):
    found = [m for m in read(text, "2025-10-31", home).mentions if "Morita" in m.span.of(text)]
    assert [m.country for m in found] == [country]


def test_country_from_the_two_sides(read):
    """No nationality, no known outlet: the other of the report's two states, and the mention says it is inferred."""
    text = (
        "Prime Minister Inga Solberg-Lund met Kenyan President Peter Otieno. Norway and Kenya trade fish. Solberg-Lund "
        "said Norway and Kenya were friends. Norway sells ships, Solberg-Lund said."
    )
    found = [m for m in read(text).mentions if m.name == "Inga Solberg-Lund" and m.kind == "person"]
    assert {m.country for m in found} == {"NOR"}
    assert all(m.why for m in found if m.form != "pronoun")


def test_surname_first_when_the_report_uses_it_so(read):
    text = "Kang Min Seo, a poet, read aloud. Kang bowed. Then Kang left."
    names = [m.name for m in read(text).mentions if m.span.of(text).startswith("Kang")]
    assert names == ["Kang Min Seo"] * 3


def test_layers(read):
    """Sorted, disjoint, exact, and the same on a second run; other layers untouched."""
    reading = read("Sanae Takaichi of Japan met the two leaders of Chile. She said Tokyo was ready. Both sides agreed.")
    spans = [m.span for m in reading.mentions]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert find_mentions([reading]) == [reading]
    assert find_mentions([reading, reading])[1] == reading


def test_nothing_to_read():
    bare = Reading(Report(id="r", text="Lee Jae Myung", published=Published("2025-10-31")))
    assert find_mentions([bare])[0].mentions == ()
    assert find_mentions([]) == []


def test_every_open_mention_says_why(read):
    text = (
        "The president met him. Lee Jae Myung and Lee Hae-jun came; Lee sat. Korea and the Japanese watched. They left."
    )
    for found in read(text).mentions:
        assert found.actor or found.members or found.candidates or found.why, found


@pytest.fixture(scope="module")
def gyeongju(parser):
    path = SHARED / "reports" / "gyeongju-2025"
    if not path.exists():
        pytest.skip("shared reports are not here")
    texts = [(path / f"{n}.txt").read_text("utf-8") for n in "ab"]
    reports = [Report(id=str(i), text=t, published=Published("2025-10-31")) for i, t in enumerate(texts)]
    return find_mentions(parse(split_body([Reading(r) for r in reports]), parser))


def test_real_reports(gyeongju):
    """Nothing stays open without a reason, and the two leaders and their groups are who they are."""
    for reading in gyeongju:
        open_ones = [m for m in reading.mentions if m.actor is None and not m.members]
        assert all(m.why for m in open_ones)
        persons = {m.actor for m in reading.mentions if m.kind == "person" and m.actor is not None}
        assert {"JPN-sanae-takaichi", "KOR-lee-jae-myung", "JPN-shigeru-ishiba"} <= persons
        groups = [m for m in reading.mentions if m.form == "group" and m.kind == "person" and m.members]
        assert groups
        assert {frozenset(r.id for r in m.members) for m in groups} == {
            frozenset({"JPN-sanae-takaichi", "KOR-lee-jae-myung"})
        }
        pairs = [m for m in reading.mentions if m.form == "group" and m.kind == "state" and m.members]
        assert {frozenset(r.id for r in m.members) for m in pairs} == {frozenset({"JPN", "KOR"})}


def test_json(read):
    """Mentions go into the record as they are."""
    reading = read("Sanae Takaichi spoke.")
    assert b"JPN-sanae-takaichi" in msgspec.json.encode(reading.mentions)


ODD = st.lists(
    st.sampled_from(
        "President Mr. Lee 's of the two leaders former - , . ( ) \" Japan Korea and King his office They both U.S. "
        "Tokyo said Prime Ministers Kim Jong Un counterpart predecessor von der ’s …".split()
    ),
    max_size=25,
)


@given(ODD)
def test_any_words(words):
    """Whatever the words and without any syntax: sorted, disjoint spans inside the text, and a reason when open."""
    text = " ".join(words)
    readings = parse(split_body([Reading(Report(id="r", text=text, published=Published("2025-10")))]), RuleParser())
    mentions = find_mentions(readings)[0].mentions
    spans = [m.span for m in mentions]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(m.actor or m.members or m.candidates or m.why for m in mentions)


def test_a_namesake_is_somebody_else(read):
    found = mention(read("Jennifer Smith, a nurse, won the race."), "Jennifer Smith")
    assert found.actor == content_id("actor", "jennifer smith")
    known = mention(read("Jennifer Smith spoke of Bermuda."), "Jennifer Smith")
    assert known.actor == "BMU-jennifer-smith"


def test_an_agencys_dateline_gives_nobody_a_country(parser: SpacyParser) -> None:
    text = "Prime Minister Ada Novak met the mayor of the port. Novak left at noon."
    dateline = Dateline("Valparaiso", "CHL", Span(0, 0), "Boreal Wire")
    report = Report("r", text, outlet=Outlet("Boreal Wire", "wire"), dateline=dateline)
    (reading,) = find_mentions(parse(split_body([Reading(report)]), parser))
    people = {(m.name, m.country, m.office) for m in reading.mentions or () if m.kind == "person"}
    assert people == {("Ada Novak", None, None)}


@pytest.mark.parametrize(
    ("text", "town", "organisations"),
    [
        ("Ministers will gather in Jeonju on Friday. Jeonju has many hotels.", "Jeonju", set()),
        ("Envoys met in Anyang, an industrial city near the coast.", "Anyang", set()),
        ("The premier opened a plant in Ulsan. Ulsan makes ships.", "Ulsan", set()),
        ("They bought a stake in Toyota. Toyota rose.", "", {"Toyota"}),
        ("She works at Boeing in Seattle. Boeing declined to comment.", "", {"Boeing"}),
        ("Fighters from Hamas remain there, and trust in Hamas is low.", "", {"Hamas"}),
    ],
)
def test_towns_are_no_organisations(text, town, organisations, read):
    mentions = read(text).mentions
    assert {m.name for m in mentions if m.kind == "organisation"} == organisations
    assert not town or all(town not in m.name for m in mentions)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Park Dae-jung, then-South Korean President, visited Osaka.", "Park Dae-jung", None),
        ("Former South Korean President Moon Dae Jung visited Osaka.", "Moon Dae Jung", None),
        ("Chinese President Li Jinping visited Osaka.", "Li Jinping", None),
        ("French President Emmanuel Martin visited Osaka.", "Emmanuel Martin", None),
        ("Former South Korean President Kim Dae Jung visited Osaka.", "Kim Dae-jung", "KOR-kim-dae-jung"),
        ("Former Egyptian President Mohammed Mursi visited Osaka.", "Mohamed Morsi", "EGY-muhammad-mursi"),
        ("German Chancellor Fredrich Merz visited Osaka.", "Friedrich Merz", "DEU-friedrich-merz"),
    ],
)
def test_another_surname_is_another_person(text, name, key, read):
    (mention, *_) = [m for m in read(text).mentions if m.kind == "person" and m.form == "full"]
    assert mention.name == name
    assert (mention.actor if kb.person(mention.actor) else None) == key
