"""The formats, one tuple: what each is called, what it is for and what writes it.

A format is a file of this room with a function `write(source, out, options)` that streams from the Source to a binary
file and keeps nothing; libraries that only it needs are imported inside. One that makes several files has `parts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from memcon.export import (
    bibtex,
    chicago,
    csl,
    docx,
    followthemoney,
    geojson,
    graphml,
    html,
    ical,
    jsonld,
    judgements,
    markdown,
)
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


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CSL = "application/vnd.citationstyles.csl+json"

FORMATS: tuple[Format, ...] = (
    Format(
        "jsonld",
        ".jsonld",
        "application/ld+json",
        "Linked data: schema.org reports and claims, PROV-O provenance, W3C Web Annotations.",
        jsonld.write,
    ),
    Format("ftm", ".ftm.json", "application/jsonl", "FollowTheMoney entities, one a line.", followthemoney.write),
    Format("ical", ".ics", "text/calendar", "Meetings and visits for a calendar (iCalendar).", ical.write),
    Format("graphml", ".graphml", "application/graphml+xml", "Who has to do with whom, a graph.", graphml.write),
    Format("markdown", ".md", "text/markdown", "A brief for people, differences first.", markdown.write),
    Format("html", ".html", "text/html", "The brief as a page that prints on A4.", html.write),
    Format("docx", ".docx", _DOCX, "The brief for a word processor.", docx.write),
    Format("chicago", ".txt", "text/plain", "References as Chicago notes, with the sentences.", chicago.write),
    Format("bibtex", ".bib", "application/x-bibtex", "References for BibTeX and biblatex.", bibtex.write),
    Format("csl", ".json", _CSL, "References for Zotero and pandoc (CSL-JSON).", csl.write),
    Format("geojson", ".geojson", "application/geo+json", "Where meetings took place, for a map.", geojson.write),
    Format(
        "judgements",
        ".jsonl",
        "application/jsonl",
        "The log of people's judgements, one JSON object a line, each with its state.",
        judgements.write,
    ),
)
