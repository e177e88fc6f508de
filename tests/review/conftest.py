"""Small made-up readings that group as reports do: two meetings, told by three reports each, and a stranger."""

from __future__ import annotations

from datetime import date, timedelta

from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge
from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.model.span import Span
from memcon.model.when import When

HALE, ORSO = ActorRef("p-hale", "Ida Hale"), ActorRef("p-orso", "Teo Orso")
KELM, ODA = ActorRef("p-kelm", "Ruth Kelm"), ActorRef("p-oda", "Jun Oda")
TOLD = {
    "a1": "Ida Hale received Teo Orso in Brell for talks on the herring quota. The talks lasted 40 minutes.",
    "a2": "In Brell, Teo Orso and Ida Hale argued over the herring quota for boats. The talks lasted 40 minutes.",
    "a3": "The quota brought Teo Orso to see Ida Hale, whose ships want herring. The talks lasted 55 minutes.",
    "b1": "Ruth Kelm met Jun Oda in Tarn to speak about the border bridge. The meeting lasted one hour.",
    "b2": "The border bridge was what Jun Oda and Ruth Kelm spoke about in Tarn. The meeting lasted one hour.",
    "b3": "Ruth Kelm travelled to see Jun Oda, who wants tolls and lorries. The call lasted one hour.",
    "c1": "A brewery in Harrow Bay has repaired the roof of the museum. The opening lasted two hours.",
}
PUBLISHED = {"a3": "2031-03-04", "b3": "2031-07-01", "c1": "2031-03-20"}
LENGTH = {"40": "PT40M", "45": "PT45M", "55": "PT55M", "one": "PT1H", "two": "PT2H"}
SAID = {
    "a1": "the nets would rest", "a2": "hulls were scraped first", "a3": "gulls had followed him home",
    "b1": "rivets were counted twice", "b2": "paint came from abroad", "b3": "fog had closed both banks",
    "c1": "pupils paid nothing",
}  # fmt: skip
PROMISED = {"a2": "send forty welders to the river wall"}
"""What he promised, where that is not to publish the figures."""


EDITS = {
    "a1+": ("40 minutes", "45 minutes"),
    "a1++": ("The talks", "It rained on both of them. The talks"),
    "b2+": ("spoke about in", "spoke about in foggy"),
}
"""Reports that come again, an edit and a day later for every `+`."""


def reading(name: str, given: str | None = None) -> Reading:
    """One report, as if it had been read: who met, how long it lasted, an open speaker, a promise. `given`: its name
    with `+` for every time that it came again, changed."""
    promised = PROMISED.get(name, "publish the figures")
    more = f" Orso said {SAID[name]}. He promised to {promised} by 1 June 2031."
    given, told = given or name, TOLD[name]
    for k in range(len(name) + 1, len(given) + 1):
        told = told.replace(*EDITS[given[:k]])
    text = told + more
    parties = {"a": (HALE, ORSO), "b": (KELM, ODA), "c": ()}[name[0]]
    first = Span(0, text.index(". ") + 1)
    day = {"a": "2031-03-02", "b": "2031-04-09", "c": "2031-03-02"}[name[0]]
    event = Event(f"e-{given}", "CONSULT", "visit", "asserted", first, first, parties, when=When(day))
    spoken = Span(text.index(SAID[name]), text.index(" He promised") - 1)
    orso = Span(text.index("Orso said"), text.index(" said "))
    promise = Span(text.index(promised), len(text) - 1)
    words = text[text.index("lasted ") + 7 :].split()[0]
    lasted = Span(text.index("lasted "), text.index(more) - 1)
    quote = Quote(f"q-{given}", "indirect", (spoken,), orso, "Orso")
    pledge = Pledge(f"p-{given}", (ORSO,), (), promised, promise, due=When("2031-06-01"))
    claims = (
        Claim(f"c-{given}-who", "parties", "who met", None, (first,), "test", about=event.id, event=event),
        Claim(f"c-{given}-long", "duration", text[lasted.start : lasted.end], LENGTH[words], (lasted,), "test",
              about=event.id, event=event),
        Claim(f"c-{given}-said", "quote", SAID[name], None, (spoken,), "test", about=quote.id,
              vouched_by="Orso"),
        Claim(f"c-{given}-will", "pledge", promised, promised, (promise,), "test",
              about=pledge.id, actors=(ORSO,)),
    )  # fmt: skip
    return Reading(
        Report(content_id("test report", given), text, given_id=name, outlet=Outlet(f"The {name}"),
               published=Published(_later(PUBLISHED.get(name, day), len(given) - len(name)))),
        mentions=(
            *(Mention(Span(text.index(p.name), text.index(p.name) + len(p.name)), p.id, p.name, "person", "full")
              for p in parties),
            Mention(orso, None, "Orso", "person", "surname", candidates=(ORSO, ODA)),
        ),
        quotes=(quote,),
        events=(event,),
        pledges=(pledge,),
        visits=(),
        main=event.id,
        claims=tuple(sorted(claims, key=lambda c: (c.spans[0], c.point))),
    )  # fmt: skip


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


READINGS = {name: reading(name) for name in TOLD}
AGAIN = {given: reading(given.rstrip("+"), given) for given in EDITS}
ID = {name: r.report.id for name, r in (READINGS | AGAIN).items()}
