"""An outbox that is asked to stop finishes what it sends, and hands back the rest."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.outbox import AT_ONCE, Outbox, Route
from bot.ports import Tx
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore
from tests.adapters.serve.kit import ECHO, Echo, desk_on, due_channels
from tests.kit import NOON, SetClock

T = TypeVar("T")
CHANNELS = 40
LEASE = timedelta(seconds=60)


def test_what_was_claimed_and_not_sent_is_free_for_the_next_process_at_once(any_database: str) -> None:
    async def stopped_while_sending(store: SqlStore) -> tuple[int, int]:
        desk = desk_on(store, SetClock())
        await store.run(lambda tx: due_channels(tx, CHANNELS, NOON))
        await tick(desk)
        slow = Echo(slow=asyncio.Event())
        outbox = Outbox(desk, {ECHO: Route(slow, LEASE)})
        draining = asyncio.create_task(outbox.drain())
        await slow.began.wait()
        outbox.stopping.set()
        assert slow.slow is not None
        slow.slow.set()
        await draining
        after = Echo()
        await Outbox(desk, {ECHO: Route(after, LEASE)}).drain()
        assert not {channel for channel, _ in slow.posts} & {channel for channel, _ in after.posts}
        return len(slow.posts), len(after.posts)

    with closing(SqlStore(any_database)) as store:
        first, second = asyncio.run(stopped_while_sending(store))
    assert 0 < first <= AT_ONCE and first + second == CHANNELS


def test_a_claim_that_is_half_over_is_not_sent_on_but_handed_back(database: str) -> None:
    """Else its lease could end, and another worker post it too, while it waits its turn behind slow ones."""

    async def slow_platform(store: SqlStore) -> Echo:
        clock = SetClock()
        desk = desk_on(store, clock)
        await store.run(lambda tx: due_channels(tx, CHANNELS, NOON))
        await tick(desk)
        far = Echo(slow=asyncio.Event())
        outbox = Outbox(desk, {ECHO: Route(far, LEASE)})
        draining = asyncio.create_task(outbox.drain())
        await far.began.wait()
        clock.at += LEASE * 0.6
        assert far.slow is not None
        far.slow.set()
        await draining
        return far

    with closing(SqlStore(database)) as store:
        far = asyncio.run(slow_platform(store))
    channels = [channel for channel, _ in far.posts]
    assert len(channels) == len(set(channels)) == CHANNELS


@dataclass
class Slow:
    """A store that takes longer than a lease over one of its units; another worker drains meanwhile."""

    desk: Desk
    clock: SetClock
    other: Echo
    units: int

    async def run(self, work: Callable[[Tx], T]) -> T:
        value = await self.desk.store.run(work)
        self.units -= 1
        if not self.units:
            self.clock.at += LEASE * 1.1
            await Outbox(self.desk, {ECHO: Route(self.other, LEASE)}).drain()
        return value


@pytest.mark.parametrize("slow", ["the claim", "what is to be sent"])
def test_what_the_database_took_a_lease_to_tell_is_not_sent_beside_another_worker(
    database: str, slow: str
) -> None:
    async def both(store: SqlStore) -> int:
        clock = SetClock()
        desk = desk_on(store, clock)
        await store.run(lambda tx: due_channels(tx, 1, NOON))
        await tick(desk)
        far, other = Echo(), Echo()
        waiting = Slow(desk, clock, other, 1 if slow == "the claim" else 3)  # after an idle claim
        await Outbox(replace(desk, store=waiting), {ECHO: Route(far, LEASE)}).drain()
        assert len(other.posts) == 1
        return len(far.posts)

    with closing(SqlStore(database)) as store:
        assert asyncio.run(both(store)) == 0
