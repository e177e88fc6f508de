"""A span of an old text in the new one: exactly where its words went, or nowhere."""

import random  # noqa: TID251  (seeded: the same dice every time)
from itertools import pairwise

import pytest

from memcon.model.span import Span
from memcon.versions.align import Alignment, certain, words

# Plain words, words with combining marks, emoji with joiners and skin tones, other scripts, figures, signs.
WORDS = (
    "talks envoy harbour whales minister said agreed Ca\u0301diz Ha\u0301lvorsen nai\u0308ve \U0001f44d\U0001f3fd "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f3\U0001f1f4 Гавань 会談 45 1.5 trade-ban won\u2019t 12:30"
).split()
SENTENCES = ("The envoy spoke of whales.", "Nobody asked.", "“The harbour is shut,” she said.", "It lasted 45 minutes.")


def sentence(dice: random.Random) -> str:
    if dice.random() < 0.4:  # repeated again and again: where a search by words would find the wrong one
        return dice.choice(SENTENCES)
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(3, 9))) + dice.choice(".?!")


def report(dice: random.Random) -> list[str]:
    return [sentence(dice) + dice.choice((" ", " ", "\n\n")) for _ in range(dice.randint(4, 14))]


def edited(parts: list[str], dice: random.Random) -> tuple[list[str], list[int | None]]:
    """The parts after one edit, and for each old part its place in the new ones; None where it is not left whole."""
    new: list[tuple[int | None, str]] = list(enumerate(parts))
    at = dice.randrange(len(parts))
    kind = dice.choice(("insert", "delete", "replace", "inside", "mark", "move"))
    if kind == "insert":
        new.insert(at, (None, sentence(dice) + " "))
    elif kind == "delete":
        del new[at]
    elif kind == "replace":
        new[at] = (None, sentence(dice) + " ")
    elif kind == "inside":
        cut = dice.randint(0, len(parts[at]))
        new[at] = (None, parts[at][:cut] + dice.choice(WORDS) + parts[at][cut + dice.randint(0, 5) :])
    elif kind == "mark":  # an accent on some letter, an emoji with another skin: other words
        cut = dice.randint(1, len(parts[at]))
        new[at] = (None, parts[at][:cut] + dice.choice(("\u0301", "\u0308", "\U0001f3ff", "\u200d")) + parts[at][cut:])
    else:
        moved = new.pop(at)
        new.insert(dice.randrange(len(new) + 1), (None, moved[1]))  # not followed: it may stay or be lost
    places = {old: k for k, (old, _) in enumerate(new) if old is not None}
    return [text for _, text in new], [places.get(k) for k in range(len(parts))]


def some_spans(text: str, dice: random.Random) -> list[Span]:
    units = words(text)
    found = []
    for _ in range(40):
        first = dice.randrange(len(units))
        last = min(len(units) - 1, first + dice.randrange(9))
        found.append(Span(units[first].start, units[last].end))
        start = dice.randrange(len(text))
        found.append(Span(start, min(len(text), start + dice.randint(1, 40))))
    return found


@pytest.mark.parametrize("seed", range(200))
def test_what_survives_an_edit_is_exact_and_in_its_place(seed: int) -> None:
    dice = random.Random(seed)
    parts = report(dice)
    changed, places = edited(parts, dice)
    old, new = "".join(parts), "".join(changed)
    starts = [sum(map(len, parts[:k])) for k in range(len(parts))]
    aligned = Alignment(old, new)
    for span in some_spans(old, dice):
        found = aligned.carry(span)
        if found is None:
            continue
        assert new[found.start : found.end] == old[span.start : span.end]
        # Where the edit tells what became of a sentence, its words are found there or nowhere: never at a repetition.
        k = max(i for i, s in enumerate(starts) if s <= span.start)
        if span.end <= starts[k] + len(parts[k]) and places[k] is not None:
            assert found.start - sum(map(len, changed[: places[k]])) == span.start - starts[k]


@pytest.mark.parametrize("seed", range(200))
def test_of_words_that_stand_once_all_survive_but_those_edited(seed: int) -> None:
    """Nothing is lost without need: of sentences without any repetition every one that the edit left is found."""
    dice = random.Random(seed)
    parts = [" ".join(f"{w}{k}{i}" for i, w in enumerate("abcd")) + ". " for k in range(8)]
    at, kind = dice.randrange(8), dice.choice(("insert", "delete", "replace"))
    new = [*parts[:at], *([] if kind == "delete" else ["wholly other words stand here. "])]
    new += parts[at if kind == "insert" else at + 1 :]
    aligned = Alignment("".join(parts), "".join(new))
    for k, part in enumerate(parts):
        start = sum(map(len, parts[:k]))
        found = aligned.carry(Span(start, start + len(part) - 2))
        left = kind == "insert" or k != at
        assert (found is not None) == left
        assert found is None or "".join(new)[found.start : found.end] == part[:-2]


@pytest.mark.parametrize("seed", range(50))
def test_many_edits_at_once_leave_what_is_exact_and_in_order(seed: int) -> None:
    dice = random.Random(seed)
    parts = changed = report(dice)
    for _ in range(5):
        changed, _ = edited(changed, dice) if changed else (parts, [])
    old, new = "".join(parts), "".join(changed)
    aligned = Alignment(old, new)
    kept = [(s, f) for s in some_spans(old, dice) if (f := aligned.carry(s)) is not None]
    assert all(new[f.start : f.end] == s.of(old) for s, f in kept)
    assert all((a.start < b.start) == (f.start < g.start) for a, f in kept for b, g in kept if a.start != b.start)


@pytest.mark.parametrize(
    ("old", "new", "span", "found"),
    [
        # nothing changed, words before it changed
        ("One two three.", "One two three.", "two", "two"),
        ("They met. The talks were long.", "They never met. The talks were long.", "talks were", "talks were"),
        # the words stand there, but in another place: a naive search would find them
        ("Lind left. He wept. Vik won the vote here.", "Vik won the vote here. Lind left.", "Lind left", None),
        # a figure that grows, a letter that gets an accent, a word that gets a tail: other words
        ("It took 45 minutes in all, they said.", "It took 45.5 minutes in all, they said.", "45", None),
        ("The cafe is open to all today.", "The cafe\u0301 is open to all today.", "cafe", None),
        ("The pact is dead, both sides say.", "The pact-maker is dead, both sides say.", "pact", None),
        ("Wave \U0001f44d to all of them.", "Wave \U0001f44d\U0001f3fd to all of them.", "\U0001f44d", None),
        # broken by an insertion in the middle
        ("The two agreed to meet again soon.", "The two never agreed to meet again soon.", "two agreed", None),
        # white space is part of the exact words
        ("The two agreed to meet again.", "The two agreed\nto meet again.", "agreed to", None),
        # a lone word between two changes carries nothing
        ("Ask him when Oslo will reply now.", "Perhaps in Oslo nobody knows.", "Oslo", None),
        ("", "Some words.", "", None),
    ],
)
def test_a_span_is_carried_or_orphaned(old: str, new: str, span: str, found: str | None) -> None:
    start = old.index(span)
    carried = Alignment(old, new).carry(Span(start, start + len(span)))
    assert (None if carried is None else carried.of(new)) == found


def test_of_a_sentence_that_stood_twice_nobody_can_tell_which_is_left() -> None:
    twice, once = "It is over. It is over. Lind left Oslo.", "It is over. Lind left Oslo."
    aligned = Alignment(twice, once)
    assert [aligned.carry(Span(k, k + 10)) for k in (0, 12)] == [None, None]
    assert aligned.carry(Span(24, 33)) == Span(12, 21)
    assert [(a.of(twice), b.of(once)) for a, b in aligned.changes()] == [("It is over. It is over.", "It is over.")]
    parted = Alignment("It is over. Vik won. It is over. Lind left.", "Vik won. It is over. Lind left.")
    assert parted.carry(Span(0, 10)) is None
    assert parted.carry(Span(21, 31)) == Span(9, 19)


def test_changes_are_told_in_both_texts() -> None:
    old = "They met at noon. It took 45 minutes in all. Nobody wept. The band played on."
    new = "They met at noon. It took 50 minutes in all. The band played on. All went home."
    told = [(a.of(old), b.of(new)) for a, b in Alignment(old, new).changes()]
    assert told == [("45", "50"), ("Nobody wept.", ""), ("", "All went home.")]
    assert list(Alignment(old, old).changes()) == []


def test_very_long_texts_are_laid_together_by_lines() -> None:
    lines = [f"Line {k} says the same of the talks and the harbour." for k in range(1500)]
    changed = [*lines[:700], "A new line.", *lines[701:]]
    aligned = Alignment("\n".join(lines), "\n".join(changed))
    at = sum(len(line) + 1 for line in lines[:900])
    assert aligned.carry(Span(at, at + len(lines[900]))) is not None
    gone = sum(len(line) + 1 for line in lines[:700])
    assert aligned.carry(Span(gone, gone + 8)) is None


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("aab", "ab", {2: 1}),
        ("ab", "ba", {}),
        ("", "ab", {}),
        ("axbxc", "abxc", {0: 0, 2: 1, 3: 2, 4: 3}),
    ],
)
def test_certain_pairs(a: str, b: str, pairs: dict[int, int]) -> None:
    assert certain(list(a), list(b)) == pairs


def best_alignments(a: str, b: str) -> list[frozenset[tuple[int, int]]]:
    """Every best alignment, found by trying them all."""

    def all_of(i: int, j: int) -> list[tuple[tuple[int, int], ...]]:
        if i == len(a):
            return [()]
        with_i = [((i, k), *rest) for k in range(j, len(b)) if a[i] == b[k] for rest in all_of(i + 1, k + 1)]
        return [*all_of(i + 1, j), *with_i]

    def worth(pairs: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        whole = [(-1, -1), *pairs, (len(a), len(b))]
        begun = [q for p, q in pairwise(whole) if q != (p[0] + 1, p[1] + 1)]
        # The end of the text and the beginning count as places where a stretch is well begun.
        return len(pairs), sum(1 if q in ((0, 0), (len(a), len(b))) else 2 for q in begun) * -1

    found = all_of(0, 0)
    best = max(map(worth, found))
    return [frozenset(p) for p in found if worth(p) == best]


@pytest.mark.parametrize("seed", range(200))
def test_a_pair_is_certain_when_every_best_alignment_has_it(seed: int) -> None:
    dice = random.Random(seed)
    a, b = ("".join(dice.choice("abc") for _ in range(dice.randrange(7))) for _ in range(2))
    assert set(certain(list(a), list(b)).items()) == frozenset.intersection(*best_alignments(a, b))
