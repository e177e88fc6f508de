"""Ten thousand changed inputs a reader in `make torture`, some in every run: no crash, no hang, no other shape."""

import json
from importlib.resources import files

import jsonschema
import pytest
from tests.safety import fuzz
from tests.safety.figures import size, tell

from memcon.errors import Refused
from memcon.intake.accept import Raw, admit
from memcon.model.report import Report
from memcon.run import check, open_store, read_into
from memcon.settings import Settings

SCHEMA = json.loads((files("memcon") / "data" / "record.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", fuzz.KINDS, ids=lambda k: k.name)
def test_readers(kind: fuzz.Kind) -> None:
    count = size(150, 10_000)
    came, faults = fuzz.read_all(kind, count)
    assert faults == []
    assert came.total() == count
    assert came["read"] > count // 50  # the changes leave enough to read
    tell(reader=kind.name, inputs=count, read=came["read"], refused=came["refused"])


def test_the_same_seed_gives_the_same_inputs() -> None:
    first, again = (fuzz.inputs(fuzz.KINDS[0], 3) for _ in range(2))
    assert [next(first) for _ in range(20)] == [next(again) for _ in range(20)]


def texts(count: int) -> list[Report]:
    """Changed texts that are taken as reports."""
    source, found = fuzz.inputs(fuzz.KINDS[0], 2), list[Report]()
    while len(found) < count:
        text = next(source).decode("utf-8", "replace")
        try:
            found.append(admit(Raw(text, path=f"{len(found)}.txt"), "a"))
        except Refused:
            continue
    return found


@pytest.mark.usefixtures("loaded")
def test_the_whole_flow() -> None:
    """From texts to the record: every stage, the stories, the memcons, the store."""
    count, done = size(48, 10_000), 0
    given = texts(count)
    for k in range(0, count, 48):
        store = open_store(":memory:")
        outcome = read_into(store, iter(given[k : k + 48]), Settings())
        assert [str(r) for r in outcome.refused] == []
        assert [w for w in outcome.record.warnings if "please report" in w.message] == []
        record = json.loads(fuzz.msgspec.json.encode(outcome.record))
        jsonschema.validate(record, SCHEMA)
        assert check(store).faults == []
        done += len(outcome.record.reports)
        store.close()
    tell(flow="texts to memcons", inputs=count, kept=done)
