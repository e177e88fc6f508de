"""A record printed as it goes is, byte for byte, the record printed whole."""

from pathlib import Path

import pytest

from memcon.cli.show import print_json, print_parts, print_record
from memcon.run import open_store, read_into, record_parts, reports_at
from memcon.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples"


def test_a_record_in_parts_reads_as_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dull.txt").write_text("They met.\n\n\u201cWe met,\u201d she said.\n")
    (tmp_path / "again.txt").write_text("They met.\n\n\u201cWe met,\u201d she said.\n")
    store = open_store(str(tmp_path / "m.db"))
    outcome = read_into(store, reports_at([str(EXAMPLE), str(tmp_path / "dull.txt")], Settings()), Settings())
    print_parts(record_parts(store, outcome.stories, outcome.warnings))
    parts = capsys.readouterr().out
    print_record(outcome.record)
    assert parts == capsys.readouterr().out
    assert len(outcome.record.memcons) > 1
    assert outcome.record.warnings


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1, "b": [], "c": [{"d": "two\nlines { [ ,"}, {}], "e": None},
        {"only": []},
        {"deep": [[1, [2, {"x": [3]}]], "\u2028\\n"]},
    ],
)
def test_fields_and_arrays_are_laid_out_alike(value: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    print_parts((name, iter(found) if isinstance(found, list) else found) for name, found in value.items())
    parts = capsys.readouterr().out
    print_json(value)
    assert parts == capsys.readouterr().out
