"""The words this room knows, read once from `memcon/data/quotes`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Frame(NamedTuple):
    """Where a cue's content stands: `kind` one of that, to, ing, obj, prep; `prep` the preposition's lemma;
    `with_object` when the object belongs to the content too; `complement` when an object complement is needed;
    `thing` when the object must be no person ("welcomed the accord", not "welcomed the guest")."""

    kind: str
    prep: str | None = None
    with_object: bool = False
    complement: bool = False
    thing: bool = False


class Cue(NamedTuple):
    """One reporting word: its frames in order, and whether direct speech may stand beside it."""

    lemma: str
    frames: tuple[Frame, ...]
    quote: bool

    def has(self, kind: str) -> bool:
        """True when one of the frames is of that kind."""
        return any(f.kind == kind for f in self.frames)

    @property
    def has_complement(self) -> bool:
        """True when it may give its object a name: called it "weak"."""
        return any(f.complement for f in self.frames)

    @property
    def prepositions(self) -> dict[str, Frame]:
        """Frames by their preposition."""
        return {f.prep: f for f in self.frames if f.prep is not None}


class Cues(NamedTuple):
    """Verbs (with particle: "point_out"), nouns and adjectives by lemma; the first words of verbs with particles."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    particles: frozenset[str]


class Speech(NamedTuple):
    """Act by cue lemma, act by opening words, stance by lemma."""

    acts: dict[str, str]
    opening: tuple[tuple[str, str], ...]
    stance: dict[str, str]


class Channels(NamedTuple):
    """Words that name a channel: each of the first four maps a word (or words) to the channel's kind."""

    addressees: dict[str, str]
    occasions: dict[str, str]
    verbs: dict[str, str]
    papers: dict[str, str]
    unnamed: frozenset[str]
    offices: frozenset[str]
    outlet_words: frozenset[str]
    outlet_names: frozenset[str]
    outlet_marks: frozenset[str]
    works: frozenset[str]
    rubrics: frozenset[str]


@cache
def cues() -> Cues:
    """Reporting words (`cues.toml`)."""
    table = _load("cues.toml")
    verbs, nouns, adjectives = (
        {lemma: _cue(lemma, line) for lemma, line in table[part].items()} for part in ("verbs", "nouns", "adjectives")
    )
    return Cues(verbs, nouns, adjectives, frozenset(v.split("_")[0] for v in verbs if "_" in v))


@cache
def speech() -> Speech:
    """Acts and stance words (`speech.toml`)."""
    table = _load("speech.toml")
    opening = [(words, act) for act, row in table["opening"].items() for words in row]
    opening.sort(key=lambda pair: (-len(pair[0]), pair))
    return Speech(_turn(table["acts"]), tuple(opening), _turn(table["stance"]))


@cache
def channels() -> Channels:
    """Channel words (`channels.toml`)."""
    t = _load("channels.toml")
    people, outlets = t["people"], t["outlets"]
    return Channels(
        addressees=_turn(t["addressees"]),
        occasions=_turn(t["occasions"]),
        verbs=_turn(t["verbs"]),
        papers=_turn(t["papers"]),
        unnamed=frozenset(people["unnamed"]),
        offices=frozenset(people["offices"]),
        outlet_words=frozenset(outlets["words"]),
        outlet_names=frozenset(outlets["names"]),
        outlet_marks=frozenset(outlets["marks"]),
        works=frozenset(t["works"]["words"]),
        rubrics=frozenset(t["rubrics"]["words"]),
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("memcon.data.quotes").joinpath(name).read_text(encoding="utf-8"))


def _turn(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, row in table.items() for word in row}


def _cue(lemma: str, line: str) -> Cue:
    words = line.split()
    return Cue(lemma, tuple(_frame(w) for w in words if w != "quote"), "quote" in words)


def _frame(word: str) -> Frame:
    """`that`, `to`, `ing`, `obj`, `thing`; `to:prep`, `of`, `obj+as`, `obj+to:prep` (a preposition); `obj+comp`,
    `obj+to`."""
    with_object = word.startswith("obj+")
    rest = word.removeprefix("obj+")
    if rest == "comp":
        return Frame("obj", complement=True)
    if rest == "thing":
        return Frame("obj", thing=True)
    if rest in ("that", "to", "ing", "obj"):
        return Frame(rest, with_object=with_object)
    return Frame("prep", rest.removesuffix(":prep"), with_object)
