"""Fit the weights of `memcon.events.doubtful` to sentences written for this project.

    pip install scikit-learn && PYTHONPATH=src python tools/codebook/fit_deeds.py

False deeds are the predicates that `find_predicates` reads in the NONE sentences of tools/codebook/deeds/*.psv; true
ones those that link source and target with the type the other lines there, tools/codebook/sentences/*.psv and
tests/events/coded.psv give. Writes src/memcon/data/resemblance/deeds.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from memcon.events.codebook import TYPES
from memcon.events.doubtful import marks
from memcon.events.link import link, locate, told_to
from memcon.events.predicates import find_predicates
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "memcon" / "data" / "resemblance" / "deeds.tsv"
UNIT = 100
SEEN_TWICE = 2
"""A mark that one predicate alone shows teaches nothing."""
STRENGTH = 0.3
"""Inverse regularisation."""
FALSE_COUNTS = 3
"""False deeds are few: each counts this often."""
LINKED = 1.0
"""A predicate that links source and target at least this well tells what its sentence was written for."""
SMALLEST = 3
"""A weight of fewer hundredths is left out."""
ALIKE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
HEAD = "# Fitted by tools/codebook/fit_deeds.py on sentences written for this project; hundredths of log odds.\n"


class Line(NamedTuple):
    """A written sentence; `kind` is NONE where no predicate in it tells of a deed."""

    kind: str
    source: str
    target: str
    sentence: str


def lines() -> Iterator[Line]:
    """NONE lines of the deeds, and all others."""
    here = Path(__file__).parent
    for file in [
        *sorted(here.glob("deeds/*.psv")),
        *sorted(here.glob("sentences/*.psv")),
        ROOT / "tests/events/coded.psv",
    ]:
        for text in file.read_text(encoding="utf-8").splitlines():
            cells = text.split("|")
            false = file.parent.name == "deeds" and cells[0] == "NONE"
            if len(cells) == 4 and (cells[0] in TYPES or false):
                yield Line(*cells)


def shown(told: list[Line]) -> Iterator[tuple[bool, set[str]]]:
    """(tells of a deed, its marks) of each predicate that can be judged."""
    readings = split_body([Reading(Report(id=str(n), text=line.sentence)) for n, line in enumerate(told)])
    for line, reading in zip(told, parse(readings, SpacyParser()), strict=True):
        syntax = reading.syntax
        if syntax is None:
            continue
        found = [p for k in range(len(syntax.sentences)) for p in find_predicates(syntax, k)]
        source, target = locate(syntax, line.source), locate(syntax, line.target)
        for p in found:
            if line.kind == "NONE":
                if p.agents or p.patients:
                    yield False, marks(syntax, p)
                continue
            linked = link(syntax, p, source, target, told_to(syntax, p, found)) >= LINKED
            if linked and ALIKE.get(p.type, p.type) == ALIKE.get(line.kind, line.kind):
                yield True, marks(syntax, p)


def main() -> None:
    """Fit and write."""
    judged = list(shown(list(lines())))
    count = Counter(mark for _, each in judged for mark in each)
    names = DictVectorizer()
    matrix = names.fit_transform([{m: 1.0 for m in sorted(each) if count[m] >= SEEN_TWICE} for _, each in judged])
    true = [t for t, _ in judged]
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(matrix, true, sample_weight=[1 if t else FALSE_COUNTS for t in true])
    weights = dict(zip(names.get_feature_names_out(), (round(w * UNIT) for w in model.coef_[0]), strict=True))
    rows = [f"{m}\t{w}" for m, w in sorted(weights.items()) if abs(w) >= SMALLEST]
    OUT.write_text(HEAD + "\n".join(["mark\tweight", f"\t{round(model.intercept_[0] * UNIT)}", *rows]) + "\n", "utf-8")
    print(f"{len(true)} predicates, {true.count(False)} of them false, {len(rows)} marks")


if __name__ == "__main__":
    main()
