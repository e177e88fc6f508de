"""Write the golden pages of the example story anew: python tools/golden.py. Read the difference, then commit it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "cli" / "golden"
MEMCON = Path(sys.executable).with_name("memcon")


def pages() -> dict[str, str]:
    """The example's memcon and its comparison as printed in 80 columns, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "golden.db")
        read = _said("read", "examples/valparaiso", "--store", store)
        story = _said("stories", "--store", store).split()[0]
        return {"memcon.txt": read, "comparison.txt": _said("compare", story, "--store", store)}


def _said(*argv: str) -> str:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([MEMCON, *argv], cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in pages().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
