"""`memcon export csl`: the reports as CSL-JSON (schema 1.0.2), which Zotero, pandoc and citeproc read.

`custom` holds the sentences that the findings rest on, by position and words, each with its link.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from memcon.export.citations import Citation, citations, date_parts
from memcon.export.escape import line
from memcon.export.json_list import write_list
from memcon.export.options import Options
from memcon.export.source import Source

_TYPE = {"press": "article-newspaper", "wire": "article-newspaper", "state-media": "article-newspaper"}
"""By the outlet's class; else a page of the web or, without an address, a document."""


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A list of items."""
    write_list(out, b"[", (item(cited) for cited in citations(source)), b"\n]\n")


def item(cited: Citation) -> dict[str, Any]:
    """One report. Names are `literal`: as printed."""
    parts = date_parts(cited.published)
    values = {
        "author": [{"literal": line(name)} for name in cited.authors],
        "title": line(cited.title) if cited.title else None,
        "container-title": line(cited.outlet) if cited.outlet else None,
        "issued": {"date-parts": [list(parts)]} if parts else None,
        "URL": cited.url,
        "language": cited.language,
        "note": f"text read: sha256 {cited.sha256}",
        "custom": {
            "report": cited.report,
            "sha256": cited.sha256,
            "passages": [passage._asdict() for passage in cited.passages],
        },
    }
    kind = _TYPE.get(cited.kind or "", "webpage" if cited.url is not None else "document")
    return {"id": cited.key, "type": kind, **{name: v for name, v in values.items() if v}}
