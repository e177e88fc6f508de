"""Progress on long work, on standard error, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from memcon.run import Progress


@contextmanager
def counting(what: str) -> Iterator[Progress | None]:
    """A counter on standard error while the work goes on; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(what) as status:
        yield lambda done: status.update(f"{what}: {done}")
