"""Pronouns and groups ("both leaders", "the two countries"), by rules of recency, gender, number and subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.actors.groups import Focus, groups
from memcon.actors.own import owned
from memcon.actors.persons import Person
from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.actors.words import table, words
from memcon.model.actor import Mention
from memcon.model.span import Span

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "pobj", "dative"})
REACH = 4
"""How many sentences back a pronoun may look."""
MARGIN = 1.0
"""By how much the best candidate must stand out."""


# What it counts that a person's gender is known to fit: most holders of high office whose gender a report has not yet
# told are men, so a "she" goes to the woman known, while a "he" may as well be the one of whom nothing is known.
_KNOWN = {"m": 0.5, "f": 3.0}


class Near(NamedTuple):
    """A person named before a pronoun: token, sentence, whether it was a subject."""

    at: int
    sentence: int
    person: Person
    subject: bool


def corefer(scene: Scene, roster: Roster, found: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by pronoun and group, resolved against the persons and states named before."""
    if not len(scene.syntax):
        return
    grouped = list(groups(scene, roster, found))
    yield from grouped
    reader = _Reader(scene, roster, [*found, *grouped])
    yield from reader.read()


class _Reader:
    """Walks one report in order, keeping who was named last."""

    def __init__(self, scene: Scene, roster: Roster, found: Sequence[Mention]) -> None:
        self.scene, self.roster = scene, roster
        self.people = {p.id: p for p in roster.people}
        self.gender = {p.id: p.gender for p in roster.people}
        self.focus = Focus(scene, found)
        self.busy = {i for m in found for i in scene.syntax.tokens_in(m.span)}
        self.near: list[Near] = []
        self.votes: dict[str, Counter[str]] = {}
        self.sure = False
        persons = [m for m in found if m.kind == "person" and m.actor in self.people]
        self.at = {scene.head(scene.syntax.tokens_in(m.span)): m.actor for m in persons}
        self.queue = [(scene.syntax.tokens_in(m.span), m) for m in persons]

    def read(self) -> Iterator[Mention]:
        """Every pronoun that stands for an actor, in order.

        The report is walked twice: one pronoun may mislead on a person's gender, most of them together do not.
        """
        for _ in self._walk():
            pass
        for who, votes in self.votes.items():
            (most, n), *rest = votes.most_common()
            self.gender[who] = most if not rest or n > rest[0][1] else None
        self.near, self.sure = [], True
        yield from self._walk()

    def _walk(self) -> Iterator[Mention]:
        waiting = sorted(self.queue, key=lambda q: q[0][0], reverse=True)
        for i, word in enumerate(self.scene.lower):
            while waiting and waiting[-1][0][-1] < i:
                self._note(*waiting.pop())
            if i in self.busy:
                continue
            if word in _SINGULAR:
                yield self._singular(i, _SINGULAR[word])
            elif word in _PLURAL:
                yield self._plural(i)

    def _note(self, inside: range, mention: Mention) -> None:
        assert mention.actor is not None
        head = self.scene.head(inside)
        subject = self.scene.syntax.deps[head] in _SUBJECT
        self.near.append(Near(head, self.scene.sentence[head], self.people[mention.actor], subject))

    def _singular(self, i: int, gender: str) -> Mention:
        scored = self._scored(i, gender)
        span = scene_span(self.scene, i, i + 1)
        best = scored[0] if scored else None
        if best is None:
            return Mention(span, None, self.scene.syntax.words[i], "person", "pronoun", why="nobody named before fits")
        if len(scored) > 1 and best[0] - scored[1][0] < MARGIN:
            refs = tuple(p.ref for s, p in scored if best[0] - s < MARGIN)
            return Mention(span, None, self.scene.syntax.words[i], "person", "pronoun", candidates=refs,
                           why="two persons named before fit")  # fmt: skip
        person = best[1]
        clear = len(scored) == 1 or best[0] - scored[1][0] >= 2 * MARGIN
        if not self.sure and self.gender[person.id] is None and clear:
            self.votes.setdefault(person.id, Counter())[gender] += 1
        head = self.scene.syntax
        self.near.append(Near(i, self.scene.sentence[i], person, head.deps[i] in _SUBJECT))
        return self._own(i, person) or self._pronoun(span, person)

    def _pronoun(self, span: Span, person: Person) -> Mention:
        return Mention(span, person.id, person.name, "person", "pronoun", person.country, person.office,
                       former=person.former)  # fmt: skip

    def _scored(self, i: int, gender: str) -> list[tuple[float, Person]]:
        """Persons who may be meant, best first."""
        best: dict[str, tuple[float, Person]] = {}
        here = self.scene.sentence[i]
        barred = self._barred(i)
        for near in self.near:
            person = near.person
            if here - near.sentence > REACH or self.gender[person.id] not in {None, gender} or person.id in barred:
                continue
            score = self._score(i, near, here)
            if person.id not in best or score > best[person.id][0]:
                best[person.id] = (score, person)
        known = {k: (s + (_KNOWN[gender] if self.gender[k] else 0.0), p) for k, (s, p) in best.items()}
        return sorted(known.values(), key=lambda sp: (-sp[0], sp[1].id))

    def _score(self, i: int, near: Near, here: int) -> float:
        """Nearer sentences, subjects, and subjects for subjects."""
        syntax = self.scene.syntax
        back = here - near.sentence
        score = -1.5 * back + 2.0 * near.subject + (0.5 if near.subject and syntax.deps[i] in _SUBJECT else 0.0)
        if back == 0 and near.subject and syntax.heads[near.at] in _up(self.scene, i):
            score += 1.0
        return score + near.at / (10.0 * len(syntax.words))

    def _barred(self, i: int) -> set[str]:
        """Not the subject of the verb whose object the pronoun is; not the speaker of the quotation it stands in."""
        syntax = self.scene.syntax
        out: set[str] = set()
        if syntax.deps[i] in _OBJECT and self.scene.lower[i] not in {"himself", "herself"}:
            verb = syntax.heads[i] if syntax.deps[i] != "pobj" else syntax.heads[syntax.heads[i]]
            out |= {n.person.id for n in self.near if n.subject and syntax.heads[n.at] == verb}
        return out | self._speakers(i)

    def _speakers(self, i: int) -> set[str]:
        if not self.focus.quoted(i):
            return set()
        syntax = self.scene.syntax
        over = [v for v in _up(self.scene, i) if not self.focus.quoted(v)]
        if over:
            named = {n.person.id for n in self.near if n.subject and syntax.heads[n.at] in over}
            below = [c for v in over for c in syntax.children[v] if syntax.deps[c] in _SUBJECT]
            return named | {who for c in below if (who := self.at.get(c)) is not None}
        before = [n for n in self.near if n.subject and n.sentence < self.scene.sentence[i]]
        speech = words("speech", "verbs")
        last = [n for n in before if syntax.lemmas[syntax.heads[n.at]] in speech and not self.focus.quoted(n.at)]
        return {last[-1].person.id} if last and self.scene.sentence[i] - last[-1].sentence <= 2 else set()

    def _own(self, i: int, person: Person) -> Mention | None:
        """ "his office", "her ministry", "his government": the body or state that is the person's by office."""
        follow = self.scene.lower[i + 1] if i + 1 < len(self.scene.lower) else ""
        kind = table()["bodies"]["own"].get(follow)
        if kind is None or self.scene.lower[i] not in {"his", "her", "their"} or i + 1 in self.busy:
            return None
        if kind in {"predecessor", "successor"} and self.scene.name_run(i + 2) > i + 2:
            return None
        return owned(scene_span(self.scene, i, i + 2), person, kind, self.scene.day)

    def _plural(self, i: int) -> Mention:
        span = scene_span(self.scene, i, i + 1)
        refs, kind = self.focus.plural(i)
        if len(refs) > 1:
            return Mention(span, None, self.scene.syntax.words[i], kind, "pronoun", members=refs)
        why = "no group named before is the subject"
        return Mention(span, None, self.scene.syntax.words[i], "person", "pronoun", why=why)


def scene_span(scene: Scene, first: int, last: int) -> Span:
    """Stored-text span of a token range."""
    return scene.syntax.span(first, last)


def _up(scene: Scene, i: int) -> list[int]:
    """The heads above a token, nearest first."""
    out: list[int] = []
    while scene.syntax.heads[i] != i:
        i = scene.syntax.heads[i]
        out.append(i)
    return out
