"""The schema that ships is the one the types give."""

import json
from importlib.resources import files

from memcon.model.schema import record_schema


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = json.loads(files("memcon.data").joinpath("record.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(record_schema())), "run python tools/schema.py"
