"""How many: numbers of people, agreements, meetings that an event's own words give."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.events import frames
from memcon.events.lexicon import table, words
from memcon.events.occurrence import Telling
from memcon.events.phrases import noun_phrase
from memcon.events.scene import Scene
from memcon.model.event import Detail

_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}


def find_counts(scene: Scene, telling: Telling) -> Iterator[Detail]:
    """Point `count` with value `noun=number` ("agreements=5") for the numbered nouns in the event's clause. Lengths of
    time, money, shares, ages and "the two sides" are no counts."""
    s = scene.syntax
    done = set()
    for token in sorted(telling.tokens):
        for noun in (
            token,
            *frames.objects(s, token),
            *frames.subjects(s, token),
            *(o for _, _, o in frames.prepositions(s, token)),
        ):
            value = counted(scene, noun) if noun not in done else None
            done.add(noun)
            if value is not None:
                first, last = noun_phrase(scene, noun)
                yield Detail(
                    "count", value, scene.words(first, last), (s.span(first, last),), "asserted", scene.vouched_by(noun)
                )


def counted(scene: Scene, noun: int) -> str | None:
    """`noun=number` of a noun with a cardinal before it, else None."""
    s = scene.syntax
    lemma = scene.lemmas[noun]
    if (
        s.pos[noun] not in ("NOUN", "PROPN")
        or scene.lows[noun] in words("parties", "together")  # the parties themselves
        or lemma in words("details", "count", "not")
        or lemma.rstrip(".") in words("details", "count", "not")
    ):
        return None
    if any(t.first <= noun < t.last for t in scene.times):
        return None
    for c in s.children[noun]:
        if (
            s.deps[c] == "nummod"
            and c < noun
            and s.tags[c] == "CD"
            and s.words[max(c - 1, 0)] not in ("$", "€", "£", "¥", "#", "No.")
        ):
            number = _number(scene, c)
            year = s.words[c].isdigit() and 1900 <= int(s.words[c]) < 2100  # "the 2016 elections"
            if number is not None and number > 0 and not year and not _money(scene, c):
                return f"{scene.lows[noun]}={number}"
    return None


def _money(scene: Scene, token: int) -> bool:
    """ "$200 billion worth of goods"."""
    s = scene.syntax
    first = min([token, *(c for c in s.children[token] if c < token)])
    return any(s.words[max(i, 0)] in ("$", "€", "£", "¥") for i in range(first - 1, token))


def _number(scene: Scene, token: int) -> int | None:
    s = scene.syntax
    total = _figure(scene.lows[token])
    parts = [_figure(scene.lows[c]) for c in s.children[token] if s.deps[c] == "compound" and c < token]
    if total is None:
        return None
    if parts and parts[0] is not None and scene.lows[token] in _SCALE:
        return parts[0] * total
    return total if not parts else None


def _figure(word: str) -> int | None:
    plain = word.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 15 else None
    known = table("details")["number"].get(word)
    return int(known[0]) if known else _SCALE.get(word)
