"""Report text made safe to show: what would drive a terminal or turn the words beside it becomes a plain sign."""

from __future__ import annotations

import re

_HOSTILE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` with control characters and direction overrides shown as one sign each, so that spans still hold."""
    return _HOSTILE.sub("\N{REPLACEMENT CHARACTER}", text)
