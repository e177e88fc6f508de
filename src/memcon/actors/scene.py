"""One report laid out for reading its actors: tokens, hits on tokens, sentences, the day and the home country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from memcon.actors.gazetteer import Hit, hits
from memcon.actors.names import PARTICLES
from memcon.actors.words import words
from memcon.knowledge import kb
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax

_NOT_NAME = frozenset("VERB AUX ADP DET PRON CCONJ SCONJ ADV PART PUNCT NUM".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)
_BEFORE_DATE = frozenset("in on last this next since until early late mid of from by".split())
LONGEST_NAME = 14


class Scene:
    """What the stages of this room share about one report. Built once, read by all; `home` is ISO alpha-3 or None."""

    def __init__(self, reading: Reading) -> None:
        """Lay the report out; a Reading without syntax or body gives an empty scene."""
        report = reading.report
        self.text = reading.text
        self.syntax = reading.syntax if reading.syntax is not None else Syntax((), (), (), (), (), (), (), (), ())
        self.report_id = report.id
        self.day = report.published.value[:10] if report.published is not None else None
        self.home = _home(reading)
        # False where `home` is only an agency's dateline.
        self.own = report.outlet is not None and report.outlet.kind != "wire"
        self.lower = tuple(w.lower() for w in self.syntax.words)
        self.sentence = _sentences(self.syntax)
        self.hits = hits(self.text, [p.span for p in reading.body or ()]) if len(self.syntax) else []
        self.starting: dict[int, Hit] = {}
        self.ending: dict[int, Hit] = {}
        self.range: dict[Hit, tuple[int, int]] = {}
        self._place_hits()
        self.covered = {t: h for h in self.hits for t in range(*self.range[h])}
        self.entity = {t: e for e in self.syntax.entities for t in range(e.first, e.last)}
        clear = [sovereign(tuple(dict.fromkeys(e.id for e in h.of("state", "adjective")))) for h in self.hits]
        self.counts = Counter(ids[0] for ids in clear if len(ids) == 1)
        self.told = {*self.counts, *self._seated()}
        self.named = self.told | ({self.home} if self.home else set())

    def _seated(self) -> set[str]:
        """The states whose capitals, residences or bodies the report names."""
        ids = {e.id for h in self.hits for e in h.of("metonym", "body")}
        return {b.country if (b := kb.body(i)) is not None else i for i in ids}

    def _place_hits(self) -> None:
        kept = []
        for hit in self.hits:
            inside = self.syntax.tokens_in(Span(hit.start, hit.end))
            if not len(inside):
                continue
            first, last = inside[0], inside[-1] + 1
            self.starting[first], self.ending[last], self.range[hit] = hit, hit, (first, last)
            kept.append(hit)
        self.hits = kept

    def countries(self, hit: Hit, *kinds: str) -> tuple[str, ...]:
        """The states a hit may mean, told apart by the states the report names without doubt."""
        ids = tuple(dict.fromkeys(e.id for e in hit.of(*kinds)))
        if len(ids) < 2:
            return ids
        ids = sovereign(ids)
        named = [i for i in ids if self.counts[i]]
        return tuple(named) if len(named) == 1 else ids

    def states_near(self, i: int, back: int) -> set[str]:
        """The states named in the sentence of token `i` and so many before."""
        here = self.sentence[i]
        near = [h for h in self.hits if here - back <= self.sentence[self.range[h][0]] <= here]
        return {c for h in near for c in self.countries(h, "state", "adjective", "metonym")}

    def seat_of(self, hit: Hit) -> tuple[str, ...]:
        """Whose capital or seat a word is; of several (Brussels) those the report names, if it names any."""
        ids = tuple(dict.fromkeys(e.id for e in hit.of("metonym")))
        living = tuple(i for i in ids if (s := kb.state(i)) is None or (s.kind == "state" and not s.end)) or ids
        bodies = {e.id for h in self.hits for e in h.of("organisation")}
        return tuple(i for i in living if self.counts[i] or i in bodies) or living

    def head(self, inside: range) -> int:
        """The token of a range that the others hang on."""
        for i in reversed(inside):
            if self.syntax.heads[i] not in inside or self.syntax.heads[i] == i:
                return i
        return inside[-1]

    def glued(self, i: int) -> bool:
        """True when no space stands between token `i` and the one before it."""
        return i > 0 and self.syntax.starts[i] == self.syntax.ends[i - 1]

    def name_run(self, first: int, longest: int = LONGEST_NAME) -> int:
        """One past the last token of the name that begins at `first` (equal to `first` when none does)."""
        at = first
        limit = min(len(self.lower), first + longest)
        while at < limit and self.sentence[at] == self.sentence[first]:
            if self._hyphen(at, first):
                at += 2
            elif self._nickname(at, first):
                at += 3
            elif self._capital(at, first) or self._particle(at):
                at += 1
            else:
                break
        while at > first and (self.lower[at - 1] in PARTICLES or not self.lower[at - 1][0].isalpha()):
            at -= 1
        return at

    def _nickname(self, at: int, first: int) -> bool:
        """ "(Wim)" inside "Willem (Wim) Kok"."""
        return at > first and self.lower[at] == "(" and self.lower[at + 2 : at + 3] == (")",) and \
            at + 3 < len(self.lower) and self._capital(at + 1, first) and self._capital(at + 3, first)  # fmt: skip

    def _hyphen(self, at: int, first: int) -> bool:
        return (
            at > first and self.lower[at] in {"-", "'", "’"} and self.glued(at) and at + 1 < len(self.lower)
            and self.glued(at + 1) and self.lower[at + 1].isalpha() and self.lower[at + 1] != "s"
        )  # fmt: skip

    def _capital(self, at: int, first: int) -> bool:
        word = self.syntax.words[at]
        if not _capital(word) or self.lower[at] in _DAYS or (at > first and self._shouted(at, first)):
            return False
        if at == first and self.lower[at] in words("not_name", "words"):
            return False
        hit = self.starting.get(at)
        if hit is not None and hit.kind != "person" and (at == first or not self._person(at)):
            return False
        pos = self.syntax.pos[at]
        return pos not in _NOT_NAME or self._person(at) or (pos == "PRON" and at > first)

    def _shouted(self, at: int, first: int) -> bool:
        """An agency behind a name ("Ana Ruiz AFP"): three or four capitals after a word that is not all capitals."""
        word = self.syntax.words[at]
        return len(word) in {3, 4} and word.isupper() and word.isalpha() and not set(word) <= set("IVX") and \
            not self.syntax.words[first].isupper()  # fmt: skip

    def _particle(self, at: int) -> bool:
        if self.lower[at] not in PARTICLES or at + 1 >= len(self.lower):
            return False
        follow = self.syntax.words[at + 1]
        return follow[0].isupper() or follow == "-" or self.lower[at + 1] in PARTICLES

    def _person(self, at: int) -> bool:
        entity = self.entity.get(at)
        return entity is not None and entity.label == "PERSON"

    def dated(self, i: int) -> bool:
        """True when token `i` is the name of a day or month used as a date: "in May", not "May said"."""
        if self.lower[i] not in _DAYS:
            return False
        entity = self.entity.get(i)
        before = self.lower[i - 1] if i else ""
        after = self.lower[i + 1] if i + 1 < len(self.lower) else ""
        return (entity is not None and entity.label == "DATE") or before in _BEFORE_DATE or after[:1].isdigit()

    def words_of(self, first: int, last: int) -> str:
        """The exact words of a token range."""
        return self.text[self.syntax.starts[first] : self.syntax.ends[last - 1]] if last > first else ""


def _capital(word: str) -> bool:
    """A capital first letter, or one behind an elided article: d'Alema."""
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def sovereign(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Of several bearers of a word, the states that exist rather than territories and dissolved states."""
    states = tuple(i for i in ids if (s := kb.state(i)) is not None and s.kind == "state" and not s.end)
    return states or ids


def _home(reading: Reading) -> str | None:
    """Whose "prime minister" needs no country: the outlet's state; for an agency that of the dateline."""
    outlet, dateline = reading.report.outlet, reading.report.dateline
    if outlet is None:
        return None
    if outlet.kind == "wire":
        return dateline.country if dateline is not None else None
    return outlet.country


def _sentences(syntax: Syntax) -> Sequence[int]:
    out = [0] * len(syntax)
    for k, (first, last) in enumerate(syntax.sentences):
        out[first:last] = [k] * (last - first)
    return out
