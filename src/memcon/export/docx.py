"""`memcon export docx`: the brief for a word processor, on A4. It is made in memory, so choose the stories."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from memcon.errors import UsageError
from memcon.export.brief import NOTE, Brief, Cited, Line, briefs
from memcon.export.escape import line as one_line
from memcon.export.escape import xml
from memcon.export.options import Options
from memcon.export.source import Source

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_MARGIN, _HANG = 20, 7
"""Millimetres."""
_NO_TIME = datetime(1980, 1, 1)


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A chapter for each story, each on a new page. `options.at` is when the document was made; else 1980.

    Raises UsageError where python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise UsageError("memcon export docx needs the package python-docx: pip install 'memcon[export]'") from None
    document = Document()
    _set_up(document, datetime.fromisoformat(options.at) if options.at is not None else _NO_TIME)
    for k, found in enumerate(briefs(source)):
        if k:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _add(document, found)
    made = io.BytesIO()
    document.save(made)
    _same_times(made, out)


def _set_up(document: Document, at: datetime) -> None:
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    document.styles["Normal"].font.size = Pt(10.5)
    about = document.core_properties
    about.author, about.title, about.comments, about.last_modified_by = "memcon", "Brief", "", "memcon"
    about.created = about.modified = at.replace(tzinfo=None)


def _add(document: Document, found: Brief) -> None:
    document.add_heading(_shown(found.title), 1)
    for fact in found.facts:
        _hanging(document, "", _shown(fact), 0)
    for section in found.sections:
        document.add_heading(section.head, 2)
        for line in section.lines:
            _line(document, line)
    document.add_heading("Sources", 2)
    for cited in found.sources:
        _source(document, cited)
    document.add_paragraph(NOTE)


def _hanging(document: Document, mark: str, text: str, indent: int) -> Paragraph:
    """A paragraph whose mark stands before `indent` millimetres of margin, close to its neighbours."""
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph(f"{mark}\t{text}" if mark else text)
    shape = paragraph.paragraph_format
    shape.left_indent, shape.space_after = Mm(indent), Pt(3)
    if mark:
        shape.first_line_indent = Mm(-_HANG)
        shape.tab_stops.add_tab_stop(Mm(indent))
    return paragraph


def _line(document: Document, line: Line) -> None:
    paragraph = _hanging(document, line.mark, f"{_shown(line.text)}{_numbers(line.numbers)}", _HANG)
    if line.remark:
        paragraph.add_run(f" ({_shown(line.remark)})").italic = True
    for under in line.under:
        below = _hanging(document, "", "", 2 * _HANG)
        below.add_run(f"{under.label}{_numbers(under.numbers)}: ").italic = True
        below.add_run(_shown(under.words))


def _source(document: Document, cited: Cited) -> None:
    from docx.shared import Pt

    title = f" “{_shown(cited.title)}”," if cited.title else ""
    published = f" published {_shown(cited.published)}" if cited.published else " undated"
    link = f", {cited.url}" if cited.url else ""
    why = f" ({_shown(cited.why)})" if cited.why else ""
    head = f"{_shown(cited.name)},{title}{published}{link}; origin {cited.origin}{why}"
    paragraph = _hanging(document, f"[{cited.number}]", head, _HANG)
    paragraph.add_run(f"\ntext read: sha256 {cited.sha256}").font.size = Pt(8)


def _shown(text: str) -> str:
    return xml(one_line(text))


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f" [{n}]" for n in numbers)


def _same_times(made: BinaryIO, out: BinaryIO) -> None:
    """The parts of the package again, each of the same time: the same brief is the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    out.write(packed.getvalue())
