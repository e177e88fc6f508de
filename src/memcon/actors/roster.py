"""The persons of a report: namings joined into persons, with surname, country and office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from memcon.actors import names, offices
from memcon.actors.gather import Namings
from memcon.actors.link import anywhere, compatible, from_kb, held_kinds, link
from memcon.actors.persons import SEATED, Person, Use, told_owner
from memcon.actors.phrases import Phrase
from memcon.actors.scene import Scene
from memcon.actors.words import Title, table
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id


class Roster:
    """The persons of one report. `uses` and `phrases` are all namings and titles, `taken` the tokens that name."""

    def __init__(self, scene: Scene) -> None:
        """Gather and join the namings of `scene`; surnames alone are added after (see `surnames`)."""
        namings = Namings(scene)
        self.scene = scene
        self.phrases, self.uses, self.taken, self.keep = namings.phrases, namings.uses, namings.taken, namings.keep
        self.trim = namings.trim
        self.people: list[Person] = []
        self._join()

    def settle(self) -> None:
        """When all namings are in: countries that only the whole report tells."""
        for person in self.people:
            if person.country is None and person.title is not None:
                self._inferred(person, person.title)

    def _join(self) -> None:
        full = [u for u in self.uses if len(u.words) > 1]
        by_key: dict[str, Person] = {}
        for use in sorted(full, key=lambda u: (-len(u.words), u.first)):
            person = self._same(use, by_key) or self._new(use, by_key)
            self.tell(person, use)
        self.people.sort(key=lambda p: p.first)
        for use in self.uses:
            if len(use.words) == 1 and use.phrase is not None:
                self._titled_surname(use)
        for person in self.people:
            self._finish(person)

    def _same(self, use: Use, by_key: dict[str, Person]) -> Person | None:
        key = names.key(" ".join(use.words))
        if key in by_key:
            return by_key[key]
        told = set(key.split())
        inside = [p for k, p in by_key.items() if len(told) > 1 and told < set(k.split())]
        found = inside if len({p.id for p in inside}) == 1 else []
        ids = link(self.scene, use)
        if len(ids) == 1:
            return next((p for p in self.people if p.id == ids[0]), None)
        return found[0] if found and not ids else None

    def _new(self, use: Use, by_key: dict[str, Person]) -> Person:
        ids = link(self.scene, use)
        key = names.key(" ".join(use.words))
        if len(ids) == 1:
            person = from_kb(ids[0], use)
        else:
            person = Person(content_id("actor", key), self.scene.words_of(use.first, use.last), use.words, ())
        self.people.append(person)
        by_key[key] = person
        return person

    def _titled_surname(self, use: Use) -> None:
        """ "President Trump", "King Abdullah": of the report in that office; else by the day; else of the report."""
        assert use.phrase is not None
        kind = use.phrase.title.kind
        fits = [p for p in self.people if use.words[0] in (p.surname or p.words) and compatible(p, use.phrase)]
        if kind in {"monarch", "royal"}:
            fits = [p for p in self.people if kind in p.kinds and p.words[0] == use.words[0]] or fits
        same = [p for p in fits if kind in p.kinds | held_kinds(p, kind)]
        ids = () if same else link(self.scene, use) or anywhere(self.scene, use)
        chosen = same or ([] if ids or kind in {"monarch", "royal"} else fits)
        if len(chosen) > 1 or len(ids) > 1:
            known = tuple(ActorRef(i, offices.actor_name(i)) for i in ids)
            use.candidates = known or tuple(p.ref for p in chosen)
        else:
            self.tell(chosen[0] if chosen else self._introduced(use, ids), use)

    def _introduced(self, use: Use, ids: Sequence[str]) -> Person:
        """The known person, or a new one of the text called by a surname only; in the roster from now on."""
        person = next((p for p in self.people if p.id in ids), None)
        if person is None:
            name = self.scene.words_of(use.first, use.last)
            unknown = Person(content_id("actor", names.key(name)), name, use.words, use.words)
            person = from_kb(ids[0], use) if ids else unknown
            self.people.append(person)
        return person

    def tell(self, person: Person, use: Use) -> None:
        """Note what this naming tells of the person."""
        use.person = person
        person.uses.append(use)
        if len(use.words) > len(person.words) and not person.known:
            person.name, person.words = self.scene.words_of(use.first, use.last), use.words
        person.gender = person.gender or use.gender
        kin = self._relative(use)
        if kin is not None and not person.known:
            person.kin, person.gender = True, person.gender or kin or None
        phrase = use.phrase
        if phrase is None:
            return
        person.kinds.add(phrase.title.kind)
        if person.title is None or (person.office is None and phrase.owner is not None):
            person.title = phrase.title
            person.former = phrase.former
        if phrase.country is not None and not person.known:
            person.country = person.country or phrase.country
        owner = phrase.owner or (person.country if person.known and phrase.title.kind in SEATED else None)
        if owner is not None and (person.office is None or (person.former and not phrase.former)):
            person.office = offices.label(phrase.title, owner) or person.office
            left = person.known and offices.has_left(person.id, person.office, self.scene.day)
            person.former = phrase.former or left

    def _relative(self, use: Use) -> str | None:
        """Introduced by kinship ("first lady", "his wife"): the gender told, or ""; None otherwise."""
        first = use.phrase.first if use.phrase is not None and use.phrase.names else use.first
        near = " ".join(self.scene.lower[max(0, first - 2) : use.first])
        return next((g for word, g in table()["family"]["kin"].items() if f" {word} " in f" {near} "), None)

    def _finish(self, person: Person) -> None:
        """Surname, country and office from the report's home and from the knowledge base."""
        if not person.surname:
            person.surname = self._surname(person)
        if person.country is None and person.title is not None and not person.former and self._home_office(person):
            person.country = self.scene.home
        if person.office is None and person.known:
            person.office, person.former = self._held(person)
        seat = person.title is not None and person.title.kind in SEATED
        if person.office is None and person.title is not None and seat and person.country is not None:
            person.office = offices.label(person.title, person.country)

    def _inferred(self, person: Person, title: Title) -> None:
        """No country told: for a former holder the one state whose holders the report names, or the outlet's; for a
        holder the other of the report's two sides."""
        if title.kind not in SEATED or told_owner(person):
            return
        others = [p for p in self.people if p is not person and title.kind in p.kinds]
        same = {p.country for p in others if p.country is not None}
        if person.former:
            country = next(iter(same)) if len(same) == 1 else self.scene.home if not same else None
        else:
            country = self._other_side(person)
        if country is not None:
            person.country = country
            person.office = offices.label(title, country)
            person.inferred = True

    def _other_side(self, person: Person) -> str | None:
        """In a report about two leaders: the state it names most but for that of the other, far more than any third."""
        main = sorted(self.people, key=lambda p: (-len(p.uses), p.first))[:2]
        if len(person.uses) < 3 or not any(p is person for p in main):
            return None
        sides = {p.country for p in self.people if p is not person and p.country is not None and not p.former}
        counts = [(n, s) for s, n in self.scene.counts.items() if s not in sides]
        ranked = sorted(counts, key=lambda c: (-c[0], c[1]))
        if len(sides) != 1 or not ranked or ranked[0][0] < 3 or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        return ranked[0][1]

    def _held(self, person: Person) -> tuple[str | None, bool]:
        office, former = offices.office_on(person.id, self.scene.day)
        told = any(u.phrase is not None and u.phrase.former for u in person.uses)
        return office, former or told

    def _home_office(self, person: Person) -> bool:
        """No country told and nobody else of the home country in that office: the outlet's own. An agency's dateline is
        no evidence: it writes of whoever is there."""
        assert person.title is not None
        if self.scene.home is None or not self.scene.own or told_owner(person):
            return False
        if self.scene.told and self.scene.home not in self.scene.told:
            return False
        kind = person.title.kind
        rivals = [p for p in self.people if p is not person and kind in p.kinds and p.country == self.scene.home]
        return kind in SEATED and all(p.former for p in rivals)

    def _surname(self, person: Person) -> tuple[str, ...]:
        told = [w for w in names.tokens(person.name) if w not in names.PARTICLES and len(w) > 1] or list(person.words)
        if len(told) == 1:
            return tuple(told)
        if person.title is not None and person.title.kind == "monarch":
            return (told[0],)
        counts = self._alone
        first, last = counts[told[0]], counts[told[-1]]
        eastern = person.country in table()["family"]["first"]
        return (told[0],) if first > last or (first == last and eastern) else (told[-1],)

    @cached_property
    def _alone(self) -> Counter[str]:
        """How often a capital word stands as a name by itself."""
        scene = self.scene
        return Counter(names.fold(w).strip() for i, w in enumerate(scene.syntax.words) if w[0].isupper()
                       and (i not in self.taken or len(self.taken[i].words) == 1))  # fmt: skip

    def stand_in(self, key: str, phrase: Phrase) -> Person:
        """The known person a title alone stands for; from now on one of the report's."""
        use = Use(phrase.first, phrase.last, (), phrase)
        person = self.known(key, use)
        self.tell(person, use)
        return person

    def known(self, key: str, use: Use) -> Person:
        """The known person, added to the roster when new."""
        found = next((p for p in self.people if p.id == key), None)
        if found is None:
            found = from_kb(key, use)
            self.people.append(found)
            self._finish(found)
        return found

    def __iter__(self) -> Iterator[Person]:
        """The persons, by first naming."""
        return iter(self.people)
