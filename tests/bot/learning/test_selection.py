"""Which question comes next."""

import random
from collections.abc import Iterable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.learning import Past, choose, shuffled
from tests.kit import NOON


def past(*, correct: bool, days: int) -> Past:
    return Past(correct, NOON - timedelta(days=days))


def alone(questions: Iterable[str]) -> dict[str, str]:
    """Each about a line of its own."""
    return {question: f"line of {question}" for question in questions}


def test_new_questions_come_first_then_wrong_ones_then_the_longest_ago() -> None:
    history = {
        "right lately": past(correct=True, days=1),
        "right long ago": past(correct=True, days=30),
        "wrong": past(correct=False, days=2),
    }
    pool = alone(["right lately", "right long ago", "wrong", "new"])
    assert choose(pool, history, 4, random.Random(1)) == ["new", "wrong", "right long ago", "right lately"]


@given(st.lists(st.text(), unique=True), st.integers(0, 30), st.integers())
def test_a_choice_never_repeats_and_never_exceeds_its_count(pool: list[str], count: int, seed: int) -> None:
    chosen = choose(alone(pool), {}, count, random.Random(seed))
    assert len(chosen) == min(count, len(pool))
    assert len(set(chosen)) == len(chosen) and set(chosen) <= set(pool)


def test_a_line_is_asked_about_twice_only_when_no_other_is_left() -> None:
    pool = {"a": "line 1", "its reverse": "line 1", "b": "line 2", "c": "line 3"}
    for seed in range(20):
        chosen = choose(pool, {}, 4, random.Random(seed))
        assert {pool[question] for question in chosen[:3]} == {"line 1", "line 2", "line 3"}
        assert set(chosen) == set(pool)


def test_chance_decides_among_equals() -> None:
    pool = alone(map(str, range(20)))
    assert len({tuple(choose(pool, {}, 3, random.Random(seed))) for seed in range(10)}) > 1


@given(st.integers(0, 10), st.integers())
def test_a_shuffle_keeps_every_place(options: int, seed: int) -> None:
    assert sorted(shuffled(options, random.Random(seed))) == list(range(options))
