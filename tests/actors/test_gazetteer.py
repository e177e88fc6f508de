"""Surfaces at word boundaries, the longest, in their letter case."""

import pytest

from memcon.actors.gazetteer import hits
from memcon.model.span import Span


def found(text: str) -> list[str]:
    return [text[h.start : h.end] for h in hits(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("South Korean ships", ["South Korean"]),
        ("Guinea-Bissau, Guinea and Nigeria", ["Guinea-Bissau", "Guinea", "Nigeria"]),
        ("the U.S.-China talks", ["U.S.", "China"]),
        ("talks of the U.S.", ["U.S."]),
        ("Japan’s Prime Minister", ["Japan", "Prime Minister"]),
        ("between us and them", []),
        ("the US and us", ["US"]),
        ("a turkey, some china, and chad", []),
        ("Woman, Germania, Chadwick", []),
        ("Côte d'Ivoire and Cote d’Ivoire", ["Côte d'Ivoire", "Cote d’Ivoire"]),
        ("the prime minister and the Prime Minister", ["prime minister", "Prime Minister"]),
        ("SANAE TAKAICHI", ["SANAE TAKAICHI"]),
        ("Sanae\nTakaichi", ["Sanae\nTakaichi"]),
        ("", []),
    ],
)
def test_hits(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_only_inside_the_spans() -> None:
    text = "Japan, Chile, Kenya"
    assert [text[h.start : h.end] for h in hits(text, [Span(0, 5), Span(14, 19)])] == ["Japan", "Kenya"]
