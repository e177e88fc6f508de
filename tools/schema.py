"""Write src/memcon/data/record.schema.json anew from the types: python tools/schema.py."""

import json
from pathlib import Path

from memcon.model.schema import record_schema

path = Path(__file__).parent.parent / "src" / "memcon" / "data" / "record.schema.json"
path.write_text(json.dumps(record_schema(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
