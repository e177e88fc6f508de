"""`memcon export bibtex`: an entry for each report, for BibTeX and biblatex; the sentences stand in its `annote`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from memcon.export.citations import Citation, Passage, citations, date_parts, nested
from memcon.export.escape import latex
from memcon.export.options import Options
from memcon.export.source import Source

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """The entries, UTF-8."""
    for cited in citations(source):
        out.write(f"{entry(cited)}\n\n".encode())


def entry(cited: Citation) -> str:
    """One entry."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(cited))
    return f"@misc{{{cited.key},\n{fields}}}"


def _fields(cited: Citation) -> Iterator[tuple[str, str]]:
    """Names and values in braces; the month as BibTeX's own word for it."""
    if cited.authors:
        yield "author", _braced(" and ".join(_author(name) for name in cited.authors))
    if cited.title:
        yield "title", f"{{{_braced(latex(cited.title))}}}"  # in double braces: capitals stay
    if cited.outlet:
        yield "howpublished", _braced(latex(cited.outlet))
    year, month, day = (*date_parts(cited.published), None, None, None)[:3]
    if year is not None:
        yield "year", _braced(str(year))
    if month is not None and 1 <= month <= len(_MONTHS):
        yield "month", _MONTHS[month - 1]
    if day is not None:
        yield "day", _braced(str(day))
    if cited.url is not None:
        # An address is read as it stands, so what would end the field must not be in it: `address` has encoded braces.
        yield "url", _braced(cited.url)
    yield "note", _braced(f"Report {cited.report}, text read: sha256 {cited.sha256}")
    if cited.passages:
        yield "annote", _braced(" ".join(_passage(passage) for passage in cited.passages))


def _author(name: str) -> str:
    """A name as printed; one that BibTeX would cut at "and" or a comma is kept whole."""
    shown = latex(name)
    return _braced(shown) if "," in shown or " and " in f" {shown.casefold()} " else shown


def _passage(passage: Passage) -> str:
    where = f"{passage.start}--{passage.end}"
    words = f"``{latex(nested(passage.exact))}'' (at {where})" if passage.exact else f"At {where}"
    return f"{words} {latex(passage.link)}" if passage.link is not None else f"{words}."


def _braced(value: str) -> str:
    return f"{{{value}}}"
