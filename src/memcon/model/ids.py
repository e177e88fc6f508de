"""Ids are hashes of content, so the same input gives the same ids on every machine, in every order."""

from __future__ import annotations

import hashlib
import json

LENGTH = 16


def content_id(kind: str, *parts: object) -> str:
    """The first 16 hex digits of SHA-256 over `kind` and `parts` as canonical JSON."""
    text = json.dumps([kind, *parts], ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:LENGTH]
