"""What was read in an older version of a report, as it was read again in the newest: where a person's word holds on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from memcon.model.actor import Mention, mention_id
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.version import Lineage
from memcon.versions.align import Alignment
from memcon.versions.compare import step


def renewed(lineages: Iterable[Lineage], readings: Mapping[str, Reading]) -> dict[str, tuple[str, str]]:
    """Id of a claim, quote, event, pledge, visit or open mention of an older version -> its id in the newest version
    and that version's report id.

    Nothing is guessed: from version to version all its words must be kept in one place and be read there as the same;
    what was lost, or read otherwise, on the way is left out. `readings`: all versions by report id. Pure.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in lineages:
        newest = line.versions[-1].report
        for old, new in reversed(list(pairwise(v.report for v in line.versions))):
            for before, after in _links(readings[old], readings[new]):
                if new == newest:
                    found[before] = (after, newest)
                elif after in found:
                    found[before] = found[after]
    return found


def _links(old: Reading, new: Reading) -> Iterator[tuple[str, str]]:
    """Ids of what was read the same in both, older one first."""
    for thing in step(old, new).things:
        if thing.state == "kept" and thing.same and thing.read_as is not None:
            yield thing.id, thing.read_as
    aligned = Alignment(old.text, new.text)
    there = _open(new)
    for span, mention in _open(old).items():
        now = aligned.carry(span)
        if now is not None and now in there and _read(there[now]) == _read(mention):
            yield mention_id(old.report.id, span), mention_id(new.report.id, now)


def _open(reading: Reading) -> dict[Span, Mention]:
    """Mentions that name nobody known, by their words: those for which people choose."""
    return {m.span: m for m in reading.mentions or () if m.actor is None and not m.members}


def _read(mention: Mention) -> tuple[object, ...]:
    return mention.name, mention.kind, mention.office, mention.country
