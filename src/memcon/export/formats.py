"""The formats, one tuple: what each is called, what it is for and what writes it.

A format is a file of this room with a function `write(source, out, options)` that streams from the Source to a binary
file and keeps nothing; libraries that only it needs are imported inside. One that makes several files has `parts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from memcon.export import judgements
from memcon.export.options import Options
from memcon.export.source import Source

Write = Callable[[Source, BinaryIO, Options], None]


class Part(NamedTuple):
    """One file of a format that makes several: its name in the folder."""

    name: str
    write: Write


class Format(NamedTuple):
    """`suffix`: of the file, with its dot; of each file's name where there are `parts`, which are then written into a
    folder (`write` is None). `about`: one line for a person."""

    name: str
    suffix: str
    media_type: str
    about: str
    write: Write | None
    parts: tuple[Part, ...] = ()


FORMATS: tuple[Format, ...] = (
    Format(
        "judgements",
        ".jsonl",
        "application/jsonl",
        "The log of people's judgements, one JSON object a line, each with its state.",
        judgements.write,
    ),
)
