"""Whose words they are: by the actors layer where it is there, by the names in the sentence where it is not."""

from __future__ import annotations

from typing import NamedTuple

from memcon.model.actor import ActorRef, Mention
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.quotes.clauses import antecedent, joined, phrase
from memcon.quotes.draft import Draft, Page

_NEAR = 2
"""A pronoun's name is sought in its own paragraph and this many before it."""
LONGEST = 5
"""A person's name has no more words than this."""
_HE_SHE = frozenset({"he", "she", "his", "her"})


class Speaker(NamedTuple):
    """Who speaks: the words, the name to show, the actors, the office of a single one, the side's country."""

    span: Span | None = None
    name: str | None = None
    refs: tuple[ActorRef, ...] = ()
    office: str | None = None
    country: str | None = None


class Namer:
    """Names the heads of phrases of one report."""

    def __init__(self, reading: Reading, page: Page) -> None:
        """`reading.mentions` may be None: then names come from the sentence alone."""
        self.page, self.mentions = page, reading.mentions
        self.at: dict[int, Mention] = {}
        for m in sorted(reading.mentions or (), key=lambda m: m.span.end - m.span.start):
            for t in page.syntax.tokens_in(m.span):
                self.at[t] = m
        self.person = _persons(page.syntax)
        self.names: dict[str, list[list[str]]] = {}
        for first, last in dict.fromkeys(self.person.values()):
            if last - first <= LONGEST:
                self.names.setdefault(page.syntax.words[last - 1], []).append(list(page.syntax.words[first:last]))

    def speaker(self, d: Draft) -> Speaker:
        """The speaker of a draft, blank where nobody is named."""
        if d.speaker is None:
            return Speaker()
        found = self.named(d.speaker)
        relative = self._relative(d.cue) if d.cue is not None else None
        return found if relative is None else found._replace(span=relative)

    def _relative(self, cue: int) -> Span | None:
        """The "who" that is the cue's own subject: the words that name the speaker in that clause, as "he" would."""
        s = self.page.syntax
        at = next((c for c in s.children[cue] if s.deps[c] == "nsubj"), None)
        return s.span(at, at + 1) if at is not None and antecedent(s, at) != at else None

    def named(self, head: int) -> Speaker:
        """Span, name, actors and office of the phrase headed by token `head`."""
        s = self.page.syntax
        span = s.span(*phrase(s, head))
        found = [m for t in _members(s, head) if (m := self.at.get(t)) is not None]
        refs: list[ActorRef] = []
        for m in found:
            refs.extend(r for r in m.refs if r not in refs)
        if refs:
            single = found[0] if len(refs) == 1 else None
            name = _joined([r.name for r in refs])
            return Speaker(span, name, tuple(refs), single.office if single is not None else None, found[0].country)
        return Speaker(span, self._by_words(head, span), country=found[0].country if found else None)

    def _by_words(self, head: int, span: Span) -> str | None:
        """The words themselves, a short name grown to the full one; a pronoun only when no actors layer was made."""
        s = self.page.syntax
        if s.pos[head] == "PRON":
            if self.mentions is not None or s.words[head].lower() not in _HE_SHE:
                return None
            head = self._antecedent(head)
            if head < 0:
                return None
            span = s.span(*phrase(s, head))
        if s.pos[head] == "PROPN" and not joined(s, head):
            if head in self.person:
                return self._full(*self.person[head])
            if phrase(s, head) == (head, head + 1):
                return self._full(head, head + 1)
        return " ".join(span.of(self.page.text).split())

    def _antecedent(self, head: int) -> int:
        """The one person named before the pronoun in its paragraph, else in the one before; -1 if there are several."""
        s = self.page.syntax
        here = self.page.paragraph_of(s.starts[head])
        for k in range(here, max(-1, here - _NEAR), -1):
            bound = self.page.bounds[k]
            named = [
                t for t in range(bound.start, min(bound.stop, head)) if t in self.person and self.person[t][1] == t + 1
            ]
            if named:
                return named[-1] if len({s.words[t] for t in named}) == 1 else -1
        return -1

    def _full(self, first: int, last: int) -> str:
        """The longest name in the report that ends as this one does: "Lopez" is shown as "Maria Lopez"."""
        words = list(self.page.syntax.words[first:last])
        best = words
        for longer in self.names.get(words[-1], ()):
            if len(longer) > len(best) and longer[-len(words) :] == words:
                best = longer
        return " ".join(best)


def _persons(s: Syntax) -> dict[int, tuple[int, int]]:
    """Token ranges of the persons the parser names, by token, without a possessive mark."""
    found: dict[int, tuple[int, int]] = {}
    for e in s.entities:
        last = e.last - 1 if s.tags[e.last - 1] == "POS" else e.last
        if e.label == "PERSON" and last > e.first:
            found.update((t, (e.first, last)) for t in range(e.first, last))
    return found


def _members(s: Syntax, head: int) -> list[int]:
    """The head and those it is joined with ("Lee and Kim")."""
    found = [head]
    for at in found:
        found.extend(c for c in joined(s, at) if c not in found)
    return found


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
