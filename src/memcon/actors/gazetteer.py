"""The names and words that are looked for, as one Aho-Corasick automaton, and the hits in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from memcon.actors.names import PARTICLES, fold
from memcon.actors.words import Ministry, Title, ministries, table, titles
from memcon.knowledge import kb
from memcon.model.span import Span

SHORT = 5
"""A name of so many letters or fewer, all capitals, is an abbreviation: it must stand in capitals."""


class Entry(NamedTuple):
    """What a surface may mean.

    `kind`: state, adjective, demonym, metonym, short, organisation, body, person, title,
    ministry, none.
    """

    kind: str
    id: str
    surface: str
    title: Title | None = None
    ministry: Ministry | None = None


class Hit(NamedTuple):
    """A surface found: offsets into the text and what it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        """The kind of its first meaning."""
        return self.entries[0].kind

    def of(self, *kinds: str) -> list[Entry]:
        """Its meanings of these kinds."""
        return [e for e in self.entries if e.kind in kinds]


_ALIAS_KINDS = {"adjective": "adjective", "demonym": "demonym", "metonym": "metonym"}


def _knowledge() -> Iterator[Entry]:
    for surface, group in kb.aliases().items():
        if surface.startswith("the ") or surface in table()["skip"]["aliases"]:
            continue
        for alias in group:
            yield Entry(_ALIAS_KINDS.get(alias.kind) or _thing(alias.id), alias.id, surface)
    for person in kb.persons().values():
        for surface in (person.name, *person.aliases):
            if _full(surface):
                yield Entry("person", person.id, surface)


def _thing(key: str) -> str:
    if key in kb.states():
        return "state"
    return "organisation" if key in kb.organisations() else "body"


def _full(name: str) -> bool:
    """Two words or more, whole, and no title among them ("King Abdullah" is read as title and name)."""
    words = fold(name).split()
    titled = words[:1] == ["the"] or any(" ".join(words[:n]) in titles() for n in (1, 2))
    return sum(w not in PARTICLES for w in words) > 1 and words[-1] not in PARTICLES and not titled


def _language() -> Iterator[Entry]:
    for surface, title in titles().items():
        yield Entry("title", title.kind, surface, title=title)
    for surface, ministry in ministries().items():
        yield Entry("ministry", ministry.suffix, surface, ministry=ministry)
    for surface, key in table()["short"]["names"].items():
        yield Entry("short", key, surface)
    for surface in table()["not_actor"]["words"]:
        yield Entry("none", "", surface)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[Entry, ...], ...]]:
    groups: dict[str, list[Entry]] = {}
    for entry in (*_knowledge(), *_language()):
        groups.setdefault(" " + fold(entry.surface).rstrip(), []).append(entry)
    keys = sorted(groups)
    return AhoCorasick(keys), tuple(tuple(dict.fromkeys(groups[k])) for k in keys)


def hits(text: str, spans: Iterable[Span]) -> list[Hit]:
    """The longest surfaces found inside `spans`, leftmost first, at word boundaries and in their letter case."""
    engine, meanings = _automaton()
    found = []
    for span in spans:
        stretch = " " + fold(text[span.start : span.end]) + " "
        raw = engine.find_matches_as_indexes(stretch, overlapping=True)
        # Offsets: one space was put in front, and every key begins with one.
        found += [
            Hit(span.start + a, span.start + b - 1, meanings[n]) for n, a, b in raw if stretch[b] == " "
        ]  # fmt: skip
    return list(_longest(text, found))


def _longest(text: str, found: Sequence[Hit]) -> Iterator[Hit]:
    end = -1
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        if hit.start < end:
            continue
        entries = tuple(e for e in hit.entries if _fits(text, hit, e))
        if entries:
            stop = hit.end + (entries[0].surface[-1:] == "." == text[hit.end : hit.end + 1])
            end = stop
            yield Hit(hit.start, stop, entries)


def _fits(text: str, hit: Hit, entry: Entry) -> bool:
    """Letter case: titles and ministries as they come, abbreviations in capitals, names with a capital first letter."""
    if entry.surface[-1] == "." and entry.kind == "title" and text[hit.end : hit.end + 1] != ".":
        return False
    if entry.kind in {"title", "ministry"} and not entry.surface.isupper():
        return True
    words = text[hit.start : hit.end]
    if entry.surface.isupper() and len(entry.surface) <= SHORT + entry.surface.count("."):
        return words.isupper()
    if not entry.surface[0].isupper():
        return words[0] == entry.surface[0]
    return words[0].isupper() and (entry.kind != "person" or words.split()[-1][0].isupper())
