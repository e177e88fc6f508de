"""What only one origin tells: said of a claim only where its content stands nowhere in the other origins' texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from memcon.model.reading import Reading
from memcon.reconcile.likeness import Scale, shared_weight
from memcon.reconcile.pool import Told

RESEMBLES = 0.22
"""Share of a claim's telling words that one sentence of another text, with the next, may have before the claim may be
told there too."""
TELLING = 14.0
"""What the words of a claim must tell for it to be worth a line of its own."""
SHORT = 6.0
"""The same for what was undertaken, which is told in few words."""
FEWEST = 2
"""Words of such a claim that are neither names nor figures."""

_END = re.compile(r"(?<=[.!?\u201d\"])\s+(?=[\"\u201c\u2018(]?[A-Z])")


class Elsewhere:
    """The texts of a story's reports, sentence by sentence, by what their words tell."""

    def __init__(self, rows: Sequence[Reading], scale: Scale) -> None:
        self._scale = scale
        self._texts = {r.report.id: [scale.sentence(s, ()) for s in _windows(r)] for r in rows}

    def resembled(self, told: Told, reports: Iterable[str]) -> float:
        """How much of a claim the likest two sentences in a row of `reports` have, 0 to 1."""
        terms = self._scale.terms(told.claim)
        rows = (w for r in reports for w in self._texts.get(r, ()))
        return max((share for _, share in shared_weight(terms, rows, self._scale)), default=0.0)

    def tells(self, told: Told) -> bool:
        """True when a claim says enough to be told as one origin's own."""
        words = self._scale.terms(told.claim).words
        enough = SHORT if told.claim.point in ("pledge", "outcome") else TELLING
        return sum(w.plain for w in words) >= FEWEST and sum(w.weight for w in words) >= enough


def _windows(reading: Reading) -> Iterator[str]:
    """Each sentence of the report with the next one, its title too."""
    for paragraph in reading.body or ():
        sentences = _END.split(" ".join(paragraph.span.of(reading.text).split()))
        for k in range(len(sentences)):
            yield " ".join(sentences[k : k + 2])
    if reading.report.title:
        yield reading.report.title
