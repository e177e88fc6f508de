"""What only PostgreSQL has: an address, a server that may be away, limits of its own; and the command line over it."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from tests.contracts.server import Server
from tests.web.conftest import HERE, made_desk
from typer.testing import CliRunner

from memcon.cli.main import app
from memcon.errors import StoreError, UsageError
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.store.engines import open_at
from memcon.store.relations import pair_query, search
from memcon.store.words import fitting
from memcon.web.app import make_app
from memcon.web.guard import Door

EXAMPLE = sorted(p for p in (Path(__file__).parents[2] / "examples" / "valparaiso").iterdir())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://host/db", "a store is a file or postgresql://"),
        ("https://host/db", "a store is a file or postgresql://"),
        ("postgresql://host:port/db", "cannot be read"),
    ],
)
def test_addresses_that_are_none(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        open_at(address)


def test_a_server_that_is_away_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="is the server running") as caught:
        open_at(f"postgresql://ana:secret@/memcon?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "ana:***@" in str(caught.value)


def test_a_store_that_must_be_there(server: Server) -> None:
    address = server.database()
    with pytest.raises(UsageError, match="no store there"):
        open_at(address, must_exist=True)
    open_at(address).close()
    open_at(address, must_exist=True).close()
    open_at(address.replace("postgresql:", "postgres:"), must_exist=True).close()


@pytest.mark.parametrize("text", ["a \0 b", "a \\0 \\u0000 b", "a \\u0000 b"])
def test_a_nul_is_refused_by_name_and_its_likeness_kept(server: Server, text: str) -> None:
    store = open_at(server.database())
    given = Reading(Report("nul", text, title="\\\\u0000"))
    if "\0" in text:
        with pytest.raises(StoreError, match="report nul"):
            store.add([given])
    else:
        store.add([given])
        assert list(store.readings()) == [given]
    store.close()


def test_nouns_are_jsonb_and_words_a_tsvector(server: Server) -> None:
    store = open_at(server.database())
    store.add([Reading(Report("r", "Grain was promised."))])
    with store._begin() as db:
        query = (
            "SELECT pg_typeof(reading)::text, reading->'report'->>'id', terms::text FROM reports JOIN words USING (id)"
        )
        assert db.execute(sa.text(query)).all() == [("jsonb", "r", "'grain':1 'promis':3 'wa':2")]
    store.close()


def test_words_and_pairs_are_found_by_an_index(server: Server) -> None:
    store = open_at(server.database())
    with store._begin() as db:
        db.execute(sa.text("SET LOCAL enable_seqscan = off"))
        words = "SELECT id FROM words WHERE terms @@ phraseto_tsquery('memcon_words', 'grain')"
        pair = pair_query(["NOR", "JPN"]).compile(compile_kwargs={"literal_binds": True})
        plans = ["\n".join(db.execute(sa.text(f"EXPLAIN {q}")).scalars()) for q in (words, pair)]
    assert "words_terms" in plans[0]
    assert plans[1].count("report_ends_pkey") >= 2
    store.close()


def test_a_text_as_long_as_a_book_is_kept_and_found(server: Server) -> None:
    store = open_at(server.database())
    text = " ".join(f"word{n:07}" for n in range(120_000))
    store.add([Reading(Report("book", text), quotes=())])
    assert len(search(store, "word0000007")) == 1
    assert search(store, "word0119999") == []
    assert next(store.readings()).text == text
    store.close()


def test_the_room_in_an_index_row() -> None:
    few = [f"w{n}" for n in range(1000)]
    assert fitting(few) == few
    assert len(fitting(["once"] * 300_000)) == 300_000
    assert 60_000 < len(fitting([f"{n:05}" for n in range(100_000)])) < 100_000


def ran(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def desk(where: str, story: str, parties: list[str]) -> list[str]:
    """What the desk over a store answers."""
    store = open_at(where)
    made = made_desk(store)
    pages = ["/index.json", f"/stories/{story}.json", f"/relations/{parties[0]}/{parties[1]}.json", "/review.json"]
    asked = [
        "/stories.json?q=arr",
        "/search.json?q=minister",
        "/search.json?q=met&since=2024",
        "/stories?q=arr",
    ]
    with TestClient(make_app(made, Door("127.0.0.1", "")), base_url=HERE) as client:
        answers = [client.get(address) for address in (*pages, *asked)]
    made.jobs.close()
    store.close()
    assert {a.status_code for a in answers} == {200}
    return [a.text for a in answers]


@pytest.mark.slow
def test_every_command_answers_the_same_on_both_engines(server: Server, tmp_path: Path) -> None:
    lite, post = str(tmp_path / "m.db"), server.database()
    paths = [str(p) for p in EXAMPLE]
    read = [ran("read", *paths, "--store", where, "--json") for where in (lite, post)]
    assert read[0] == read[1]
    story = json.loads(read[0])["memcons"][0]["id"]
    parties = [p["for"] for p in json.loads(read[0])["memcons"][0]["occurrence"]["parties"]]
    for words in (
        ["stories"],
        ["show", story],
        ["compare", story],
        ["quotes"],
        ["pledges"],
        ["timeline", *parties],
        ["visits"],
        ["stance", *parties],
        ["measures", *parties],
        ["search", "meeting"],
        ["search", "minister", "--outlet", "fjord", "--since", "2024"],
        ["review"],
        ["check"],
    ):
        assert ran(*words, "--store", post, "--json") == ran(*words, "--store", lite, "--json"), words
    for form in ("jsonl", "markdown", "graphml", "plover"):
        assert ran("export", form, "--store", post) == ran("export", form, "--store", lite), form
    assert desk(post, story, parties) == desk(lite, story, parties)
    refused = CliRunner().invoke(app, ["store", "backup", str(tmp_path / "copy.db"), "--store", post])
    assert isinstance(refused.exception, UsageError)
    assert "pg_dump" in str(refused.exception)
    moved = str(tmp_path / "moved.db")
    said = ran("store", "copy", post, moved)
    assert "read again, the same as" in said
    assert ran("show", story, "--store", moved, "--json") == ran("show", story, "--store", lite, "--json")
