"""Report text is hostile: what each way of writing needs done to it before it may stand there.

Every function takes any text and gives text that is only text where it is put: no markup, no command, no link.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_HOSTILE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&^$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts \{ as a brace too
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def harmless(text: str) -> str:
    """`text` with control characters and direction overrides shown as one sign each; line ends stay."""
    return _HOSTILE.sub("\N{REPLACEMENT CHARACTER}", text)


def line(text: str) -> str:
    """`text` on one line, every run of white space one blank, and harmless."""
    return harmless(" ".join(text.split()))


def xml(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold or advises against, each shown as one sign; markup is the
    writer's to escape."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def markdown(text: str) -> str:
    """`text` as one line of CommonMark (and GitHub's) that shows as it stands: no emphasis, link, HTML or formula.

    It must not open a line: a dash or a number there would make a list.
    """
    return _MARKDOWN.sub(r"\\\1", line(text))


def latex(text: str) -> str:
    """`text` as one line for a field of BibTeX: no command, no comment, balanced braces."""
    return "".join(_LATEX.get(c, c) for c in line(text))


def address(url: str | None) -> str | None:
    """`url` as a URI of the web, what a URI cannot hold percent-encoded; None for any other scheme (`javascript:`) and
    for what is no address."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s\"'<>\\^`{|}]", host):
        return None
    return quote(urlunsplit(parts._replace(netloc=host)), safe="%:/?#[]@!$&'()*+,;=-._~")
