"""Mentions of persons by name, and of office holders by title alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.actors import offices
from memcon.actors.own import owned
from memcon.actors.persons import SEATED, Person, Use
from memcon.actors.phrases import Phrase, honorific
from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.actors.words import table, words
from memcon.model.actor import ActorRef, Mention
from memcon.model.span import Span


def person_mentions(scene: Scene, roster: Roster) -> Iterator[Mention]:
    """Every proper name of a person, its title and honorific included."""
    for use in roster.uses:
        yield _named(scene, use)


def _named(scene: Scene, use: Use) -> Mention:
    first = use.first
    phrase = use.phrase
    if phrase is not None and (use.first, use.last) == (phrase.names or (None,))[0] and not phrase.title.plural:
        first = phrase.first
    elif first and honorific(scene, first - 1) is not None:
        first -= 1
    span = Span(scene.syntax.starts[first], scene.syntax.ends[use.last - 1])
    form = "full" if len(use.words) > 1 else "surname"
    person = use.person
    if person is None:
        open_why = "two of that name in the report" if use.candidates else "a name nobody is introduced by"
        name = scene.words_of(use.first, use.last)
        return Mention(span, None, name, "person", form, candidates=use.candidates, why=open_why)
    former = person.former or (phrase is not None and phrase.former)
    why = "country inferred from the report" if person.inferred else None
    office = _office(person, phrase)
    return Mention(span, person.id, person.name, "person", form, person.country, office, former=former, why=why)


def _office(person: Person, phrase: Phrase | None) -> str | None:
    if phrase is None:
        return person.office
    owner = phrase.owner or (person.country if phrase.title.kind in SEATED else None)
    return offices.label(phrase.title, owner) or person.office


def unnamed_mentions(scene: Scene) -> Iterator[Mention]:
    """People told of by their work alone: "a senior foreign ministry official", "analysts"; never an actor."""
    for i, word in enumerate(scene.lower):
        if word not in words("people", "unnamed") or scene.syntax.pos[i] != "NOUN" or \
                scene.syntax.deps[i] in {"compound", "amod"}:  # fmt: skip
            continue
        first = _modifiers(scene, i)
        counted = first > 0 and scene.lower[first - 1] in table()["group"]["count"]
        if counted or scene.name_run(i + 1) > i + 1:
            continue
        countries = {c for t in range(first, i) if (h := scene.starting.get(t)) is not None
                     for c in scene.countries(h, "state", "adjective")}  # fmt: skip
        country = next(iter(countries)) if len(countries) == 1 else None
        yield Mention(scene.syntax.span(first, i + 1), None, scene.words_of(first, i + 1), "person", "title", country,
                      why="not named")  # fmt: skip


def _modifiers(scene: Scene, i: int) -> int:
    """First token of the adjectives, nouns and names that stand before a noun."""
    lowest = scene.syntax.sentences[scene.sentence[i]][0]
    first = i
    while first > lowest and (scene.syntax.heads[first - 1] in range(first, i + 1)
                              and scene.syntax.deps[first - 1] in {"amod", "compound", "nmod"}):  # fmt: skip
        first -= 1
    return first


def office_mentions(scene: Scene, roster: Roster, found: Sequence[Mention]) -> Iterator[Mention]:
    """ "Lee's office", "the president's ministry": the body that is the named holder's own."""
    people = {p.id: p for p in roster.people}
    own = table()["bodies"]["own"]
    ending = {scene.syntax.tokens_in(m.span)[-1]: m for m in found if m.actor in people}
    for i, word in enumerate(scene.lower):
        if (
            own.get(word) in {"office", "ministry", "predecessor", "successor"}
            and i > 1
            and scene.lower[i - 1] in {"'s", "'"}
            and i - 2 in ending
        ):
            mention = ending[i - 2]
            assert mention.actor is not None
            span = Span(mention.span.start, scene.syntax.ends[i])
            body = owned(span, people[mention.actor], own[word], scene.day)
            if body is not None:
                yield body


def title_mentions(scene: Scene, roster: Roster) -> Iterator[Mention]:
    """Titles without a name beside them: the holder told of in the report, else who held the office on the day."""
    apposed = {id(u.phrase): u.person for u in roster.uses if u.phrase is not None and not u.phrase.names}
    for phrase in roster.phrases:
        if phrase.names or phrase.title.kind == "profession":
            continue
        if phrase.title.plural:
            yield from _joint(scene, roster, phrase)
            continue
        person = apposed.get(id(phrase))
        if person is not None:
            yield _title(scene, phrase, person)
        elif _stands_alone(scene, phrase):
            yield _resolved(scene, roster, phrase)


def _joint(scene: Scene, roster: Roster, phrase: Phrase) -> Iterator[Mention]:
    """ "the Japanese and South Korean foreign ministers": one holder for each state, or nobody."""
    first, owners = _joined_owners(scene, phrase)
    if len(owners) < 2:
        return
    holders = [_holder_of(scene, roster, phrase, owner) for owner in owners]
    members = tuple(h for h in holders if h is not None)
    span = scene.syntax.span(first, phrase.last)
    name = scene.words_of(first, phrase.last)
    whole = len(members) == len(owners)
    yield Mention(span, None, name, "person", "group", members=members if whole else (),
                  why=None if whole else "not for each of the states is the holder known")  # fmt: skip


def _joined_owners(scene: Scene, phrase: Phrase) -> tuple[int, list[str]]:
    """The states in a row before a plural title, and where the row begins."""
    owners = [phrase.country] if phrase.country is not None else []
    first = phrase.first
    while owners and first > 1 and scene.lower[first - 1] in {"and", ",", "-", "–"}:
        hit = scene.ending.get(first - 1)
        more = scene.countries(hit, "state", "adjective") if hit is not None else ()
        if hit is None or len(more) != 1:
            break
        owners.insert(0, more[0])
        first = scene.range[hit][0]
    return first, owners


def _holder_of(scene: Scene, roster: Roster, phrase: Phrase, owner: str) -> ActorRef | None:
    one = phrase._replace(owner=owner, owners=(owner,))
    told = _told(roster, one)
    if len(told) == 1:
        return told[0].ref
    held = offices.holders_on(phrase.title.kind, owner, scene.day, phrase.former) if scene.day and not told else []
    return ActorRef(held[0].person, offices.actor_name(held[0].person)) if len(held) == 1 else None


def _stands_alone(scene: Scene, phrase: Phrase) -> bool:
    """A title that names a holder: definite, owned, or written like a name; not "a president", not "presidential"."""
    before = scene.lower[phrase.first - 1] if phrase.first else ""
    return phrase.definite or bool(phrase.owners) or before in {"his", "her", "its", "their", "our"} or \
        scene.syntax.words[phrase.last - 1][0].isupper()  # fmt: skip


def _title(scene: Scene, phrase: Phrase, person: Person) -> Mention:
    span = scene.syntax.span(phrase.first, phrase.last)
    office = _office(person, phrase)
    return Mention(span, person.id, person.name, "person", "title", person.country, office, former=phrase.former)


def _resolved(scene: Scene, roster: Roster, phrase: Phrase) -> Mention:
    before = scene.lower[phrase.first - 1] if phrase.first else ""
    if before in words("groups", "indefinite"):
        return _open(scene, phrase, (), "an office holder who is not named")
    people = _told(roster, phrase)
    if len(people) == 1:
        return _title(scene, phrase, people[0])
    if len(people) > 1:
        people = _meant(scene, people, phrase)
    if len(people) == 1:
        return _title(scene, phrase, people[0])
    if people:
        refs = tuple(p.ref for p in people)
        return _open(scene, phrase, refs, "more than one in the report holds such an office")
    unowned = phrase.title.kind in {"leader", "royal"} and phrase.country is None
    if phrase.foreign or len(phrase.owners) > 1 or unowned:
        return _open(scene, phrase, (), "whose office it is cannot be told")
    country = phrase.country or (scene.home if phrase.owner is None else None)
    if country is None or (scene.day is None and phrase.title.kind != "monarch"):
        return _open(scene, phrase, (), "no country or no day to tell the holder by")
    return _held(scene, roster, phrase, country)


def _held(scene: Scene, roster: Roster, phrase: Phrase, country: str) -> Mention:
    """By the knowledge base: who held it on the day, else (former) nobody in particular."""
    held = [] if phrase.former else offices.holders_on(phrase.title.kind, country, scene.day, False)
    ids = tuple(i for i in dict.fromkeys(h.person for h in held) if offices.may_be_called(i, phrase.title.gender))
    refs = tuple(ActorRef(i, offices.actor_name(i)) for i in ids)
    if len(refs) != 1:
        why = "more than one held it that day" if refs else "nobody is known to have held it that day"
        return _open(scene, phrase, refs, why, country)
    return _title(scene, phrase, roster.stand_in(ids[0], phrase))


def _meant(scene: Scene, people: Sequence[Person], phrase: Phrase) -> Sequence[Person]:
    """Of several who hold such an office: the outlet's own; else the only one named in this sentence or the last."""
    own = [p for p in people if scene.home is not None and p.country == scene.home]
    if len(own) == 1 and phrase.owner is None:
        return own
    here = scene.sentence[phrase.first]
    for back in (0, 1):
        close = {id(u.person) for p in people for u in p.uses
                 if here - back <= scene.sentence[u.first] and u.first < phrase.first}  # fmt: skip
        near = [p for p in people if id(p) in close]
        if near:
            return near if len(near) == 1 else people
    return people


def _told(roster: Roster, phrase: Phrase) -> Sequence[Person]:
    """Persons of the report who hold such an office, of the country when one is told."""
    if phrase.foreign:
        return ()
    fits = [p for p in roster.people if _holds(p, phrase)]
    return [p for p in fits if p.first < phrase.first] or fits


def _holds(person: Person, phrase: Phrase) -> bool:
    if phrase.former != person.former:
        return False
    if phrase.owner is not None:
        if phrase.country is None:
            return person.office == offices.label(phrase.title, phrase.owner)
        if person.country != phrase.country:
            return False
    if phrase.title.kind == "counterpart":
        return phrase.country is not None
    if phrase.title.kind == "leader":
        top = set(table()["group"]["kinds"]["leaders"])
        return bool(person.kinds & top) or (person.known and offices.leads(person.id, person.office))
    if phrase.title.kind in person.kinds:
        return True
    if (
        "leader" in person.kinds
        and phrase.country is not None
        and phrase.title.kind in table()["group"]["kinds"]["leaders"]
    ):
        return True
    return person.office is not None and person.country is not None and \
        person.office == offices.label(phrase.title, person.country)  # fmt: skip


def _open(scene: Scene, phrase: Phrase, refs: tuple[ActorRef, ...], why: str, country: str | None = None) -> Mention:
    span = scene.syntax.span(phrase.first, phrase.last)
    where = phrase.country or country
    office = offices.label(phrase.title, phrase.owner or country)
    name = scene.words_of(phrase.first, phrase.last)
    return Mention(span, None, office or name, "office", "title", where, office, refs, former=phrase.former, why=why)
