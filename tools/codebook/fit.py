"""Fit the weights of `memcon.events.resemble` to sentences written for this project.

    pip install scikit-learn && PYTHONPATH=src python tools/codebook/fit.py

Reads tools/codebook/sentences/*.psv and tests/events/{coded,uncoded}.psv; writes src/memcon/data/resemblance/*.tsv.
tests/events/unseen.psv and unseen_none.psv are never fitted to: they are what the result is tried on. Needs the encoder
(`memcon[encoder]`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from memcon.events.code import NONE, Row, traits_of
from memcon.events.codebook import TYPES
from memcon.events.resemble import UNIT
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.encoder import MiniLm
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

ROOT = Path(__file__).parents[2]
KINDS = (*TYPES, NONE)
OUT = ROOT / "src" / "memcon" / "data" / "resemblance"
SEEN_TWICE = 2
"""A trait that one sentence alone shows teaches nothing."""
STRENGTH, STRENGTH_OF_MEANING = 0.3, 3.0
"""Inverse regularisation of the two models; chosen on held-out files of sentences."""
SMALLEST = 3
"""A trait whose weights all stay below this (hundredths) is left out."""
HEAD = "# Fitted by tools/codebook/fit.py on sentences written for this project; hundredths of log odds.\n"


def sentences() -> Iterator[tuple[str, Row]]:
    """(type, row) of every sentence to fit to."""
    tests = ROOT / "tests" / "events"
    files = [*sorted((Path(__file__).parent / "sentences").glob("*.psv")), tests / "coded.psv", tests / "uncoded.psv"]
    for file in files:
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            cells = line.split("|")
            if len(cells) == 4 and cells[0] not in ("type", "kind"):
                kind = cells[0] if cells[0] in TYPES else NONE
                yield kind, Row(f"{file.stem}:{n}", cells[3], cells[1], cells[2])


def shown(rows: Sequence[Row]) -> list[dict[str, float]]:
    """The traits of each row."""
    readings = split_body([Reading(Report(id=row.id, text=row.sentence)) for row in rows])
    syntaxes = [reading.syntax for reading in parse(readings, SpacyParser())]
    return [traits_of(row, syntax) if syntax is not None else {} for row, syntax in zip(rows, syntaxes, strict=True)]


def often(traits: list[dict[str, float]]) -> list[dict[str, float]]:
    """The same without what only one sentence shows."""
    count = Counter(name for each in traits for name in each)
    return [{name: v for name, v in each.items() if count[name] >= SEEN_TWICE} for each in traits]


def table(path: Path, kinds: Sequence[str], rows: Iterable[tuple[str, Sequence[float]]], smallest: int) -> None:
    """Write weights, a name and a whole number for each type a line; "bias" always stands."""
    order = [list(kinds).index(kind) for kind in KINDS]
    lines = ["\t".join(("trait", *KINDS))]
    for name, weights in rows:
        cells = [round(weights[k] * UNIT) for k in order]
        if name == "bias" or max(map(abs, cells)) >= smallest:
            lines.append("\t".join((name, *map(str, cells))))
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit both models and write them."""
    told = list(sentences())
    kinds, rows = np.array([kind for kind, _ in told]), [row for _, row in told]
    names = DictVectorizer()
    matrix = names.fit_transform(often(shown(rows)))
    traits = LogisticRegression(C=STRENGTH, max_iter=500).fit(matrix, kinds)
    vectors = np.array(MiniLm().encode([row.sentence for row in rows]))
    meaning = LogisticRegression(C=STRENGTH_OF_MEANING, max_iter=500).fit(vectors, kinds)
    OUT.mkdir(exist_ok=True)
    named = zip(("bias", *names.get_feature_names_out()), (traits.intercept_, *traits.coef_.T), strict=True)
    table(OUT / "traits.tsv", list(traits.classes_), named, SMALLEST)
    numbered = zip(("bias", *map(str, range(384))), (meaning.intercept_, *meaning.coef_.T), strict=True)
    table(OUT / "meaning.tsv", list(meaning.classes_), numbered, 0)
    print(f"{len(rows)} sentences, {matrix.shape[1]} traits")


if __name__ == "__main__":
    main()
