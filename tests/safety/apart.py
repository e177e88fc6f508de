"""The command in a forked process, which has the parser loaded already and may be shut in: what it came to."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from memcon.cli.main import main


class Said(NamedTuple):
    """Exit code and what was printed."""

    code: int
    out: str
    err: str


def memcon(
    *argv: object,
    folder: Path,
    before: Callable[[], object] = lambda: None,
    out: str | None = None,
    kill_after: float | None = None,
) -> Said:
    """Call `memcon …` in `folder` after `before`; standard output goes to `out` where it is given. After `kill_after`
    seconds it is ended by SIGKILL (code -9), if it still runs."""
    names = (out or str(folder / "out"), str(folder / "err"))
    child = os.fork()
    if child == 0:  # pragma: no cover (in a process of its own)
        code = 70
        try:
            sys.stdin = Path(os.devnull).open()  # noqa: SIM115
            sys.stdout, sys.stderr = (Path(name).open("w", encoding="utf-8") for name in names)  # noqa: SIM115
            os.chdir(folder)
            before()
            sys.argv = ["memcon", *map(str, argv)]
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.close()
                except (OSError, ValueError):
                    pass
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    read = [Path(name).read_text("utf-8") if not name.startswith("/dev") else "" for name in names]
    return Said(os.waitstatus_to_exitcode(status), *read)
