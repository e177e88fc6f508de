"""The persons of a report: namings gathered, joined into persons, linked to the knowledge base when it knows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from memcon.actors import names, offices
from memcon.actors.phrases import Phrase, honorific, name_end, owners_right, phrases
from memcon.actors.scene import Scene
from memcon.actors.words import Title, table, words
from memcon.knowledge import kb
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id


@dataclass(slots=True, eq=False)
class Use:
    """One naming with a proper name: token range of the name, its folded words, what is told beside it."""

    first: int
    last: int
    words: tuple[str, ...]
    phrase: Phrase | None = None
    known: tuple[str, ...] = ()
    gender: str | None = None
    hint: str | None = None
    person: Person | None = None
    candidates: tuple[ActorRef, ...] = ()


@dataclass(slots=True, eq=False)
class Person:
    """Someone named in the report. `known` marks a person of the knowledge base; `office` as told, else as held."""

    id: str
    name: str
    words: tuple[str, ...]
    surname: tuple[str, ...]
    known: bool = False
    gender: str | None = None
    country: str | None = None
    office: str | None = None
    title: Title | None = None
    former: bool = False
    kin: bool = False
    inferred: bool = False
    kinds: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)

    @property
    def ref(self) -> ActorRef:
        """Id and name."""
        return ActorRef(self.id, self.name)

    @property
    def first(self) -> int:
        """Token of the first naming."""
        return min(u.first for u in self.uses)


class Roster:
    """The persons of one report and which token ranges name them."""

    def __init__(self, scene: Scene) -> None:
        """Gather and join the namings of `scene`."""
        self.scene = scene
        self.phrases = list(phrases(scene))
        self.taken: dict[int, Use] = {}
        self.uses: list[Use] = []
        self.people: list[Person] = []
        self._gather()
        self._apposed()
        self._join()
        self._bare()
        for person in self.people:
            if person.country is None and person.title is not None:
                self._inferred(person, person.title)

    def _gather(self) -> None:
        for phrase in self.phrases:
            for first, last in phrase.names:
                self._add(first, last, phrase)
        for hit in self.scene.hits:
            if hit.kind == "person":
                first, last = self.scene.range[hit]
                self._add(*self._wider(first, last))
        for entity in self.scene.syntax.entities:
            if entity.label == "PERSON":
                first, last = self._trim(entity.first, entity.last)
                final = self.scene.lower[last - 1]
                company = final in words("organisations", "nouns") or final in words("not_name", "last")
                if last - first > 1 and not company and not any(self.scene.starting.get(t) for t in range(first, last)):
                    self._add(first, last)

    def _wider(self, first: int, last: int) -> tuple[int, int]:
        """A known name inside a longer one ("Lee Jae Myung Kim") is not that person's."""
        entity = self.scene.entity.get(first)
        if entity is None or entity.label != "PERSON":
            return first, max(last, name_end(self.scene, first))
        start, end = self._trim(entity.first, entity.last)
        return min(start, first), max(end, last)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """A name without honorifics, titles, possessive marks and what is no capital word at its ends."""
        scene = self.scene
        while first < last and (honorific(scene, first) is not None or not scene.syntax.words[first][0].isupper()
                                or self._titled(first)):  # fmt: skip
            first += 1
        while last > first and not scene.syntax.words[last - 1][0].isalpha():
            last -= 1
        if last > first and scene.lower[last - 1] in {"'s", "’s"}:
            last -= 1
        return first, min(last, scene.name_run(first, last - first))

    def _titled(self, at: int) -> bool:
        hit = self.scene.starting.get(at)
        return hit is not None and hit.kind in {"title", "adjective", "state"}

    def _add(self, first: int, last: int, phrase: Phrase | None = None) -> None:
        if last <= first or any(t in self.taken for t in range(first, last)):
            return
        scene = self.scene
        told = names.tokens(scene.words_of(first, last))
        gender = honorific(scene, first - 1) if first else None
        phrase = self._owned_after(last, phrase)
        use = Use(first, last, told, phrase, self._known(first, last, told), gender if gender != "any" else None)
        if phrase is not None and use.gender is None:
            use.gender = phrase.title.gender
        use.hint = self._shared(last) if phrase is not None and not phrase.owners else None
        self.uses.append(use)
        self.taken.update(dict.fromkeys(range(first, last), use))

    def _owned_after(self, last: int, phrase: Phrase | None) -> Phrase | None:
        """The country behind the name: "Chancellor Angela Merkel of Germany"."""
        if phrase is None or phrase.owners:
            return phrase
        if self.scene.lower[last : last + 2] in {(",", "jr."), (",", "sr.")}:
            last += 2
        if self.scene.lower[last : last + 1] != ("of",):
            return phrase
        owners, end, _ = owners_right(self.scene, last)
        if end == last:
            return phrase
        return phrase._replace(owners=owners, owner=owners[0] if len(owners) == 1 else None, foreign=False)

    def _shared(self, last: int) -> str | None:
        """A country told behind the second of two holders: "President A and Prime Minister B of Poland"."""
        follow = self.scene.starting.get(last + 1)
        if self.scene.lower[last : last + 1] != ("and",) or follow is None or follow.kind != "title":
            return None
        end = name_end(self.scene, self.scene.range[follow][1])
        owners = owners_right(self.scene, end)[0]
        return owners[0] if len(owners) == 1 else None

    def _known(self, first: int, last: int, told: tuple[str, ...]) -> tuple[str, ...]:
        hit = self.scene.starting.get(first)
        if hit is not None and hit.kind == "person" and self.scene.range[hit][1] == last:
            return tuple(dict.fromkeys(e.id for e in hit.of("person")))
        return kb.persons_by_name().get(" ".join(told), ()) if len(told) > 1 else ()

    def _apposed(self) -> None:
        """ "Lee Jae Myung, president of South Korea," and "the prime minister of Japan, Sanae Takaichi,"."""
        by_end = {u.last: u for u in self.uses}
        by_start = {u.first: u for u in self.uses}
        for phrase in self.phrases:
            if phrase.names or phrase.title.plural:
                continue
            lower, start, end = self.scene.lower, phrase.outer, phrase.last
            use = by_end.get(start - 1) if lower[start - 1 : start] == (",",) else None
            if use is None and lower[end : end + 1] == (",",):
                use = by_start.get(end + 1)
                use = use if use is not None and lower[use.last : use.last + 1] in {(",",), (".",)} else None
            if use is not None and use.phrase is None:
                use.phrase = phrase

    def _join(self) -> None:
        full = [u for u in self.uses if len(u.words) > 1]
        by_key: dict[str, Person] = {}
        for use in sorted(full, key=lambda u: (-len(u.words), u.first)):
            person = self._same(use, by_key) or self._new(use, by_key)
            self._tell(person, use)
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
        ids = self._link(use)
        if len(ids) == 1:
            return next((p for p in self.people if p.id == ids[0]), None)
        return found[0] if found and not ids else None

    def _new(self, use: Use, by_key: dict[str, Person]) -> Person:
        ids = self._link(use)
        key = names.key(" ".join(use.words))
        if len(ids) == 1:
            person = self._from_kb(ids[0], use)
        else:
            person = Person(content_id("actor", key), self.scene.words_of(use.first, use.last), use.words, ())
        self.people.append(person)
        by_key[key] = person
        return person

    def _from_kb(self, key: str, use: Use) -> Person:
        found = kb.person(key)
        assert found is not None
        surname = names.tokens(found.surname)
        return Person(key, found.name, use.words, surname, True, found.gender or None, found.country)

    def _link(self, use: Use) -> tuple[str, ...]:
        """Known persons a full or titled name may mean: by office on the day; by name and country told."""
        country = use.phrase.country if use.phrase is not None else None
        ids = tuple(i for i in use.known if country is None or _belongs(i, country))
        if len(ids) > 1:
            ids = self._narrow(ids, use)
        if use.phrase is None:
            return ids
        held = self._holding(use, use.phrase, country)
        if ids and not (len(held) == 1 and held[0].holds):
            return ids
        return tuple(dict.fromkeys(h.person for h in held))

    def _holding(self, use: Use, phrase: Phrase, country: str | None) -> list[offices.Holder]:
        """Holders of the told office whose names agree: in the country told, else at home, else near by."""
        if country is not None:
            return self._matching(use, phrase, country)
        if phrase.owner is not None or phrase.foreign:
            return []
        for where in (self.scene.home, use.hint):
            if where is not None and (found := self._matching(use, phrase, where)):
                return found
        near = [h for where in sorted(self.scene.named) for h in self._matching(use, phrase, where)]
        return near if len({h.person for h in near}) == 1 else []

    def _matching(self, use: Use, phrase: Phrase, country: str) -> list[offices.Holder]:
        held = offices.holders_on(phrase.title.kind, country, self.scene.day, phrase.former)
        return offices.matching(use.words, held)

    def _narrow(self, ids: Sequence[str], use: Use) -> tuple[str, ...]:
        """Of several known persons of one name: by the office told, the states the report names, the day."""
        left = tuple(ids)
        kind = use.phrase.title.kind if use.phrase is not None else None
        day = self.scene.day
        tests: tuple[Callable[[str], bool], ...] = (
            lambda i: kind is not None and any(_seat_kind(t.position, kind) for t in kb.tenures_of(i)),
            lambda i: bool(offices.countries_of(i) & self.scene.named),
            lambda i: day is not None and bool(kb.offices_of(i, day)),
        )
        for test in tests:
            left = tuple(i for i in left if test(i)) or left
        return left

    def _titled_surname(self, use: Use) -> None:
        """ "President Trump", "King Abdullah": of the report in that office; else by the day; else of the report."""
        assert use.phrase is not None
        kind = use.phrase.title.kind
        fits = [p for p in self.people if use.words[0] in (p.surname or p.words) and _compatible(p, use.phrase)]
        same = [p for p in fits if kind in p.kinds | _held_kinds(p, kind)]
        ids = () if same else self._link(use) or self._anywhere(use)
        chosen = same or ([] if ids or kind in {"monarch", "royal"} else fits)
        if len(chosen) > 1 or len(ids) > 1:
            known = tuple(ActorRef(i, offices.actor_name(i)) for i in ids)
            use.candidates = known or tuple(p.ref for p in chosen)
        else:
            self._tell(chosen[0] if chosen else self._introduced(use, ids), use)

    def _introduced(self, use: Use, ids: Sequence[str]) -> Person:
        """The known person, or a new one of the text called by a surname only; in the roster from now on."""
        person = next((p for p in self.people if p.id in ids), None)
        if person is None:
            name = self.scene.words_of(use.first, use.last)
            unknown = Person(content_id("actor", names.key(name)), name, use.words, use.words)
            person = self._from_kb(ids[0], use) if ids else unknown
            self.people.append(person)
        return person

    def _anywhere(self, use: Use) -> tuple[str, ...]:
        """A title and surname without a country: the one holder of such an office in the world that day."""
        assert use.phrase is not None
        if use.phrase.owners or use.phrase.foreign:
            return ()
        ids = kb.persons_by_surname(" ".join(use.words))
        if self.scene.day is None:
            fit = [i for i in ids if any(_seat_kind(t.position, use.phrase.title.kind) for t in kb.tenures_of(i))]
        else:
            fit = [i for i in ids if any(
                _seat_kind(t.position, use.phrase.title.kind) for t in kb.offices_of(i, self.scene.day))]  # fmt: skip
        return tuple(fit)

    def _tell(self, person: Person, use: Use) -> None:
        """Note what this naming tells of the person."""
        use.person = person
        person.uses.append(use)
        if len(use.words) > len(person.words) and not person.known:
            person.name, person.words = self.scene.words_of(use.first, use.last), use.words
        person.gender = person.gender or use.gender
        person.kin = person.kin or self._relative(use)
        phrase = use.phrase
        if phrase is None:
            return
        person.kinds.add(phrase.title.kind)
        if person.title is None or (person.office is None and phrase.owner is not None):
            person.title = phrase.title
            person.former = phrase.former
        if phrase.country is not None and not person.known:
            person.country = person.country or phrase.country
        owner = phrase.owner or (person.country if person.known and phrase.title.kind in offices_kinds() else None)
        if owner is not None and (person.office is None or (person.former and not phrase.former)):
            person.office = offices.label(phrase.title, owner) or person.office
            left = person.known and offices.has_left(person.id, person.office, self.scene.day)
            person.former = phrase.former or left

    def _relative(self, use: Use) -> bool:
        """Introduced by kinship ("first lady", "his wife"): the surname alone is not theirs."""
        first = use.phrase.first if use.phrase is not None and use.phrase.names else use.first
        near = " ".join(self.scene.lower[max(0, first - 2) : use.first])
        return any(near.endswith(word) or f"{word} " in near + " " for word in words("family", "kin"))

    def _finish(self, person: Person) -> None:
        """Surname, country and office from the report's home and from the knowledge base."""
        if not person.surname:
            person.surname = self._surname(person)
        if person.country is None and person.title is not None and not person.former and self._home_office(person):
            person.country = self.scene.home
        if person.office is None and person.known:
            person.office, person.former = self._held(person)
        seat = person.title is not None and person.title.kind in offices_kinds()
        if person.office is None and person.title is not None and seat and person.country is not None:
            person.office = offices.label(person.title, person.country)

    def _inferred(self, person: Person, title: Title) -> None:
        """No country told: for a former holder the one state whose holders the report names, or the outlet's; for a
        holder the other of the report's two sides."""
        if title.kind not in offices_kinds() or _told_owner(person):
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
        """No country told and nobody else of the home country in that office: the outlet's own."""
        assert person.title is not None
        if self.scene.home is None or _told_owner(person):
            return False
        if self.scene.told and self.scene.home not in self.scene.told:
            return False
        kind = person.title.kind
        rivals = [p for p in self.people if p is not person and kind in p.kinds and p.country == self.scene.home]
        return kind in offices_kinds() and all(p.former for p in rivals)

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

    @property
    def _alone(self) -> Counter[str]:
        """How often a capital word stands as a name by itself."""
        scene = self.scene
        return Counter(names.fold(w).strip() for i, w in enumerate(scene.syntax.words) if w[0].isupper()
                       and (i not in self.taken or len(self.taken[i].words) == 1))  # fmt: skip

    def _bare(self) -> None:
        """Surnames alone, tagged as whatever: names of those introduced in this report."""
        surnames: dict[str, list[Person]] = {}
        for person in self.people:
            if person.surname:
                surnames.setdefault(person.surname[-1], []).append(person)
        for i in range(len(self.scene.lower)):
            word = self.scene.syntax.words[i]
            if i in self.taken or not word[0].isupper() or i in self.scene.covered or self.scene.dated(i):
                continue
            people = surnames.get(" ".join(names.tokens(word)))
            if people and not self._part_of_name(i):
                self._bare_use(i, people)
        self._unknown_surnames()
        self._unmarked_surnames()

    def _part_of_name(self, i: int) -> bool:
        """Capital words on either side in the same name-like run: a street, a company, another person."""
        scene = self.scene
        before = i > 0 and scene.syntax.words[i - 1][0].isupper() and scene.syntax.pos[i - 1] == "PROPN" and \
            scene.sentence[i - 1] == scene.sentence[i] and honorific(scene, i - 1) is None and i - 1 not in self.taken \
            and scene.ending.get(i) is None  # fmt: skip
        follow = i + 1 < len(scene.lower) and scene.syntax.words[i + 1][0].isupper() and \
            scene.syntax.pos[i + 1] == "PROPN" and scene.syntax.deps[i] == "compound" and i + 1 not in self.taken \
            and scene.lower[i + 1] not in {"'s"} and (scene.entity.get(i) is not None
            and scene.entity.get(i) == scene.entity.get(i + 1))  # fmt: skip
        return before or follow

    def _bare_use(self, i: int, people: list[Person]) -> None:
        gender = honorific(self.scene, i - 1) if i else None
        first = self._with_particles(i, people)
        told = names.tokens(self.scene.syntax.words[i])
        use = Use(first, i + 1, told, gender=gender if gender != "any" else None)
        fits = [p for p in people if gender in {None, "any"} or p.gender in {None, gender}]
        if gender != "f":
            fits = [p for p in fits if not p.kin] or fits
        fits = [p for p in fits if p.first < i] or fits
        if len(fits) == 1:
            self._tell(fits[0], use)
        else:
            use.candidates = tuple(p.ref for p in fits)
        self.uses.append(use)
        self.taken.update(dict.fromkeys(range(first, i + 1), use))

    def _with_particles(self, i: int, people: list[Person]) -> int:
        """Where a surname with its particles or other half begins: "von der Leyen", "Solberg-Lund"."""
        first = i
        while (
            self.scene.lower[first - 1 : first] == ("-",)
            and self.scene.glued(first)
            and first > 1
            and all(self.scene.lower[first - 2] in p.words for p in people)
        ):
            first -= 2
        while (
            first > 0
            and self.scene.lower[first - 1] in names.PARTICLES
            and first - 1 not in self.taken
            and all(self.scene.lower[first - 1] in p.words for p in people)
        ):
            first -= 1
        return first

    def _unmarked_surnames(self) -> None:
        """A lone capital word the parser takes for anything: the one office holder of that surname on the day, when the
        report names their state."""
        scene = self.scene
        if scene.day is None:
            return
        for i, word in enumerate(scene.syntax.words):
            if not word[0].isupper() or i in self.taken or i in scene.covered or scene.syntax.pos[i] != "PROPN":
                continue
            entity = scene.entity.get(i)
            if scene.dated(i) or (entity is not None and entity.last - entity.first > 1):
                continue
            ids = offices.in_office_named(" ".join(names.tokens(word)), scene.day)
            if len(ids) == 1 and not self._part_of_name(i) and offices.countries_of(ids[0]) & scene.named:
                use = Use(i, i + 1, names.tokens(word))
                self._tell(self._person(ids[0], use), use)
                self.uses.append(use)
                self.taken[i] = use

    def _unknown_surnames(self) -> None:
        """A one-word PERSON nobody introduced: the one office holder of that surname on the day, or left open."""
        for entity in self.scene.syntax.entities:
            if entity.label != "PERSON":
                continue
            first, last = self._trim(entity.first, entity.last)
            if last - first != 1 or first in self.taken or first in self.scene.covered:
                continue
            told = names.tokens(self.scene.syntax.words[first])
            use = Use(first, last, told)
            ids = self._alone_known(told)
            if len(ids) == 1:
                self._tell(self._person(ids[0], use), use)
            elif not self._acts(first):
                continue
            self.uses.append(use)
            self.taken[first] = use

    def _alone_known(self, told: tuple[str, ...]) -> tuple[str, ...]:
        """Who a lone surname may be: in office that day, else the only one of the name ever, with their state named."""
        now = offices.in_office_named(" ".join(told), self.scene.day) if self.scene.day else ()
        if now:
            return now
        ever = offices.ever_in_office_named(" ".join(told), self.scene.day)
        near = [i for i in ever if offices.countries_of(i) & self.scene.named]
        return tuple(near) if len(ever) == 1 else ()

    def _person(self, key: str, use: Use) -> Person:
        """The known person, added to the roster when new."""
        found = next((p for p in self.people if p.id == key), None)
        if found is None:
            found = self._from_kb(key, use)
            self.people.append(found)
            self._finish(found)
        return found

    def _acts(self, at: int) -> bool:
        """A lone capital word is taken for a person when it has an honorific or is the subject of a verb."""
        syntax = self.scene.syntax
        return (at > 0 and honorific(self.scene, at - 1) is not None) or syntax.deps[at] == "nsubj"

    def __iter__(self) -> Iterator[Person]:
        """The persons, by first naming."""
        return iter(self.people)


def _told_owner(person: Person) -> bool:
    """True when some naming says whose office it is."""
    return any(u.phrase is not None and (u.phrase.owners or u.phrase.foreign) for u in person.uses)


def offices_kinds() -> frozenset[str]:
    """Classes of titles that a report leaves without a country when the country is its own."""
    return frozenset({"president", "prime-minister", "chancellor", "monarch", "foreign-minister", "defence-minister",
                      "vice-president", "finance-minister", "cabinet-secretary"})  # fmt: skip


def _belongs(person: str, country: str) -> bool:
    state = kb.state(country)
    return country in offices.countries_of(person) or (state is not None and state.end != "")


def _held_kinds(person: Person, kind: str) -> set[str]:
    """The class of title itself when a known person has held such a seat."""
    held = person.known and any(_seat_kind(t.position, kind) for t in kb.tenures_of(person.id))
    return {kind} if held else set()


def _compatible(person: Person, phrase: Phrase) -> bool:
    return phrase.country is None or person.country is None or person.country == phrase.country \
        or (person.known and _belongs(person.id, phrase.country))  # fmt: skip


def _seat_kind(position: str, kind: str) -> bool:
    found = kb.position(position)
    return found is not None and any(p.id == position for p in offices.seats(kind, found.country))
