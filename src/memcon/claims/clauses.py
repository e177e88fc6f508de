"""Sentences cut into clauses: each says one thing, in its own words, with the doer it shares with its neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from memcon.claims.lexicon import words
from memcon.model.span import Span
from memcon.model.syntax import Syntax

_TELLS = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADV"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_HANGS = frozenset({"ccomp", "parataxis", "advcl", "relcl", "acl", "conj"})
_CORE = frozenset({"det", "compound", "amod", "poss", "nummod", "case", "nmod", "quantmod"})
_LINKS = frozenset({"and", "but", "or", "that", "which", "who", "nor", "so", "while", "whereas", "though", "although"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FEWEST = 3
"""Telling words of a clause that hangs on another; what says less stays a part of it."""
PLAIN = 2
"""Of these, words that are no names."""


class Clause(NamedTuple):
    """Token `head` and the tokens of its own clause, in text order; `doer`: tokens of the subject it shares or of the
    thing it tells of, none when it has its own."""

    head: int
    tokens: tuple[int, ...]
    doer: tuple[int, ...] = ()


def split_sentence(syntax: Syntax, k: int) -> list[Clause]:
    """Clauses of sentence `k`, in order of their first word. Together they hold every token of it once."""
    first, last = syntax.sentences[k]
    heads = {i for i in range(first, last) if _stands_alone(syntax, i)}
    if len(heads) == 1:
        return [Clause(h, tuple(range(first, last)), _doer(syntax, h)) for h in heads]
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for i in range(first, last):
        members.setdefault(_home(syntax, i, heads, home), []).append(i)
    return sorted((Clause(h, tuple(own), _doer(syntax, h)) for h, own in members.items()), key=lambda c: c.tokens)


def _home(syntax: Syntax, i: int, heads: set[int], known: dict[int, int]) -> int:
    """The clause head that governs token `i`."""
    path = []
    while i not in known and i not in heads and syntax.heads[i] != i:
        path.append(i)
        i = syntax.heads[i]
    found = known.get(i, i)
    known.update(dict.fromkeys(path, found))
    return found


def _stands_alone(syntax: Syntax, i: int) -> bool:
    """True for the head of a clause that says enough to be a claim of its own."""
    dep = syntax.deps[i]
    if syntax.heads[i] == i:
        return True
    if dep not in _HANGS or syntax.pos[i] not in ("VERB", "AUX"):
        return False
    if dep == "conj" and syntax.pos[syntax.heads[i]] not in ("VERB", "AUX"):
        return False
    if not _asserts(syntax, i):
        return False
    below = syntax.subtree(i)
    if dep == "acl" and (below[0] == 0 or syntax.words[below[0] - 1] != ","):
        return False
    return sum(syntax.pos[j] in _TELLS for j in below) >= FEWEST


def _asserts(syntax: Syntax, i: int) -> bool:
    """False for an infinitive ("to reach a truce") and a condition ("if no deal is reached"): these are parts of what
    their sentence says."""
    children = syntax.children[i]
    bare = syntax.tags[i] == "VB" and any(syntax.tags[c] == "TO" for c in children)
    subject = any(syntax.deps[c] in _SUBJECTS for c in children)
    return not (bare and not subject) and not any(
        syntax.deps[c] == "mark" and syntax.words[c].lower() in ("if", "unless", "whether") for c in children
    )


def _doer(syntax: Syntax, head: int) -> tuple[int, ...]:
    """The subject a clause shares with the one it hangs on, or the noun it tells more of."""
    children = syntax.children[head]
    subject = next((c for c in children if syntax.deps[c] in _SUBJECTS), None)
    dep, above = syntax.deps[head], syntax.heads[head]
    if above == head or dep in ("ccomp", "parataxis"):
        return ()
    if dep in ("relcl", "acl"):
        return _core(syntax, above) if subject is None or syntax.words[subject].lower() in _RELATIVE else ()
    while subject is None and syntax.deps[head] in ("conj", "advcl", "xcomp") and syntax.heads[head] != head:
        head = syntax.heads[head]
        subject = next((c for c in syntax.children[head] if syntax.deps[c] in _SUBJECTS), None)
        if subject is not None:
            return _core(syntax, subject)
    return ()


def _core(syntax: Syntax, noun: int) -> tuple[int, ...]:
    """A noun with what stands right before it: article, adjectives, names."""
    first = noun
    while first - 1 >= 0 and syntax.deps[first - 1] in _CORE and syntax.heads[first - 1] <= noun:
        first -= 1
    return tuple(range(first, noun + 1))


def spans_of(syntax: Syntax, clause: Clause) -> tuple[Span, ...]:
    """Where a clause stands: runs of its tokens, marks and linking words at its ends left out."""
    runs: list[list[int]] = []
    for i in clause.tokens:
        if runs and runs[-1][-1] == i - 1 and syntax.starts[i] - syntax.ends[i - 1] <= GAP:
            runs[-1].append(i)
        else:
            runs.append([i])
    kept = [r for run in runs if (r := _trimmed(syntax, run))]
    return tuple(syntax.span(r[0], r[-1] + 1) for r in kept)


GAP = 6
"""Code points between two words beyond which something cut out stands between them."""


def _trimmed(syntax: Syntax, run: Sequence[int]) -> list[int]:
    own = list(run)
    while own and (syntax.pos[own[0]] == "PUNCT" or syntax.words[own[0]].lower() in _LINKS):
        own.pop(0)
    while own and (syntax.pos[own[-1]] == "PUNCT" or syntax.pos[own[-1]] in ("CCONJ", "SPACE")):
        own.pop()
    return own


def words_of(syntax: Syntax, clause: Clause, spans: Sequence[Span], text: str) -> str:
    """A clause, standing on `spans`, in the report's own words on one line, its doer first where it stands without."""
    parts = [s.of(text) for s in spans]
    if clause.doer and parts:
        parts.insert(0, syntax.span(clause.doer[0], clause.doer[-1] + 1).of(text))
    return " ".join(" ".join(parts).split())


def subject_of(syntax: Syntax, clause: Clause, text: str) -> str | None:
    """The words of whom or what a clause tells: its own subject, or the one it shares. A clause as a subject
    ("developing ties will help") says what is told, and is none,
    and whom something is done to is a part of what is told."""
    own = next((c for c in syntax.children[clause.head] if syntax.deps[c] == "nsubj"), None)
    own = None if own is not None and syntax.words[own].lower() in _RELATIVE else own
    tokens = [i for i in syntax.subtree(own) if i in clause.tokens] if own is not None else list(clause.doer)
    return " ".join(text[syntax.starts[i] : syntax.ends[i]] for i in tokens) or None


def says_enough(syntax: Syntax, clause: Clause, fewest: int = FEWEST, plain: int = PLAIN) -> bool:
    """True when a clause tells of something by at least `fewest` words, `plain` of them neither names nor words that
    only report speech; "the minister told reporters" is no claim."""
    telling = [i for i in clause.tokens if syntax.pos[i] in _TELLS]
    return len(telling) >= fewest and sum(_is_plain(syntax, clause, i) for i in telling) >= plain


def _is_plain(syntax: Syntax, clause: Clause, i: int) -> bool:
    if syntax.pos[i] in ("PROPN", "ADV"):
        return False
    reports = i == clause.head or syntax.pos[i] == "NOUN"
    return not (reports and syntax.lemmas[i].lower() in words("reporting"))
