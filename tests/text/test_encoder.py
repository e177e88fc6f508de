"""The encoder seam: word pieces, vectors of length one, nearness in meaning."""

import math

import pytest

from memcon.text.encoder import LONGEST, MiniLm, find_encoder, pieces

CLS, SEP, UNK = 101, 102, 100


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The meeting", [CLS, 1996, 3116, SEP]),
        ("the MEETING", [CLS, 1996, 3116, SEP]),
        ("", [CLS, SEP]),
        ("café", [CLS, 7668, SEP]),
        ("cafe\u0301", [CLS, 7668, SEP]),
        ("meeting.", [CLS, 3116, 1012, SEP]),
        ("\U0001f9ff", [CLS, UNK, SEP]),
    ],
)
def test_word_pieces(sentence: str, expected: list[int]) -> None:
    assert pieces(sentence) == expected


def test_a_long_word_is_cut_and_a_long_sentence_shortened() -> None:
    assert len(pieces("unreconciled")) > 3
    assert pieces("a" * 101) == [CLS, UNK, SEP]
    assert len(pieces("and " * 500)) == LONGEST


def test_off_is_off() -> None:
    assert find_encoder("off") is None


def cosine(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_what_means_the_same_is_near_and_neighbours_change_nothing() -> None:
    pytest.importorskip("onnxruntime")
    encoder = MiniLm()
    texts = [
        "Two ministers met in the old harbour town.",
        "A pair of ministers held a meeting.",
        "Bread rose in price.",
    ]
    first, second, third = encoder.encode(texts)
    assert math.isclose(cosine(first, first), 1, abs_tol=1e-5)
    assert cosine(first, second) > cosine(first, third) + 0.2
    assert encoder.encode(texts[:1]) == [first]
