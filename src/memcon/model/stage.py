"""What a stage is: a plain function over a batch of Readings that gives one new layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from memcon.model.reading import Reading


class Stage(NamedTuple):
    """`run` takes a batch and returns one Reading for each, with the layer `gives` filled and nothing else changed.

    `needs` names layers that must be there first; the flow is checked before the first report is read.
    """

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Sequence[Reading]], list[Reading]]
