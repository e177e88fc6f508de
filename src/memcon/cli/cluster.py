"""`memcon read --engine`: a backfile by many workers, on this machine or a cluster."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.cluster.engines import Engine


class EngineName(StrEnum):
    """Who reads."""

    pool = "pool"
    ray = "ray"


EngineOption = Annotated[
    EngineName | None,
    typer.Option(
        "--engine",
        help="Read shards (JSONL, Parquet, WARC; plain or .gz; paths, folders, s3://...) by many workers: processes of "
        "this machine, or Ray. Needs --out.",
    ),
]
OutOption = Annotated[
    str | None, typer.Option("--out", help="With --engine: the folder of Parquet files, a path or s3://...")
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="With --engine ray: the cluster's address. Default: this machine.")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="With --engine: how many. Default: one for each core.")
]


def read_shards(
    paths: Sequence[str],
    engine: EngineName | None,
    out: str | None,
    address: str | None,
    workers: int | None,
    *,
    json: bool,
) -> None:
    """Carry a backfile out and say what it came to; what is there already is not done again."""
    from memcon.cli.progress import counting
    from memcon.cli.show import print_json

    if engine is None or out is None:
        raise UsageError("a backfile takes both: memcon read PATH --engine pool|ray --out FOLDER")
    settings = settings_here()
    try:
        from memcon.cluster.backfile import backfile
    except ImportError as error:
        raise UsageError(f"--engine needs {error.name}; pip install 'memcon[ray]'") from None
    made = _engine(engine, workers or os.cpu_count() or 1, address)
    try:
        with counting("reading reports") as progress:
            done = backfile(paths, out, made, settings, progress)
    finally:
        made.close()
    if json:
        print_json(done._asdict())
        return
    typer.echo(
        f"{out}: {done.reports:,} reports of {done.shards:,} shards in {done.parts:,} parts, {done.read:,} of them "
        f"read now; {done.stories:,} stories. {done.refused:,} pieces of input were refused; column refused says why."
    )


def _engine(name: EngineName, workers: int, address: str | None) -> Engine:
    if name is EngineName.pool:
        if address is not None:
            raise UsageError("--address is a Ray cluster's; the pool is on this machine")
        from memcon.cluster.engines import Pool

        return Pool(workers)
    from memcon.cluster.on_ray import Ray

    return Ray(workers, address)
