"""Files of a folder on a disk or in an object store: whole or not there, whoever dies in the middle of writing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = "zstd"
_NOTE = b"memcon"
"""What a Parquet file says of itself stands under this name in its footer."""


class Written(NamedTuple):
    """A file that was written: its name in the folder, its rows, bytes and hash, and what it says of itself."""

    file: str
    rows: int
    bytes: int
    sha256: str
    note: dict[str, Any]


class Folder:
    """A folder at a path or an address that fsspec knows (`s3://bucket/backfile`). Can be sent to a worker."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") or address

    def __getstate__(self) -> str:
        return self.address

    def __setstate__(self, address: str) -> None:
        self.address = address

    @property
    def _fs(self) -> Any:
        return fsspec.core.url_to_fs(self.address)[0]

    def _at(self, name: str) -> str:
        return f"{fsspec.core.url_to_fs(self.address)[1]}/{name}"

    def names(self, under: str) -> list[str]:
        """Names of the files below a folder of it, in order; none where there is no such folder."""
        found = self._fs.find(self._at(under)) if self._fs.exists(self._at(under)) else []
        names = (str(path).removeprefix(self._at("")) for path in found)
        return sorted(name for name in names if "/." not in name)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where it is not there."""
        try:
            found: bytes = self._fs.cat_file(self._at(name))
        except FileNotFoundError:
            return None
        return found

    def write(self, name: str, data: bytes) -> None:
        """Put a file there. On a disk it gets its name when it is whole; an object store does so by itself."""
        fs, path = self._fs, self._at(name)
        if "file" not in fs.protocol:
            fs.pipe_file(path, data)
            return
        whole, part = Path(path), Path(path).with_name(f".{Path(path).name}.{os.getpid()}")
        whole.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(whole)

    def remove(self, under: str) -> None:
        """Take a folder of it away, with all that is in it."""
        if self._fs.exists(self._at(under)):
            self._fs.rm(self._at(under), recursive=True)

    def write_rows(
        self, name: str, groups: Sequence[Sequence[Mapping[str, Any]]], schema: pa.Schema, note: Mapping[str, Any]
    ) -> Written:
        """Write a Parquet file, a row group for each of `groups`: the same rows give the same bytes."""
        sink = pa.BufferOutputStream()
        kept = schema.with_metadata({_NOTE: json.dumps(note, sort_keys=True).encode()})
        with pq.ParquetWriter(sink, kept, compression=COMPRESSION) as writer:
            for rows in groups:
                writer.write_table(pa.Table.from_pylist(list(rows), schema=kept), row_group_size=max(1, len(rows)))
        data = sink.getvalue().to_pybytes()
        self.write(name, data)
        return Written(name, sum(map(len, groups)), len(data), sha256(data).hexdigest(), dict(note))

    def note(self, name: str) -> Written:
        """What is known of a Parquet file that is there, by reading it again."""
        data = self.read(name) or b""
        file = pq.ParquetFile(pa.BufferReader(data))
        note = json.loads((file.schema_arrow.metadata or {})[_NOTE])
        return Written(name, file.metadata.num_rows, len(data), sha256(data).hexdigest(), note)

    def rows(self, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a Parquet file."""
        with self._open(name) as stream:
            for batch in pq.ParquetFile(stream).iter_batches(columns=columns):
                yield from batch.to_pylist()

    def group(self, name: str, bucket: int) -> list[dict[str, Any]]:
        """The rows of one bucket of a file whose note says in `buckets` which of them its row groups are."""
        with self._open(name) as stream:
            file = pq.ParquetFile(stream)
            there: list[int] = json.loads(file.schema_arrow.metadata[_NOTE])["buckets"]
            if bucket not in there:
                return []
            rows: list[dict[str, Any]] = file.read_row_group(there.index(bucket)).to_pylist()
            return rows

    def _open(self, name: str) -> BinaryIO:
        stream: BinaryIO = self._fs.open(self._at(name), "rb")
        return stream
