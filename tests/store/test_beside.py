"""What is kept of the web lies beside the store, whole at every moment."""

import threading
from pathlib import Path

import pytest

from memcon.errors import StoreError
from memcon.model.fetched import Fetched, Followed
from memcon.store.beside import MOST_SEEN, BesideStore

URL = "https://a.example/"


def test_it_comes_back(tmp_path: Path) -> None:
    path = str(tmp_path / "memcon.db")
    assert BesideStore(path).read().addresses == {}
    BesideStore(path).keep_address(URL, Fetched('"1"', None, ("a",)))
    BesideStore(path).keep_feed(URL, Followed(Fetched('"2"'), ("x", "y"), {"z": 1}))
    found = BesideStore(path).read()
    assert found.addresses == {URL: Fetched('"1"', None, ("a",))}
    assert found.feeds == {URL: Followed(Fetched('"2"'), ("x", "y"), {"z": 1})}


def test_nothing_is_written_beside_a_store_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    beside = BesideStore(":memory:")
    beside.keep_address(URL, Fetched())
    assert beside.read().addresses == {URL: Fetched()}
    assert list(tmp_path.iterdir()) == []


def test_the_newest_keys_stay(tmp_path: Path) -> None:
    beside = BesideStore(str(tmp_path / "memcon.db"))
    beside.keep_feed(URL, Followed(seen=tuple(str(k) for k in range(MOST_SEEN + 5))))
    seen = beside.read().feeds[URL].seen
    assert (len(seen), seen[-1]) == (MOST_SEEN, str(MOST_SEEN + 4))


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = str(tmp_path / "memcon.db")
    threads = [
        threading.Thread(target=BesideStore(path).keep_address, args=(f"{URL}{k}", Fetched(str(k)))) for k in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(BesideStore(path).read().addresses) == 20


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"feeds": 1}', b"\xff"])
def test_a_damaged_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "memcon.db"
    Path(f"{path}.web").write_bytes(data)
    with pytest.raises(StoreError, match="it is damaged"):
        BesideStore(str(path)).read()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        BesideStore(str(tmp_path / "gone" / "memcon.db")).keep_address(URL, Fetched())
