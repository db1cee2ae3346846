"""However a gateway behaves and however often the process starts, logins are made slowly enough."""

import asyncio
from contextlib import closing
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.identifies import APART, BLIND, MOST, WINDOW, Identifies
from bot.errors import StoreBusy
from storage.store import SqlStore
from tests.kit import SetClock

DAY, RESETS = 24 * 3_600, 1_000  # Discord resets the token of a bot that identifies so often in a day


@dataclass
class Hands:
    """A clock, the database's tokens by it, and a sleep that moves it."""

    at: float = 0.0
    away: bool = False

    def __post_init__(self) -> None:
        self._until: dict[str, float] = {}

    async def claim(self, _purpose: str, name: str, seconds: int) -> bool:
        if self.away:
            raise StoreBusy("The database is in use.")
        if self._until.get(name, 0.0) > self.at:
            return False
        self._until[name] = self.at + seconds
        return True

    async def sleep(self, seconds: float) -> None:
        self.at += seconds

    def turn(self, shard: int = 0, groups: int = 1) -> float:
        """When a process that has just started lets its shard identify."""
        identifies = Identifies(self, self.sleep)  # type: ignore[arg-type]  # of the tokens, claims alone
        identifies.groups = groups
        asyncio.run(identifies.turn(shard))
        return self.at


def test_the_first_does_not_wait_and_the_next_only_as_long_as_discord_asks() -> None:
    hands = Hands()
    assert hands.turn() == 0
    assert APART <= hands.turn() <= APART + 1


def test_shards_of_different_groups_identify_side_by_side_and_those_of_one_in_turn() -> None:
    hands = Hands()
    assert [hands.turn(shard, groups=4) for shard in range(4)] == [0, 0, 0, 0]
    assert hands.turn(4, groups=4) >= APART


@settings(max_examples=20)
@given(st.lists(st.floats(0, 30), min_size=50, max_size=50))
def test_a_process_that_is_started_again_and_again_stays_far_from_losing_the_token(gaps: list[float]) -> None:
    hands = Hands()
    made: list[float] = []
    for gap in gaps:
        made.append(hands.turn())
        hands.at += gap
    window = WINDOW - APART - 1  # a turn may be taken so much later than it was given
    assert all(sum(at <= other < at + window for other in made) <= MOST for at in made)
    assert MOST * DAY / WINDOW < RESETS


def test_what_was_made_is_remembered_in_the_database(database: str) -> None:
    clock = SetClock()
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock.move(seconds=seconds)

    for _ in range(MOST + 1):
        with closing(SqlStore(database)) as store:
            asyncio.run(Identifies(store.tokens(clock), sleep).turn(0))
        clock.move(seconds=APART)
    assert WINDOW - 2 * MOST * APART <= sum(waits) <= WINDOW


def test_while_the_database_is_away_it_is_waited_blindly(caplog: pytest.LogCaptureFixture) -> None:
    assert Hands(away=True).turn() == BLIND
    assert not caplog.records
