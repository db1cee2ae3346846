"""Signs of life, and the removal of what is old."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.ports import Entry, Heartbeat, Kept, Tx
from storage.models import deliveries, journal, outbox
from storage.store import SqlStore
from tests.kit import NOON, post_question
from tests.storage.test_store import enter

T = TypeVar("T")
DAY = timedelta(days=1)


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

    assert [(beat.owner, beat.beat_at) for beat in run(store, work)] == [("a", NOON + 2 * DAY), ("b", NOON + DAY)]


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
