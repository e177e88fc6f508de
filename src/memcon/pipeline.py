"""START HERE: the flow on one page.

    files, pages, lines                            intake/      -> Report (outlet, dates, dateline, furniture, language)
    Report             -> paragraphs               text/        -> body, syntax
    paragraphs         -> dealings at all?         actors/      -> dealings; where there are none, no stage below is run
    body, syntax       -> who, when, where         actors/ times/ places/ -> mentions, times, places
    all of these       -> said, done, pledged      quotes/ events/ -> quotes; events, pledges, visits, main
    all of these       -> comparable propositions  claims/      -> claims
    Readings           -> stories, origins         stories/
    a story's Readings -> the memcon               reconcile/

Every stage takes a batch of Readings and returns one Reading for each with new layers; none mutates. `run.py` carries
the flow out, `store/` keeps what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from memcon.errors import MemconError
from memcon.model.reading import Reading
from memcon.model.stage import Stage
from memcon.settings import Settings

Run = Callable[[Sequence[Reading]], list[Reading]]


def stages(settings: Settings) -> tuple[Stage, ...]:
    """The stages of a report, in order. Heavy rooms are imported here, not at start-up."""
    from memcon.actors.find import find_mentions
    from memcon.claims.split import split_claims
    from memcon.events.find import find_events
    from memcon.places.find import find_places
    from memcon.quotes.find import find_quotes
    from memcon.text.paragraphs import split_body
    from memcon.text.parser import SpacyParser
    from memcon.text.sentences import parse
    from memcon.times.find import find_times

    parser = SpacyParser(settings.parser)
    whole = (
        Stage("body", (), ("body",), split_body),
        Stage("syntax", ("body",), ("syntax",), lambda batch: parse(batch, parser)),
        Stage("actors", ("body", "syntax"), ("mentions",), find_mentions),
        Stage("times", ("body", "syntax", "mentions"), ("times",), find_times),
        Stage("places", ("body", "syntax", "mentions"), ("places",), find_places),
        Stage("quotes", ("body", "syntax", "mentions"), ("quotes",), find_quotes),
        Stage(
            "events",
            ("body", "syntax", "mentions", "times", "places", "quotes"),
            ("events", "pledges", "visits", "main"),
            find_events,
        ),
        Stage("claims", ("quotes", "events", "pledges", "visits", "times"), ("claims",), split_claims),
    )
    return where_needed(whole) if settings.parse == "needed" else whole


def where_needed(flow: Sequence[Stage]) -> tuple[Stage, ...]:
    """The same stages with a look at `dealings` behind the body: from the syntax on, a report that tells of none passes
    through untouched. The others are read as ever, whatever stands beside them."""
    from memcon.actors.dealings import find_dealings

    def some(run: Run) -> Run:
        def over(batch: Sequence[Reading]) -> list[Reading]:
            done = iter(run([r for r in batch if r.dealings is not False]))
            return [r if r.dealings is False else next(done) for r in batch]

        return over

    body, *rest = flow
    look = Stage("dealings", ("body",), ("dealings",), find_dealings)
    return (body, look, *(stage._replace(run=some(stage.run)) for stage in rest))


def upto(flow: Sequence[Stage], layer: str) -> tuple[Stage, ...]:
    """The stages needed for `layer`, in order: its own and, transitively, those whose layers it needs."""
    wanted, kept = {layer}, []
    for stage in reversed(flow):
        if wanted & set(stage.gives):
            kept.append(stage)
            wanted |= set(stage.needs)
    return tuple(reversed(kept))


def check_flow(flow: Sequence[Stage]) -> None:
    """Raise MemconError when a stage needs a layer that no earlier one gives."""
    have: set[str] = set()
    for stage in flow:
        missing = [need for need in stage.needs if need not in have]
        if missing:
            raise MemconError(f"stage {stage.name} needs {', '.join(missing)}, which no stage before it gives")
        have |= set(stage.gives)


def apply(flow: Sequence[Stage], readings: Sequence[Reading]) -> list[Reading]:
    """Run the stages over one batch."""
    check_flow(flow)
    batch = list(readings)
    for stage in flow:
        batch = stage.run(batch)
    return batch
