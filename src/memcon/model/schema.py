"""The JSON Schema of the public record, made from its types."""

from __future__ import annotations

from typing import Any

import msgspec

from memcon.model.record import Record


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `--json` prints. Every field is required: unknown is null, never absent."""
    schema = msgspec.json.schema(Record)
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "memcon record", **schema}
