"""Surnames alone: of those the report introduces, and of office holders on the day."""

from __future__ import annotations

from memcon.actors import names, offices
from memcon.actors.persons import Person, Use
from memcon.actors.phrases import honorific
from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.actors.towns import is_town


def whole_roster(scene: Scene) -> Roster:
    """The persons of a report with every naming, surnames alone included."""
    roster = Roster(scene)
    _Surnames(roster).add()
    roster.settle()
    return roster


class _Surnames:
    """Adds to a roster the surnames that stand alone."""

    def __init__(self, roster: Roster) -> None:
        self.roster, self.scene, self.taken, self.people = roster, roster.scene, roster.taken, roster.people

    def add(self) -> None:
        """First of those introduced in this report, then of office holders, then of these wherever else they stand."""
        self._introduced()
        known = len(self.people)
        self._unknown_surnames()
        self._unmarked_surnames()
        if len(self.people) > known:
            self._introduced()

    def _introduced(self) -> None:
        """Surnames alone, tagged as whatever: names of those introduced in this report."""
        surnames: dict[str, list[Person]] = {}
        for person in self.people:
            for word in _spellings(person):
                surnames.setdefault(word, []).append(person)
        for i in range(len(self.scene.lower)):
            word = self.scene.syntax.words[i]
            if i in self.taken or not word[0].isupper() or i in self.scene.covered or self.scene.dated(i):
                continue
            people = surnames.get(" ".join(names.tokens(word)))
            if people and not self._part_of_name(i):
                self._bare_use(i, people)

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
        if gender == "f":
            fits = [p for p in fits if p.gender == "f"] or fits
        else:
            fits = [p for p in fits if not p.kin]
        fits = [p for p in fits if p.first < i] or fits
        if not fits:
            return
        if len(fits) == 1:
            self.roster.tell(fits[0], use)
        else:
            use.candidates = tuple(p.ref for p in fits)
        self.roster.keep(use)

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
            if not word[0].isupper() or i in self.taken or i in scene.covered:
                continue
            entity = scene.entity.get(i)
            if entity is None and scene.syntax.pos[i] != "PROPN":
                continue
            if scene.dated(i) or (entity is not None and entity.last - entity.first > 1):
                continue
            ids = offices.in_office_named(" ".join(names.tokens(word)), scene.day)
            if len(ids) == 1 and not self._part_of_name(i) and offices.countries_of(ids[0]) & scene.named:
                use = Use(i, i + 1, names.tokens(word), gender=self._gender(i))
                if self._may_be(ids[0], use):
                    self.roster.tell(self.roster.known(ids[0], use), use)
                    self.roster.keep(use)

    def _unknown_surnames(self) -> None:
        """A one-word PERSON nobody introduced: the one office holder of that surname on the day, or left open."""
        for entity in self.scene.syntax.entities:
            if entity.label != "PERSON":
                continue
            first, last = self.roster.trim(entity.first, entity.last)
            if last - first != 1 or first in self.taken or first in self.scene.covered:
                continue
            told = names.tokens(self.scene.syntax.words[first])
            use = Use(first, last, told, gender=self._gender(first))
            ids = self._alone_known(told)
            if len(ids) == 1 and self._may_be(ids[0], use):
                self.roster.tell(self.roster.known(ids[0], use), use)
            elif not self._acts(first) or is_town(self.scene, self.scene.syntax.words[first]):
                continue
            self.roster.keep(use)

    def _gender(self, at: int) -> str | None:
        gender = honorific(self.scene, at - 1) if at else None
        return gender if gender != "any" else None

    def _may_be(self, key: str, use: Use) -> bool:
        """Not someone whom the report has shown to be of the other gender: "Mrs" is not the man of that surname."""
        known = next((p for p in self.people if p.id == key), None)
        return known is None or use.gender is None or known.gender in {None, use.gender}

    def _alone_known(self, told: tuple[str, ...]) -> tuple[str, ...]:
        """Who a lone surname may be: in office that day, else the only one of the name ever, with their state named."""
        now = offices.in_office_named(" ".join(told), self.scene.day) if self.scene.day else ()
        if now:
            return now
        ever = offices.ever_in_office_named(" ".join(told), self.scene.day)
        near = [i for i in ever if offices.countries_of(i) & self.scene.named]
        return tuple(near) if len(ever) == 1 else ()

    def _acts(self, at: int) -> bool:
        """A lone capital word is taken for a person when it has an honorific or is the subject of a verb."""
        syntax = self.scene.syntax
        return (at > 0 and honorific(self.scene, at - 1) is not None) or syntax.deps[at] == "nsubj"


def _spellings(person: Person) -> list[str]:
    """The surname, and as this report spells it."""
    if not person.surname:
        return []
    told = {w for u in person.uses for w in u.words if names.alike(w, person.surname[-1])}
    return sorted(told | {person.surname[-1]})
