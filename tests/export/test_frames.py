"""A store gives its tables to a notebook."""

import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from tests.export.stores import NAME, WORDS, example, hostile

import memcon
from memcon.errors import UsageError
from memcon.export.tables import TABLES


def test_tables_have_the_columns_of_the_files() -> None:
    store = example()
    assert store.tables == tuple(table.name for table in TABLES)
    for table in TABLES:
        found = store.arrow(table.name)
        assert isinstance(found, pa.Table)
        assert found.column_names == [column.name for column in table.columns]
        assert found.schema.metadata[b"about"].decode() == table.about


def test_a_data_frame_has_the_rows_of_the_store() -> None:
    store = example()
    reports, spans = store.frame("reports"), store.frame("spans")
    assert isinstance(reports, pd.DataFrame)
    assert sorted(reports["id"]) == sorted(r.report.id for r in store.readings())
    texts = dict(zip(reports["id"], reports["text"], strict=True))
    assert len(spans) > 100
    for row in spans.itertuples():
        assert texts[row.report][row.span_start : row.span_end] == row.exact


def test_hostile_words_come_through_whole() -> None:
    store = hostile()
    assert WORDS in set(store.frame("claims")["text"])
    assert NAME in set(store.frame("actors")["name"])


def test_without_text_words_stay_out() -> None:
    store = hostile()
    assert store.frame("claims", text=False)["text"].isna().all()
    assert store.frame("spans", text=False)["exact"].isna().all()
    assert list(store.frame("spans", text=False)["span_start"]) == list(store.frame("spans")["span_start"])


def test_an_empty_store_has_empty_tables(tmp_path: Path) -> None:
    store = memcon.open_store(str(tmp_path / "empty.db"))
    assert [store.arrow(name).num_rows for name in store.tables] == [0] * len(TABLES)


def test_a_name_that_is_none_is_one_sentence() -> None:
    with pytest.raises(UsageError, match="nosuch: is no table of the store; there are reports, "):
        example().arrow("nosuch")


@pytest.mark.parametrize(
    ("missing", "method", "sentence"),
    [("pyarrow", "arrow", "pip install 'memcon.parquet.'"), ("pandas", "frame", "pip install pandas")],
)
def test_what_is_not_installed_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, missing: str, method: str, sentence: str
) -> None:
    def without(name: str, *rest: object) -> object:
        return None if name == missing else found(name, *rest)

    found = memcon.export.frames.find_spec
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr("memcon.export.frames.find_spec", without)
    with pytest.raises(UsageError, match=sentence):
        getattr(example(), method)("events")


@pytest.mark.parametrize(("missing", "name"), [("icalendar", "ical"), ("docx", "docx")])
def test_a_format_whose_package_is_missing_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, missing: str, name: str
) -> None:
    from tests.export.stores import exported

    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError, match=r"pip install .memcon\[export\]."):
        exported(example(), name)
