"""However a gateway behaves, logins are made slowly enough."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.identifies import LONGEST, WINDOW, Identifies


class Hands:
    """A clock that is set."""

    at = 0.0

    def now(self) -> float:
        return self.at


def test_the_first_login_does_not_wait_and_a_lonely_one_hardly() -> None:
    clock = Hands()
    identifies = Identifies(clock.now)
    assert identifies.pause(0) == 0
    assert identifies.pause(1) == 0
    clock.at = 2 * WINDOW
    assert identifies.pause(0) == 0


@given(st.lists(st.floats(0, 30), min_size=200, max_size=200))
def test_a_gateway_that_hangs_up_at_once_gets_at_most_20_logins_in_ten_minutes(gaps: list[float]) -> None:
    clock = Hands()
    identifies = Identifies(clock.now)
    made: list[float] = []
    for gap in gaps:
        pause = identifies.pause(0)
        assert pause <= LONGEST
        clock.at += pause
        made.append(clock.at)
        clock.at += gap
    assert all(sum(at <= other <= at + WINDOW for other in made) <= 20 for at in made)
