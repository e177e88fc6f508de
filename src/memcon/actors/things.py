"""Mentions of states, governments, public bodies and organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.actors import names, offices
from memcon.actors.gazetteer import Hit
from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.actors.towns import is_town
from memcon.actors.words import Ministry, words
from memcon.knowledge import kb
from memcon.knowledge.outlets import outlet_named
from memcon.model.actor import ActorRef, Mention
from memcon.model.ids import content_id
from memcon.model.span import Span
from memcon.model.syntax import Entity


def thing_mentions(scene: Scene, roster: Roster, taken: Sequence[Mention]) -> Iterator[Mention]:
    """States by name and adjective, capitals that stand for governments, ministries, organisations."""
    busy = _busy(scene, taken)
    for mention in _by_head_noun(scene, busy):
        for i in scene.syntax.tokens_in(mention.span):
            busy[i] = True
        yield mention
    for hit in scene.hits:
        first, last = scene.range[hit]
        if any(busy[first:last]):
            continue
        found = _thing(scene, roster, hit, first, last)
        if found is not None:
            yield found
    told = list(_text_organisations(scene, busy))
    yield from told
    yield from _again(scene, busy, told)


def _busy(scene: Scene, taken: Sequence[Mention]) -> list[bool]:
    out = [False] * len(scene.lower)
    for mention in taken:
        for i in scene.syntax.tokens_in(mention.span):
            out[i] = True
    return out


def _thing(scene: Scene, roster: Roster, hit: Hit, first: int, last: int) -> Mention | None:
    if hit.of("state"):
        return _state(scene, hit, first, last)
    if hit.of("metonym"):
        return _metonym(scene, hit, first, last)
    if hit.kind == "short":
        return _short(scene, hit, first, last)
    if hit.kind in {"organisation", "body"}:
        entry = hit.entries[0]
        name = offices.actor_name(entry.id)
        return Mention(Span(hit.start, hit.end), entry.id, name, _kind(entry.id), "name", _country(entry.id))
    if hit.kind in {"adjective", "demonym"}:
        return _adjective(scene, hit, last)
    return _ministry(scene, roster, hit, first, last) if hit.kind == "ministry" else None


def _kind(key: str) -> str:
    body = kb.body(key)
    return "office" if body is not None and body.kind == "presidency" else "organisation"


def _country(key: str) -> str | None:
    body = kb.body(key)
    return body.country or None if body is not None else None


def _one(hit: Hit, span: Span, ids: Sequence[str], form: str) -> Mention:
    if len(ids) == 1:
        name = offices.actor_name(ids[0])
        if kb.state(ids[0]) is None:
            return Mention(span, ids[0], name, _kind(ids[0]), form, _country(ids[0]))
        return Mention(span, ids[0], name, "state", form, ids[0])
    refs = tuple(ActorRef(i, offices.actor_name(i)) for i in ids)
    why = "more than one state is called so"
    return Mention(span, None, hit.entries[0].surface, "state", form, candidates=refs, why=why)


def _state(scene: Scene, hit: Hit, first: int, last: int) -> Mention | None:
    entity = scene.entity.get(first)
    if entity is not None and entity.label in {"ORG", "PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"} and \
            (entity.first < first - 1 or entity.last > last + 1):  # fmt: skip
        return None
    if hit.of("adjective") and _modifies(scene, last - 1):
        return _adjective(scene, hit, last)
    return _one(hit, Span(hit.start, hit.end), scene.countries(hit, "state"), "name")


def _short(scene: Scene, hit: Hit, first: int, last: int) -> Mention | None:
    """ "the North" for a state the report names in full, not "the North Sea" nor "the north"."""
    key = hit.entries[0].id
    bare = not _modifies(scene, last - 1) and scene.lower[first - 1 : first] == ("the",)
    return _one(hit, Span(hit.start, hit.end), (key,), "alias") if bare and scene.counts[key] else None


def _modifies(scene: Scene, i: int) -> bool:
    return scene.syntax.deps[i] in {"amod", "compound", "nmod"} and scene.syntax.heads[i] > i


def _noun(scene: Scene, i: int) -> int | None:
    """The noun an adjective belongs to, also as one of several: "Mexican and Canadian cars"."""
    if _modifies(scene, i):
        return scene.syntax.heads[i]
    if scene.syntax.deps[i] == "conj" and _modifies(scene, scene.syntax.heads[i]):
        return scene.syntax.heads[scene.syntax.heads[i]]
    return None


def _adjective(scene: Scene, hit: Hit, last: int) -> Mention | None:
    ids = scene.countries(hit, "state", "adjective", "demonym")
    head = _noun(scene, last - 1)
    if head is None and last < len(scene.lower) and scene.lower[last] in words("people", "government"):
        head = last
    if head is not None and head < last + 3 and scene.lower[head] in words("people", "government"):
        return _one(hit, Span(hit.start, scene.syntax.ends[head]), ids, "name")
    mention = _one(hit, Span(hit.start, hit.end), ids, "demonym")
    noun = scene.lower[head] if head is not None else ""
    if head is None and not hit.of("state"):
        return _nobody(mention, "the people, not the state")
    if noun in words("people", "nouns"):
        return _nobody(mention, f"of nationality: {noun}, not the state")
    return mention


def _nobody(mention: Mention, why: str) -> Mention:
    return Mention(mention.span, None, mention.name, "state", mention.form, mention.country, why=why)


def _metonym(scene: Scene, hit: Hit, first: int, last: int) -> Mention | None:
    part = first > 0 and scene.lower[first - 1] in words("metonym", "parts")
    if part or not stands_for_government(scene, last):
        return None
    ids = scene.countries(hit, "body") or scene.seat_of(hit)
    return _one(hit, Span(hit.start, hit.end), ids, "metonym")


def stands_for_government(scene: Scene, last: int) -> bool:
    """True when a capital or residence acts: it says, urges, is urged, has a policy; not when one is in it."""
    syntax, head = scene.syntax, last - 1
    dep, governor = syntax.deps[head], syntax.heads[head]
    if dep == "conj" and governor < head:
        return stands_for_government(scene, governor + 1)
    lemma = syntax.lemmas[governor].lower()
    if dep in {"nsubj", "agent"}:
        return _subject(scene, governor, lemma)
    if dep in {"dobj", "dative"}:
        return lemma not in words("metonym", "visit")
    if dep == "pobj":
        return lemma in words("metonym", "government")
    if dep == "poss":
        return lemma in words("metonym", "owned") or scene.lower[governor] in words("metonym", "owned")
    return False


def _subject(scene: Scene, verb: int, lemma: str) -> bool:
    syntax = scene.syntax
    if lemma == "be":
        return any(scene.lower[c] in words("metonym", "minded") for c in syntax.children[verb])
    return lemma not in words("metonym", "scene")


def _ministry(scene: Scene, roster: Roster, hit: Hit, first: int, last: int) -> Mention | None:
    ministry = hit.entries[0].ministry
    assert ministry is not None
    owners, start, end = _owner(scene, first, last)
    if ministry.country is not None:
        owners = (ministry.country,)
    owners = owners or _whose(scene, roster, ministry, first)
    span = scene.syntax.span(start, end)
    if len(owners) != 1:
        name = scene.words_of(start, end)
        return Mention(span, None, name, "organisation", "name", why="whose body it is cannot be told")
    key = f"{owners[0]}-{ministry.suffix}"
    known = kb.body(key) if ministry.suffix else None
    label = ministry.name if ministry.suffix else f"{_heading(scene.lower[first:last])} of {{}}"
    name = known.name if known is not None else label.format(offices.owner_name(owners[0]))
    kind = "office" if "Office" in ministry.name else "organisation"
    return Mention(span, known.id if known else content_id("actor", name), name, kind, "name", owners[0])


def _heading(told: Sequence[str]) -> str:
    """ "ministry of commerce", "commerce ministry" → "Commerce Ministry"."""
    words = list(told)
    if words[1:2] == ["of"]:
        words = [w for w in words[2:] if w != "the"] + words[:1]
    return " ".join(w.title() for w in words)


def _whose(scene: Scene, roster: Roster, ministry: Ministry, first: int) -> tuple[str, ...]:
    """No country told: "the president's office" is the one president's; a ministry the outlet's if no other is near."""
    if ministry.suffix in {"presidency", "prime-ministers-office"}:
        holders = {p.country for p in roster.people if ministry.kind in p.kinds and not p.former}
        if holders:
            return tuple(c for c in holders if c is not None) if len(holders) == 1 else ()
    back = 0 if ministry.suffix in {"presidency", "prime-ministers-office"} else 1
    return (scene.home,) if scene.home is not None and scene.states_near(first, back) <= {scene.home} else ()


def _owner(scene: Scene, first: int, last: int) -> tuple[tuple[str, ...], int, int]:
    """The country before ("Japan's", "Chinese") or after ("of Japan") a body, and the tokens of the whole."""
    mark = first - 1 if first and scene.lower[first - 1] in {"'s", "’s", "'", "’"} else first
    hit = scene.ending.get(mark)
    if hit is not None and hit.kind in {"state", "adjective", "metonym"}:
        return scene.countries(hit, hit.kind), scene.range[hit][0], last
    if scene.lower[last : last + 1] == ("of",):
        at = last + 1 + (scene.lower[last + 1 : last + 2] == ("the",))
        follow = scene.starting.get(at)
        if follow is not None and follow.kind == "state":
            return scene.countries(follow, "state"), first, scene.range[follow][1]
    return (), first, last


def _text_organisations(scene: Scene, busy: Sequence[bool]) -> Iterator[Mention]:
    """Names the parser takes for organisations and nobody has listed."""
    for entity in scene.syntax.entities:
        first, last = entity.first, entity.last
        if entity.label != "ORG" and not _outlet(scene, entity):
            continue
        while first < last and scene.lower[first] in {"the", "a", "an"}:
            first += 1
        while last > first and (scene.lower[last - 1] in {"'s", "’s"} or not _wordlike(scene.lower[last - 1])):
            last -= 1
        if last <= first or any(busy[first:last]) or not scene.syntax.words[first][0].isupper():
            continue
        if any(t in scene.starting for t in range(first, last)) and last - first < 3:
            continue
        if last - first == 1 and is_town(scene, scene.syntax.words[first]):
            continue
        yield _organisation(scene, first, last)


def _again(scene: Scene, busy: Sequence[bool], told: Sequence[Mention]) -> Iterator[Mention]:
    """The same names where the parser missed them; of two words or more, so that no common word is taken for one."""
    spans = {tuple(scene.syntax.words[i] for i in scene.syntax.tokens_in(m.span)) for m in told}
    known = {i for m in told for i in scene.syntax.tokens_in(m.span)}
    starts = {words[0]: words for words in sorted(spans) if len(words) > 1}
    for i, word in enumerate(scene.syntax.words):
        name = starts.get(word)
        if name is not None and scene.syntax.words[i : i + len(name)] == name:
            inside = range(i, i + len(name))
            if not any(busy[t] or t in known for t in inside):
                yield _organisation(scene, i, i + len(name))


def _wordlike(word: str) -> bool:
    return any(c.isalnum() for c in word)


def _organisation(scene: Scene, first: int, last: int) -> Mention:
    name = scene.words_of(first, last)
    key = content_id("actor", "organisation", names.key(name))
    return Mention(scene.syntax.span(first, last), key, name, "organisation", "name")


def _outlet(scene: Scene, entity: Entity) -> bool:
    """A newspaper or agency the parser takes for a place or a work."""
    return entity.label in {"LOC", "GPE", "FAC", "WORK_OF_ART", "PERSON", "PRODUCT"} and \
        outlet_named(scene.words_of(entity.first, entity.last)) is not None  # fmt: skip


def _by_head_noun(scene: Scene, busy: Sequence[bool]) -> Iterator[Mention]:
    """ "Northern Trade Institute", "Council for Gulf Studies": capital words with the head word of an organisation."""
    heads = words("organisations", "nouns")
    for i, word in enumerate(scene.lower):
        if word not in heads or not scene.syntax.words[i][0].isupper() or busy[i] or i in scene.covered:
            continue
        first, last = _spread(scene, i)
        covered = {h.kind for t in range(first, last) if (h := scene.starting.get(t)) is not None}
        if last - first > 1 and not covered & {"organisation", "body", "ministry", "title", "person", "none"} \
                and not any(busy[first:last]):  # fmt: skip
            yield _organisation(scene, first, last)


def _spread(scene: Scene, i: int) -> tuple[int, int]:
    """The capital words around a head word; behind it only what "of" or "for" joins."""
    first = i
    lowest, highest = scene.syntax.sentences[scene.sentence[i]]
    while first > lowest and (_name_like(scene, first - 1) or _joint(scene, first - 1)):
        first -= 1
    while first < i and (scene.lower[first] in {"the", "a", "-"} or not scene.syntax.words[first][0].isupper()):
        first += 1
    last = i + 1
    if last + 1 < highest and scene.lower[last] in {"of", "for", "on"} and scene.syntax.words[last + 1][0].isupper():
        last += 1
        while last < highest and _name_like(scene, last) and scene.lower[last] != "the":
            last += 1
        while scene.lower[last - 1] in words("organisations", "inside"):
            last -= 1
    return first, last


def _joint(scene: Scene, i: int) -> bool:
    """A hyphen or an apostrophe inside a name: "Asia-Pacific Council", "Workers' Party"."""
    return (scene.lower[i] == "-" and scene.glued(i + 1)) or (scene.lower[i] in {"'", "’"} and scene.glued(i))


def _name_like(scene: Scene, i: int) -> bool:
    """A capital word that may belong to a name; not a day, not the first word when it is no name."""
    return scene.syntax.words[i][0].isupper() and scene.syntax.pos[i] in {"PROPN", "ADJ", "NOUN"}
