"""Every package that is pinned stands under a licence that lets memcon be used by anybody."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "licences.md").read_text(encoding="utf-8")
FREE = frozenset(
    "MIT Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD ISC MPL-2.0 MPL-1.1 PSF-2.0 Zlib CC0-1.0 CNRI-Python Unlicense "
    "HPND MIT-0 MIT-CMU BSD-2-Clause-Views BlueOak-1.0.0".split()
)
BESIDE = FREE | frozenset("LGPL-2.1-or-later LGPL-3.0-only Artistic-1.0-Perl".split())
"""For what memcon itself does not bring along: tools of the tests, and the driver of `[postgres]`."""


def rows() -> list[tuple[str, str, str]]:
    return re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)


def free(expression: str, allowed: frozenset[str] = FREE) -> bool:
    """One of the licences to choose from is free, each that must be kept is."""
    return any(all(part.strip(" ()") in allowed for part in one.split(" AND ")) for one in expression.split(" OR "))


def test_every_licence_is_free() -> None:
    assert len(rows()) > 80
    assert [
        (name, licence)
        for name, licence, home in rows()
        if not free(licence, BESIDE if home in ("working on it", "`[postgres]`") else FREE)
    ] == []


@pytest.mark.parametrize(
    ("licence", "expected"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT AND AGPL-3.0", False), ("GPL-2.0-only OR MPL-1.1", True),
     ("not told", False)],
)  # fmt: skip
def test_what_is_free(licence: str, expected: bool) -> None:
    assert free(licence) == expected
