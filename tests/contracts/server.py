"""A PostgreSQL server for the tests: made in a folder of its own, met on a socket in it, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

PLACES = "/usr/lib/postgresql"
"""Where Debian keeps each version's programs; elsewhere they are on the path."""
_OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c max_connections=40 -k"


class Server:
    """A running server; each call of `database` makes an empty one and gives its address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._names = folder, count()

    def database(self) -> str:
        import psycopg

        name = f"store{next(self._names)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type, unused-ignore]
        return self.address(name)

    def address(self, database: str) -> str:
        return f"postgresql://memcon@/{database}?host={self.folder}"


def programs() -> Path | None:
    """The folder of the newest server's programs, None where there is none."""
    found = [p for p in Path(PLACES).glob("*/bin/initdb") if p.parent.parent.name.isdecimal()]
    if found:
        return max(found, key=lambda p: int(p.parent.parent.name)).parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def serving(bin_: Path) -> Iterator[Server]:
    """A server that lives as long as the block."""
    # Not pytest's own folder: that one is closed to the user under whom the server runs.
    folder = Path(tempfile.mkdtemp(prefix="memcon-pg-"))
    user = _user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "log"
    try:
        run = [bin_ / "initdb", "-D", data, "-U", "memcon", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        _call(run, user, folder)
        _call([bin_ / "pg_ctl", "-D", data, "-w", "-l", log, "-o", f"{_OPTIONS} {folder}", "start"], user, folder)
        try:
            yield Server(folder)
        finally:
            _call([bin_ / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> pwd.struct_passwd | None:
    """Whom to run it as: the server refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _call(words: Sequence[object], user: pwd.struct_passwd | None, folder: Path) -> None:
    as_user = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(w) for w in words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in words else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        timeout=120,
        **as_user,  # type: ignore[arg-type, unused-ignore]
    )
    assert done.returncode == 0, (words, done.stdout, _told(folder / "log"))


def _told(log: Path) -> str:
    return log.read_text("utf-8", "replace") if log.is_file() else ""
