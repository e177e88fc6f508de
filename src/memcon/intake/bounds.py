"""How much of anything is read. What is larger is refused with a sentence that names the figure (docs/reading.md)."""

from __future__ import annotations

MB = 1_000_000

LONGEST_LINE = 1_000_000
"""Code points. No report has a longer line; a parser given one would not come back in reasonable time."""

LONGEST_TEXT = 300_000
"""Code points of one report: some 50,000 words, a day of a parliament. Such a text is read within a minute."""

LARGEST_FILE = 50 * MB
"""Bytes of a file that is one report, or a feed. Files that hold many (JSONL, WARC) are streamed and have no bound."""

LARGEST_PAGE = 10 * MB
"""Bytes of one page, unpacked: out of a crawl, or fetched."""

HEAD = 64 * 1024
"""Bytes at the beginning of a file by which its kind is told."""

MOST_PAGES = 300
"""Pages of a PDF."""

LARGEST_PART = 20 * MB
"""Bytes of a Word file's text, unpacked."""

LARGEST_MAIL = 25 * MB
"""Bytes of a mail with all that is attached; mail servers take no more."""

LARGEST_FEED = 5 * MB
"""Bytes of a feed."""

MOST_ENTRIES = 5_000
"""Entries of a feed."""
