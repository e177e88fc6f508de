"""Outlets: who publishes, of which class, in which country (data/intake/outlets.csv)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from memcon.model.report import Outlet


@cache
def _tables() -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    path = files("memcon.data").joinpath("intake/outlets.csv")
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        outlet = Outlet(row["name"], row["kind"], row["country"] or None)
        for name in (row["name"], *row["aliases"].split("|")):
            names.setdefault(_fold(name), outlet)
        for domain in filter(None, row["domain"].split("|")):
            domains.setdefault(domain, outlet)
    names.pop("", None)
    return names, domains


def _fold(name: str) -> str:
    folded = " ".join(name.casefold().split())
    return folded.removeprefix("the ")


def outlet_named(name: str) -> Outlet | None:
    """The listed outlet of that name or alias, capitals and a leading "the" aside; None when it is not listed."""
    return _tables()[0].get(_fold(name))


def outlet_of_address(url: str) -> Outlet | None:
    """The listed outlet that publishes under the address's host or a parent domain of it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    parts = host.split(".")
    for i in range(len(parts) - 1):
        found = _tables()[1].get(".".join(parts[i:]))
        if found is not None:
            return found
    return None


def agencies() -> frozenset[str]:
    """Folded names of the listed wire agencies, for credit lines and datelines."""
    return frozenset(name for name, outlet in _tables()[0].items() if outlet.kind == "wire")
