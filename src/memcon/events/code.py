"""The `memcon code` entry to the coder: one sentence with a source and a target, one code.

Every predicate of the sentence is weighed by how well it links the two: the source among its doers and the target among
those it is done to, in that direction, near the top of the sentence. Where none does, or where the sentence is far more
like the written examples of another type (`memcon.events.resemble`), that resemblance answers, and `entry` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from memcon.events.codebook import codebook
from memcon.events.link import below, link, locate, speaks, told_to
from memcon.events.predicates import Predicate, find_predicates
from memcon.events.resemble import resemble
from memcon.events.traits import top, traits
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.syntax import Syntax
from memcon.text.encoder import Encoder
from memcon.text.paragraphs import split_body
from memcon.text.parser import Parser
from memcon.text.sentences import parse

NONE = "NONE"
THRESHOLD = 1.0
FAR = 3.0
"""Resemblance overrules an entry only when another type leads by this much (log odds)."""
FAR_ALONE = 5.0
"""The same where no entry at all speaks for that other type."""
CLEAR = 0.5
"""Where the codebook is silent, a type must lead NONE by this much: a blank is better than a guess."""


class Row(NamedTuple):
    """What is asked: `source` and `target` may be words that are not in the sentence."""

    id: str
    sentence: str
    source: str
    target: str


class Code(NamedTuple):
    """What is answered. `type` is a PLOVER type or NONE; `trigger` the words; `entry` the codebook entry that fired."""

    id: str
    type: str
    mode: str | None = None
    quad: str | None = None
    status: str | None = None
    trigger: str | None = None
    entry: str | None = None


class _View(NamedTuple):
    """A row as the coder sees it. `linked`: its predicates, each as it is towards the target, best first, with how well
    it links the two."""

    row: Row
    syntax: Syntax
    source: frozenset[int] | None
    target: frozenset[int] | None
    linked: tuple[tuple[float, Predicate], ...]


def code_pairs(rows: Iterable[Row], parser: Parser, encoder: Encoder | None = None) -> list[Code]:
    """Code each row, in order. The sentences are parsed in one batch; `encoder` is asked only for those of which the
    codebook's answer is in doubt, and without one their traits alone decide."""
    rows = list(rows)
    readings = parse(split_body([Reading(Report(id=r.id, text=r.sentence)) for r in rows]), parser)
    return [code_pair(row, reading.syntax, encoder) for row, reading in zip(rows, readings, strict=True)]


def code_pair(row: Row, syntax: Syntax | None, encoder: Encoder | None = None) -> Code:
    """Code one row whose sentence is parsed already (its stored text is the sentence)."""
    if syntax is None or not len(syntax):
        return Code(row.id, NONE)
    view = _view(row, syntax)
    coded = _by_codebook(view)
    kind = _by_resemblance(view, coded.type, encoder)
    return coded if kind == coded.type else _resembling(view, kind)


def traits_of(row: Row, syntax: Syntax) -> dict[str, float]:
    """The traits that resemblance goes by, of a row whose sentence is parsed: what `tools/codebook/fit.py` fits to."""
    return _traits(_view(row, syntax))


def _view(row: Row, syntax: Syntax) -> _View:
    source, target = locate(syntax, row.source), locate(syntax, row.target)
    found = [p for k in range(len(syntax.sentences)) for p in find_predicates(syntax, k)]
    values = [link(syntax, p, source, target, told_to(syntax, p, found)) for p in found]
    order = sorted(range(len(found)), key=lambda i: (-values[i], i))
    between = [_towards(syntax, p, source, target) for p in found]
    return _View(row, syntax, source, target, tuple((values[i], between[i]) for i in order))


def _by_codebook(view: _View) -> Code:
    """What the entries say: the predicate that links the two best."""
    if not view.linked or view.linked[0][0] < THRESHOLD:
        return Code(view.row.id, NONE)
    return _answer(view.row, _staged(view.syntax, view.linked[0][1], [p for _, p in view.linked]))


def _answer(row: Row, p: Predicate) -> Code:
    return Code(row.id, p.type, p.mode, codebook().quad(p.type), p.status, p.trigger_span.of(row.sentence), p.entry)


# --- where the codebook is silent or in doubt -----------------------------------------------------------------------


def _traits(view: _View) -> dict[str, float]:
    return traits(view.syntax, view.source, view.target, view.linked)


def _by_resemblance(view: _View, coded: str, encoder: Encoder | None) -> str:
    """The type that stands after a look at what the sentence resembles: `coded` unless the codebook is silent or
    another type is far ahead of it."""
    shown = _traits(view)
    found = resemble(shown)
    if found.best == coded != NONE:
        return coded
    if encoder is not None:
        found = resemble(shown, encoder.encode([view.row.sentence])[0])
    alone = found.best not in {NONE, *(p.type for _, p in view.linked)}
    far = CLEAR if coded == NONE else FAR_ALONE if alone else FAR
    return found.best if found.lead(coded) > far else coded


def _resembling(view: _View, kind: str) -> Code:
    """The answer by resemblance: told by the predicate of that type that links the two best, else by the word on which
    both hang."""
    row, syntax = view.row, view.syntax
    if kind == NONE:
        return Code(row.id, NONE, entry="resembles")
    told = next((p for _, p in view.linked if p.type == kind), None)
    if told is not None:
        return _answer(row, told)._replace(entry=f"resembles>{told.entry}")
    at = top(syntax, view.source, view.target)
    status = "denied" if at is not None and any(syntax.deps[c] == "neg" for c in syntax.children[at]) else "asserted"
    words = None if at is None else syntax.span(at, at + 1).of(row.sentence)
    return Code(row.id, kind, None, codebook().quad(kind), status, words, "resembles")


# --- what a predicate is towards the two --------------------------------------------------------------------------


def _staged(syntax: Syntax, p: Predicate, found: Sequence[Predicate]) -> Predicate:
    """The protest in which a demand or charge is made ("marched through X calling for Y to go"), else the predicate."""
    if p.type not in ("REQUEST", "ACCUSE") or syntax.deps[p.head] not in ("advcl", "xcomp", "acl"):
        return p
    above = (q for q in found if q.type == "PROTEST" and q.status == "asserted" and q.head == syntax.heads[p.head])
    return next(above, p)


def _towards(syntax: Syntax, p: Predicate, source: frozenset[int] | None, target: frozenset[int] | None) -> Predicate:
    return _said_of(syntax, _beside(syntax, _turned(syntax, p, target), target), source, target)


def _turned(syntax: Syntax, p: Predicate, target: frozenset[int] | None) -> Predicate:
    """The predicate as it is towards the target asked about ("extradited X to Y": one thing to X, another to Y)."""
    book = codebook()
    turn = book.entries[p.entry].turn if p.entry in book.entries else {}
    for role, xs in p.roles:
        if role in turn and target is not None and any(x in target for x in xs):
            other = book.entries[turn[role]]
            return p._replace(type=other.type, mode=other.mode, entry=f"{p.entry}/{other.id}")
    return p


def _beside(syntax: Syntax, p: Predicate, target: frozenset[int] | None) -> Predicate:
    """What a request means for a third it speaks of: "called on its partners to stand by X" backs X, "urged the council
    to impose sanctions on X" is against X."""
    told = {"SUPPORT": ("SUPPORT", "praise"), "SANCTION": ("ACCUSE", "disapprove"), "COERCE": ("ACCUSE", "disapprove")}
    if p.type != "REQUEST" or p.base not in told or target is None or not p.patients:
        return p
    if any(below(syntax, x, target) for x in p.patients):
        return p
    if not any(below(syntax, x, target) for name, xs in p.roles if name != "subj" for x in xs):
        return p
    kind, mode = told[p.base]
    return p._replace(type=kind, mode=mode, status="asserted")


def _said_of(syntax: Syntax, p: Predicate, source: frozenset[int] | None, target: frozenset[int] | None) -> Predicate:
    """Where the source says that the target did harm, what passes between the two is an accusation."""
    armed = p.entry.startswith("aid.military") and any(
        syntax.lemmas[x].lower() in codebook().classes["militants"] for x in p.patients
    )  # "says that X arms rebels"
    if source is None or target is None or not (armed or codebook().quad(p.type).endswith("conflict")):
        return p
    if not speaks(syntax, p.head, source) or not any(a in target or below(syntax, a, target) for a in p.agents):
        return p
    return p._replace(type="ACCUSE", mode="allege", status="asserted", entry=f"allege.accuse>{p.entry}")
