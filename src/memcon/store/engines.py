"""Which engine a store is on: an address that begins with `postgresql://` is a database, anything else a file."""

from __future__ import annotations

import re
from pathlib import Path

from memcon.errors import UsageError
from memcon.store.seam import Dialect
from memcon.store.sql import SqlStore
from memcon.store.sqlite import Sqlite

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def open_at(name: str, *, must_exist: bool = False) -> SqlStore:
    """The store in the file or at the address, made if it is not there.

    Raises as `engine_at` does, and StoreError when it cannot be opened.
    """
    return SqlStore(engine_at(name, must_exist=must_exist))


def engine_at(name: str, *, must_exist: bool = False) -> Dialect:
    """The engine that keeps the store of that name.

    Raises UsageError for an address of another kind and, with `must_exist`, where no store is; StoreError when
    no server answers.
    """
    scheme = _ADDRESS.match(name)
    if scheme is None:
        if must_exist and not Path(name).exists():
            raise UsageError(f"{name}: no store there; read reports into one first (memcon read PATH --store {name})")
        return Sqlite(name)
    if scheme.group(1) not in _POSTGRES:
        raise UsageError(f"{scheme.group()}…: no store is kept there; a store is a file or postgresql://…")
    from memcon.store.postgres import Postgres

    found = Postgres(name)
    if must_exist and not found.holds_store():
        raise UsageError(f"{found.shown}: no store there; read reports into one first (memcon read PATH --store …)")
    return found
