"""The PLOVER codebook as typed data: types, word classes, operators and lexicon entries, indexed by lemma.

The data are the TOML files of `memcon/data/codebook`; the names and boundaries of the types follow the PLOVER manual
0.8 (Open Event Data Alliance, CC BY-SA 4.0) in our own words. An entry's patterns are small strings:

    kill                 the verb, whatever stands around it
    break off            with the particle "off"
    hold @talks          its object (or passive subject) is one of the words of class "talks"
    use !@tools          its object is not of that class
    pay =visit|call      its object is one of these words
    call @people ~       with an object, but nothing said of it ("called X a liar")
    want ^               with an infinitive that another is to do
    ask to               with an infinitive; "say must": with a clause of obligation; "say blamed", "say decried", "say
                         doomed": that another did it, is wrong, will suffer; "tell commanded": with a command
    call on>             with the preposition "on" (on the verb, its particle or its object)
    appeal for>@aid      the preposition's object is of that class
    kill -               without an object
    train +              with an object, whatever it is
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

_PARTIES = frozenset({"people", "envoy", "territory", "prisoner", "infrastructure"})


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One type of the codebook. `intensity`: -10 to 10, after Goldstein's scale; `cameo`: the root codes it takes in;
    `modes`: name to meaning; `mode_of`: the mode of a promise, refusal … by the type of what it speaks of;
    `examples` and `counterexamples`: (sentence, why), written for this project."""

    name: str
    quad: str
    intensity: float
    cameo: tuple[str, ...]
    definition: str
    includes: str
    excludes: str
    modes: dict[str, str] = {}
    mode_of: dict[str, str] = {}
    examples: tuple[tuple[str, str], ...] = ()
    counterexamples: tuple[tuple[str, str], ...] = ()


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of words with one frame. `id` is stable and names the entry in every coded event.

    `type`: what it codes ("" for an operator that codes nothing alone). `operator`: the table of `operators.toml` that
    it applies to the event it governs. `agent`, `patient`: where to look, in order: `subj`, `surface`, `obj`,
    `dative`, `poss` or any preposition. `symmetric`: all take part alike. `near`: word class to the entry that takes
    over when one of its words stands in the clause ("deployed as peacekeepers"). `turn`: role to the entry that takes
    over when that role is the one asked about ("extradited X to Y": X or Y). `together`: the entry that takes over when
    two or more do it as one ("X and Y held exercises"). `by`: class of doers to the entry for what they do.
    """

    id: str
    type: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    operator: str | None = None
    agent: tuple[str, ...] = ("subj",)
    patient: tuple[str, ...] = (
        "obj",
        "dative",
        "against",
        "on",
        "with",
        "to",
        "at",
        "toward",
        "towards",
        "for",
        "from",
        "in",
    )
    symmetric: bool = False
    strength: float = 1.0
    near: dict[str, str] = {}
    turn: dict[str, str] = {}
    together: str | None = None
    by: dict[str, str] = {}


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a governing word makes of the event it governs. `table`: inner type to resulting type ("=": unchanged, "":
    nothing; "*": any other). `status`: what it makes of the inner event's status, when that event remains."""

    name: str
    meaning: str
    table: dict[str, str]
    via: tuple[str, ...] = ()
    via_noun: tuple[str, ...] = ()
    status: str | None = None

    def result(self, inner: str) -> str:
        """The type that comes of `inner` under this operator; "" for none."""
        outer = self.table.get(inner, self.table.get("*", "="))
        return inner if outer == "=" else outer


class Void(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a word of `words` makes one of `types` no event. `where`: "agent", "patient" (the head noun), "near" (any
    word of the clause), "above" (the work that tells of it: "a film about the talks"), "compound" (what stands before
    its noun: "a trade war"), "obj" (its object, the nouns that fired with it too), or a preposition ("with")."""

    where: str
    words: frozenset[str]
    types: frozenset[str]


class Pattern(NamedTuple):
    """One lemma of one entry with its conditions. `names`: the object class holds those the deed is done to (people,
    ground), so the object stays an argument, and a proper name or pronoun is as good as a word of class "people"."""

    entry: Entry
    lemma: str
    particle: str | None
    objects: frozenset[str] | None
    names: bool
    barred: frozenset[str] | None
    preps: tuple[tuple[str, frozenset[str] | None], ...]
    bare: bool
    weight: int
    full: bool = False


class Codebook(NamedTuple):
    """Everything the coder knows, indexed by lemma. `forms`: words the parser gives a wrong lemma, to the right one."""

    types: dict[str, EventType]
    entries: dict[str, Entry]
    operators: dict[str, Operator]
    classes: dict[str, frozenset[str]]
    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    adjectives: dict[str, tuple[Pattern, ...]]
    forms: dict[str, str]
    voids: tuple[Void, ...]

    def quad(self, name: str) -> str:
        """Quad class of a type: verbal or material, cooperation or conflict."""
        return self.types[name].quad


@cache
def codebook() -> Codebook:
    """The codebook that ships, read once. Raises ValueError when a data file contradicts itself."""
    raw = _read()
    classes = {k: frozenset(v.split()) for k, v in raw["class"].items()}
    types = {t.name: t for t in msgspec.convert(raw["type"], list[EventType])}
    operators = {o.name: o for o in msgspec.convert(raw["operator"], list[Operator])}
    entries = msgspec.convert(raw["entry"], list[Entry])
    _check(types, operators, entries)
    verbs, nouns, adjectives = (_index(entries, kind, classes) for kind in ("verbs", "nouns", "adjectives"))
    forms = dict(pair.split(":") for pair in raw["class"]["forms"].split())
    return Codebook(
        types,
        {e.id: e for e in entries},
        operators,
        classes,
        verbs,
        nouns,
        adjectives,
        forms,
        tuple(msgspec.convert(raw["void"], list[Void])),
    )


@cache
def classes_of(lemma: str) -> tuple[str, ...]:
    """Names of the word classes that hold a lemma (in small letters), in the data's order."""
    return tuple(name for name, words in codebook().classes.items() if lemma in words)


def _read() -> dict[str, Any]:
    found: dict[str, Any] = {"type": [], "entry": [], "operator": [], "void": [], "class": {}}
    folder = files("memcon") / "data" / "codebook"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".toml"):
            continue
        for key, value in tomllib.loads(path.read_text(encoding="utf8")).items():
            if isinstance(value, dict):
                found[key].update(value)
            else:
                found[key].extend(_words(x) if key in ("entry", "void", "operator") else x for x in value)
    return found


def _words(entry: dict[str, Any]) -> dict[str, Any]:
    """Lists of patterns are written as one comma-separated string, role lists as one of words."""
    out = dict(entry)
    for key in ("verbs", "nouns", "adjectives"):
        if key in out:
            out[key] = [" ".join(x.split()) for x in out[key].split(",") if x.strip()]
    for key in ("agent", "patient", "contexts", "words", "via", "via_noun"):
        if key in out:
            out[key] = out[key].split()
    return out


def _check(types: dict[str, EventType], operators: dict[str, Operator], entries: list[Entry]) -> None:
    if tuple(types) != TYPES:
        raise ValueError(f"codebook types are {tuple(types)}")
    seen: set[str] = set()
    for e in entries:
        if e.id in seen or (e.type and e.type not in types) or (e.operator and e.operator not in operators):
            raise ValueError(f"codebook entry {e.id!r} is given twice, or its type or operator is unknown")
        if e.mode is not None and e.mode not in types[e.type].modes:
            raise ValueError(f"codebook entry {e.id!r} has an unknown mode {e.mode!r}")
        seen.add(e.id)


def _index(entries: list[Entry], kind: str, classes: dict[str, frozenset[str]]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for entry in entries:
        for text in getattr(entry, kind):
            pattern = _pattern(entry, text, classes)
            found.setdefault(pattern.lemma, []).append(pattern)
    return {k: tuple(sorted(v, key=lambda p: (-p.weight, p.entry.operator is None))) for k, v in found.items()}


def _pattern(entry: Entry, text: str, classes: dict[str, frozenset[str]]) -> Pattern:
    lemma, *rest = text.split()
    particle = objects = barred = None
    preps: list[tuple[str, frozenset[str] | None]] = []
    names, bare, full, weight = False, False, False, 0
    for part in rest:
        if part == "-":
            bare, weight = True, weight + 1
        elif part == "+":
            full = True
        elif part.startswith("!@"):
            barred, weight = _class(part[1:], classes), weight + 1
        elif part[0] in "@=":
            objects, weight = _class(part, classes), weight + 4
            names = bool(_PARTIES & set(part[1:].split("+")))
        elif ">" in part:
            prep, _, name = part.partition(">")
            preps.append((prep, _class(name, classes) if name else None))
            weight += 5 if name else 2
        else:
            particle, weight = part, weight + 3
    return Pattern(entry, lemma, particle, objects, names, barred, tuple(preps), bare, weight, full)


def _class(name: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    """`@name+name`: classes by name; `=word|word`: the words themselves."""
    if name.startswith("="):
        return frozenset(name[1:].split("|"))
    return frozenset().union(*(classes[n] for n in name[1:].split("+")))


# What the coder reads from auxiliaries, for which there is no entry.
_AUXILIARIES = {
    "aux.will": "with will: not yet done",
    "aux.will-not": "with will not: refused",
    "aux.will-not-harm": "with will not: says that no harm will be done",
    "aux.not": "with not: refused",
    "aux.ahead": "still to come",
    "aux.in-office": "done by one who holds office: a refusal, no protest",
    "aux.in-words": "a blow of a person by name: in words",
    "aux.harmless": "agreed to, and harms nobody named: no threat",
    "aux.imperative": "a command that is quoted",
}


def reason(entry: str) -> str:
    """Why an event is coded as it is, in words: what each entry of the chain `entry` (outermost first) means."""
    book = codebook()
    return "; ".join(found for part in entry.split(">") if (found := _meaning(book, part)))


def _meaning(book: Codebook, part: str) -> str:
    if part in _AUXILIARIES:
        return _AUXILIARIES[part]
    entry = book.entries.get(part.partition("/")[0])
    if entry is None:
        return ""
    if entry.operator is not None:
        return book.operators[entry.operator].meaning
    kind = book.types[entry.type]
    if entry.mode is not None:
        return kind.modes[entry.mode]
    return kind.definition[:1].lower() + kind.definition[1:].rstrip(".")
