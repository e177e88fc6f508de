"""`memcon export markdown`: the brief in CommonMark. Every word of a report is escaped: it shows, and does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from memcon.export.brief import NOTE, Brief, Cited, Line, briefs
from memcon.export.escape import markdown
from memcon.export.options import Options
from memcon.export.source import Source


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A chapter for each story, a rule between two."""
    for k, found in enumerate(briefs(source)):
        if k:
            out.write(b"\n---\n\n")
        out.write("".join(f"{row}\n" for row in rows(found)).encode())


def rows(found: Brief) -> Iterator[str]:
    """The lines of one brief."""
    yield f"# {markdown(found.title)}"
    yield ""
    yield from (f"- {markdown(fact)}" for fact in found.facts)
    for section in found.sections:
        yield from ("", f"## {section.head}", "")
        for line in section.lines:
            yield from _line(line)
    yield from ("", "## Sources", "")
    yield from (_source(cited) for cited in found.sources)
    yield from ("", markdown(NOTE))


def _line(line: Line) -> Iterator[str]:
    remark = f" *({markdown(line.remark)})*" if line.remark else ""
    yield f"- {markdown(line.mark)} {markdown(line.text)}{_numbers(line.numbers)}{remark}"
    for under in line.under:
        yield f"  - {under.label}{_numbers(under.numbers)}: {markdown(under.words)}"


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f" \\[{n}\\]" for n in numbers)


def _source(cited: Cited) -> str:
    title = f" “{markdown(cited.title)}”," if cited.title else ""
    published = f" published {markdown(cited.published)}," if cited.published else " undated,"
    link = f" <{cited.url}>," if cited.url else ""
    why = f" ({markdown(cited.why)})" if cited.why else ""
    head = f"{cited.number}. {markdown(cited.name)},{title}{published}{link}"
    return f"{head} origin {cited.origin}{why}; text read: sha256 `{cited.sha256}`"
