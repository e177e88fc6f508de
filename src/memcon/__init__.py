"""memcon: read reports of meetings between governments, keep a sourced record of each.

`memcon.read(["first.txt", "second.html"])` gives the record and what was refused; `memcon.open_store("memcon.db")`
opens what an earlier read kept.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["__version__", "group", "memcon_of", "open_store", "read"]

# The rooms behind these are heavy; each loads when its name is first asked for. A verb cannot be called like a room:
# once the room is imported, its module takes the name.
_HOME = {
    "group": "memcon.stories.group",
    "memcon_of": "memcon.run",
    "open_store": "memcon.run",
    "read": "memcon.run",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'memcon' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
