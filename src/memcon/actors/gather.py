"""Gather the namings of persons in a report: after titles, by the knowledge base, by the parser."""

from __future__ import annotations

from memcon.actors import names
from memcon.actors.persons import Use
from memcon.actors.phrases import Phrase, honorific, name_end, owners_right, phrases
from memcon.actors.scene import Scene
from memcon.actors.words import words
from memcon.knowledge import kb


class Namings:
    """The namings with a proper name, the title phrases, and which tokens are taken by a name."""

    def __init__(self, scene: Scene) -> None:
        """Gather them from `scene`."""
        self.scene = scene
        self.phrases = list(phrases(scene))
        self.taken: dict[int, Use] = {}
        self.uses: list[Use] = []
        self._gather()
        self._apposed()

    def keep(self, use: Use) -> None:
        """Add a naming and take its tokens."""
        self.uses.append(use)
        self.taken.update(dict.fromkeys(range(use.first, use.last), use))

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
                first, last = self.trim(entity.first, entity.last)
                final = self.scene.lower[last - 1]
                company = final in words("organisations", "nouns") or final in words("not_name", "last")
                if last - first > 1 and not company and not any(self.scene.starting.get(t) for t in range(first, last)):
                    self._add(first, last)

    def _wider(self, first: int, last: int) -> tuple[int, int]:
        """A known name inside a longer one ("Lee Jae Myung Kim") is not that person's."""
        entity = self.scene.entity.get(first)
        if entity is None or entity.label != "PERSON":
            return first, max(last, name_end(self.scene, first))
        start, end = self.trim(entity.first, entity.last)
        return min(start, first), max(end, last)

    def trim(self, first: int, last: int) -> tuple[int, int]:
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
        self.keep(use)

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
