"""From the words a predicate names to the actors they mean, through the mentions of the report."""

from __future__ import annotations

from collections.abc import Iterable

from memcon.events import frames
from memcon.events.lexicon import words
from memcon.events.scene import Scene
from memcon.model.actor import ActorRef, Mention

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_THIRD_PERSON = frozenset({"it", "they", "he", "she"})
_OWNED = frozenset({"poss", "amod", "compound", "nmod"})


def actors_at(scene: Scene, heads: Iterable[int]) -> tuple[ActorRef, ...]:
    """The actors that noun heads and what is coordinated with them mean, in text order, each once."""
    found: dict[tuple[str | None, str], ActorRef] = {}
    for head in heads:
        for token in (*before(scene, head), *frames.conjuncts(scene.syntax, head)):
            for ref in actors_of(scene, token):
                found.setdefault((ref.id, ref.name if ref.id is None else ""), ref)
    return tuple(found.values())


def before(scene: Scene, head: int) -> list[int]:
    """The person named right before "and" and this one, where the parser lost the coordination of two names."""
    s, mention = scene.syntax, scene.mentions.get(head)
    if mention is None or mention.kind not in ("person", "office"):
        return []
    subject = s.deps[head] in ("nsubj", "nsubjpass")
    at = s.tokens_in(mention.span).start - 1
    other = scene.mentions.get(at - 1) if at > 0 and scene.lows[at] == "and" else None
    if other is None or other is mention or other.kind != mention.kind:
        return []
    inside = s.tokens_in(other.span)
    top = scene.head_of(inside.start, inside.stop)
    if s.heads[top] in s.tokens_in(mention.span):  # hung on the second name itself
        return [top]
    return [top] if subject and s.deps[top] not in ("pobj", "dobj", "appos", "poss") else []


def actors_of(scene: Scene, head: int) -> tuple[ActorRef, ...]:
    """The actors one noun head means: its own mention; the speaker for "we" in his words; its apposition; the state or
    office that its men, forces or officials serve ("Japanese officials", "troops of X"). () when nobody stands out."""
    s = scene.syntax
    if scene.lows[head] in _FIRST_PERSON:
        quote = scene.quote_at(head)
        return quote.speakers if quote is not None and quote.kind != "indirect" else ()
    mention = _mention(scene, head)
    if scene.lows[head] in _THIRD_PERSON and (mention is None or not mention.refs):
        return _who_says(scene, head)
    if mention is not None:
        return _refs(mention)
    for c in s.children[head]:
        if s.deps[c] == "appos" and (mention := _mention(scene, c)) is not None and mention.refs:
            return mention.refs
    if scene.lemmas[head] in words("parties", "agents"):
        return _principal(scene, head)
    return ()


def _who_says(scene: Scene, pronoun: int) -> tuple[ActorRef, ...]:
    """ "Norway said it would": a pronoun nobody has resolved is the one who says it, where it is that clause's subject."""
    s = scene.syntax
    clause = s.heads[pronoun]
    above = s.heads[clause]
    if s.deps[pronoun] not in ("nsubj", "nsubjpass") or s.deps[clause] != "ccomp":
        return ()
    if scene.lemmas[above] not in words("details", "speech"):
        return ()
    return tuple(r for t in frames.subjects(s, above) if (m := scene.mentions.get(t)) is not None for r in m.refs)


def _mention(scene: Scene, head: int) -> Mention | None:
    """The mention at a head, unless that mention is only a modifier inside the phrase ("[Japanese] cars")."""
    mention = scene.mentions.get(head)
    if mention is None:
        return None
    inside = scene.syntax.tokens_in(mention.span)
    if scene.head_of(inside.start, inside.stop) != head and scene.syntax.heads[head] not in inside:
        return mention if mention.kind != "state" or mention.form != "demonym" else None
    return mention


def _refs(mention: Mention) -> tuple[ActorRef, ...]:
    if mention.refs or mention.form in ("pronoun", "group"):
        return mention.refs
    return (ActorRef(None, mention.name),) if mention.kind in ("person", "organisation") else ()


def _principal(scene: Scene, head: int) -> tuple[ActorRef, ...]:
    """Whom officials, troops or a government serve: the state or organisation before the noun, or after "of"."""
    s = scene.syntax
    for c in sorted(s.children[head]):
        if s.deps[c] in _OWNED and (mention := scene.mentions.get(c)) is not None and mention.kind != "person":
            return mention.refs
    for word, _, obj in frames.prepositions(s, head):
        if word in ("of", "from") and (mention := scene.mentions.get(obj)) is not None and mention.kind != "person":
            return mention.refs
    return ()


def acted_on(scene: Scene, heads: Iterable[int]) -> tuple[ActorRef, ...]:
    """As `actors_at`, and the state whose goods, firms or people something is done to ("tariffs on X's products")."""
    heads = tuple(heads)
    found = actors_at(scene, heads)
    if found:
        return found
    things = [h for h in heads if scene.lemmas[h] in words("parties", "things")]
    return tuple(dict.fromkeys(r for h in things for r in _principal(scene, h)))


def unlisted(scene: Scene, heads: Iterable[int]) -> tuple[ActorRef, ...]:
    """Lawmakers, rebels, officials whom no mention names: by the report's own words, without an id."""
    s = scene.syntax
    for head in heads:
        if scene.lemmas[head] in words("parties", "agents") and s.pos[head] == "NOUN":
            below = [t for t in s.subtree(head) if t <= head]
            first = next((t for t in below if s.pos[t] not in ("DET", "PUNCT")), head)
            return (ActorRef(None, scene.words(first, head + 1)),)
    return ()


def joined_names(scene: Scene, noun: int) -> tuple[int, ...]:
    """The names written together before a noun: "the Japan-Korea summit", "U.S.-China-Russia talks". () for one alone."""
    s = scene.syntax
    at = noun - 1
    found: list[int] = []
    while at > 0 and noun - at < 10:
        if scene.mentions.get(at) is not None and (
            not found or s.words[at + 1] in "-/–" or scene.mentions[at] is scene.mentions.get(at + 1)
        ):
            found.append(at)
        elif s.words[at] not in "-/–" and (found or s.pos[at] not in ("ADJ", "NOUN", "ADV")):
            break
        at -= 1
    return tuple(reversed(found)) if any(s.words[t - 1] in "-/–" for t in found) else ()


def party_key(scene: Scene, ref: ActorRef) -> str:
    """What a party counts as when two tellings are compared: its country where known, else its id or name."""
    return scene.country(ref) or ref.id or ref.name.casefold()
