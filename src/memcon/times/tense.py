"""Which way an expression without a year points: from the tense of the verb that governs it."""

from __future__ import annotations

from memcon.model.span import Span
from memcon.model.syntax import Syntax

PAST, OPEN, FUTURE = -1, 0, 1

_AHEAD = frozenset(("will", "'ll", "shall", "would", "may", "might", "should", "must", "can", "could"))
# What is planned lies ahead whatever the tense of the planning (own list).
_PLANS = frozenset(
    (
        "plan", "expect", "schedule", "intend", "hope", "agree", "set", "due", "slate", "aim", "prepare", "propose",
        "want", "ask", "order", "pledge", "promise", "vow", "likely", "invite", "urge", "seek", "decide", "try",
    )
)  # fmt: skip
_PUT_OFF = frozenset(("postpone", "delay", "put", "extend", "adjourn", "defer", "push", "reschedule"))
_COMING = frozenset(("due", "upcoming", "forthcoming"))
_CLIMB = 8


def direction(syntax: Syntax | None, span: Span) -> int:
    """PAST, FUTURE, or OPEN when no finite verb governs the words at `span`.

    The nearest verb above decides; a bare infinitive or participle asks its own governor: "plans to visit in May"
    lies ahead, "after meeting on Friday, he left" behind.
    """
    if syntax is None:
        return OPEN
    at = syntax.token_at(span.start)
    if at is None:
        return OPEN
    seen_infinitive = False
    for _ in range(_CLIMB):
        told = FUTURE if _invites(syntax, at, span.start) else _verb(syntax, at, seen_infinitive)
        if told is not None:
            return told
        seen_infinitive = seen_infinitive or _is_infinitive(syntax, at)
        head = syntax.heads[at]
        if head == at:
            break
        at = head
    return FUTURE if seen_infinitive else OPEN


_SAYS = frozenset(
    ("say", "tell", "report", "announce", "write", "note", "add", "warn", "claim", "declare", "remain", "mark")
)


_UNDER = frozenset(("pobj", "npadvmod", "nummod", "prep", "attr", "acomp"))
_WHEN = frozenset(("on", "at", "by", "in", "until", "till", "for", "before"))


def is_due(syntax: Syntax | None, span: Span) -> bool:
    """True for a timetable's simple present: "the summit opens on Saturday", "the deadline is Monday"; never for "he
    says on Monday", nor for a judgement of what has been: "the debate on Monday is already a landmark"."""
    at = syntax.token_at(span.start) if syntax is not None else None
    if syntax is None or at is None or syntax.deps[at] not in ("pobj", "npadvmod", "attr", "nummod"):
        return False
    above = at
    while syntax.deps[above] in _UNDER and syntax.heads[above] != above:
        if syntax.deps[above] == "prep" and syntax.words[above].lower() not in _WHEN:
            return False
        above = syntax.heads[above]
    if syntax.tags[above] not in ("VBZ", "VBP") or syntax.lemmas[above] in _SAYS or _judges(syntax, above, at):
        return False
    return syntax.pos[above] == "VERB" or syntax.lemmas[above] == "be"


def _judges(syntax: Syntax, verb: int, at: int) -> bool:
    """ "is already one of the worst", "is a triumph": what is said of a thing, not when it will be; only "is on
    Monday", "is Monday" and "is in Rome on Monday" tell a timetable."""
    below = syntax.children[verb]
    if any(syntax.words[c].lower() == "already" for c in below):
        return True
    said = [c for c in below if syntax.deps[c] in ("attr", "acomp")]
    return syntax.lemmas[verb] == "be" and any(at not in syntax.subtree(c) for c in said)


def is_present(syntax: Syntax | None, span: Span) -> bool:
    """True when the nearest verb above is a simple present: "the pact lapses in 2030" tells of no past."""
    at = syntax.token_at(span.start) if syntax is not None else None
    while syntax is not None and at is not None and syntax.heads[at] != at:
        at = syntax.heads[at]
        if syntax.pos[at] in ("VERB", "AUX"):
            return syntax.tags[at] in ("VBZ", "VBP")
    return False


def _verb(syntax: Syntax, i: int, infinitive: bool) -> int | None:
    """What token `i` says, or None when the one above must be asked."""
    if syntax.lemmas[i].lower() in _COMING:
        return FUTURE
    if infinitive and (
        syntax.lemmas[i].lower() in _PLANS or (syntax.tags[i] in ("VBP", "VBZ") and syntax.lemmas[i] == "be")
    ):
        return FUTURE
    if syntax.pos[i] not in ("VERB", "AUX"):
        return None
    aux = [c for c in syntax.children[i] if syntax.deps[c] in ("aux", "auxpass")]
    aux += [c for a in aux for c in syntax.children[a] if syntax.deps[c] == "aux"]
    helpers = [syntax.words[c].lower() for c in aux]
    if any(w in _AHEAD for w in helpers) and "have" not in helpers:
        return FUTURE
    if syntax.lemmas[i] == "be" and any(
        _is_infinitive(syntax, c) for c in syntax.children[i] if syntax.deps[c] == "xcomp"
    ):
        return FUTURE
    if _is_infinitive(syntax, i) or (syntax.lemmas[i] == "go" and syntax.tags[i] == "VBG"):
        return None
    if syntax.tags[i] == "VBN" and _is_set(syntax, i):
        return FUTURE
    return _finite(syntax, i, infinitive)


def _invites(syntax: Syntax, i: int, start: int) -> bool:
    """ "invited him to Rome in May": what follows the place is when he is to come; "in May she invited him" is not."""
    return syntax.lemmas[i].lower() == "invite" and any(
        syntax.words[t].lower() in ("to", "for") and syntax.starts[t] < start
        for t in range(i + 1, min(i + 12, len(syntax)))
    )


def _is_set(syntax: Syntax, i: int) -> bool:
    """ "scheduled", "expected"; "set for", "put off until": the date is still to come."""
    lemma = syntax.lemmas[i].lower()
    if lemma in ("schedule", "slate", "plan", "expect"):
        return True
    led = {syntax.words[c].lower() for c in syntax.children[i] if syntax.deps[c] == "prep"}
    return (lemma == "set" and "for" in led) or (lemma in _PUT_OFF and bool(led & {"until", "till", "to"}))


def _finite(syntax: Syntax, i: int, infinitive: bool) -> int | None:
    tag = syntax.tags[i]
    if tag in ("VBD", "VBN"):
        return PAST
    helpers = {syntax.tags[c] for c in syntax.children[i] if syntax.deps[c] in ("aux", "auxpass")}
    if tag == "VBG":
        return PAST if "VBD" in helpers else FUTURE if helpers & {"VBZ", "VBP"} else None
    return FUTURE if tag in ("VBP", "VBZ") and syntax.deps[i] != "ROOT" and infinitive else OPEN


def _is_infinitive(syntax: Syntax, i: int) -> bool:
    """ "to meet", "to be held"."""
    return syntax.tags[i] in ("VB", "VBN") and any(
        syntax.tags[c] == "TO" for c in syntax.children[i] if syntax.deps[c] == "aux"
    )
