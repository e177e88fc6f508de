"""Stores to export: the example story as read, and one whose every word is hostile to some format."""

import io
from functools import cache
from pathlib import Path

from memcon.cli.export import format_named
from memcon.export.options import Options
from memcon.model.actor import ActorRef, Mention
from memcon.model.event import Event, Visit
from memcon.model.ids import content_id
from memcon.model.judgement import Judgement, judgement_id
from memcon.model.place import Place
from memcon.model.reading import Paragraph, Reading
from memcon.model.record import (
    Cell,
    ChannelRecord,
    ClaimRecord,
    EventRecord,
    Finding,
    Memcon,
    Occurrence,
    OriginRecord,
    Party,
    PledgeRecord,
    QuoteRecord,
    RecordSpan,
    VisitRecord,
)
from memcon.model.report import Outlet, Published, Report, report_id
from memcon.model.span import Span
from memcon.model.story import Origin, Story, story_id
from memcon.model.when import When
from memcon.run import open_store, read_into, reports_at, source
from memcon.settings import load_settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "valparaiso"
AT = "2031-05-03T10:00:00Z"

NAME = 'Ana "Bo" O\'Hara & <b>Söns</b>,\t{Inc}_#1 \u05e9\u05dc\u05d5\u05dd \u202eevil\u202c 😀 \x1b[31m=1+1'
"""Quotes, a tab, markup, LaTeX, letters from the right, an override, beyond the basic plane, an escape, a formula."""
WORDS = (
    '=HYPERLINK("http://x.example","y") </script><script>alert(1)</script> [go](javascript:alert(2)) '
    "![i](http://x.example/i) `code` *bold* _it_ $x$ \\input{/etc/passwd} %c }} <img src=x onerror=alert(3)> "
    "www.x.example http://x.example/ \x0b\x07 \ud7ff\ufffe end"
)
OURS = WORDS.replace("HYPERLINK", "WEBSERVICE")
"""As hostile, where words stand that are not the text's: titles, offices, reasons."""
TEXT = f"{NAME} came to Oslo on May 2, 2031.\r\nEND:VEVENT\r\n“{WORDS}” {NAME} said.\n# Heading\n- item\n"
TITLE = f"{NAME}\r\nEND:VCALENDAR\r\n# {OURS}"
URL = 'http://news.example/a b?q=<">&r=\u05e9#part'


@cache
def example():  # type: ignore[no-untyped-def]
    """The four reports of the example story, read."""
    store = open_store(":memory:")
    read_into(store, reports_at([str(EXAMPLE)], load_settings()), load_settings())
    return store


def exported(store, name: str, *, text: bool = True, **chosen: object) -> bytes:  # type: ignore[no-untyped-def]
    """What `memcon export NAME` writes of the store."""
    out = io.BytesIO()
    with source(store, text=text, **chosen) as found:
        write = format_named(name).write
        assert write is not None
        write(found, out, Options(at=AT, text=text))
    return out.getvalue()


def report(text: str, url: str | None, outlet: str) -> Report:
    """A report of 3 May 2031."""
    day = "2031-05-03"
    return Report(
        id=report_id(text, outlet, url, day),
        text=text,
        path="a\tb.txt",
        url=url,
        title=TITLE,
        outlet=Outlet(outlet, "press", "NOR"),
        published=Published(day),
        bylines=(NAME, "Lee, Kim and Sons"),
        language="en",
    )


def span_of(found: Report, words: str) -> RecordSpan:
    """The first place of the words."""
    start = found.text.index(words)
    return RecordSpan(found.id, start, start + len(words), words)


@cache
def hostile():  # type: ignore[no-untyped-def]
    """One story of two reports, made by hand; of the second the address is a script."""
    first, second = report(TEXT, URL, NAME), report(TEXT + "more", "javascript:alert(4)", "Ny\n=Tid")
    actor = ActorRef(content_id("actor", NAME), NAME)
    host = ActorRef("NOR", "Norway")
    place, when = Place("Os\tlo <i>", "NOR", 59.91, 10.75, "town"), When("2031-05-02", "May 2, 2031")
    quoted, came = span_of(first, WORDS), span_of(first, f"{NAME} came to Oslo")
    visit = Visit("5e" * 8, actor, "CHL", place, Span(came.start, came.end), host, when)
    event = Event("6e" * 8, "CONSULT", "visit", "asserted", Span(came.start, came.end), Span(came.start, came.end))
    mention = Mention(Span(0, len(NAME)), actor.id, NAME, "person", "full", country="CHL", office=f"Head of {OURS}")
    body = (Paragraph(Span(0, len(TEXT))),)
    kept = Reading(first, body=body, mentions=(mention,), visits=(visit,), events=(event,), main=event.id)
    reports = tuple(sorted((first.id, second.id)))
    origins = (Origin("0a" * 8, (first.id,), f"why {OURS}"), Origin("0b" * 8, (second.id,), "own reporting"))
    story = Story(story_id(reports), reports, origins)
    store = open_store(":memory:")
    store.add([kept, Reading(second, body=body, mentions=())])
    store.keep([story], [_memcon(story, first, actor, host, place, when, quoted, came)])
    return store


def _memcon(story, first, actor, host, place, when, quoted, came):  # type: ignore[no-untyped-def]
    claim = ClaimRecord(
        "1c" * 8, first.id, "account", WORDS, None, "asserted", NAME, "test", (quoted,), judged="accepted"
    )
    cells = (
        Cell(story.origins[0].id, "says", "same", WORDS, NAME, (claim.id,), (quoted,)),
        Cell(story.origins[1].id, "says otherwise", None, NAME, "outlet", (), (came,)),
    )
    at = "2031-05-04T09:00:00.000000Z"
    row = Judgement(
        judgement_id("accept", [claim.id], NAME, at, OURS, None), "accept", (claim.id,), (first.id,), NAME, at, OURS
    )
    return Memcon(
        id=story.id,
        headline=f"{NAME} meets Norway\r\nEND:VEVENT",
        occurrence=Occurrence(
            "CONSULT", "visit", "bilateral",
            (
                Party(actor.id, NAME, "CHL", f"Head of {OURS}", "guest"),
                Party("NOR", "Norway", "NOR", None, "host"),
            ),
            when, place, (came,),
        ),
        reports=story.reports,
        origins=tuple(OriginRecord(o.id, o.reports, o.side, o.kind, o.why) for o in story.origins),
        findings=(Finding("2f" * 8, "account", "differs", "wording", 1, WORDS, cells),),
        quotes=(
            QuoteRecord(
                "3a" * 8, first.id, "direct", WORDS, NAME, actor.id, (actor,), f"Head of {OURS}",
                ChannelRecord("statement", NAME, None), "denies", False, WORDS, None, (), None, None, (quoted,),
            ),
        ),
        events=(
            EventRecord(
                "6e" * 8, first.id, "CONSULT", "visit", ("diplomatic",), "verbal cooperation", "asserted", (actor,),
                (host,), when, place, "outlet", came.exact, "consult.visit", came, (came,),
            ),
        ),
        pledges=(
            PledgeRecord(
                "4b" * 8, first.id, (actor,), (host,), WORDS, When("2032"), WORDS, False, "open", NAME, (quoted,)
            ),
        ),
        visits=(VisitRecord("5e" * 8, first.id, actor, "CHL", place, host, when, WORDS, "asserted", (came,)),),
        claims=(claim,),
        judgements=(row,),
    )  # fmt: skip
