"""A crowd around one store: writers who add, judge and regroup, and readers who look, each a process of its own.

`python -m tests.contracts.crowd writer|reader ADDRESS NAME SECONDS` prints what it did as JSON.
"""

import json
import sys
import time

import msgspec
from tests.store.test_judgements import row

from memcon.model.actor import Mention
from memcon.model.reading import Paragraph, Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.regroup import regroup
from memcon.store.engines import open_at
from memcon.store.relations import reports_on, search
from memcon.store.sql import SqlStore

REGROUP = 25
"""A writer regroups after this many rounds of adding."""


def reading(writer: str, number: int) -> Reading:
    """The n-th report of a writer; every third is the same as the other writer's."""
    name = f"both{number:06}" if number % 3 == 0 else f"{writer}{number:06}"
    text = f"Envoys met in town{number:06}. They spoke of grain and harbour{number:06} dues."
    mention = Mention(Span(0, 6), f"actor{number % 50}", "Envoys", "person", "full")
    return Reading(Report(name, text), body=(Paragraph(Span(0, len(text))),), mentions=(mention,), events=(), quotes=())


def write(store: SqlStore, name: str, until: float) -> dict[str, object]:
    """Add, judge and regroup until the time is up; what was promised to be kept."""
    added: list[str] = []
    judged: list[str] = []
    rounds = 0
    while time.monotonic() < until:
        readings = [reading(name, rounds * 4 + k) for k in range(4)]
        store.add(readings)
        added += [r.report.id for r in readings]
        judgement = msgspec.structs.replace(row(f"{name}j{rounds}", "2031-05-01"), kind="accept")
        store.judge([judgement])
        judged.append(judgement.id)
        rounds += 1
        if rounds % REGROUP == 0:
            regroup(store)
    regroup(store)
    return {"added": added, "judged": judged, "rounds": rounds}


def read(store: SqlStore, until: float) -> dict[str, object]:
    """Look until the time is up; faults are states that no writer ever left."""
    looks, most, faults = 0, 0, []
    while time.monotonic() < until:
        stories = store.stories()
        held = [r for story, _ in stories for r in story.reports]
        if len(held) != len(set(held)):
            faults.append("a report in two stories")
        kept = store.known(held)
        if len(kept) != len(held):
            faults.append("a story of a report that is not kept")
        now = len(store.arrived())
        if now < most:
            faults.append("fewer reports than before")
        most = now
        if stories and store.story(stories[0][0].id) is None:
            faults.append("a story that was told leads nowhere")
        search(store, "grain harbour000003")
        reports_on(store, ["actor7"])
        looks += 1
    return {"looks": looks, "faults": faults, "most": most}


if __name__ == "__main__":
    role, address, name, seconds = sys.argv[1:]
    opened = open_at(address)
    end = time.monotonic() + float(seconds)
    done = write(opened, name, end) if role == "writer" else read(opened, end)
    opened.close()
    sys.stdout.write(json.dumps(done))
