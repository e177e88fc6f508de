"""Write docs/licences.md: under which licence each package stands that the lock names, as its own metadata say.

docs/generate.py calls it, so `make docs` writes the page, and a test fails when it says something else than what is
there.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "dev.lock"
MADE = "<!-- Made by docs/licences.py from the lock and the packages' metadata; run `make docs`. -->"
TITLE = "# Licences"
SAYS = (
    "Every package of `requirements/dev.lock`, those that others bring along too, with the licence its own metadata "
    "name. Those marked **memcon** are installed with memcon itself; the others with the extra named, or only for "
    "working on it. All are permissive, or ask no more than that changes to their own files be shown; what is only for "
    "working on memcon, or an extra that is a library of its own, may stand under the LGPL; a test fails on any other. "
    "memcon itself stands under Apache-2.0, and [NOTICE](../NOTICE) names the sources of its data."
)
# Older metadata give a whole text, or only the name of a family; the licence file of the package says which.
_NAMED = {"MIT License": "MIT", "Apache Software License": "Apache-2.0", "BSD License": "BSD-3-Clause",
          "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "ISC License (ISCL)": "ISC",
          "Python Software Foundation License": "PSF-2.0", "Apache 2.0": "Apache-2.0",
          "3-Clause BSD License": "BSD-3-Clause",
          "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later"}  # fmt: skip


# Its licence file lets one choose; its metadata name the two side by side.
_GIVEN = {"text-unidecode": "Artistic-1.0-Perl OR GPL-1.0-or-later"}


def page() -> str:
    """The page as it should be."""
    homes = {plain(name): home for home, names in groups().items() for name in names}
    rows = [
        f"| `{name}` | {version} | {licence_of(found)} | {homes.get(name, 'working on it')} |"
        for name, version in pins()
        if (found := installed(name)) is not None
    ]
    table = ["| package | version | licence | for |", "|---|---|---|---|", *rows]
    return "\n\n".join([TITLE, MADE, SAYS, "\n".join(table)]) + "\n"


def pins() -> Iterator[tuple[str, str]]:
    """(name, version) of each package in the lock, in its order."""
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        yield plain(name), version


def installed(name: str) -> Distribution | None:
    """The package's metadata; None for one that this machine does not need (the lock is for all of them)."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence_of(package: Distribution) -> str:
    """The licence as an SPDX expression, as far as the metadata tell."""
    about = package.metadata
    if (given := _GIVEN.get(plain(about["Name"]))) is not None:
        return given
    if about["License-Expression"]:
        return str(about["License-Expression"])
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    named = [_NAMED.get(c, c) for c in classes if c != "OSI Approved"]
    first = str(about["License"] or "").strip().split("\n")[0]
    return " AND ".join(named) if named else (_NAMED.get(first, first) or "not told")


def groups() -> dict[str, set[str]]:
    """Who needs which packages: memcon itself, each extra; those that come with them counted in, the first that needs
    one named last so that it wins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {f"`[{name}]`": found for name, found in project["optional-dependencies"].items() if name != "dev"}
    return {home: closure(needed) for home, needed in {**extras, "**memcon**": project["dependencies"]}.items()}


def closure(needed: list[str]) -> set[str]:
    """The packages needed and all that they need, on this machine."""
    found: set[tuple[str, str]] = set()
    stack = [(Requirement(n), extra) for n in needed for extra in ("", *Requirement(n).extras)]
    while stack:
        wanted, extra = stack.pop()
        package = installed(plain(wanted.name))
        if package is None or (plain(wanted.name), extra) in found:
            continue
        found.add((plain(wanted.name), extra))
        below = (Requirement(r) for r in package.requires or ())
        fit = [r for r in below if r.marker is None or r.marker.evaluate({"extra": extra})]
        stack += [(r, inner) for r in fit for inner in ("", *r.extras)]
    return {name for name, _ in found}


def plain(name: str) -> str:
    """A distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
