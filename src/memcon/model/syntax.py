"""Sentences and syntax as columns: what the rooms see of a parser, whichever parser it was.

Dependency labels are those of the English pipelines of spaCy (ClearNLP), `pos` is Universal POS, `tag` Penn Treebank.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.model.span import Span


class Entity(NamedTuple):
    """A name the parser proposes: token range (half-open) and its OntoNotes label."""

    first: int
    last: int
    label: str


class Syntax:
    """Columns over the tokens of one report's body; token offsets index the stored text. Never mutated."""

    __slots__ = (
        "children",
        "deps",
        "ends",
        "entities",
        "heads",
        "lemmas",
        "pos",
        "sentences",
        "starts",
        "tags",
        "words",
    )

    def __init__(
        self,
        words: Sequence[str],
        starts: Sequence[int],
        ends: Sequence[int],
        lemmas: Sequence[str],
        pos: Sequence[str],
        tags: Sequence[str],
        deps: Sequence[str],
        heads: Sequence[int],
        sentences: Sequence[tuple[int, int]],
        entities: Sequence[Entity] = (),
    ) -> None:
        """Take equally long columns; `heads` are absolute token indices (a root is its own head)."""
        self.words, self.starts, self.ends = tuple(words), tuple(starts), tuple(ends)
        self.lemmas, self.pos, self.tags = tuple(lemmas), tuple(pos), tuple(tags)
        self.deps, self.heads = tuple(deps), tuple(heads)
        self.sentences, self.entities = tuple(sentences), tuple(entities)
        children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                children[head].append(i)
        self.children: tuple[tuple[int, ...], ...] = tuple(tuple(c) for c in children)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the columns only; children are derived."""
        return Syntax, (
            self.words,
            self.starts,
            self.ends,
            self.lemmas,
            self.pos,
            self.tags,
            self.deps,
            self.heads,
            self.sentences,
            self.entities,
        )

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.words)

    def __getitem__(self, i: int) -> Token:
        """A light view of token `i`."""
        return Token(self, i)

    def tokens(self, first: int = 0, last: int | None = None) -> Iterator[Token]:
        """Views of tokens `first` (inclusive) to `last` (exclusive; default: all)."""
        return (Token(self, i) for i in range(first, len(self.words) if last is None else last))

    def span(self, first: int, last: int) -> Span:
        """Stored-text span of tokens `first` (inclusive) to `last` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers the code point `offset`, or None (white space, furniture)."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that overlap `span`."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def sentence_of(self, i: int) -> int:
        """Index into `sentences` of the sentence that holds token `i`."""
        return bisect_right(self.sentences, (i, len(self.words) + 1)) - 1

    def sentence_span(self, k: int) -> Span:
        """Stored-text span of sentence `k`."""
        first, last = self.sentences[k]
        return self.span(first, last)

    def entities_in(self, tokens: range) -> Iterator[Entity]:
        """The names that begin before `tokens` end and end after they begin, in order (names never overlap)."""
        for k in range(bisect_right(self.entities, tokens.start, key=lambda e: e.last), len(self.entities)):
            if self.entities[k].first >= tokens.stop:
                return
            yield self.entities[k]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all it governs, in text order."""
        found, stack = [i], [i]
        while stack:
            below = self.children[stack.pop()]
            found.extend(below)
            stack.extend(below)
        return sorted(found)


class Token:
    """A view of one token; as cheap as an index and read like a sentence."""

    __slots__ = ("i", "syntax")

    def __init__(self, syntax: Syntax, i: int) -> None:
        """View token `i` of `syntax`."""
        self.syntax, self.i = syntax, i

    def __eq__(self, other: object) -> bool:
        """Same token of the same syntax."""
        return isinstance(other, Token) and other.i == self.i and other.syntax is self.syntax

    def __hash__(self) -> int:
        """By position."""
        return self.i

    def __repr__(self) -> str:
        """The word and its place, for tests and debugging."""
        return f"Token({self.i}, {self.word!r}, {self.pos}, {self.dep})"

    @property
    def word(self) -> str:
        """Surface form after cleaning."""
        return self.syntax.words[self.i]

    @property
    def lemma(self) -> str:
        """Lemma, lower case for all but proper nouns."""
        return self.syntax.lemmas[self.i]

    @property
    def pos(self) -> str:
        """Universal part of speech."""
        return self.syntax.pos[self.i]

    @property
    def tag(self) -> str:
        """Penn Treebank tag."""
        return self.syntax.tags[self.i]

    @property
    def dep(self) -> str:
        """Dependency label to the head."""
        return self.syntax.deps[self.i]

    @property
    def start(self) -> int:
        """First code point in the stored text."""
        return self.syntax.starts[self.i]

    @property
    def end(self) -> int:
        """One past the last code point in the stored text."""
        return self.syntax.ends[self.i]

    @property
    def span(self) -> Span:
        """Stored-text span."""
        return Span(self.start, self.end)

    @property
    def head(self) -> Token:
        """The governing token (itself for a root)."""
        return Token(self.syntax, self.syntax.heads[self.i])

    @property
    def children(self) -> list[Token]:
        """Direct dependents in text order."""
        return [Token(self.syntax, c) for c in self.syntax.children[self.i]]

    def child(self, *deps: str) -> Token | None:
        """First dependent with one of the labels, or None."""
        for c in self.syntax.children[self.i]:
            if self.syntax.deps[c] in deps:
                return Token(self.syntax, c)
        return None

    def subtree(self) -> list[Token]:
        """This token and all it governs, in text order."""
        return [Token(self.syntax, i) for i in self.syntax.subtree(self.i)]

    def ancestors(self) -> Iterator[Token]:
        """Heads from the nearest up to the root."""
        at = self
        while at.syntax.heads[at.i] != at.i:
            at = at.head
            yield at
