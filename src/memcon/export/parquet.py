"""`memcon export parquet`: the tables as Parquet files, with the data dictionary in each column's metadata too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO

from memcon.errors import UsageError
from memcon.export.options import Options
from memcon.export.source import Source
from memcon.export.tables import TABLES, Row, Table, bare

if TYPE_CHECKING:
    import pyarrow

ROWS = 2_000
"""Rows of a row group: what is held of a table at any time."""


def write_all(source: Source, files: Mapping[str, BinaryIO], options: Options) -> None:
    """Every table into its file, by name, in one pass over the stories."""
    with ExitStack() as stack:
        sinks = {table.name: stack.enter_context(_Sink(table, files[table.name])) for table in TABLES}
        for told in source.memcons():
            for table in TABLES:
                if table.of_story is not None:
                    sinks[table.name].fill(table.of_story(source, told))
        for table in TABLES:
            if table.beside is not None:
                sinks[table.name].fill(table.beside(source))


def writing(table: Table) -> Callable[[Source, BinaryIO, Options], None]:
    """What writes this one table."""

    def write(source: Source, out: BinaryIO, options: Options) -> None:
        with _Sink(table, out) as sink:
            sink.fill(table.rows(source))

    return write


def schema_of(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table, with what a column holds in its metadata (`about`). Raises UsageError without
    pyarrow."""
    pa = arrow()
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
    }
    fields = [pa.field(c.name, kinds[c.kind], metadata={"about": c.about}) for c in table.columns]
    return pa.schema(fields, metadata={"about": table.about})


def batches(table: Table, rows: Iterator[Row]) -> Iterator[pyarrow.RecordBatch]:
    """The rows of a table as Arrow record batches of at most `ROWS` rows."""
    from itertools import islice

    schema = schema_of(table)
    while held := [bare(row) for row in islice(rows, ROWS)]:
        yield _batch(schema, held)


def arrow() -> Any:
    """The library; raises UsageError with what to install where it is not there."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet and Arrow need pyarrow: pip install 'memcon[parquet]'") from None
    return pyarrow


class _Sink:
    """A Parquet file that is being written, one row group at a time."""

    def __init__(self, table: Table, out: BinaryIO) -> None:
        self._schema = schema_of(table)
        self._writer = arrow().parquet.ParquetWriter(out, self._schema, compression="zstd")
        self._held: list[Row] = []

    def fill(self, rows: Iterator[Row]) -> None:
        """Add rows."""
        for row in rows:
            self._held.append(bare(row))
            if len(self._held) >= ROWS:
                self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_batch(_batch(self._schema, self._held))
            self._held = []

    def __enter__(self) -> _Sink:
        return self

    def __exit__(self, *exc: object) -> None:
        if exc[0] is None:
            self._flush()
        self._writer.close()


def _batch(schema: pyarrow.Schema, rows: list[Row]) -> pyarrow.RecordBatch:
    pa = arrow()
    columns = [pa.array(cells, type=field.type) for field, cells in zip(schema, zip(*rows, strict=True), strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
