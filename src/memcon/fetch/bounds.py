"""How far fetching goes. What goes further is refused with a sentence (docs/reading.md)."""

from __future__ import annotations

LARGEST = 20_000_000
"""Bytes of what an address gives, as sent and unpacked."""

LONGEST_ADDRESS = 2_000
"""Characters of an address."""

MOST_REDIRECTS = 5
"""Redirects from one address."""

SECONDS = 30.0
"""For one exchange with a server, from the first byte sent to the last one read."""

RESOLVING = 10.0
"""Seconds for a name to be looked up."""

INTERVAL = 2.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""

LONGEST_INTERVAL = 60.0
"""Seconds; a site that asks for a longer pause than this is not waited for longer."""

LONGEST_PAUSE = 86_400.0
"""Seconds that a server may ask to be left alone (Retry-After) and that is kept to."""

ROBOTS = 500_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5: at least 500 kibibytes may be needed)."""

ROBOTS_KEPT = 86_400.0
"""Seconds a robots.txt is held to be what it was (RFC 9309, 2.4)."""
