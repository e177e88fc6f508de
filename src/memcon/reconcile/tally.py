"""A count of meetings in one report beside the meetings themselves, told one by one, in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from memcon.claims.values import find_amounts
from memcon.model.claim import Claim
from memcon.reconcile.pool import Told

MET = frozenset("meeting meetings summit summits talks visit visits trip trips call calls encounter encounters".split())
FEWEST = 2
"""Meetings told one by one from which they are laid beside a count."""


def tallies(clusters: Sequence[list[Told]], sides: Mapping[str, str]) -> list[list[Told]]:
    """The clusters, with meetings of the same two that another report tells one by one joined to a count of them
    ("three meetings since June"), where they are no more than it counts. Which part of the count they are stays open,
    so they say it narrower."""
    found = list(clusters)
    for counting in clusters:
        told = counting[0]
        number = counted(told.claim) if len({t.report for t in counting}) == 1 else None
        if number is None:
            continue
        parts = [c for c in found if c is not counting and _part_of(told, c, sides)]
        if FEWEST <= len(parts) <= number:
            found = [c for c in found if c is not counting and c not in parts]
            found.append([*counting, *(t for c in parts for t in c)])
    return found


def counted(claim: Claim) -> int | None:
    """How many meetings a claim counts, when it counts any: of two parties, two or more."""
    if claim.event is None or claim.event.type != "CONSULT" or len(_actors(claim, {})) < FEWEST:
        return None
    amounts = [a for a in find_amounts(claim.text) if a.kind == "count" and a.unit in MET and a.hedge is None]
    return int(amounts[0].value) if len(amounts) == 1 and amounts[0].value >= FEWEST else None


def _part_of(count: Told, cluster: Sequence[Told], sides: Mapping[str, str]) -> bool:
    """True for a dated meeting of the same two, told in other reports alone."""
    claim = cluster[0].claim
    return (
        all(t.report != count.report for t in cluster)
        and claim.event is not None
        and claim.event.type == "CONSULT"
        and claim.event.when is not None
        and counted(claim) is None
        and _actors(count.claim, sides) <= _actors(claim, sides)
    )


def _actors(claim: Claim, sides: Mapping[str, str]) -> frozenset[str]:
    event = claim.event
    refs = event.actors + event.recipients if event is not None else ()
    return frozenset(sides.get(r.id or r.name, r.id or r.name) for r in refs)
