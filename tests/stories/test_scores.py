"""What pairs score is found from both sides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memcon.stories.scores import Scores

PAIRS = [(i, j) for i in range(9) for j in range(i + 1, 9)]


@given(st.dictionaries(st.sampled_from(PAIRS), st.floats(-20, 20)))
def test_every_pair_is_found_from_both_sides_and_no_other(known: dict[tuple[int, int], float]) -> None:
    scores = Scores.of(9, known)
    assert list(zip(scores, scores.values, strict=True)) == sorted(known.items())
    assert len(scores) == len(known)
    for i, j in PAIRS:
        assert scores.get((i, j)) == scores.get((j, i)) == known.get((i, j))
        assert scores.row(i).get(j) == scores.row(j).get(i) == known.get((i, j))
        assert (j in scores.others(i)) == ((i, j) in known)
