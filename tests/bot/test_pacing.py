"""How fast one process may write to a platform."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import Pace


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 0.2), max_size=60))
def test_turns_are_never_closer_than_the_pace_and_none_waits_for_nothing(pauses: list[float]) -> None:
    clock = Seconds()
    pace = Pace(50, clock)
    turns = []
    for pause in pauses:
        clock.now += pause
        turns.append(clock.now + pace.wait())
    gaps = [later - earlier for earlier, later in pairwise(turns)]
    assert all(gap >= 0.02 - 1e-9 for gap in gaps)
    assert not turns or turns[0] == 100.0 + pauses[0]


def test_without_a_pace_nobody_waits() -> None:
    pace = Pace(math.inf, Seconds())
    assert [pace.wait() for _ in range(1_000)] == [0.0] * 1_000
