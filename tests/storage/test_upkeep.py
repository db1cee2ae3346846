"""Signs of life, and the removal of what is old."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.ports import Entry, Heartbeat, Kept, Tx
from bot.usecases.desk import Round
from bot.usecases.opening import open_day
from storage.store import SqlStore
from tests.adapters.serve.kit import due_channels, shelf
from tests.kit import NOON
from tests.storage.test_store import enter

T = TypeVar("T")
DAY = timedelta(days=1)
LIBRARY = shelf().load()


@pytest.fixture
def store(any_database: str) -> Iterator[SqlStore]:
    with closing(SqlStore(any_database)) as opened:
        yield opened


def run(store: SqlStore, work: Callable[[Tx], T]) -> T:
    return asyncio.run(store.run(work))


def test_a_process_has_one_sign_of_life_its_last(store: SqlStore) -> None:
    def work(tx: Tx) -> list[Heartbeat]:
        tx.beat(Heartbeat("a", NOON, NOON))
        tx.beat(Heartbeat("b", NOON, NOON + DAY))
        tx.beat(Heartbeat("a", NOON, NOON + 2 * DAY))
        return tx.heartbeats()

    assert [(beat.owner, beat.beat_at) for beat in run(store, work)] == [
        ("a", NOON + 2 * DAY),
        ("b", NOON + DAY),
    ]


@pytest.mark.parametrize("what", [Kept.DELIVERIES, Kept.JOURNAL, Kept.HEARTBEATS])
def test_what_is_older_goes_a_few_at_a_time_and_what_is_younger_stays(store: SqlStore, what: Kept) -> None:
    def add(tx: Tx, number: int, at: datetime) -> None:
        member = enter(tx)
        tx.remember(member, f"d{number}", "", at)
        tx.note(member.spot, Entry(at.date(), "posted", "", at))
        tx.beat(Heartbeat(f"h{number}", at, at))

    def work(tx: Tx) -> list[int]:
        for number in range(7):
            add(tx, number, NOON - DAY if number < 5 else NOON)
        return [tx.drop_old(what, NOON, 3) for _ in range(3)]

    assert run(store, work) == [3, 2, 0]
    assert run(store, lambda tx: sum(tx.drop_old(each, NOON + DAY, 99) for each in Kept)) == 7 + 7 + 7 - 5


def test_a_message_that_is_still_to_be_sent_is_never_too_old(store: SqlStore) -> None:
    def work(tx: Tx) -> list[int]:
        due_channels(tx, 2, NOON)
        for daily in tx.due_dailies(NOON, 9):
            open_day(Round(tx, NOON, LIBRARY, random.Random(1)), daily, NOON.date())
        waiting = tx.drop_old(Kept.OUTBOX, NOON + DAY, 9)
        one, _ = tx.claim(NOON, "w", "echo", DAY, 9)
        tx.sent(one, "m1", NOON)
        return [waiting, tx.drop_old(Kept.OUTBOX, NOON + DAY, 9), tx.drop_old(Kept.OUTBOX, NOON + DAY, 9)]

    assert run(store, work) == [0, 1, 0]
