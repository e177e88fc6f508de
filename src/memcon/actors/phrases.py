"""Title phrases: "former South Korean President", "Japan's new foreign minister", "head of the European Union"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memcon.actors.gazetteer import Hit
from memcon.actors.scene import Scene
from memcon.actors.words import Title, words
from memcon.knowledge import kb

_OWNERS = ("state", "adjective", "organisation", "body")


class Phrase(NamedTuple):
    """A title and what belongs to it, as token ranges. `owner` is the id of a state, organisation or body.

    `first` to `last` is what is told of the office (without a name), `outer` where its article and adjectives begin;
    `names` are the names it is told of.
    """

    first: int
    last: int
    title: Title
    owner: str | None
    owners: tuple[str, ...]
    former: bool
    definite: bool
    names: tuple[tuple[int, int], ...]
    foreign: bool = False
    word: str = ""
    outer: int = 0

    @property
    def country(self) -> str | None:
        """ISO alpha-3 of the owner when that is a state."""
        return self.owner if self.owner in kb.states() else None


class _Left(NamedTuple):
    first: int
    owners: tuple[str, ...] = ()
    former: bool = False
    definite: bool = False
    outer: int = 0


def phrases(scene: Scene) -> Iterator[Phrase]:
    """Every title of the report with its country, its modifiers and the names that follow it."""
    for hit in scene.hits:
        if hit.kind == "title" and not (_inside_name(scene, hit) or _inside_company(scene, hit) or _plain(scene, hit)):
            yield _phrase(scene, hit)


def _inside_name(scene: Scene, hit: Hit) -> bool:
    """ "King" of Martin Luther King, "Pope" of Larry Pope: a title word ending a person's name."""
    first, last = scene.range[hit]
    entity = scene.entity.get(first)
    return entity is not None and entity.label == "PERSON" and entity.first < first and entity.last == last


def _plain(scene: Scene, hit: Hit) -> bool:
    """ "the general tenor", "the premier league": the word as an adjective or beside a noun."""
    first, last = scene.range[hit]
    if last - first != 1 or not scene.syntax.words[first].islower() or name_end(scene, last) > last:
        return False
    noun = scene.syntax.heads[first]
    before = scene.syntax.deps[first] == "compound" and noun > first and scene.syntax.words[noun].islower()
    return scene.syntax.pos[first] == "ADJ" or (before and noun not in scene.covered)


def _inside_company(scene: Scene, hit: Hit) -> bool:
    """ "General" of General Dynamics, "Speaker" of Speaker Group: the first word of an organisation's name."""
    first, last = scene.range[hit]
    entity = scene.entity.get(first)
    return entity is not None and entity.label == "ORG" and entity.first == first and entity.last > last and \
        last - first == 1 and scene.syntax.words[last][0].isupper()  # fmt: skip


def _phrase(scene: Scene, hit: Hit) -> Phrase:
    first, last = scene.range[hit]
    title = hit.entries[0].title
    assert title is not None
    left = _left(scene, first)
    last = _elect(scene, last)
    sent = title.kind in words("modifiers", "sent")
    owners, last, foreign = owners_right(scene, last, sent) if not left.owners else (left.owners, last, False)
    names = tuple(_names(scene, last, title.plural))
    owner = owners[0] if len(owners) == 1 else None
    word = scene.text[hit.start : hit.end].lower()
    return Phrase(left.first, last, title, owner, owners, left.former, left.definite, names, foreign, word, left.outer)


def _left(scene: Scene, first: int) -> _Left:
    """Walk back over modifiers and the country: "the newly elected South Korean", "Japan's then-"."""
    former, owners, start, at = False, tuple[str, ...](), first, first
    lowest = scene.syntax.sentences[scene.sentence[first]][0]
    while at > lowest:
        word = scene.lower[at - 1]
        mark = at - 1 if word in {"-", "'s", "'", "’s", "’"} else at
        hit = scene.ending.get(mark)
        if word in words("modifiers", "former"):
            former, at, start = True, at - 1, at - 1
        elif word in words("modifiers", "other") or (
            word == "-" and at - 1 > lowest and _modifier(scene.lower[at - 2])
        ):
            at -= 1
        elif hit is not None and not owners and (owners := _owners(scene, hit, word)):
            at = start = scene.range[hit][0]
        else:
            break
    definite = at > lowest and scene.lower[at - 1] in {"the", "this"}
    return _Left(start, owners, former, definite, at - definite)


def _modifier(word: str) -> bool:
    return word in words("modifiers", "former") or word in words("modifiers", "other")


def _owners(scene: Scene, hit: Hit, word: str) -> tuple[str, ...]:
    if word == "-":
        return ()
    if word in {"'s", "’s", "'", "’"}:
        return scene.countries(hit, "state", "organisation", "body", "metonym")
    return scene.countries(hit, *_OWNERS)


def _elect(scene: Scene, last: int) -> int:
    return last + 2 if scene.lower[last : last + 2] in {("-", "elect"), ("-", "designate")} else last


def owners_right(scene: Scene, last: int, sent: bool = False) -> tuple[tuple[str, ...], int, bool]:
    """The owner behind a title or name ("of Japan"), where it ends; whether of something else.

    With `sent` also "for Germany", and "to Chile" is whom an envoy is sent to, not whose the envoy is.
    """
    if last >= len(scene.lower) or scene.lower[last] not in ({"of", "for", "to"} if sent else {"of"}):
        return (), last, False
    if scene.lower[last] == "to":
        return (), last, True
    at = last + 1
    while at < len(scene.lower) and scene.lower[at] in {"the", "neighboring", "neighbouring"}:
        at += 1
    hit = scene.starting.get(at)
    if hit is None or not hit.of("state", "organisation", "body"):
        return (), last, scene.lower[last] == "of"
    end = scene.range[hit][1]
    if end < len(scene.lower) and (scene.lower[end] in {"'s", "’s", "-"} or _body_of(scene, end)):
        return (), last, True
    return scene.countries(hit, "state", "organisation", "body"), end, False


def _body_of(scene: Scene, at: int) -> bool:
    """ "U.S. Mission": the state is only the first word of some body of its own."""
    return scene.lower[at] in words("organisations", "nouns") and scene.syntax.words[at][0].isupper()


def _names(scene: Scene, at: int, plural: bool) -> Iterator[tuple[int, int]]:
    """The name after a title; after a plural one all of "A, B and C"."""
    while True:
        at = _skip_honorific(scene, at)
        end = name_end(scene, at)
        if end == at:
            return
        yield at, end
        if not plural or end >= len(scene.lower):
            return
        at = end + 1 if scene.lower[end] in {"and", ","} else end
        at += scene.lower[at : at + 1] == ("and",)
        if at == end:
            return


def _skip_honorific(scene: Scene, start: int) -> int:
    at = start
    while at < len(scene.lower) and (honorific(scene, at) is not None or (at > start and scene.lower[at] == "'")):
        at += 1
    return at


def honorific(scene: Scene, at: int) -> str | None:
    """m, f or any when token `at` is Mr, Mrs, Dr …; else None."""
    word = scene.lower[at].rstrip(".")
    if not scene.syntax.words[at][0].isupper():
        return None
    return next((g for g in ("m", "f", "any") if word in words("honorifics", g)), None)


def name_end(scene: Scene, at: int) -> int:
    """One past the name that begins at token `at`: a person of the knowledge base, else a run of capital words."""
    if at >= len(scene.lower):
        return at
    hit = scene.starting.get(at)
    run = scene.name_run(at)
    if hit is not None and hit.kind == "person":
        return max(scene.range[hit][1], run)
    return run
