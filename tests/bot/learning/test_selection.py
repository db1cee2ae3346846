"""Which question comes next."""

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.learning import Past, choose, shuffled
from tests.kit import NOON


def past(*, correct: bool, days: int) -> Past:
    return Past(correct, NOON - timedelta(days=days))


def test_new_questions_come_first_then_wrong_ones_then_the_longest_ago() -> None:
    history = {
        "right lately": past(correct=True, days=1),
        "right long ago": past(correct=True, days=30),
        "wrong": past(correct=False, days=2),
    }
    pool = ["right lately", "right long ago", "wrong", "new"]
    assert choose(pool, history, 4, random.Random(1)) == ["new", "wrong", "right long ago", "right lately"]


@given(st.lists(st.text(), unique=True), st.integers(0, 30), st.integers())
def test_a_choice_never_repeats_and_never_exceeds_its_count(pool: list[str], count: int, seed: int) -> None:
    chosen = choose(pool, {}, count, random.Random(seed))
    assert len(chosen) == min(count, len(pool))
    assert len(set(chosen)) == len(chosen) and set(chosen) <= set(pool)


def test_chance_decides_among_equals() -> None:
    pool = list(map(str, range(20)))
    assert len({tuple(choose(pool, {}, 3, random.Random(seed))) for seed in range(10)}) > 1


@given(st.integers(0, 10), st.integers())
def test_a_shuffle_keeps_every_place(options: int, seed: int) -> None:
    assert sorted(shuffled(options, random.Random(seed))) == list(range(options))
