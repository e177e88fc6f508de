"""The trials of safety at full size, and the table of what they came to (docs/safety.md says what each promises).

tools/torture.py            everything, an hour or more
tools/torture.py kill fuzz  only tests/safety/test_kill.py and test_fuzz.py
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAFETY = ROOT / "tests" / "safety"


def main() -> int:
    """Run the trials; 1 when one of them failed."""
    names = sys.argv[1:] or sorted(p.stem.removeprefix("test_") for p in SAFETY.glob("test_*.py"))
    failed, rows = [], list[tuple[str, str, str]]()
    for name in names:
        code, figures, seconds = trial(SAFETY / f"test_{name}.py")
        failed += [name] if code else []
        told = [" ".join(f"{k}={v}" for k, v in row.items()) for row in figures] or ["-"]
        rows += [(name, "FAILED" if code else f"held, {seconds:.0f} s", line) for line in told]
    print("\n| trial | came out | figures |\n|---|---|---|")
    print("\n".join(f"| {name} | {out} | {line} |" for name, out, line in rows))
    return int(bool(failed))


def trial(path: Path) -> tuple[int, list[dict[str, object]], float]:
    """One file of trials at full size: exit code, what it told, seconds."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl", encoding="utf-8") as told:
        began = time.monotonic()
        environment = {**os.environ, "MEMCON_TORTURE": told.name}
        command = [sys.executable, "-m", "pytest", "-q", str(path)]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return code, [json.loads(line) for line in told], time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
