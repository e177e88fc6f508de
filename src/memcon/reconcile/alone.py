"""What only one origin tells: said of a claim only where its content stands nowhere in the other origins' texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from memcon.model.reading import Reading
from memcon.reconcile.likeness import Scale, Word, form, in_full, telling_words
from memcon.reconcile.pool import Told

RESEMBLES = 0.24
"""Share of a claim's telling words that one sentence of another text, with the next, may have before the claim may be
told there too."""
TELLING = {"pledge": 6.0, "outcome": 6.0, "quote": 10.0, "assessment": 10.0}
USUAL, DATED = 14.0, 8.0
"""What the words of a claim must tell for it to be worth a line of its own, by its point: an undertaking is told in few
words, and so is what has a day."""
FEWEST = 3
"""Words of such a claim that are neither names nor figures; of one that has a day, one will do."""

_END = re.compile(r"(?<=[.!?\u201d\"])\s+(?=[\"\u201c\u2018(]?[A-Z])")


class Elsewhere:
    """The texts of a story's reports, two sentences in a row at a time, by the words they have."""

    def __init__(self, rows: Sequence[Reading], scale: Scale) -> None:
        """The bodies and titles of `rows`, each read when it is first asked for; `scale` weighs their words."""
        self._scale, self._single = scale, len(rows) < 2
        self._rows = {row.report.id: row for row in rows}
        self._where: dict[str, dict[str, list[int]]] = {}

    def resembled(self, told: Told, reports: Iterable[str]) -> float:
        """How much of a claim the likest two sentences in a row of `reports` have, 0 to 1."""
        if self._single:
            return 0.0
        words = self._scale.terms(told.claim).words
        whole = sum(w.weight for w in words) or 1.0
        return max((self._held(words, self._of(r)) / whole for r in reports), default=0.0)

    def _of(self, report: str) -> Mapping[str, Sequence[int]]:
        """Word -> the windows of a report it stands in."""
        if report not in self._where:
            where = self._where[report] = {}
            for k, word in _windows(self._rows[report]) if report in self._rows else ():
                where.setdefault(word, []).append(k)
        return self._where[report]

    def _held(self, words: Sequence[Word], where: Mapping[str, Sequence[int]]) -> float:
        """The weight of `words` that the window with most of them has."""
        held: dict[int, float] = {}
        for word in words:
            for k in {k for kin, _ in self._scale.kin(word.base) for k in where.get(kin, ())}:
                held[k] = held.get(k, 0.0) + word.weight
        return max(held.values(), default=0.0)

    def tells(self, told: Told) -> bool:
        """True when a claim says enough to be told as one origin's own; a lone report tells all it has."""
        if self._single:
            return True
        if told.claim.point == "account" and (told.claim.subject is None or not told.claim.text[0].isalnum()):
            return False  # a piece of a sentence, torn from what it tells of
        words = self._scale.terms(told.claim).words
        dated = told.claim.point == "background" and told.claim.when is not None
        enough = TELLING.get(told.claim.point, DATED if dated else USUAL)
        return sum(w.plain for w in words) >= (1 if dated else FEWEST) and sum(w.weight for w in words) >= enough


def _windows(reading: Reading) -> Iterator[tuple[int, str]]:
    """Each word with the numbers of the windows it stands in: every sentence of the report with the next one, and the
    title."""
    k = 0
    for paragraph in reading.body or ():
        for sentence in _END.split(" ".join(paragraph.span.of(reading.text).split())):
            yield from ((at, word) for word in sorted(_words(sentence)) for at in (k, k + 1))
            k += 1
        k += 1
    for word in sorted(_words(reading.report.title or "")):
        yield k + 1, word


def _words(text: str) -> frozenset[str]:
    return frozenset(form(t) for t in telling_words(in_full(text)))
