"""`memcon export html`: the brief as one page without scripts, that prints on A4. Every word of a report is escaped and
kept apart from the direction of what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO

from memcon.export.brief import NOTE, Brief, Cited, Line, Under, briefs
from memcon.export.escape import line as one_line
from memcon.export.options import Options
from memcon.export.source import Source

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Brief</title>
<style>
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-center { content: counter(page); } }
:root { color-scheme: light; }
body { font: 11pt/1.45 Georgia, "Times New Roman", "DejaVu Serif", serif; color: #111; max-width: 42rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 .6em; }
h2 { font-size: 1.1em; margin: 1.4em 0 .4em; border-bottom: 1px solid #999; break-after: avoid; }
ul, ol { margin: 0; padding: 0; list-style: none; }
ol { counter-reset: source; }
li { margin: .3em 0; padding-left: 1.6em; break-inside: avoid; }
ul > li > .mark { display: inline-block; width: 1.6em; margin-left: -1.6em; font-weight: bold; }
ul ul { margin-left: 1.2em; padding-left: .8em; border-left: 2px solid #ccc; }
ul ul > li { padding-left: 0; }
.facts li { padding-left: 0; }
.differs .mark { color: #a00; }
.remark, .label, .why { color: #555; font-size: .9em; }
.hash { font: .75em/1.3 "DejaVu Sans Mono", Consolas, monospace; color: #555; }
ol > li { padding-left: 2.2em; }
ol .number { display: inline-block; width: 2.2em; margin-left: -2.2em; }
a { color: inherit; }
a.source { text-decoration: none; }
.note { margin-top: 1.5em; font-size: .9em; color: #333; }
article + article { break-before: page; margin-top: 4rem; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  article + article { margin-top: 0; }
}
</style>
</head>
<body>
"""
_TAIL = "</body>\n</html>\n"


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A page with an article for each story, each on a new sheet of paper."""
    out.write(_HEAD.encode())
    for found in briefs(source):
        out.write("".join(f"{row}\n" for row in rows(found)).encode())
    out.write(_TAIL.encode())


def rows(found: Brief) -> Iterator[str]:
    """The lines of one article."""
    yield f'<article id="{escape(found.id)}">'
    yield f"<h1>{_shown(found.title)}</h1>"
    yield f'<ul class="facts">{"".join(f"<li>{_shown(fact)}</li>" for fact in found.facts)}</ul>'
    for section in found.sections:
        yield f"<h2>{section.head}</h2>\n<ul>"
        yield from (_line(found.id, line) for line in section.lines)
        yield "</ul>"
    yield "<h2>Sources</h2>\n<ol>"
    yield from (_source(found.id, cited) for cited in found.sources)
    yield f'</ol>\n<p class="note">{escape(NOTE)}</p>\n</article>'


def _shown(text: str) -> str:
    """Words that may be a report's: escaped, on one line, isolated from the direction around them."""
    return f"<bdi>{escape(one_line(text))}</bdi>"


def _line(story: str, line: Line) -> str:
    kind = ' class="differs"' if line.mark == "≠" else ""
    remark = f' <span class="remark">({_shown(line.remark)})</span>' if line.remark else ""
    under = f"<ul>{''.join(_under(story, u) for u in line.under)}</ul>" if line.under else ""
    mark = f'<span class="mark">{escape(line.mark)}</span>'
    return f"<li{kind}>{mark}{_shown(line.text)}{_numbers(story, line.numbers)}{remark}{under}</li>"


def _under(story: str, under: Under) -> str:
    label = f'<span class="label">{escape(under.label)}{_numbers(story, under.numbers)}:</span>'
    return f"<li>{label} {_shown(under.words)}</li>"


def _numbers(story: str, numbers: Sequence[int]) -> str:
    return "".join(f' <a class="source" href="#{escape(story)}-{n}">[{n}]</a>' for n in numbers)


def _source(story: str, cited: Cited) -> str:
    title = f" “{_shown(cited.title)}”," if cited.title else ""
    published = f"published {_shown(cited.published)}" if cited.published else "undated"
    link = f', <a href="{escape(cited.url)}" rel="noreferrer">{escape(cited.url)}</a>' if cited.url else ""
    why = f' <span class="why">({_shown(cited.why)})</span>' if cited.why else ""
    number = f'<span class="number">[{cited.number}]</span>'
    head = f'<li id="{escape(story)}-{cited.number}">{number}{_shown(cited.name)},{title} {published}{link}'
    return f'{head}; origin {cited.origin}{why}<br><span class="hash">text read: sha256 {cited.sha256}</span></li>'
