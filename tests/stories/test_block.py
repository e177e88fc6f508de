"""Candidates are few, complete enough, and bounded for each report whatever the stream."""

from __future__ import annotations

from memcon.stories.block import CAP, KEEP, Keys, candidates


def _keys(*terms: int, runs: tuple[int, ...] = (), day: int | None = None) -> Keys:
    return Keys(terms, [1.0 - 0.01 * k for k in range(len(terms))], runs, day)


def _pairs(keys: list[Keys]) -> list[tuple[int, int]]:
    first, second = candidates(keys)
    return list(zip(first.tolist(), second.tolist(), strict=True))


def test_reports_that_share_a_term_are_candidates_and_others_are_not() -> None:
    assert _pairs([_keys(1, 2), _keys(2, 3), _keys(4)]) == [(0, 1)]


def test_a_shared_run_of_prose_is_enough() -> None:
    assert _pairs([_keys(1, runs=(77,)), _keys(2, runs=(77,)), _keys(3, runs=(78,))]) == [(0, 1)]


def test_no_key_no_pair() -> None:
    assert _pairs([]) == []
    assert _pairs([_keys(), _keys()]) == []


def test_a_key_that_all_share_pairs_only_those_near_in_time() -> None:
    keys = [_keys(9, day=day) for day in range(10 * CAP)]
    pairs = _pairs(keys)
    assert all(j - i <= 30 for i, j in pairs)
    assert len(pairs) <= len(keys) * KEEP
    assert (0, 1) in pairs


def test_pairs_of_common_terms_bring_undated_reports_together() -> None:
    crowd = [_keys(1, 100 + k, day=k) for k in range(2 * CAP)] + [_keys(2, 500 + k, day=k) for k in range(2 * CAP)]
    keys = [*crowd, _keys(1, 2), _keys(1, 2)]
    assert (len(keys) - 2, len(keys) - 1) in _pairs(keys)
