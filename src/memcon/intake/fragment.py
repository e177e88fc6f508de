"""A piece of HTML without a page around it (a feed's text) becomes words, a paragraph to a line."""

from __future__ import annotations

import re

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNREAD = frozenset("script style noscript iframe svg template head".split())


def words_of(html: str) -> str:
    """The words of the fragment; text without a tag comes back as it is, white space folded."""
    if "<" not in html and "&" not in html:
        return _folded(html)
    from lxml import etree
    from lxml import html as parse

    parser = parse.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = parse.fragment_fromstring(_NOT_XML.sub("", html), create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        block = element.tag in _BLOCKS
        if event == "start":
            unread = not isinstance(element.tag, str) or element.tag in _UNREAD
            parts += ["\n"] if block else []
            parts += [] if unread else [re.sub(r"\s+", " ", element.text or "")]
            if unread:
                walk.skip_subtree()
        else:
            parts += [
                *(["\n"] if block else []),
                re.sub(r"\s+", " ", (element.tail or "") if element is not root else ""),
            ]
    return _folded("".join(parts))


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
