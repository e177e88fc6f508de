"""Readings made by hand: what a report tells, without parsing anything."""

from __future__ import annotations

from typing import Any

from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.record import Memcon, Occurrence
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.story import Origin, Story, origin_id, story_id
from memcon.model.when import When

NAMES = {
    "NOR": "Norway", "CHL": "Chile", "SWE": "Sweden", "org-un": "United Nations", "JPN": "Japan", "KOR": "South Korea",
    "lind": "Åsa Lind", "rojas": "Marta Rojas", "vik": "Odd Vik", "JPN-sanae-takaichi": "Sanae Takaichi",
}  # fmt: skip
STATES = {"lind": "NOR", "vik": "NOR", "rojas": "CHL"}


def ref(key: str) -> ActorRef:
    return ActorRef(key, NAMES[key])


def when(value: str | None) -> When | None:
    return None if value is None else When(value)


class Teller:
    """A report that tells things, one line each; `reading` is what was read."""

    def __init__(self, name: str) -> None:
        self.name, self.lines, self.at = name, [], 0  # type: ignore[var-annotated]
        self.layers: dict[str, list[Any]] = {k: [] for k in ("mentions", "events", "visits", "pledges", "claims")}
        self.main: str | None = None

    def line(self, words: str) -> Span:
        span = Span(self.at, self.at + len(words))
        self.lines.append(words)
        self.at += len(words) + 1
        return span

    def mention(self, *keys: str) -> Teller:
        for key in keys:
            span = self.line(NAMES[key])
            kind = "person" if key in STATES or ("-" in key and not key.startswith("org")) else "state"
            self.layers["mentions"].append(
                Mention(
                    span, key, NAMES[key], kind, "full", country=STATES.get(key) or (key if kind == "state" else None)
                )
            )
        return self

    def event(
        self, words: str, actors: list[str], on: str | None = None, kind: str = "CONSULT", *, main: bool = False,
        place: Place | None = None, mode: str | None = None, status: str = "asserted",
    ) -> Teller:  # fmt: skip
        span = self.line(words)
        key = f"{self.name}-{span.start}"
        self.layers["events"].append(
            Event(key, kind, mode, status, span, span, tuple(map(ref, actors)), when=when(on), place=place)
        )
        self.main = key if main else self.main
        return self

    def visit(
        self, words: str, who: str, origin: str | None, to: Place, on: str | None = None, status: str = "asserted",
        host: str | None = None,
    ) -> Teller:  # fmt: skip
        span = self.line(words)
        key = f"{self.name}-v{span.start}"
        self.layers["visits"].append(
            Visit(key, ref(who), origin, to, span, ref(host) if host else None, when(on), None, status)
        )
        return self

    def pledge(self, words: str, by: list[str], towards: list[str], **more: Any) -> Teller:
        span = self.line(words)
        self.layers["pledges"].append(
            Pledge(f"{self.name}-p{span.start}", tuple(map(ref, by)), tuple(map(ref, towards)), words, span, **more)
        )
        return self

    def background(self, words: str, actors: list[str], on: str | None) -> Teller:
        span = self.line(words)
        self.layers["claims"].append(
            Claim(f"{self.name}-c{span.start}", "background", words, None, (span,), "test",
                  actors=tuple(map(ref, actors)), when=when(on), status="historical")
        )  # fmt: skip
        return self

    def reading(self) -> Reading:
        text = "\n".join(self.lines)
        return Reading(Report(self.name, text), main=self.main, **{k: tuple(v) for k, v in self.layers.items()})


def story(*reports: str) -> tuple[Story, Memcon]:
    """A story of reports, each its own origin."""
    origins = tuple(Origin(origin_id((r,)), (r,), "own reporting") for r in reports)
    found = Story(story_id(reports), tuple(sorted(reports)), origins)
    empty = Occurrence("CONSULT", None, None, (), None, None, ())
    return found, Memcon(found.id, f"Story of {' '.join(reports)}", empty, found.reports, (), (), (), (), (), (), ())
