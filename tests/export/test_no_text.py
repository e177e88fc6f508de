"""`--no-text`: spans by position only, in every format that carries words of a report."""

import io
import re

import docx
import pytest
from tests.export.stores import example, exported, hostile

FORMATS = "jsonld ftm ical graphml geojson markdown html docx chicago bibtex csl".split()
RUN = 5
"""Words in a row that no name has: they can only come from a text."""


def written(store, name: str, *, text: bool) -> str:  # type: ignore[no-untyped-def]
    """What a format says, as words: escapes, markup and line ends gone."""
    data = exported(store, name, text=text)
    if name == "docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    return re.sub(r"\r?\n ", "", data.decode())


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("name", FORMATS)
def test_no_words_of_a_text_go_out(name: str) -> None:
    store = example()
    titles = [*(r.report.title or "" for r in store.readings()), *(m.headline for _, m in store.stories())]
    read = {run for r in store.readings() for p in r.body for run in runs(p.span.of(r.report.text))}
    names = [q.speaker_name or "" for _, m in store.stories() for q in m.quotes]
    assert len(read) > 300
    assert runs(written(store, name, text=False)) & (read - {run for t in titles + names for run in runs(t)}) == set()


@pytest.mark.parametrize("name", [f for f in FORMATS if f not in ("ical", "graphml", "geojson")])
def test_with_text_they_do(name: str) -> None:
    store = example()
    theirs = {run for r in store.readings() for run in runs(r.report.text)}
    assert len(runs(written(store, name, text=True)) & theirs) > 50


@pytest.mark.parametrize("name", FORMATS)
def test_no_hostile_words_either(name: str) -> None:
    assert "HYPERLINK" not in written(hostile(), name, text=False)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_bytes(name: str) -> None:
    assert exported(hostile(), name) == exported(hostile(), name)
