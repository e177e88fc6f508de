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
