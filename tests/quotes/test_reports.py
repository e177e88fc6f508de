"""The two reports of the Gyeongju meeting, where they are at hand: whole quotations, fragments, channels."""

from pathlib import Path

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.quotes.find import find_quotes
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

HERE = next((p / "shared" for p in Path(__file__).resolve().parents if (p / "shared").is_dir()), Path("shared"))
REPORTS = HERE / "reports" / "gyeongju-2025"
pytestmark = pytest.mark.skipif(not (REPORTS / "a.txt").exists(), reason="the reports are not at hand")

# The first word of each whole quotation, the words that name its speaker, its channel.
WHOLE = {
    "a": [("Japan", "Takaichi", None), ("This", "She", None), ("We", "he", None), ("I", "he", None)],
    "b": [
        ("Given", "he", ("summary", "his office")),
        ("As", "Lee Jae Myung", ("summary", "his office")),
        ("Lee", "Takaichi", None),
        ("We", "Takaichi", None), ("Cooperation", "Rintaro Nishimura", ("interview", "Nikkei Asia")),
    ],
}  # fmt: skip
FRAGMENTS = {"a": {"practical diplomacy"}, "b": {"warm", "pleasant"}}


@pytest.mark.parametrize("name", ["a", "b"])
def test_whole_quotations_and_fragments(name: str) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    (reading,) = find_quotes(parse(split_body([Reading(Report(id=name, text=text))]), SpacyParser()))
    whole = [q for q in reading.quotes or () if q.kind == "direct" and not q.fragment]
    seen = [
        (q.content[0].of(text).split()[0], q.speaker.of(text) if q.speaker else None,
         (q.channel.kind, q.channel.name) if q.channel else None) for q in whole
    ]  # fmt: skip
    assert seen == WHOLE[name]
    assert {q.content[0].of(text) for q in reading.quotes or () if q.fragment} == FRAGMENTS[name]


def test_what_both_leaders_confirmed_and_vowed_is_indirect_speech() -> None:
    text = (REPORTS / "a.txt").read_text(encoding="utf-8")
    (reading,) = find_quotes(parse(split_body([Reading(Report(id="a", text=text))]), SpacyParser()))
    by_cue = {q.cue.of(text): q for q in reading.quotes or () if q.cue is not None and q.kind == "indirect"}
    assert by_cue["confirmed"].speaker is not None
    assert by_cue["confirmed"].speaker.of(text) == "The two leaders"
    assert by_cue["vowed"].act == "pledges"
