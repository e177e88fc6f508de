"""A store in a notebook: its tables as Arrow tables and data frames, with the columns of the CSV and Parquet files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from memcon.errors import UsageError
from memcon.export.source import Source
from memcon.store.engines import engine_at
from memcon.store.sql import SqlStore

if TYPE_CHECKING:
    import pyarrow


class OpenedStore(SqlStore):
    """A store that gives its tables.

    `tables` names them; `arrow(name)` is one as a `pyarrow.Table`, `frame(name)` as a `pandas.DataFrame`, each read
    anew from the store as it stands. With `text=False` words of the reports are left out, spans keep their positions.
    """

    def __init__(self, path: str, reading: Callable[..., AbstractContextManager[Source]]) -> None:
        """`path`: a file or `postgresql://…`; `reading`: memcon.run.source, which knows how to read a store."""
        super().__init__(engine_at(path))
        self._reading = reading

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, those of `memcon export csv`."""
        from memcon.export.tables import TABLES

        return tuple(table.name for table in TABLES)

    def arrow(self, name: str, *, text: bool = True) -> pyarrow.Table:
        """The table of that name. Raises UsageError, in one sentence, for a name that is none and without pyarrow."""
        from memcon.export.parquet import arrow, batches, schema_of
        from memcon.export.tables import TABLES

        table = next((t for t in TABLES if t.name == name), None)
        if table is None:
            raise UsageError(f"{name}: is no table of the store; there are {', '.join(self.tables)}")
        library = arrow()
        with self._reading(self, text=text) as source:
            return library.Table.from_batches(list(batches(table, table.rows(source))), schema=schema_of(table))

    def frame(self, name: str, *, text: bool = True) -> Any:
        """The same as a `pandas.DataFrame`. Raises UsageError, in one sentence, without pandas too."""
        if find_spec("pandas") is None:
            raise UsageError(
                "a data frame needs pandas: pip install pandas (polars.from_arrow takes arrow(…) as it is)"
            )
        return self.arrow(name, text=text).to_pandas()
