"""The formats, one tuple: what each is called, what it is for and what writes it.

A format is a file of this room with a function `write(source, out, options)` that streams from the Source to a binary
file and keeps nothing; libraries that only it needs are imported inside. One that makes several files has `parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, NamedTuple

from memcon.export import (
    bibtex,
    chicago,
    csl,
    csv_files,
    docx,
    followthemoney,
    gdelt,
    geojson,
    graphml,
    html,
    ical,
    jsonl,
    jsonld,
    judgements,
    markdown,
    parquet,
    plover,
    polecat,
)
from memcon.export.options import Options
from memcon.export.source import Source
from memcon.export.tables import TABLES

Write = Callable[[Source, BinaryIO, Options], None]
WriteAll = Callable[[Source, Mapping[str, BinaryIO], Options], None]


class Part(NamedTuple):
    """One file of a format that makes several: its name in the folder, with its suffix. Each can be written by itself;
    `alone`: it always is, because `together` does not write it."""

    name: str
    write: Write
    alone: bool = False

    @property
    def stem(self) -> str:
        """Its name without the suffix."""
        return self.name.partition(".")[0]


class Format(NamedTuple):
    """`suffix`: of the file, with its dot; of each file's name where there are `parts`, which are then written into a
    folder (`write` is None). `about`: one line for a person. `together`: writes all parts that are not
    `alone` in one pass over the stories, by their names without the suffix."""

    name: str
    suffix: str
    media_type: str
    about: str
    write: Write | None
    parts: tuple[Part, ...] = ()
    together: WriteAll | None = None


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CSL = "application/vnd.citationstyles.csl+json"
_DICTIONARY = Part("dictionary.csv", csv_files.write_dictionary, alone=True)

FORMATS: tuple[Format, ...] = (
    Format(
        "csv",
        ".csv",
        "text/csv",
        "The tables as CSV files with a data dictionary, for spreadsheets, R and everything else; a folder.",
        None,
        (*(Part(f"{t.name}.csv", csv_files.writing(t)) for t in TABLES), _DICTIONARY),
        csv_files.write_all,
    ),
    Format(
        "parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "The tables as Parquet files with a data dictionary, for DuckDB, pandas, polars and R; a folder.",
        None,
        (*(Part(f"{t.name}.parquet", parquet.writing(t)) for t in TABLES), _DICTIONARY),
        parquet.write_all,
    ),
    Format(
        "jsonl",
        ".jsonl",
        "application/jsonl",
        "Every noun of the store, one JSON object a line; memcon import reads it back.",
        jsonl.write,
    ),
    Format(
        "plover",
        ".jsonl",
        "application/jsonl",
        "Events in PLOVER's JSON fields, one a line.",
        plover.write,
    ),
    Format(
        "polecat",
        ".txt",
        "text/tab-separated-values",
        "Events in the 40 columns of POLECAT, tab-separated with a header row.",
        polecat.write,
    ),
    Format(
        "gdelt",
        ".CSV",
        "text/tab-separated-values",
        "Events and mentions as GDELT 2.0 has them (CAMEO, FIPS), tab-separated without a header row; a folder.",
        None,
        (Part("events.CSV", gdelt.write_events), Part("mentions.CSV", gdelt.write_mentions)),
        gdelt.write_all,
    ),
    Format(
        "judgements",
        ".jsonl",
        "application/jsonl",
        "The log of people's judgements, one JSON object a line, each with its state.",
        judgements.write,
    ),
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
)
