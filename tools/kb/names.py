"""Read a CIA World Factbook name: 'Alberto Kenyo FUJIMORI Fujimori' -> given, surname (in CAPITALS), tail, variants.

The Factbook writes the part of a name by which its bearer is called in capitals. Everything here is spelling; who is
who is decided in terms.py and corrections.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ROMAN = re.compile(r"^[IVX]+$")
RANKS = re.compile(
    r"^(?:(?:Ret\.|Sr\.|Senior|Lt\.?|Lieutenant|Maj\.|Major|Brig\.|Flt\.|Gen\.?|General|Col\.|Colonel|Capt\.|Captain|Adm\.|Admiral|"
    r"Marshal|Dr\.?|Prof\.|Mr\.|Sir|Dame|Sheikh|Ratu|Tan|Sri|Tuanku|TUANKU|Archbishop|Cardinal|Ayatollah|Lyonpo|Father|"
    r"Alhaji|El Hadj|Prince|Sultan|Commander|Air|Vice-Marshal|Marshall|Vice|SAC|Chair,)\s+)+"
)
TAILS = re.compile(
    r"(?:,? (?:serving as caretaker|in caretaker status)| - .*|,? brother of the monarch|, (?:M\.D\.|Dr\."
    r"|Lt\. Gen\.|Gen\.)| of (?:the )?(?:Netherlands|US|UK|Denmark|Norway|France|Portugal))$"
)
PARTICLES = frozenset(
    "de la del da das do dos di von van der den el al y e i bin bint ibn zu zum du des le ould".split()
)
PATRONYMIC = frozenset("RUS UKR BLR ARM AZE KAZ KGZ TJK TKM UZB GEO MDA SUN".split())
UPPER_PARTICLE_COUNTRIES = frozenset({"BEL", "ITA", "ZAF", "NZL", "CAN", "USA", "AUS", "SMR"})


# What a name itself shows of its bearer's sex, by the grammar of the language: no guess from given names.
SHOWN = (
    (None, "f", re.compile(r"^(?:Dame|Princess|Mrs\.?|Ms\.?)\s|\bbint\b")),
    (None, "m", re.compile(r"^(?:Sir|Lord|Prince|Sheikh|Archbishop|Cardinal)\s|\S\s+(?:bin|ibn|ibni|ould)\s", re.I)),
    (PATRONYMIC, "f", re.compile(r"\s\w+(?:ovna|evna|ivna)\s", re.I)),
    (PATRONYMIC, "m", re.compile(r"\s\w+(?:ovich|evich|ovych|evych|uly)\s", re.I)),
    (frozenset(["ISL"]), "f", re.compile(r"dottir$", re.I)),
    (frozenset(["ISL"]), "m", re.compile(r"son$", re.I)),
    (PATRONYMIC | {"BGR", "CZE", "SVK", "CSK", "MKD"}, "f", re.compile(r"\w{2}(?:ova|eva|yova|skaya)$", re.I)),
    (PATRONYMIC | {"BGR", "MKD"}, "m", re.compile(r"\w{2}(?:ov|ev|skiy|skyy)$", re.I)),
    (frozenset(["POL", "MKD", "BGR"]), "f", re.compile(r"\w{2}(?:ska|cka)$", re.I)),
    (frozenset(["POL", "MKD", "BGR"]), "m", re.compile(r"\w{2}(?:ski|cki)$", re.I)),
    (frozenset(["LTU"]), "f", re.compile(r"(?:iene|yte|aite)$", re.I)),
    (frozenset(["LTU"]), "m", re.compile(r"(?:as|is|us)$", re.I)),
)


def gender_shown(raw: str, country: str) -> str:
    """`f`, `m` or nothing: a title before the name, son of, a patronymic, a surname with the ending of one sex."""
    text = re.split(r",| also spelled", raw)[0].strip()
    found = {sex for where, sex, pattern in SHOWN if (where is None or country in where) and pattern.search(text)}
    return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Name:
    """A name as the press prints it, the part it goes by, and its other spellings."""

    full: str
    surname: str
    variants: tuple[str, ...]
    whole: str = ""


def read_name(raw: str, country: str) -> Name:
    """Parse one Factbook name of a person of `country` (ISO 3166 alpha-3)."""
    mark = raw[raw.index(" #") :] if " #" in raw else ""
    text, extra = _split_spellings(raw.removesuffix(mark))
    text = TAILS.sub("", RANKS.sub("", text)).strip(" ,:")
    suffix = ""
    if match := re.search(r",? (Jr\.|Sr\.)$", text):
        suffix, text = match.group(1), text[: match.start()]
    tokens = text.split()
    caps = [_is_caps(token) or _opens(tokens, i) for i, token in enumerate(tokens)]
    start, end = _run(tokens, caps)
    spelled = [_case(token, country, i, start) if caps[i] else token for i, token in enumerate(tokens)]
    full = " ".join(spelled)
    whole = full + mark
    press = _press(spelled, start, country)
    if press != full:
        extra.append(full)
        full = press
    if suffix:
        extra.append(f"{full} {suffix}")
    surname = " ".join(spelled[start:end]) or full
    variants = _variants(spelled, start, end) if start < end else []
    return Name(full, surname, tuple(dict.fromkeys(v for v in [*variants, *extra] if v and v != full)), whole)


def _split_spellings(raw: str) -> tuple[str, list[str]]:
    """Take nicknames in quotes and 'also spelled' forms out of the name."""
    extra: list[str] = []
    text = raw.strip()
    if match := re.search(r",? (?:also spelled|aka) (.+)$", text):
        other = re.sub(r"^or ", "", match.group(1))
        text = text[: match.start()]
        extra.append(" ".join(_case(t, "", 1, 0) if _is_caps(t) else t for t in other.split()))
    if match := re.search(r"\s*\[([^\]]+)\]$", text):
        text = text[: match.start()]
        extra.append(" ".join(_case(t, "", 1, 0) if _is_caps(t) else t for t in match.group(1).split()))
    nicknames = re.findall(r"[\"'“]([A-Z][\w-]+)[\"'”](?=\s)", text)
    text = re.sub(r"[\"'“][A-Z][\w-]+[\"'”]\s+", "", text)
    plain = RANKS.sub("", text).split()
    surname = next((t for t in plain if _is_caps(t)), plain[-1] if plain else "").strip(",")
    extra.extend(f"{nick.capitalize()} {_case(surname, '', 1, 0)}" for nick in nicknames)
    return text, extra


def _is_caps(token: str) -> bool:
    core = re.sub(r"^(?:Mc|Mac|De|Di|El-|Al-|al-|el-|D'|d'|M'|N'|O'|Ya-)(?=[A-Z]{2})", "", token.strip(",.()"))
    if "-" in core:
        return any(_is_caps(part) for part in core.split("-"))
    letters = re.sub(r"[^A-Za-zÀ-ž]", "", core)
    if len(letters) < 2 or ROMAN.match(letters) or "." in core:
        return False
    return sum(c.isupper() for c in letters) >= len(letters) - 1 and letters[0].isupper() and letters[-1].isupper()


def _opens(tokens: list[str], at: int) -> bool:
    """A Roman number that opens a name of several words is a surname: XI Jinping."""
    return at == 0 and len(tokens) > 1 and len(tokens[0]) > 1 and ROMAN.match(tokens[0]) is not None


def _run(tokens: list[str], caps: list[bool]) -> tuple[int, int]:
    """The stretch of capitals the person goes by (a regnal number belongs to it)."""
    if not any(caps):
        return len(tokens), len(tokens)
    start = end = caps.index(True)
    while end < len(tokens) and (caps[end] or ROMAN.match(tokens[end]) is not None):
        end += 1
    return start, end


def _case(token: str, country: str, index: int, start: int) -> str:
    low = token.lower()
    if low in PARTICLES and country not in UPPER_PARTICLE_COUNTRIES and index > 0:
        return low
    parts = re.split(r"(-|(?<=^[A-Z])['`’]|(?<=-[A-Z])['`’])", token)
    text = "".join(p.capitalize() if _is_caps(p) or p.isupper() else p for p in parts)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m.group(1).upper(), text)


def _press(tokens: list[str], start: int, country: str) -> str:
    """The form a newspaper prints: no middle initials, no patronymic."""
    given = tokens[:start]
    if any(len(g) > 2 and not g.endswith(".") for g in given[:1]):
        given = [given[0], *(g for g in given[1:] if not re.fullmatch(r"(?:[A-Z]\.?)+", g))]
    if country in PATRONYMIC and len(given) > 1:
        given = [given[0], *(g for g in given[1:] if not re.search(r"(?:[oiey]v[iy]ch|[oe]vn[ay])$", g))]
    return " ".join([*given, *tokens[start:]])


def _variants(tokens: list[str], start: int, end: int) -> list[str]:
    """Shorter and turned forms: given + surname, each given name + surname, surname + tail, surname first."""
    given, surname, tail = tokens[:start], tokens[start:end], tokens[end:]
    plain = [g for g in given if not g.endswith(".") and g.lower() not in PARTICLES and len(g) > 1]
    lead = [g for g in given if g.lower() in PARTICLES]
    name = [*lead, *surname]
    out: list[list[str]] = [[*given, *surname]]
    out += [[one, *name] for one in plain]
    if len(plain) > 2:
        out.append([*plain[:2], *name])
    out += [[*plain[:1], *name, *tail]] if tail else []
    if plain:
        out.append([*name, *plain])
    elif tail:
        out += [[*tail, *surname], [*surname, tail[-1]], [*surname, tail[0]]]
    if len(surname) == 2 and plain and surname[0].lower() not in PARTICLES:
        out.append([plain[0], surname[0]])
    return [" ".join(words) for words in out if len(words) > 1 or not (given or tail)]
