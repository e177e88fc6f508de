"""From the words a predicate names to the actors they mean, through the mentions of the report."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from memcon.events import frames
from memcon.events.lexicon import words
from memcon.events.predicates import Predicate
from memcon.events.scene import Scene
from memcon.knowledge.countries import state_named
from memcon.model.actor import ActorRef, Mention
from memcon.model.event import Event

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_THIRD_PERSON = frozenset({"it", "they", "he", "she"})
_POSSESSIVE = frozenset({"his", "her"})
_OWNED = frozenset({"poss", "amod", "compound", "nmod"})


def actors_at(scene: Scene, heads: Iterable[int]) -> tuple[ActorRef, ...]:
    """The actors that noun heads and what is coordinated with them mean, in text order, each once."""
    found: dict[tuple[str | None, str], ActorRef] = {}
    for head in _past_dateline(scene, heads):
        for token in sorted((*before(scene, head), *frames.conjuncts(scene.syntax, head))):
            for ref in actors_of(scene, token):
                found.setdefault((ref.id, ref.name if ref.id is None else ""), ref)
    return tuple(found.values())


def _past_dateline(scene: Scene, heads: Iterable[int]) -> list[int]:
    """ "LIMA, Peru - X and Y met": the parser takes the line's opening for the subject; those behind the dash are."""
    s, found = scene.syntax, []
    for head in heads:
        opening = s.words[head].isupper() and len(s.words[head]) > 3 and head - scene.sentence(head)[0] < 3
        behind = _behind_dash(scene, head) if opening and s.deps[head] == "nsubj" else None
        found.append(head if behind is None else behind)
    return found


def _behind_dash(scene: Scene, head: int) -> int | None:
    """Who is first named between a dash behind `head` and its verb."""
    s = scene.syntax
    dash = next((i for i in range(head, min(head + 9, s.heads[head])) if s.words[i] in ("-", "--", "–", "—")), None)
    if dash is None:
        return None
    first = next((i for i in range(dash + 1, s.heads[head]) if scene.mentions.get(i) is not None), None)
    return None if first is None else _top(scene, s.tokens_in(scene.mentions[first].span))[0]


def before(scene: Scene, head: int) -> list[int]:
    """Those named with this one, where the parser lost the coordination: the person right before "and" and it, and a
    list that it took for appositions ("X of A, Y of B and Z of C met"). `frames.conjuncts` gives the rest."""
    return [*_and_before(scene, head), *_in_list(scene, head), *_in_row(scene, head)]


def _in_list(scene: Scene, head: int) -> list[int]:
    """Appositions that name somebody else of the same kind, with what is coordinated with them."""
    s, mention = scene.syntax, scene.mentions.get(head)
    if mention is None or mention.kind not in ("person", "state") or not mention.refs:
        return []
    found: list[int] = []
    for c in s.children[head]:
        other = scene.mentions.get(c)
        named = other is not None and other.kind == mention.kind and other.refs and other.refs != mention.refs
        if c > head and s.deps[c] == "appos" and named and s.words[left_of(scene, c)] == ",":
            found += frames.conjuncts(s, c)
    return found if len(found) > 1 or any(s.deps[c] == "conj" for c in s.children[head]) else []


def _in_row(scene: Scene, head: int) -> list[int]:
    """The persons who stand in a row with a subject, before its verb: "X of A, Y of B and Z met"; with commas alone
    only where a line opens so ("X, Y, Z agree")."""
    s, here = scene.syntax, scene.mentions.get(head)
    if s.deps[head] not in ("nsubj", "nsubjpass", "appos") or here is None or here.kind != "person":
        return []
    row = _row(scene, head)
    if len(row) < 2 or _verb_inside(scene, row[-1].stop, head) or _top(scene, row[0])[1] in ("pobj", "dobj", "poss"):
        return []
    coordinated = scene.lows[row[-1].start - 1] in ("and", "&")
    ahead = range(scene.sentence(head)[0], row[0].start)
    opens = all(s.pos[i] == "PUNCT" or s.words[i].isupper() or s.words[i][0].isdigit() for i in ahead)
    return [top for r in row if head not in r and (top := _top(scene, r)[0]) >= 0] if coordinated or opens else []


def _verb_inside(scene: Scene, stop: int, head: int) -> bool:
    """True where the row runs past the verb of its subject."""
    s, at = scene.syntax, head
    while s.pos[at] not in ("VERB", "AUX") and s.heads[at] != at:
        at = s.heads[at]
    return stop > at


def _top(scene: Scene, inside: range) -> tuple[int, str]:
    """The head of a mention's tokens, and what it is in the sentence."""
    top = scene.head_of(inside.start, inside.stop)
    return top, scene.syntax.deps[top]


def _row(scene: Scene, head: int) -> list[range]:
    """Tokens of each person of the row that holds the one at `head`, in text order; "of" and a state, commas and "and"
    may stand between."""
    first, last = scene.sentence(head)
    here = scene.syntax.tokens_in(scene.mentions[head].span)
    row = [here]
    for step in (-1, 1):
        at = here.start - 1 if step < 0 else here.stop
        while (found := _neighbour(scene, at, step, first, last)) is not None:
            row.append(found)
            at = found.start - 1 if step < 0 else found.stop
    return sorted(row, key=lambda r: r.start)


def _neighbour(scene: Scene, at: int, step: int, first: int, last: int) -> range | None:
    """The person next in a row, from the token beyond the last one."""
    joined = False
    while first <= at < last:
        mention = scene.mentions.get(at)
        if scene.lows[at] in (",", "and", "&"):
            joined = True
        elif mention is not None and mention.kind == "person" and mention.refs and mention.form != "pronoun":
            return scene.syntax.tokens_in(mention.span) if joined else None
        elif scene.lows[at] != "of" and (mention is None or mention.kind != "state" or (step > 0) == joined):
            return None
        at += step
    return None


def left_of(scene: Scene, head: int) -> int:
    """The token right before the mention at a head (or before the head, where nobody is mentioned)."""
    mention = scene.mentions.get(head)
    first = scene.syntax.tokens_in(mention.span).start if mention is not None else head
    return max(first - 1, 0)


def _and_before(scene: Scene, head: int) -> list[int]:
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
        return _whom_we_mean(scene, head, quote.speakers) if quote is not None and quote.kind != "indirect" else ()
    mention = _mention(scene, head)
    if mention is not None and mention.form in ("title", "pronoun") and (behind := _named_behind(scene, head)):
        return behind
    if mention is not None and mention.refs:
        return _everybody(scene, head, mention)
    if mention is not None and (nation := _nation(scene, head, mention)):
        return nation
    meant = _unresolved(scene, head, mention)
    if meant:
        return meant
    if mention is not None:
        return _refs(mention)
    for c in s.children[head]:
        if s.deps[c] == "appos" and (named := _mention(scene, c)) is not None and named.refs:
            return named.refs
    return ()


def _whom_we_mean(scene: Scene, pronoun: int, speakers: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """ "we" of a spokesperson is the state spoken for; else whoever speaks."""
    if scene.lows[pronoun] not in ("we", "us", "our", "ourselves"):
        return speakers
    return tuple(
        ActorRef(country, state_named(country))
        if r.id in scene.spokespersons and (country := scene.country(r)) is not None
        else r
        for r in speakers
    )


def _named_behind(scene: Scene, head: int) -> tuple[ActorRef, ...]:
    """ "Its leader, a veteran of the left, Ada Brandt, ...": the person named in apposition."""
    s, at = scene.syntax, [head]
    for _ in range(2):
        at = [c for i in at for c in s.children[i] if s.deps[c] == "appos"]
        for c in at:
            mention = _mention(scene, c)
            if mention is not None and mention.kind == "person" and mention.form == "full" and mention.refs:
                return mention.refs
    return ()


def _nation(scene: Scene, head: int, mention: Mention) -> tuple[ActorRef, ...]:
    """ "the Peruvians rejected the plan", "Peruvians rejected it": the people as one. () for some of them."""
    s = scene.syntax
    if mention.kind != "state" or mention.form != "demonym" or s.tags[head] not in ("NNPS", "NNS"):
        return ()
    if any(s.pos[c] in ("NUM", "ADJ", "NOUN", "VERB") or s.deps[c] in ("amod", "acl") for c in s.children[head]):
        return ()
    if any(s.deps[c] == "det" and scene.lows[c] != "the" for c in s.children[head]) or mention.country is None:
        return ()
    return (ActorRef(mention.country, state_named(mention.country)),)


def _everybody(scene: Scene, head: int, mention: Mention) -> tuple[ActorRef, ...]:
    """Whom a mention means; "the leaders", without a number, means all at the table that has more of them."""
    table = scene.table_at(head) if mention.form == "group" else ()
    counted = any(scene.syntax.pos[c] == "NUM" or scene.lows[c] == "both" for c in scene.syntax.children[head])
    return table if not counted and set(mention.refs) < set(table) else mention.refs


def _unresolved(scene: Scene, head: int, mention: Mention | None) -> tuple[ActorRef, ...]:
    """What a word means that the mentions leave open: a pronoun, "the leaders", a state's officials."""
    low, lemma = scene.lows[head], scene.lemmas[head]
    if low in _THIRD_PERSON:
        return _who_says(scene, head) or (scene.table_at(head) if low == "they" else ())
    if low in _POSSESSIVE:
        return _named_later(scene, head)
    if scene.syntax.deps[head] == "attr":  # "X became the first leader to": what X is
        s = scene.syntax
        return actors_at(scene, [c for c in s.children[s.heads[head]] if s.deps[c] == "nsubj" and s.pos[c] == "PROPN"])
    if mention is not None and mention.kind == "office" and mention.country is not None:
        return (ActorRef(mention.country, state_named(mention.country)),)
    if lemma in words("parties", "agents"):
        found = _principal(scene, head)
        if found:
            return found
    return scene.table_at(head) if _all_of_them(scene, head, mention) else ()


def _all_of_them(scene: Scene, head: int, mention: Mention | None) -> bool:
    """ "the two prime ministers", "both", "neither leader", "the two": everybody at the table, not some other ministers
    told apart by an adjective or an owner."""
    s, low = scene.syntax, scene.lows[head]
    if low in words("parties", "nobody") or any(scene.lows[c] in words("parties", "nobody") for c in s.children[head]):
        return low in words("parties", "nobody") or low in words("parties", "each")
    if low not in words("parties", "together"):
        return low in words("parties", "few") and any(scene.lows[c] == "the" for c in s.children[head])
    inside = s.tokens_in(mention.span) if mention is not None and mention.form == "group" else range(0)
    own = [c for c in s.children[head] if s.deps[c] in ("amod", "poss") and c not in inside]
    return all(scene.lows[c] == "prime" for c in own)


def _named_later(scene: Scene, pronoun: int) -> tuple[ActorRef, ...]:
    """ "As his summit nears, President X will": the subject of the sentence that follows the pronoun's clause."""
    s = scene.syntax
    last = scene.sentence(pronoun)[1]
    for i in range(pronoun + 1, last):
        if s.deps[i] == "nsubj" and s.deps[s.heads[i]] == "ROOT" and (m := scene.mentions.get(i)) is not None:
            return m.refs if m.kind == "person" else ()
    return ()


def _who_says(scene: Scene, pronoun: int) -> tuple[ActorRef, ...]:
    """ "Norway said it would": an unresolved pronoun is the one who says it, as subject of what is said."""
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
            also = [
                m for x in frames.conjuncts(s, c)[1:] if (m := scene.mentions.get(x)) is not None and m.kind == "state"
            ]
            return tuple({r.id or r.name: r for m in (mention, *also) for r in m.refs}.values())
    after = [o for word, _, o in frames.prepositions(s, head) if word in ("of", "from") and scene.lemmas[o] != "party"]
    named = [m for o in after if (m := scene.mentions.get(o)) is not None and m.kind != "person"]
    return tuple({r.id or r.name: r for m in named for r in m.refs}.values())


def acted_on(scene: Scene, heads: Iterable[int]) -> tuple[ActorRef, ...]:
    """As `actors_at`, and the state whose goods, people or deeds it is about ("tariffs on X's products", "condemned the
    construction of Xian settlements")."""
    heads = tuple(heads)
    found = actors_at(scene, heads)
    if found:
        return found
    things = [x for h in heads for x in (h, *(o for w, _, o in frames.prepositions(scene.syntax, h) if w == "of"))]
    things = [h for h in things if scene.lemmas[h] in words("parties", "things")]
    named = [r for h in things for r in (_principal(scene, h) or _whose_words(scene, h))]
    with_whom = [
        o
        for h in heads
        if scene.lemmas[h] in words("parties", "dealings")
        for w, _, o in frames.prepositions(scene.syntax, h)
        if w == "with"
    ]
    named = named or list(actors_at(scene, with_whom))
    named = named or [
        r for h in heads if scene.lemmas[h] in words("parties", "by_authority") for r in _where_done(scene, h)
    ]
    return tuple({r.id or r.name: r for r in named}.values()) or guests_of(scene, heads)


def _whose_words(scene: Scene, noun: int) -> tuple[ActorRef, ...]:
    """ "rejected the president's proposal": him whose it is."""
    owners = (m for c in scene.syntax.children[noun] if scene.syntax.deps[c] == "poss" and (m := scene.mentions.get(c)))
    return tuple(r for m in owners if m.form != "pronoun" for r in m.refs)


def _where_done(scene: Scene, noun: int) -> list[ActorRef]:
    """The state in which an authority did what a noun names ("the arrests of activists in X")."""
    s = scene.syntax
    inside = [noun, *(o for w, _, o in frames.prepositions(s, noun) if w == "of")]
    there = [o for n in inside for w, _, o in frames.prepositions(s, n) if w in ("in", "by")]
    named = [m for o in there if (m := scene.mentions.get(o)) is not None and m.kind == "state"]
    return [r for m in named for r in m.refs]


def guests_of(scene: Scene, tokens: Iterable[int]) -> tuple[ActorRef, ...]:
    """The state in which an embassy or consulate among the tokens stands."""
    posts = [o for t in tokens if scene.lemmas[t] in words("parties", "posts") for o in _places(scene, t)]
    found = [c for o in posts if (p := scene.place(o)) is not None and (c := p.country)]
    return tuple(ActorRef(c, state_named(c)) for c in dict.fromkeys(found))


def _places(scene: Scene, noun: int) -> list[int]:
    return [o for w, _, o in frames.prepositions(scene.syntax, noun) if w in ("in", "at")]


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
    """The names written together before a noun: "the Peru-Chile summit", "U.S.-China-Russia talks". () for one."""
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


def lamented(scene: Scene, p: Predicate) -> bool:
    """ "lamented the attacks", "saw protests": the subject of a verb that does nothing is not who did what its object
    names; of talks he may be a party."""
    s = scene.syntax
    if p.symmetric or p.trigger != (p.head,) or s.pos[p.head] != "NOUN" or s.deps[p.head] != "dobj":
        return False
    verb = s.heads[p.head]
    return not any(s.deps[c] == "poss" for c in s.children[p.head]) and set(p.agents) <= set(frames.subjects(s, verb))


def owners_of(scene: Scene, p: Predicate) -> tuple[ActorRef, ...]:
    """Whose thing it is that the predicate names: "closed Peruvian offices", "rejected Peru's demands"."""
    s = scene.syntax
    if p.type in ("CONSULT", "COOPERATE") or s.pos[p.head] != "VERB":
        return ()
    nouns = [t for t in p.trigger if s.pos[t] == "NOUN" and t != p.head]
    return tuple({r.id or r.name: r for t in nouns for r in _before_noun(scene, t)}.values())


def _before_noun(scene: Scene, noun: int) -> tuple[ActorRef, ...]:
    s = scene.syntax
    named = [m for c in s.children[noun] if s.deps[c] in _OWNED and (m := scene.mentions.get(c)) is not None]
    return tuple(r for m in named if m.form != "pronoun" for r in m.refs)


def wrested(scene: Scene, p: Predicate) -> bool:
    """ "secured the release of": what another gave, not he who got it from him."""
    gives = ("RETREAT", "CONCEDE", "AID")
    return p.type in gives and p.entry.count(">") == 1 and scene.lemmas[p.head] in words("parties", "getting")


def for_us(scene: Scene, p: Predicate, patients: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """ "will buy goods from us": of a leader's "us" his state, where it is no meeting."""
    if p.base == "CONSULT" or not any(scene.lows[t] == "us" for t in p.patients):
        return patients
    lands = [(r, scene.country(r)) for r in patients]
    return tuple(ActorRef(c, state_named(c)) if c is not None and scene.kind(r) == "person" else r for r, c in lands)


def topics_apart(scene: Scene, p: Predicate) -> tuple[int, ...]:
    """The patients of a predicate without what is only talked about ("discuss X", "discuss X with Y")."""
    talked = p.base == "CONSULT" and any(scene.lemmas[t] in words("details", "topic", "object") for t in p.trigger)
    if not talked:
        return p.patients
    about = {o for name, heads in p.roles if name == "obj" for o in heads}
    return tuple(t for t in p.patients if t not in about)


def warned(scene: Scene, head: int) -> tuple[ActorRef, ...]:
    """Whom a threat is meant for: who would have to do what it is tied to ("would retaliate if X banned its ships")."""
    s = scene.syntax
    first, last = scene.sentence(head)
    for i in range(max(head, first), last):
        if s.deps[i] == "mark" and scene.lows[i] in ("if", "unless") and _under(scene, i, head):
            found = actors_at(scene, frames.surface_subject(s, s.heads[i]))
            if found:
                return found
    return ()


def _under(scene: Scene, at: int, top: int) -> bool:
    while at != top and scene.syntax.heads[at] != at:
        at = scene.syntax.heads[at]
    return at == top


def hosts_at(scene: Scene, event: Event) -> Event:
    """A journey to a place abroad has the state there for its host (PLOVER manual 0.8, CONSULT visit) where no other
    is named; a base or a building is no host."""
    land = event.place.country if event.place is not None else None
    known = [r for r in event.recipients if scene.country(r) is not None or r.id is None or scene.kind(r) == "person"]
    home = {scene.country(r) for r in event.actors}
    if land is None or known or not event.actors or land in home or home == {None}:
        return event
    return msgspec.structs.replace(event, recipients=(ActorRef(land, state_named(land)),))
