"""What an address may ask: one struct a page; from it come the checks, the coercion and the OpenAPI document."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from memcon.errors import UsageError

Query = TypeVar("Query", bound=msgspec.Struct)

Number = Annotated[int, Meta(ge=1, le=1_000_000)]
Prefix = Annotated[
    str,
    Meta(
        pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$",
        description="An ISO date or a beginning of one",
    ),
]
Part = Annotated[int, Meta(ge=1, le=1000)]
Words = Annotated[str, Meta(max_length=400)]
Name = Annotated[str, Meta(max_length=200)]
Ranges = Annotated[
    str,
    Meta(pattern=r"^(\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,199})?$", description="Spans in code points, as 10-20,35-40"),
]
Only = Literal["all", "differs", "one"]
Switch = Literal["", "1"]


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page that asks nothing."""


class Stories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Filters of the list of stories."""

    q: Words = ""
    a: Name = ""
    b: Name = ""
    outlet: Name = ""
    since: Prefix = ""
    until: Prefix = ""
    differs: Switch = ""
    page: Number = 1


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story: the origin cells are told against, which findings, which part of the table."""

    base: Name = ""
    only: Only = "all"
    page: Number = 1
    across: Number = 1
    whole: Switch = ""


class CellOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cell of a story's table."""

    base: Name = ""


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report: words to light, and from where on a long text is shown."""

    at: Ranges = ""
    since: Annotated[int, Meta(ge=0, le=100_000_000)] = 0


class Cite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A citation: the words that are cited."""

    at: Ranges = ""


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, and where to look for them."""

    q: Words = ""
    a: Name = ""
    b: Name = ""
    point: Name = ""
    outlet: Name = ""
    since: Prefix = ""
    until: Prefix = ""
    page: Number = 1


class Relation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A relation: the days that are shown, the page of their list, the part of its reports."""

    since: Prefix = ""
    until: Prefix = ""
    page: Number = 1
    part: Part = 1


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An actor: which part of the reports."""

    part: Part = 1


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The queue: the thing to begin at, the part of the stories."""

    at: Name = ""
    part: Part = 1


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement: `verb` and the ids of what is judged; for `actor` the last is the id of whom it means."""

    verb: Literal["same", "different", "accept", "reject", "actor", "kept", "broken", "open", "undo"]
    keys: Annotated[list[Annotated[str, Meta(min_length=1, max_length=200)]], Meta(min_length=1, max_length=500)]
    why: Annotated[str, Meta(max_length=500)] = ""


def taken(given: dict[str, str], kind: type[Query]) -> Query:
    """What was asked, checked. Raises UsageError with one sentence for what is not of the kind."""
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"the address asks for something else than this page takes: {error}") from None


def spans(at: str) -> list[tuple[int, int]]:
    """`10-20,35-40` as pairs; what ends before it begins is left out."""
    pairs = [part.split("-") for part in at.split(",") if part]
    return sorted((int(a), int(b)) for a, b in pairs if int(a) < int(b))


def whole(given: object, kind: type[Query]) -> Query:
    """What a form gave, checked. Raises UsageError with one sentence."""
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"what was sent is not what this page takes: {error}") from None


def read(body: bytes, kind: type[Query]) -> Query:
    """A JSON body, checked. Raises UsageError with one sentence."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the body is not the JSON this address takes: {error}") from None
