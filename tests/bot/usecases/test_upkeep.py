"""A process's housekeeping: a sign of life at every tick, and a clean-up once a day."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest

from bot.ports import Entry, Heartbeat, Tx
from bot.usecases import upkeep
from bot.usecases.upkeep import Upkeep
from storage.store import SqlStore
from tests.adapters.serve.kit import desk_on
from tests.kit import NOON, SetClock
from tests.storage.test_store import enter, seen

OLD = NOON - timedelta(days=8)


def remember(tx: Tx, number: int) -> None:
    member = enter(tx)
    for each in range(number):
        tx.remember(member, f"{OLD}-{each}", "", OLD)
        tx.note(member.spot, Entry(OLD.date(), "posted", "", OLD))


def test_every_run_leaves_a_sign_of_life_of_this_process(database: str) -> None:
    with closing(SqlStore(database)) as store:
        clock = SetClock()
        own = Upkeep(desk_on(store, clock))
        asyncio.run(own.run())
        clock.move(seconds=20)
        beat = asyncio.run(own.run())
        assert beat == Heartbeat(own.owner, NOON, NOON + timedelta(seconds=20))
        assert asyncio.run(store.run(lambda tx: tx.heartbeats())) == [beat]


def test_what_was_kept_long_enough_goes_at_once_and_then_once_a_day(database: str) -> None:
    with closing(SqlStore(database)) as store:
        clock = SetClock()
        own = Upkeep(desk_on(store, clock))

        def left() -> bool:
            return asyncio.run(store.run(lambda tx: seen(tx, f"{OLD}-0"))) is not None

        asyncio.run(store.run(lambda tx: remember(tx, 1)))
        asyncio.run(own.run())
        assert not left()
        assert len(asyncio.run(store.run(lambda tx: tx.journal(enter(tx).spot, 9)))) == 1  # kept 400 days
        asyncio.run(store.run(lambda tx: remember(tx, 1)))
        clock.move(hours=23)
        asyncio.run(own.run())
        assert left()
        clock.move(hours=1)
        asyncio.run(own.run())
        assert not left()


def test_one_run_removes_a_bounded_number_and_the_next_goes_on(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "STEP", 2)
    monkeypatch.setattr(upkeep, "STEPS", 2)
    with closing(SqlStore(database)) as store:
        own = Upkeep(desk_on(store, SetClock()))
        asyncio.run(store.run(lambda tx: remember(tx, 7)))

        def left() -> int:
            return asyncio.run(
                store.run(lambda tx: sum(seen(tx, f"{OLD}-{n}") is not None for n in range(7)))
            )

        counts = []
        for _ in range(3):
            asyncio.run(own.run())
            counts.append(left())
        assert counts == [3, 0, 0]


def test_a_clock_that_was_set_back_does_not_stop_the_clean_up(database: str) -> None:
    with closing(SqlStore(database)) as store:
        clock = SetClock(NOON + timedelta(days=900))
        own = Upkeep(desk_on(store, clock))
        asyncio.run(own.run())
        clock.at = NOON
        asyncio.run(store.run(lambda tx: remember(tx, 1)))
        asyncio.run(own.run())
        assert asyncio.run(store.run(lambda tx: seen(tx, f"{OLD}-0"))) is None
