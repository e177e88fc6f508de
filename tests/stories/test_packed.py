"""Signals go into few bytes and come out as they were, the same bytes in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.model.span import Span
from memcon.model.when import When
from memcon.stories.occurrence import Occurrence
from memcon.stories.packed import FORMAT, packed, unpacked
from memcon.stories.signals import Signals, read_signals

WORDS = st.text(st.characters(categories=("Ll", "Nd"), include_characters="'’.,"), min_size=1, max_size=8)
NAMES = st.frozensets(st.text(max_size=6), max_size=4)
PLACES = st.builds(Place, st.text(max_size=9), st.none() | st.just("NOR"), st.none() | st.floats(-90, 90))
WHENS = st.builds(When, st.sampled_from(["2031", "2031-06", "2031-06-12"]), st.none() | st.text(), st.booleans())
OCCURRENCES = st.builds(Occurrence, NAMES, NAMES, st.text(max_size=5), st.none() | WHENS, st.none() | PLACES)
OUTLETS = st.builds(Outlet, st.text(max_size=9), st.none() | st.just("wire"), st.none() | st.just("DNK"))


@st.composite
def _signals(draw: st.DrawFn) -> Signals:
    terms = draw(st.dictionaries(WORDS, st.integers(1, 1000)))
    title = draw(st.dictionaries(WORDS, st.integers(1, 3)))
    both = sorted({**terms, **title})
    lead = draw(st.dictionaries(st.sampled_from(both), st.integers(1, 9))) if both else {}
    names = draw(st.dictionaries(st.sampled_from(sorted(terms)), st.integers(1, 9))) if terms else {}
    return Signals(
        draw(st.text()),
        terms,
        title,
        lead,
        names,
        draw(st.dictionaries(st.sampled_from(sorted(names)), st.text())) if names else {},
        draw(st.none() | OUTLETS),
        draw(st.none() | st.text()),
        draw(st.none() | st.integers(1, 3_000_000)),
        draw(NAMES),
        frozenset(draw(st.sets(st.integers(1, 366), max_size=5))),
        array("I", sorted(draw(st.sets(st.integers(0, 2**32 - 1), max_size=9)))),
        draw(st.none() | OCCURRENCES),
    )


@given(_signals())
def test_what_is_packed_comes_out_as_it_was(signals: Signals) -> None:
    data = packed(signals)
    found = unpacked(data)
    assert found == signals
    assert found is not None
    # new terms are numbered in order of first sight, which decides between terms of one weight
    assert list(found.terms) == list(signals.terms)
    assert packed(found) == data


def test_bytes_of_another_format_are_none() -> None:
    data = packed(read_signals(Reading(Report("a", "Harbour boats."))))
    assert unpacked(bytes([FORMAT + 1]) + data[1:]) is None
    assert unpacked(b"") is None


def _told() -> Reading:
    text = "\n".join(
        f"HARBOUR {k} (Reuters) - The Brandts of Velmar and Germany's boats met on June {k}, Monday, for the treaties "
        f"that Prime Minister Okoye of Cape Storrow had asked for {k * 7} times since the strait was closed."
        for k in range(1, 25)
    )
    refs = tuple(ActorRef(key, key) for key in ("NOR-brandt", "DNK-okoye", "SWE", "FIN"))
    when, place = When("2031-06-12", "June 12"), Place("Velmar", "NOR")
    event = Event("e", "CONSULT", None, "asserted", Span(0, 1), Span(0, 1), actors=refs, when=when, place=place)
    outlet, day = Outlet("Harbour Post", "press", "NOR"), Published("2031-06-13")
    report = Report("r1", text, title="Velmar and the boats", outlet=outlet, published=day)
    return Reading(report, events=(event,), main="e")


@pytest.mark.parametrize("seed", ["1", "77"])
def test_bytes_do_not_hang_on_the_order_of_sets(seed: str) -> None:
    code = (
        "import sys; from test_packed import _told; from memcon.stories.packed import packed; "
        "from memcon.stories.signals import read_signals; sys.stdout.buffer.write(packed(read_signals(_told())))"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stdout == packed(read_signals(_told()))


def test_signals_of_a_real_length_are_small() -> None:
    text = _told().text
    assert len(packed(read_signals(_told()))) < len(text) / 2


def test_names_keep_how_they_are_first_written_where_the_normal_form_does_not_tell() -> None:
    signals = read_signals(_told())
    written = {name: signals.written.get(name, name.title()) for name in signals.names}
    assert written["brandt"] == "Brandts"
    assert written["velmar"] == "Velmar"
    assert written["harbour"] == "HARBOUR"
    assert "velmar" not in signals.written
