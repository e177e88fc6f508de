"""`memcon check` finds what was changed by hand, wherever it was, and changes nothing itself."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.safety import killing, reports
from tests.safety.apart import memcon


@pytest.fixture(scope="module")
def made(loaded: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of six reports, one of them in two versions, with two judgements."""
    folder = tmp_path_factory.mktemp("check")
    rows = [{"text": text, "url": f"https://gazette.example/{k}"} for k, text in enumerate(reports.texts(6))]
    rows.append({**rows[0], "text": rows[0]["text"].replace("40 minutes", "45 minutes"), "modified": "2023-06-09"})
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert memcon("read", "in.jsonl", "--store", "m.db", folder=folder).code == 0
    story = json.loads(memcon("stories", "--json", "--store", "m.db", folder=folder).out)["stories"][0]
    claim = json.loads(memcon("show", story["id"], "--json", "--store", "m.db", folder=folder).out)
    key = claim["memcons"][0]["claims"][0]["id"]
    for verb in ("accept", "reject"):
        said = memcon("review", verb, key, "--by", "ada", "--store", "m.db", folder=folder)
        assert said.code == 0, said
    return folder


def copied(made: Path, tmp_path: Path) -> Path:
    said = memcon("store", "backup", tmp_path / "m.db", "--store", made / "m.db", folder=tmp_path)
    assert said.code == 0, said
    return tmp_path / "m.db"


def test_a_store_as_it_was_made_holds(made: Path) -> None:
    before = killing.content(made / "m.db")
    came = json.loads(memcon("check", "--json", "--store", "m.db", folder=made).out)
    assert came["faults"] == []
    assert (came["reports"], came["judgements"]) == (7, 2)
    assert came["stories"] >= 2
    assert came["spans"] > 500
    assert killing.content(made / "m.db") == before


TAMPERED = [
    ("UPDATE reports SET text = replace(text, 'Ljubljana', 'Maribor')", "its text is not the one it was read from"),
    ("UPDATE reports SET text = substr(text, 1, 80)", "has no words at"),
    ("UPDATE reports SET reading = replace(reading, '\"span\":[', '\"span\":[99')", "where a span points"),
    ("UPDATE reports SET reading = '[1]'", "holds a row that memcon did not write"),
    ("UPDATE stories SET memcon = replace(memcon, 'in Ljubljana', 'in Maribor')", "does not read"),
    ("UPDATE stories SET memcon = replace(memcon, '\"memcon\"', '')", None),
    ("UPDATE stories SET memcon = '{}'", "holds a row that memcon did not write"),
    ("UPDATE stories SET story = json_set(story, '$.reports[0]', 'ffffffffffffffff')", "is not in the store"),
    ("UPDATE stories SET story = json_set(story, '$.id', 'ffffffffffffffff')", "its id is not the one"),
    ("UPDATE stories SET story = json_set(story, '$.origins[0].reports', json('[]'))", "its origins do not hold each"),
    ("UPDATE stories SET memcon = json_set(memcon, '$.origins', json('[]'))", "its memcon has other origins"),
    ("UPDATE stories SET memcon = json_set(memcon, '$.claims', json('[]'))", "which is not kept"),
    (
        "UPDATE stories SET memcon = json_set(memcon, '$.claims[0].report', 'ffffffffffffffff')",
        "which the story has not",
    ),
    ("UPDATE stories SET memcon = json_remove(memcon, '$.origins[0]')", "which the story has not"),
    ("DELETE FROM story_reports WHERE rowid = 1", "is looked up in story None"),
    ("UPDATE story_reports SET story = 'ffffffffffffffff'", "names a row of stories that is not there"),
    ("DELETE FROM reports WHERE id = (SELECT min(report) FROM story_reports)", "that is not there"),
    ("UPDATE judgements SET judgement = replace(judgement, '\"ada\"', '\"eve\"')", "was changed since it was given"),
    ("UPDATE judgements SET judgement = '{'", "holds a row that memcon did not write"),
    ("DELETE FROM judgements", "is not in the log"),
]


@pytest.mark.parametrize(("statement", "words"), TAMPERED, ids=[s[:60] for s, _ in TAMPERED])
def test_what_was_changed_by_hand_is_found(made: Path, tmp_path: Path, statement: str, words: str | None) -> None:
    path = copied(made, tmp_path)
    db = sqlite3.connect(path)
    with db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")  # the log of judgements bars changes by hand
        changed = db.execute(statement).rowcount
    db.close()
    before = killing.content(path)
    said = memcon("check", "--store", "m.db", folder=tmp_path)
    assert changed > 0
    assert (said.code, "Traceback" in said.err) == (int(words is not None), False), said
    assert words is None or words in said.err
    assert killing.content(path) == before


def test_a_damaged_file_is_told(made: Path, tmp_path: Path) -> None:
    path = copied(made, tmp_path)
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096, 2):
        data[page * 4096 : page * 4096 + 2048] = b"\xee" * 2048
    path.write_bytes(data)
    said = memcon("check", "--store", "m.db", folder=tmp_path)
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "damaged" in said.err or "malformed" in said.err


def test_a_copy_is_never_put_over_a_file(made: Path, tmp_path: Path) -> None:
    path = copied(made, tmp_path)
    said = memcon("store", "backup", path, "--store", made / "m.db", folder=tmp_path)
    assert (said.code, "is there already" in said.err) == (2, True)
    said = memcon("store", "backup", tmp_path / "no" / "m.db", "--store", made / "m.db", folder=tmp_path)
    assert (said.code, "the copy cannot be written" in said.err) == (1, True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["err", "m.db", "out"]
