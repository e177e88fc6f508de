"""Searching gives the same answers, in the same order, with the same marks, on every engine."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contracts.server import Server
from tests.contracts.test_store_relations import reading

from memcon.knowledge.families import family
from memcon.model.claim import Claim
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.store.engines import open_at
from memcon.store.postgres import SHORT, Words
from memcon.store.relations import actors_kept, points_kept, search
from memcon.store.sql import SqlStore

SENTENCES = (
    "Ministers of Varna and Orsk met in Varna on fisheries; fishing rights were agreed.",
    "The fishery agreement of Varna was signed. Varna's minister said the agreement was historic.",
    "Fisheries, fisheries and again fisheries: the U.S.-style quotas cost 1,200 tonnes in the 1990s.",
    "Café owners in São Tomé asked for talks; İzmir's envoy — “naïve”, he said — met Łukasz Øst.",
    "日本とノルウェーが会った。 Они встретились. A word in_between and e-mail@orsk.example, 5km away, 1e5 of them.",
    "Nobody agreed on anything. Agreeing is hard; agreeable ministers, running, ran, runs, generalizations oscillate.",
    "The minister met the minister's minister, and the ministerial meeting met no other meeting of ministers.",
    "Å stands decomposed here: A\u030asa and re\u0301sume\u0301; the herring \ue000marked\ue001 catch.",
)
ASKED = (
    "fisheries",
    "fishing",
    "agreement varna",
    '"Varna and Orsk"',
    '"met the minister"',
    "minister",
    "ministers met",
    "U.S.",
    "us",
    "1990s",
    "1,200",
    "cafe",
    "SÃO tome",
    "izmir",
    "naïve",
    "lukasz",
    "Øst",
    "日本とノルウェーが会った",
    "встретились",
    "in_between",
    "e-mail",
    "5km 1e5",
    "agreed on",
    "agreeable",
    "running",
    "generalization",
    "asa",
    "resume",
    "marked",
    "the",
    "of the",
    "history",
    "nothing here",
)


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqlStore, SqlStore]]:
    stores = open_at(str(tmp_path_factory.mktemp("search") / "m.db")), open_at(server.database())
    whole = " ".join(SENTENCES)
    told = [
        Reading(
            Report(f"r{n}", text, title=SENTENCES[-n % 8] if n % 2 else None),
            quotes=(),
            claims=(Claim(f"c{n}", "outcome", text[:40], None, (Span(0, 40),), "claims.split"),),
        )
        for n, text in enumerate([*SENTENCES, whole, whole[:300]])
    ]
    for store in stores:
        store.add([*told, reading()])
    yield stores
    for store in stores:
        store.close()


@pytest.mark.parametrize("words", ASKED)
def test_the_same_answers(both: tuple[SqlStore, SqlStore], words: str) -> None:
    lite, post = (search(store, words) for store in both)
    assert post == lite
    lite, post = (search(store, words, forms_of=family) for store in both)
    assert post == lite


def test_most_of_them_find_something(both: tuple[SqlStore, SqlStore]) -> None:
    assert sum(bool(search(both[0], words)) for words in ASKED) > len(ASKED) - 6


def test_the_other_questions(both: tuple[SqlStore, SqlStore]) -> None:
    assert actors_kept(both[0]) == actors_kept(both[1]) == {"ab12": "Åsa Lind"}
    assert points_kept(both[0]) == points_kept(both[1]) == ["outcome"]


def test_words_have_the_stems_of_fts5(both: tuple[SqlStore, SqlStore]) -> None:
    """Of all the words of memcon's own tables, with their families, two in a thousand may differ (apology, forcibly:
    Porter as printed, and as it came to be)."""
    words = sorted({form for word in _words() for form in family(word) if form.isascii()})
    with both[1]._begin() as db:
        stems = Words(db).stems(words)
    assert len(words) > 1000
    differ = [word for word, ours in zip(words, _fts5(words), strict=True) if ours != stems[word].rstrip(SHORT)]
    assert len(differ) <= len(words) / 500, differ


def _words() -> set[str]:
    source = Path(__file__).parents[2] / "src/memcon/data"
    text = " ".join(p.read_text("utf-8") for p in sorted(source.rglob("*.toml")))
    return {w for w in "".join(c if c.isalpha() else " " for c in text.lower()).split() if len(w) < 30}


def _fts5(words: list[str]) -> list[str]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize = 'porter unicode61 remove_diacritics 2')")
    db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    db.executemany("INSERT INTO t(rowid, w) VALUES (?, ?)", enumerate(words))
    found = {doc: term for term, doc in db.execute("SELECT term, doc FROM v")}
    db.close()
    return [found[k] for k in range(len(words))]
