"""Groups: "the two leaders", "both sides", "the three countries"; and what a plural pronoun stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.actors.persons import Person
from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.actors.words import table, words
from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
REACH = 6
"""How many sentences back a group may find its members."""


class Group(NamedTuple):
    """Count words with their noun: token range, how many, the noun."""

    first: int
    last: int
    number: int
    noun: str


def groups(scene: Scene, roster: Roster, found: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for every counted group of persons or states."""
    cast = Cast(scene, roster, found)
    for group in counted(scene):
        yield cast.mention(group)


def counted(scene: Scene) -> Iterator[Group]:
    """ "the two leaders", "both Baltic states", "the leaders", "the two": a count, or a definite plural, its noun."""
    counts, alone = table()["group"]["count"], table()["group"]["alone"]
    for i, word in enumerate(scene.lower):
        before = scene.lower[i - 1] if i else ""
        last = _noun_end(scene, i) if word in counts else None
        if last is not None:
            yield Group(i, last[0], counts[word], last[1])
        elif word in alone and scene.syntax.deps[i] in _SUBJECT and (before == "the" or word == "both"):
            yield Group(i, i + 1, alone[word], "")
        elif before == "the" and word in {"leaders", "presidents"} and scene.lower[i + 1 : i + 2] != ("of",):
            yield Group(i, i + 1, 2, word)


def _noun_end(scene: Scene, i: int) -> tuple[int, str] | None:
    """Where the counted noun ends and what it is: "leaders" of "two East Asian leaders"; None when none follows."""
    nouns = words("group", "persons") | words("group", "states")
    for at in range(i + 1, min(i + 6, len(scene.lower))):
        pair = " ".join(scene.lower[at - 1 : at + 1])
        if at - 1 > i and pair in nouns:
            return at + 1, pair
        if scene.lower[at] in nouns:
            return at + 1, scene.lower[at]
        if scene.lower[at] in {",", ".", "of", "and", "'s"}:
            return None
    return None


class Cast:
    """Who and which states were named where in the report."""

    def __init__(self, scene: Scene, roster: Roster, found: Sequence[Mention]) -> None:
        """Note every resolved naming, by token."""
        self.scene, self.roster = scene, roster
        people = {p.id: p for p in roster.people}
        self.persons: list[tuple[int, Person]] = []
        self.states: list[tuple[int, ActorRef]] = []
        for mention in sorted(found, key=lambda m: m.span):
            at = scene.syntax.tokens_in(mention.span)
            if not len(at) or mention.actor is None:
                continue
            if mention.actor in people:
                self.persons.append((at[0], people[mention.actor]))
            elif mention.kind == "state":
                self.states.append((at[0], ActorRef(mention.actor, mention.name)))
        named = [(at, r.id or "") for at, r in self.states] + [(at, p.country or "") for at, p in self.persons]
        self.rank = {key: at for at, key in sorted(named, reverse=True)}

    def mention(self, group: Group) -> Mention:
        """The group with its members, or with the reason why it has none."""
        span = self.scene.syntax.span(group.first, group.last)
        persons = group.noun in words("group", "persons")
        if group.noun == "koreas":
            members: tuple[ActorRef, ...] = tuple(ActorRef(s.id, s.name) for k in ("KOR", "PRK") if (s := kb.state(k)))
        elif not group.noun:
            members = self._near_persons(group) or self._in_order(self._states(group))
            persons = bool(members) and any(members[0].id == p.id for _, p in self.persons)
        else:
            members = self._persons(group) if persons else self._in_order(self._states(group))
        kind = "person" if persons else "state"
        name = self.scene.words_of(group.first, group.last)
        why = None if members else f"which {group.number} is not told clearly"
        return Mention(span, None, name, kind, "group", members=members, why=why)

    def _persons(self, group: Group) -> tuple[ActorRef, ...]:
        kinds = set(table()["group"]["kinds"].get(group.noun, ()))
        now = [(at, p) for at, p in self.persons if not p.former]
        fits = [(at, p) for at, p in now if not kinds or p.kinds & kinds or _office(p, kinds)]
        governing = {p.country for _, p in fits if "monarch" not in p.kinds}
        fits = [(at, p) for at, p in fits if "monarch" not in p.kinds or p.country not in governing]
        order = [(at, p.ref, p.country) for at, p in fits]
        before = [o for o in order if o[0] < group.first]
        return self._pick(before, group) or self._pick(order, group, everywhere=True)

    def _near_persons(self, group: Group) -> tuple[ActorRef, ...]:
        """For "the two" and "both" alone: exactly so many persons named in the two sentences before."""
        here = self.scene.sentence[group.first]
        near = [(at, p.ref, p.country) for at, p in self.persons
                if at < group.first and here - 2 <= self.scene.sentence[at] < here]  # fmt: skip
        refs = _distinct(near)
        return refs if len(refs) == group.number else ()

    def _states(self, group: Group) -> tuple[ActorRef, ...]:
        order = [(at, ref, ref.id) for at, ref in self.states]
        order += [(at, ActorRef(p.country, s.name), p.country) for at, p in self.persons
                  if p.country is not None and not p.former and (s := kb.state(p.country))]  # fmt: skip
        order.sort(key=lambda o: o[0])
        before = [o for o in order if o[0] < group.first]
        return self._paired(before, group) or self._pick(before, group) or self._pick(order, group, everywhere=True)

    def _in_order(self, members: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
        """Members by their first naming in the report, so that one group reads alike everywhere."""
        return tuple(sorted(members, key=lambda r: (self.rank.get(r.id or "", len(self.scene.lower)), r.id or "")))

    def _paired(self, before: Sequence[tuple[int, ActorRef, str | None]], group: Group) -> tuple[ActorRef, ...]:
        """Exactly as many states as counted, named in the sentence itself or the one before."""
        here = self.scene.sentence[group.first]
        for back in (0, 1):
            refs = _distinct([o for o in before if self.scene.sentence[o[0]] >= here - back])
            if len(refs) == group.number:
                return refs
            if len(refs) > group.number:
                return ()
        return ()

    def _pick(self, order: Sequence[tuple[int, ActorRef, str | None]], group: Group,
              everywhere: bool = False) -> tuple[ActorRef, ...]:  # fmt: skip
        refs = _distinct(order)
        if len(refs) == group.number:
            return refs
        if len(refs) < group.number or everywhere:
            return ()
        return self._main(order, group) or self._nearest(order, group)

    def _main(self, order: Sequence[tuple[int, ActorRef, str | None]], group: Group) -> tuple[ActorRef, ...]:
        """The ones the report is about: named clearly more often than any other."""
        counts = Counter(o[1] for o in order)
        ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0].id or ""))
        chosen, rest = ranked[: group.number], ranked[group.number :]
        return _distinct([o for o in order if o[1] in dict(chosen)]) if chosen[-1][1] >= 2 * rest[0][1] else ()

    def _nearest(self, order: Sequence[tuple[int, ActorRef, str | None]], group: Group) -> tuple[ActorRef, ...]:
        here = self.scene.sentence[group.first]
        for back in range(REACH):
            refs = _distinct([o for o in order if self.scene.sentence[o[0]] >= here - back])
            if len(refs) == group.number:
                return refs
            if len(refs) > group.number:
                return ()
        return ()


def _office(person: Person, kinds: set[str]) -> bool:
    """Held by the knowledge base though this report gives no title."""
    office = (person.office or "").partition(" of ")[0].lower().replace(" ", "-")
    return office in kinds


def _distinct(order: Sequence[tuple[int, ActorRef, str | None]]) -> tuple[ActorRef, ...]:
    return tuple(dict.fromkeys(o[1] for o in order))


class Focus:
    """Which tokens are quoted, and what group was last the subject."""

    def __init__(self, scene: Scene, found: Sequence[Mention]) -> None:
        """Lay out quotation marks and mentions by token."""
        self.scene = scene
        self._quoted = _quoted(scene)
        self._by_sentence: dict[int, list[tuple[int, Mention]]] = {}
        for mention in sorted(found, key=lambda m: m.span):
            at = scene.syntax.tokens_in(mention.span)
            if len(at):
                self._by_sentence.setdefault(scene.sentence[at[0]], []).append((scene.head(at), mention))

    def quoted(self, i: int) -> bool:
        """True inside quotation marks."""
        return self._quoted[i]

    def plural(self, i: int) -> tuple[tuple[ActorRef, ...], str]:
        """The members and kind of the group a plural pronoun stands for, or nothing."""
        return self._subjects(i) if self._subjects(i)[0] else self._beside(i)

    def _beside(self, i: int) -> tuple[tuple[ActorRef, ...], str]:
        """For "their": the one group named before in the same sentence, no other plural noun in between."""
        here = self._by_sentence.get(self.scene.sentence[i], [])
        groups = [(at, m) for at, m in here if at < i and len(m.members) > 1]
        if self.scene.lower[i] != "their" or len(groups) != 1:
            return (), ""
        at, mention = groups[0]
        between = any(self.scene.syntax.tags[k] in {"NNS", "NNPS"} for k in range(at + 1, i))
        return ((), "") if between else (mention.members, mention.kind)

    def _subjects(self, i: int) -> tuple[tuple[ActorRef, ...], str]:
        """The members and kind of the group that was the subject before token `i`: a counted group or "A and B"."""
        here = self.scene.sentence[i]
        for sentence in (here, here - 1):
            for at, mention in self._by_sentence.get(sentence, []):
                if at < i and self.scene.syntax.deps[at] in _SUBJECT:
                    refs = self._with_others(at, mention, sentence)
                    if len(refs) > 1:
                        return refs, mention.kind
        return (), ""

    def _with_others(self, at: int, mention: Mention, sentence: int) -> tuple[ActorRef, ...]:
        if mention.members:
            return mention.members
        chain = {at}
        refs = list(mention.refs)
        for other, more in self._by_sentence[sentence]:
            if self.scene.syntax.deps[other] == "conj" and self.scene.syntax.heads[other] in chain:
                chain.add(other)
                refs += more.refs
        return tuple(dict.fromkeys(refs))


def _quoted(scene: Scene) -> list[bool]:
    """Inside double quotation marks, paragraph by paragraph left to the marks themselves."""
    out, inside = [], False
    for i, word in enumerate(scene.lower):
        if word == '"':
            mark = scene.text[scene.syntax.starts[i]]
            inside = mark == "“" or (mark != "”" and not inside)
        out.append(inside)
    return out
