"""Word files (.docx): the paragraphs of the main part, read with lxml as they would be printed.

python-docx was weighed and left: it passes over tracked insertions and content controls, so words of a statement would
be missing without a sign, and it unpacks every part of the archive, which cannot be bounded.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from memcon.errors import Refused
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_PART, MB
from memcon.intake.source import Source, whole
from memcon.model.report import Report

MAGIC = b"PK\x03\x04"
_BROKEN = "is a broken Word file; save it again as .docx or as text"
_UNPRINTED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
"""What Word does not print: text that was taken out or moved away, the second copy of a drawing, field codes."""
_AS_PRINTED = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def sniff(head: bytes, suffix: str) -> bool:
    """True for a zip archive, which a Word file is."""
    return head.startswith(MAGIC)


def read(source: Source) -> Iterator[Report | Refused]:
    """The one report that a Word file holds. Raises Refused for another archive, and one broken or too large."""
    data = whole(source)
    if not data.startswith(MAGIC):
        raise Refused(source.where, "is no Word file, though its name ends so; check the file")
    try:
        text = "\n".join(_paragraphs(_main_part(data, source.where)))
    except (Refused, MemoryError):
        raise
    except Exception:
        # zipfile and lxml raise whatever the broken place leads them to (ValueError, KeyError, their own): all mean it.
        raise Refused(source.where, _BROKEN) from None
    if not text.strip():
        raise Refused(source.where, "holds no text; if it holds pictures of pages, run text recognition (OCR) first")
    yield admit(Raw(text, path=source.where, url=source.url), source.where)


def _main_part(data: bytes, where: str) -> bytes:
    """The XML of the document, which the package's relations name (ECMA-376 part 2, 9.3)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        related = _part(archive, "_rels/.rels", where) if "_rels/.rels" in names else b""
        found = re.search(rb'Type="[^"]{1,200}/officeDocument"[^>]{0,200}?Target="/?([^"]{1,200})"', related)
        found = found or re.search(rb'Target="/?([^"]{1,200})"[^>]{0,200}?Type="[^"]{1,200}/officeDocument"', related)
        main = found[1].decode("utf-8", "replace") if found else "word/document.xml"
        if main not in names or not main.startswith("word/"):
            raise Refused(where, "is a zip file and no Word file; unpack it and read the files")
        return _part(archive, main, where)


def _part(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise Refused(where, "is locked with a password; save it without one and read that")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(where, _BROKEN)
    with archive.open(info) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Refused(where, f"unpacks to over {LARGEST_PART // MB} MB, which no report does; save it as text")
    return data


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The words of each paragraph in order; one inside another (a text box) stands before it."""
    from lxml import etree

    # No huge_tree: libxml2 then bounds depth (256) and the length of a text itself. Entities stay unread.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    root = etree.fromstring(xml, parser)
    walk = etree.iterwalk(root, events=("start", "end"))
    opened: list[list[str]] = []
    for event, element in walk:
        name = _local(element)
        if event == "start" and (name in _UNPRINTED or (name == "r" and _hidden(element))):
            walk.skip_subtree()
        elif name == "p" and event == "start":
            opened.append([])
        elif name == "p" and opened:
            yield re.sub(r" {2,}", " ", "".join(opened.pop())).strip()
        elif opened and event == "start":
            opened[-1].append(_AS_PRINTED.get(name, (element.text or "") if name == "t" else ""))


def _local(element: Any) -> str:
    """The element's name without its namespace (transitional and strict files have different ones)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _hidden(run: Any) -> bool:
    """True for a run whose properties hide it."""
    for properties in run:
        if _local(properties) == "rPr":
            marks = [p for p in properties if _local(p) == "vanish"]
            return any(v not in ("0", "false", "off") for m in marks for v in [*m.attrib.values(), ""][:1])
    return False
