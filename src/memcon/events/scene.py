"""One report as the events stage sees it: what stands at a token (actor, place, time), and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from memcon.events import frames
from memcon.events.lexicon import words
from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention
from memcon.model.place import Place, PlaceMention
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.model.time import TimeExpression

OUTLET = "outlet"
UNNAMED = "unnamed"
# Sentences for which "they" may still mean the people of the meeting told last.
TABLE = 4
_RANK = {"person": 0, "office": 1, "organisation": 2, "state": 3}


class Timed(NamedTuple):
    """A time expression with its token range (half-open) and the token that ties it to the sentence."""

    first: int
    last: int
    head: int
    time: TimeExpression


class Scene:
    """Lookups by token over one Reading that has syntax; every other layer may be missing."""

    def __init__(self, reading: Reading) -> None:
        """Take a Reading with syntax. `lemmas` and `lows` are its lemmas and words in lower case."""
        assert reading.syntax is not None
        self.reading, self.syntax, self.text = reading, reading.syntax, reading.text
        self._table: tuple[tuple[ActorRef, ...], int] = ((), 0)
        self.lemmas = tuple(lemma.lower() for lemma in reading.syntax.lemmas)
        self.lows = tuple(word.lower() for word in reading.syntax.words)

    def sit(self, refs: tuple[ActorRef, ...], i: int) -> None:
        """Remember who was last told, at token `i`, to meet: "they" of the next sentences may mean them."""
        self._table = (refs, self.syntax.sentence_of(i))

    def table_at(self, i: int) -> tuple[ActorRef, ...]:
        """Who sits at the table as token `i` is read; () when the last meeting was told too long ago (`TABLE`)."""
        refs, told = self._table
        return refs if 0 <= self.syntax.sentence_of(i) - told <= TABLE else ()

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """The mention at each token: persons before the rest, then the shortest."""
        found: dict[int, Mention] = {}
        ranked = sorted(self.reading.mentions or (), key=lambda m: (-_RANK.get(m.kind, 9), m.span.start - m.span.end))
        for mention in ranked:  # the last one written wins
            for i in self.syntax.tokens_in(mention.span):
                found[i] = mention
        return found

    @cached_property
    def times(self) -> tuple[Timed, ...]:
        """Time expressions that touch a token, in text order."""
        found = []
        for time in self.reading.times or ():
            inside = self.syntax.tokens_in(time.span)
            if len(inside):
                found.append(Timed(inside.start, inside.stop, self.head_of(inside.start, inside.stop), time))
        return tuple(found)

    @cached_property
    def places(self) -> dict[int, PlaceMention]:
        """The place mention at each token."""
        return {i: p for p in self.reading.places or () for i in self.syntax.tokens_in(p.span)}

    @cached_property
    def placed(self) -> tuple[int, ...]:
        """Tokens that may say where: places, states, "here", in text order."""
        states = {i for i, m in self.mentions.items() if m.kind == "state"}
        here = {i for i, word in enumerate(self.lows) if word == "here"}
        return tuple(sorted(states | here | set(self.places) | set(self.told)))

    @cached_property
    def told(self) -> dict[int, Place]:
        """Towns no list has, by the report's word for them: "in the port city of X", "in X, a town in Y"."""
        s, found = self.syntax, {}
        for i, lemma in enumerate(self.lemmas):
            if s.pos[i] != "NOUN" or lemma not in words("parties", "towns"):
                continue
            named = [o for word, _, o in frames.prepositions(s, i) if word == "of"]
            named += [s.heads[i]] if s.deps[i] == "appos" else []
            for o in named:
                if s.pos[o] == "PROPN" and o not in self.places and o not in self.mentions:
                    first = min([c for c in s.children[o] if s.deps[c] == "compound" and c < o], default=o)
                    found[o] = Place(self.words(first, o + 1), kind="town")
        return found

    @cached_property
    def countries(self) -> dict[str, str]:
        """Actor id to ISO alpha-3, as the mentions say it (a state is its own country)."""
        found: dict[str, str] = {}
        for m in self.reading.mentions or ():
            if m.actor is not None:
                country = m.actor if m.kind == "state" else m.country
                if country is not None:
                    found.setdefault(m.actor, country)
        return found

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Actor id to the kind of actor it is; a person named once by office stays a person."""
        found: dict[str, str] = {}
        for m in self.reading.mentions or ():
            if m.actor is not None and (m.actor not in found or m.kind == "person"):
                found[m.actor] = m.kind
        return found

    @cached_property
    def officials(self) -> frozenset[str | None]:
        """Ids of persons whom the report names with an office, of whichever state."""
        people = (m for m in self.reading.mentions or () if m.kind == "person" and m.actor is not None)
        return frozenset(m.actor for m in people if m.office or m.form == "title" or self._titled(m))

    @cached_property
    def spokespersons(self) -> frozenset[str | None]:
        """Ids of persons whom the report calls somebody's spokesperson, before or behind the name."""
        found = set[str | None]()
        for m in self.reading.mentions or ():
            if m.kind != "person" or m.actor is None:
                continue
            inside = self.syntax.tokens_in(m.span)
            near = range(max(inside.start - 4, 0), min(inside.stop + 4, len(self.syntax))) if len(inside) else range(0)
            if any(self.lemmas[i].startswith("spokes") for i in near) or "spokes" in (m.office or "").lower():
                found.add(m.actor)
        return frozenset(found)

    def _titled(self, mention: Mention) -> bool:
        """ "Prime Minister X", of whichever state."""
        told = mention.span.of(self.text).lower().split()
        return len(told) > 1 and any(w in words("parties", "agents") for w in told[:-1])

    @cached_property
    def former(self) -> frozenset[str | None]:
        """Ids of those whom the report calls former, or then-, holders, and of those who have left their offices."""
        people = {m.actor for m in self.reading.mentions or () if m.kind == "person" and m.actor is not None}
        called = {m.actor for m in self.reading.mentions or () if m.former and m.actor is not None}
        published = self.reading.report.published
        day = published.value[:10] if published is not None else None
        return frozenset(called | {p for p in people if day is not None and _left(p, day)})

    @cached_property
    def _quoted(self) -> dict[int, Quote]:
        """The quote whose content holds a token; the narrowest where one lies in another."""
        found: dict[int, Quote] = {}
        quotes = sorted(self.reading.quotes or (), key=lambda q: -sum(s.end - s.start for s in q.content))
        for quote in quotes:
            for span in quote.content:
                for i in self.syntax.tokens_in(span):
                    found[i] = quote
        return found

    def quote_at(self, i: int) -> Quote | None:
        """The quote that token `i` is said in, or None."""
        return self._quoted.get(i)

    def country(self, ref: ActorRef) -> str | None:
        """ISO alpha-3 of an actor's country as the report's mentions have it."""
        if ref.id is None:
            return None
        return self.countries.get(ref.id) or (ref.id if kb.state(ref.id) is not None else None)

    def kind(self, ref: ActorRef) -> str | None:
        """The kind of an actor: person, state, organisation, office."""
        if ref.id is None:
            return None
        return self.kinds.get(ref.id) or ("state" if kb.state(ref.id) is not None else None)

    def head_of(self, first: int, last: int) -> int:
        """The token of a range (half-open) whose head lies outside it; the first where there are several."""
        for i in range(first, last):
            if not first <= self.syntax.heads[i] < last or self.syntax.heads[i] == i:
                return i
        return first

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range (half-open) of the sentence that holds token `i`."""
        return self.syntax.sentences[self.syntax.sentence_of(i)]

    def span(self, tokens: list[int]) -> Span:
        """Stored-text span from the first to the last of some tokens."""
        return Span(self.syntax.starts[min(tokens)], self.syntax.ends[max(tokens)])

    def words(self, first: int, last: int) -> str:
        """The report's own words of a token range (half-open), white space folded."""
        return " ".join(self.syntax.span(first, last).of(self.text).split())

    def place(self, i: int) -> Place | None:
        """The place named at token `i`: a place mention that is no metonym, else a state named there."""
        found = self.places.get(i)
        if found is not None and found.place is not None:
            return found.place
        if i in self.told:
            return self.told[i]
        mention = self.mentions.get(i)
        if mention is not None and mention.kind == "state" and mention.form in ("name", "full", "alias"):
            return Place(mention.name, mention.actor, kind="country")
        return None

    def vouched_by(self, i: int) -> str:
        """Who vouches for what stands at token `i`: outlet, an actor's name, or unnamed (see the contract)."""
        quote = self.quote_at(i) or self._continued(i)
        if quote is not None and quote.kind != "direct" and quote.act == "pledges":
            quote = None  # what is pledged is the speaker's; where and in which meeting, the outlet's
        if quote is None:
            return self._told(i)
        if not any(r.id is not None or r.name[:1].isupper() for r in quote.speakers):  # "analysts"
            return self._named(quote)
        return quote.speaker_name or UNNAMED

    def _named(self, quote: Quote) -> str:
        """A speaker nobody has listed, by his proper name ("the Kremlin"); unnamed when the words hold none."""
        inside = self.syntax.tokens_in(quote.speaker) if quote.speaker is not None else range(0)
        if not any(self.syntax.pos[i] == "PROPN" for i in inside) or self.syntax.pos[inside[-1]] != "PROPN":
            return UNNAMED
        return (quote.speaker_name or UNNAMED).removeprefix("the ")

    def _continued(self, i: int) -> Quote | None:
        """The indirect quote that a coordinated clause goes on with ("said it was short but ended well")."""
        s = self.syntax
        while s.heads[i] != i and s.deps[i] in (
            "conj",
            "xcomp",
            "dobj",
            "npadvmod",
            "pobj",
            "prep",
            "nummod",
            "advmod",
            "ccomp",
        ):
            if s.deps[i] == "conj" and any(s.deps[c] in ("nsubj", "nsubjpass") for c in s.children[i]):
                return None
            i = s.heads[i]
            quote = self.quote_at(i)
            if quote is not None:
                return quote if quote.kind == "indirect" else None
        return None

    def _told(self, i: int) -> str:
        """From syntax alone: an according-to frame over the clause, or the subject of a speech verb above it."""
        s, at = self.syntax, i
        while True:
            for c in s.children[at]:
                if s.lemmas[c].lower() == "accord" and c != i and s.deps[c] in ("prep", "advcl", "prt", "acl"):
                    named = self._name_under(c)
                    if named is not None and not self._inside(i, c):
                        return named
            head = s.heads[at]
            if head == at:
                return OUTLET
            if (
                s.deps[at] == "ccomp"
                and s.lemmas[head].lower() in words("details", "speech")
                and not self.reading.quotes
            ):
                return self._speaker(head)
            at = head

    def _inside(self, i: int, top: int) -> bool:
        while i != top and self.syntax.heads[i] != i:
            i = self.syntax.heads[i]
        return i == top

    def _name_under(self, c: int) -> str | None:
        s = self.syntax
        for _, _, obj in _below(s, c):
            mention = self.mentions.get(obj)
            if mention is not None and mention.form != "group" and mention.name[:1].isupper():
                return mention.name
            tokens = [t for t in s.subtree(obj) if t >= c]
            if s.pos[obj] == "PROPN":
                return self.words(min(tokens), max(tokens) + 1).removeprefix("the ")
            return UNNAMED
        return None

    def _speaker(self, verb: int) -> str:
        for subject in frames.subjects(self.syntax, verb):
            mention = self.mentions.get(subject)
            if mention is not None and mention.actor is not None:
                return mention.name
        return UNNAMED


def _left(person: str, day: str) -> bool:
    """True for a person who held offices and held none of them on `day` nor later, by the knowledge base."""
    held = kb.tenures_of(person)
    return bool(held) and all(t.end_kind in ("exact", "bound") and t.end < day[: len(t.end)] for t in held)


def _below(syntax: Syntax, i: int) -> Iterator[tuple[str, int, int]]:
    """What "according" governs: the parser hangs "to X" on it in one of two ways."""
    yield from frames.prepositions(syntax, i)
    for c in syntax.children[i]:
        if syntax.deps[c] == "pobj":
            yield syntax.words[c], i, c
