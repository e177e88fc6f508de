"""The parts of a spaCy pipeline that cost most for no reason of their own, done in bulk; the columns come out the same.

Tokens, vectors, tags and dependencies stay spaCy's. What is done here with the pipeline's own weights and rules:

- Names. spaCy asks 74 moves at each token whether they are allowed, taking and releasing Python's lock each time: a
  third of the whole pipeline. Outside a name the scores hang on the token alone, so all are had in one product; only
  inside names is there anything to follow.
- Parts of speech and lemmas. The rules look at one token's word, tag and label, but for a few that look at two tokens:
  each (word, tag, label) is put to the rules once. Texts with a pair those few rules match are left to spaCy whole.

A pipeline that is not made of exactly these parts is used as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARTS = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
LEFT = PARTS[3:]
"""What spaCy is told to leave to this module."""

Name = tuple[int, int, str]


def quickened(nlp: Language) -> Finish | None:
    """What finishes the texts of `nlp` in the place of its last parts, which are disabled; None, and nothing disabled,
    when it is not made of the parts this module knows."""
    if nlp.pipe_names != PARTS or not (_ruled(nlp) and _greedy(nlp.get_pipe("ner"))):
        return None
    finish = Finish(nlp)
    for name in LEFT:
        nlp.disable_pipe(name)
    return finish


def _ruled(nlp: Language) -> bool:
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.pipeline import AttributeRuler

    lemmatizer = nlp.get_pipe("lemmatizer")
    return (
        type(lemmatizer) is EnglishLemmatizer
        and lemmatizer.mode == "rule"
        and type(nlp.get_pipe("attribute_ruler")) is AttributeRuler
    )


def _greedy(ner: Any) -> bool:
    """True when names are found by the moves this module follows: greedily, with the token, the name's first token and
    the token before as features, and two layers."""
    lower = ner.model.get_ref("lower") if ner.model.has_ref("lower") else None
    return (
        lower is not None
        and lower.get_dim("nF") == 3
        and lower.get_dim("nP") >= 2
        and bool(ner.model.attrs["has_upper"])
        and not ner.model.attrs["unseen_classes"]
        and not ner.postprocesses
        and ner.cfg.get("beam_width", 1) == 1
        and [name for name in _moves(ner) if name != BLOCKED] == list(ner.move_names)
        and len(_moves(ner)) == ner.model.get_ref("upper").get_dim("nO")
    )


BLOCKED = "U-"
"""The move for what somebody marked as no name before, which spaCy keeps out of its list of moves."""


def _moves(ner: Any) -> list[str]:
    """The moves in the order of their scores, as spaCy numbers them: by kind, then by how often they were seen."""
    found = []
    for kind, seen in sorted(ner.moves.labels.items()):
        for _, label in sorted(((count, label) for label, count in seen.items()), reverse=True):
            found.append("O" if kind == _OUT else f"{'MBILU'[kind]}-{label}")
    return found


_OUT = 5


class Told(NamedTuple):
    """Per token of one text: part of speech, lemma, tag and label; then the names as (first, last, label)."""

    pos: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    names: list[Name]


class Finish:
    """The last parts of one pipeline."""

    def __init__(self, nlp: Language) -> None:
        """Keep what is needed of `nlp`, whose parts may be disabled afterwards."""
        self._words, self._names = _Words(nlp), _Names(nlp.get_pipe("ner"))

    def __call__(self, docs: Sequence[Doc]) -> Iterator[Told]:
        """Finish texts that have tags and dependencies, in order."""
        for (pos, lemmas, tags, deps), names in zip(self._words.columns(docs), self._names.find(docs), strict=True):
            yield Told(pos, lemmas, tags, deps, names)


Row = tuple[str, str, str, str]
Key = tuple[int, int, int]


class _Words:
    """Part of speech, lemma, tag and label of a token, as the pipeline's rules leave them."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        parts: dict[str, Any] = {name: nlp.get_pipe(name) for name in LEFT}
        self._ruler, self._lemmatizer = parts["attribute_ruler"], parts["lemmatizer"]
        _as_sets(self._lemmatizer)
        patterns = [p for rule in self._ruler.patterns for p in rule["patterns"]]
        self._named, self._likes = _words_of(patterns)
        self._known: dict[Key, Row] = {}
        self._ruled: dict[Key, tuple[str, str, str, str, str]] = {}
        self._pairs, self._firsts = Matcher(nlp.vocab), Matcher(nlp.vocab)
        self._opening: set[Key] = set()
        if pairs := [p for p in patterns if len(p) > 1]:
            self._pairs.add("pairs", pairs)
            self._firsts.add("firsts", [p[:1] for p in pairs])

    def columns(self, docs: Sequence[Doc]) -> Iterator[Sequence[list[str]]]:
        """The four columns of each text."""
        from spacy.attrs import DEP, ORTH, TAG

        tables = [list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist())) if len(doc) else [] for doc in docs]
        self._learn(sorted({key for table in tables for key in table}.difference(self._known)))
        for doc, table in zip(docs, tables, strict=True):
            paired = not self._opening.isdisjoint(table) and self._pairs(doc, allow_missing=True)
            rows = self._whole(doc) if paired else [self._known[key] for key in table]
            pos, lemmas, tags, deps = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [])
            yield pos, lemmas, tags, deps

    def _learn(self, keys: Sequence[Key]) -> None:
        """Put each new (word, tag, label) to the rules."""
        from spacy.tokens import Doc

        if not keys:
            return
        names = self._vocab.strings
        ruled = [self._rule(key) for key in keys]
        words = [names[orth] for orth, _, _ in keys]
        doc = Doc(self._vocab, words, pos=[r[0] for r in ruled], morphs=[r[1] for r in ruled])
        for key, token, (pos, _, tag, dep, lemma) in zip(keys, doc, ruled, strict=True):
            self._known[key] = (pos, lemma or self._lemmatizer.lemmatize(token)[0], tag, dep)
        labelled = Doc(
            self._vocab,
            words,
            tags=[names[tag] for _, tag, _ in keys],
            deps=[names[dep] for _, _, dep in keys],
            heads=list(range(len(keys))),
        )
        self._opening.update(keys[first] for _, first, _ in self._firsts(labelled, allow_missing=True))

    def _rule(self, key: Key) -> tuple[str, str, str, str, str]:
        """Part of speech, morphology, tag, label and (where a rule gives one) lemma; words that no rule names are
        alike to the rules."""
        orth, tag, dep = key
        kind = orth if self._is_named(orth) else 0
        if (kind, tag, dep) not in self._ruled:
            token = self._ruler(self._alone(key))[0]
            self._ruled[kind, tag, dep] = (token.pos_, str(token.morph), token.tag_, token.dep_, token.lemma_)
        return self._ruled[kind, tag, dep]

    def _is_named(self, orth: int) -> bool:
        lexeme = self._vocab[orth]
        if self._named is None or lexeme.is_space or {lexeme.lower_, lexeme.orth_, lexeme.norm_} & self._named:
            return True
        return any(like.search(lexeme.lower_) or like.search(lexeme.orth_) for like in self._likes)

    def _alone(self, key: Key) -> Doc:
        from spacy.tokens import Doc

        word, tag, dep = (self._vocab.strings[k] for k in key)
        return Doc(self._vocab, [word], tags=[tag], deps=[dep], heads=[0])

    def _whole(self, doc: Doc) -> list[Row]:
        doc = self._lemmatizer(self._ruler(doc))
        return [(t.pos_, t.lemma_, t.tag_, t.dep_) for t in doc]


def _as_sets(lemmatizer: Any) -> None:
    """The lemmatizer asks of lists of thousands of lemmas whether a form is in them: as sets they answer at once."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for key in list(index):
        index[key] = frozenset(index[key])


def _words_of(patterns: Sequence[Sequence[dict[str, Any]]]) -> tuple[frozenset[str] | None, list[re.Pattern[str]]]:
    """The words that rules name, and what they say words look like; None where rules look at something else of a word
    than these, so that any word may matter."""
    named: set[str] = set()
    likes: list[re.Pattern[str]] = []
    for spec in (spec for pattern in patterns for spec in pattern):
        for attribute, value in spec.items():
            if attribute in ("TAG", "DEP", "POS", "IS_SPACE"):
                continue
            asked: dict[str, Any] = {"IN": [value]} if isinstance(value, str) else value
            if attribute not in ("LOWER", "ORTH", "TEXT", "NORM") or not set(asked) <= {"IN", "REGEX"}:
                return None, []
            named.update(asked.get("IN", ()))
            likes.extend([re.compile(asked["REGEX"])] if "REGEX" in asked else [])
    return frozenset(named), likes


class _Names:
    """The names a text holds, by the moves of spaCy's recogniser: begin, in, last, unit, out."""

    def __init__(self, ner: Any) -> None:
        model = ner.model
        self._vectors, self._lower, self._upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._bias, self._pad = self._lower.get_param("b"), self._lower.get_param("pad")[0]
        self._weights, self._offset = self._upper.get_param("W"), self._upper.get_param("b")
        moves = _moves(ner)
        self._labels = sorted({m[2:] for m in moves if len(m) > 2})
        self._opening = {k: self._labels.index(m[2:]) for k, m in enumerate(moves) if m[0] == "B"}
        self._single = {k: m[2:] for k, m in enumerate(moves) if m[0] == "U" and m != BLOCKED}
        self._going = [moves.index(f"I-{label}") for label in self._labels]
        self._ending = [moves.index(f"L-{label}") for label in self._labels]
        # Outside a name nothing goes on or ends.
        free = {*self._opening, *self._single, moves.index("O")}
        self._barred = [k for k in range(len(moves)) if k not in free]
        # Of equal scores spaCy takes the first move.
        self._rather = [self._going[k] < self._ending[k] for k in range(len(self._labels))]

    def find(self, docs: Sequence[Doc]) -> list[list[Name]]:
        """Names of each text. A name never runs over the end of a sentence, nor begins with white space."""
        from spacy.attrs import IS_SPACE, SENT_START

        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return [[] for _ in docs]
        columns = [doc.to_array([IS_SPACE, SENT_START]) for doc in docs if len(doc)]
        space = [bool(s) for c in columns for s in c[:, 0].tolist()]
        opens = [s == 1 for c in columns for s in c[:, 1].tolist()]
        at = 0
        for size in sizes:
            if size:
                opens[at] = True
            at += size
        last = [*opens[1:], True]
        names = self._follow(self._features(docs), space, last)
        return list(_shared_out(names, sizes))

    def _features(self, docs: Sequence[Doc]) -> Any:
        """What each token adds in each of the three places: (token, feature, hidden, piece)."""
        ops = self._lower.ops
        vectors = self._vectors.predict(docs)
        weights = self._lower.get_param("W")
        flat = ops.gemm(vectors, weights.reshape((-1, weights.shape[-1])), trans2=True)
        return flat.reshape((-1, *weights.shape[:-1]))

    def _scores(self, summed: Any) -> Any:
        """Scores of all moves, given the sum of the features of each state (added up in spaCy's order)."""
        import numpy as np

        pieces = np.moveaxis(summed + self._bias, -1, 0)
        hidden = reduce(np.maximum, pieces)
        return self._upper.ops.gemm(hidden, self._weights, trans2=True) + self._offset

    def _follow(self, features: Any, space: list[bool], last: list[bool]) -> list[Name]:
        import numpy as np

        outside = self._scores(features[:, 0] + self._pad[1] + self._pad[2])
        ends, blank = np.array(last), np.array(space)
        outside[:, self._barred] = -np.inf
        outside[np.ix_(ends | blank, np.array(sorted(self._opening)))] = -np.inf
        outside[np.ix_(blank, np.array(sorted(self._single)))] = -np.inf
        first = outside.argmax(axis=1).tolist()
        begun = [i for i, move in enumerate(first) if move in self._opening]
        until = self._ends(features, begun, [self._opening[first[i]] for i in begun], last)
        return list(self._read(first, until))

    def _ends(self, features: Any, begun: list[int], labels: list[int], last: list[bool]) -> dict[int, int]:
        """Where a name ends that begins at each place of `begun` (half-open)."""
        found: dict[int, int] = {}
        going = [(i, i + 1, label) for i, label in zip(begun, labels, strict=True)]
        while going:
            starts, places = [s for s, _, _ in going], [p for _, p, _ in going]
            before = [p - 1 for p in places]
            scores = self._scores(features[places, 0] + features[starts, 1] + features[before, 2]).tolist()
            still = []
            for (start, place, label), row in zip(going, scores, strict=True):
                on, off = row[self._going[label]], row[self._ending[label]]
                if not last[place] and (on > off or (on == off and self._rather[label])):
                    still.append((start, place + 1, label))
                else:
                    found[start] = place + 1
            going = still
        return found

    def _read(self, first: list[int], until: dict[int, int]) -> Iterator[Name]:
        at = 0
        while at < len(first):
            move = first[at]
            if move in self._single:
                yield at, at + 1, self._single[move]
            end = until.get(at, at + 1)
            if move in self._opening:
                yield at, end, self._labels[self._opening[move]]
            at = end


def _shared_out(names: list[Name], sizes: Sequence[int]) -> Iterator[list[Name]]:
    """Names of the texts laid end to end, given back to each text."""
    k, base = 0, 0
    for size in sizes:
        own: list[Name] = []
        while k < len(names) and names[k][0] < base + size:
            first, last, label = names[k]
            own.append((first - base, last - base, label))
            k += 1
        yield own
        base += size
