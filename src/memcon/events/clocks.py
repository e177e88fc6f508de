"""When a thing told happened: the time expression its own clause governs, not the sentence's first date."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.events.lexicon import words
from memcon.events.scene import Scene, Timed
from memcon.model.when import When

_BARRIER = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})
_CLAUSE_TAGS = frozenset({"WDT", "WP", "WRB"})
# Words between a noun and a time that still belongs to it.
REACH = 14
_VERBAL = frozenset({"VERB", "AUX"})
# Length of the ISO value of a month: what lies beside something shares no more of its date.
COARSE = 7
# "flew home after meeting X on Monday" shares the day; "thanked X for coming on Monday" does not.
_WITH_TIME = frozenset({"after", "before", "in", "while", "upon", "during"})
_DUE = frozenset({"by", "until", "till", "before", "within", "through"})


def when_of(scene: Scene, at: int, extra: int | None = None) -> When | None:
    """The time of the event whose trigger is token `at` (`extra`: another token of the same telling), or None.

    Asked in turn: what hangs on the trigger or follows it with no verb between; its clause's verb; the verb it is
    coordinated with, or serves as a purpose or infinitive. "Said on Friday that they met" gives the meeting no date.
    """
    first, last = scene.sentence(at)
    times = [t for t in scene.times if first <= t.first < last and iso_of(t) is not None and not _since(scene, t)]
    if not times:
        return None
    for anchor, coarse in _anchors(scene, at):
        found = _best(scene, [t for t in times if not coarse or len(iso_of(t) or "") <= COARSE], anchor, at)
        if found is None and extra is not None and anchor == at:
            found = _best(scene, times, extra, at)
        if found is not None:
            return as_when(scene, found)
    return None


def planned_for(scene: Scene, noun: int) -> When | None:
    """The day the journey a noun names is planned for: "his visit of 3 May", "a visit to X planned for 3 May"; never
    the day on which something is done with the plan ("called his visit off on 3 May")."""
    first, last = scene.sentence(noun)
    times = [t for t in scene.times if first <= t.first < last and iso_of(t) is not None and not _since(scene, t)]
    found = min((t for t in times if _of_plan(scene, t, noun)), key=lambda t: t.first, default=None)
    return as_when(scene, found) if found is not None else None


def _of_plan(scene: Scene, timed: Timed, noun: int) -> bool:
    """True when the time hangs below the noun, or below a verb with the noun as subject, by way of verbs of planning
    alone."""
    s, at = scene.syntax, timed.head
    while at != noun:
        verbal = s.deps[at] in _BARRIER or s.pos[at] in _VERBAL
        if verbal and not _plans(scene, at):
            return False
        if verbal and noun in s.children[at]:
            return True
        if s.heads[at] == at:
            return False
        at = s.heads[at]
    return True


def _plans(scene: Scene, verb: int) -> bool:
    """ "planned", "was due"."""
    s = scene.syntax
    said = {scene.lemmas[verb], *(scene.lemmas[c] for c in s.children[verb] if s.deps[c] in ("acomp", "xcomp"))}
    return bool(said & words("visits", "planned_for"))


def _since(scene: Scene, timed: Timed) -> bool:
    """ "since June", "since taking office in June", "before 1994" bound a stretch; nothing in it is dated by that."""
    s, at = scene.syntax, timed.head
    if timed.time.mod in ("BEFORE", "AFTER") or scene.lows[max(timed.first - 1, 0)] in (
        "before",
        "after",
        "until",
        "from",
    ):
        return True
    for _ in range(4):
        if scene.lows[at] in ("since", "until") or (timed.first > 0 and scene.lows[timed.first - 1] == "since"):
            return True
        if s.heads[at] == at or s.tags[at] in ("VBD", "VBZ", "VBP"):
            return False
        at = s.heads[at]
    return scene.lows[at] == "since"


def iso_of(timed: Timed) -> str | None:
    """The calendar date of a time expression as an ISO prefix or interval, else None (durations, sets, times alone)."""
    time = timed.time
    if time.type not in ("DATE", "TIME"):
        return None
    value = time.when or time.value
    if value is None or not value[:4].isdigit():
        return None
    value = value if "/" in value else value.split("T")[0]
    return value if all(p.replace("-", "").isdigit() for p in value.split("/")) else None


def as_when(scene: Scene, timed: Timed) -> When:
    """The When of a time expression, with the report's own words."""
    return When(
        iso_of(timed) or "", " ".join(timed.time.span.of(scene.text).split()), timed.time.inferred, timed.time.why
    )


def _anchors(scene: Scene, at: int) -> Iterator[tuple[int, bool]]:
    """The trigger, the verb of its clause, and the verbs whose time holds for it too; with True where only a month or a
    year of theirs does ("a year ago X did Y before Z met him")."""
    s, coarse = scene.syntax, False
    yield at, coarse
    yield from ((v, coarse) for v in _told_on(scene, at))
    planned = any(c < at and scene.lows[c] in words("moods", "planned") for c in s.children[at])
    if planned and s.deps[at] == "pobj" and s.pos[at] not in _VERBAL:
        return  # "spoke on Friday of his planned talks": the day is that of speaking
    for _ in range(8):
        dep, head = s.deps[at], s.heads[at]
        if dep == "ccomp" and scene.lemmas[head] == "see" and _time_sees(scene, head):
            yield head, coarse
        if head == at or dep in ("ccomp", "parataxis", "csubj"):
            return
        if dep == "relcl" and any(scene.lows[c] == "where" for c in s.children[at]):
            yield from ((n, coarse) for n in _noun_and_above(scene, head))
        if dep in ("advcl", "acl", "relcl") and not _serves(scene, at):
            if dep != "advcl" or not _beside(scene, at):
                return
            coarse = True
        at = head
        if s.pos[at] in _VERBAL:
            yield at, coarse


def _beside(scene: Scene, verb: int) -> bool:
    """A clause of time: what it tells lies near what its main clause tells."""
    return any(scene.lows[c] in ("before", "after", "as", "while") for c in scene.syntax.children[verb])


def _told_on(scene: Scene, noun: int) -> Iterator[int]:
    """The verb of "the agreement that was announced on Saturday"."""
    s = scene.syntax
    if s.pos[noun] == "NOUN":
        yield from (
            c
            for c in s.children[noun]
            if s.deps[c] in ("relcl", "acl") and scene.lemmas[c] in words("statements", "told_on")
        )


def _time_sees(scene: Scene, verb: int) -> bool:
    """ "This week saw X do Y"."""
    s = scene.syntax
    return any(t.head == c for c in s.children[verb] if s.deps[c] == "nsubj" for t in scene.times)


def _noun_and_above(scene: Scene, noun: int) -> Iterator[int]:
    """What "where" stands for: "his meeting with X on Saturday, where"; the parser hangs it on any of these nouns."""
    s = scene.syntax
    for _ in range(4):
        yield noun
        if s.deps[noun] != "pobj":
            return
        noun = s.heads[s.heads[noun]]


def _serves(scene: Scene, verb: int) -> bool:
    """A purpose, a participle, and a clause with "when" share the time of what they hang on ("visited in May to hold
    talks", "ended in 2023 when they met")."""
    s = scene.syntax
    if any(scene.lows[c] == "when" for c in s.children[verb] if s.deps[c] in ("advmod", "mark")):
        return True
    return s.deps[verb] != "relcl" and (s.tags[verb] == "VBG" or any(s.tags[c] == "TO" for c in s.children[verb]))


def _best(scene: Scene, times: list[Timed], anchor: int, at: int) -> Timed | None:
    ranked = [
        (rank, abs(t.first - anchor), t.first, t) for t in times if (rank := _rank(scene, t, anchor, at)) is not None
    ]
    return min(ranked, key=lambda x: x[:3])[3] if ranked else None


def _rank(scene: Scene, timed: Timed, anchor: int, at: int) -> int | None:
    """How closely a time hangs on `anchor`: 0 directly, 1 through nouns or right behind, 2 through an infinitive."""
    s = scene.syntax
    if anchor == at and _behind(scene, timed, anchor):
        return 0
    if _of_speech(scene, timed, anchor) or _modifies(scene, timed, anchor):
        return None
    node, steps, infinitive = timed.head, 0, False
    while node != anchor:
        dep, head = s.deps[node], s.heads[node]
        if head == node or dep in _BARRIER:
            return None
        if s.pos[node] in _VERBAL and dep in ("xcomp", "conj", "pcomp"):
            if dep == "conj" or infinitive or (dep == "pcomp" and scene.lows[head] not in _WITH_TIME):
                return None
            infinitive = True
        node, steps = head, steps + 1
    if infinitive:
        return None if _ahead(scene, timed) else 3
    return 1 if steps <= 2 else 2


def _modifies(scene: Scene, timed: Timed, anchor: int) -> bool:
    """ "2017 levels": a time that marks another noun than the trigger."""
    s = scene.syntax
    noun = s.heads[timed.head]
    if (
        s.deps[noun] == "pobj"
        and scene.lows[s.heads[noun]] in ("in", "during", "at")
        and s.heads[s.heads[noun]] == anchor
    ):
        return scene.lemmas[noun] not in words("statements", "yearly")  # "meddled in the 2016 election"
    return s.deps[timed.head] in ("compound", "amod", "nmod", "nummod", "poss") and noun != anchor


def _of_speech(scene: Scene, timed: Timed, anchor: int) -> bool:
    """ "said on Friday he would go": the day stands right behind the verb that reports, and is the day of saying."""
    s = scene.syntax
    before = timed.first - 1
    while before > 0 and scene.lows[before] in ("on", "late", "early", "in", "the"):
        before -= 1
    return (
        before >= 0
        and before != anchor
        and s.pos[before] == "VERB"
        and scene.lemmas[before] in words("details", "speech")
        and before < anchor
    )


def _behind(scene: Scene, timed: Timed, anchor: int) -> bool:
    """True when the time follows the trigger with neither a verb nor another clause between."""
    s = scene.syntax
    if not anchor < timed.first:
        return False
    between = range(anchor + 1, timed.first)
    if s.pos[anchor] in _VERBAL or len(between) >= REACH:
        return False
    return not any(
        s.pos[i] in _VERBAL or s.deps[i] == "mark" or s.tags[i] in _CLAUSE_TAGS or s.words[i] in '";:' for i in between
    )


def _ahead(scene: Scene, timed: Timed) -> bool:
    """A time of something still to be done: after "by", or later than the report."""
    before = scene.lows[timed.first - 1] if timed.first else ""
    published, iso = scene.reading.report.published, iso_of(timed)
    return before in _DUE or (published is not None and iso is not None and iso[:10] > published.value[: len(iso[:10])])
