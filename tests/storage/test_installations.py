"""Secrets of installations and tokens that work once, on SQLite and on PostgreSQL alike."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage.store import SqlStore
from tests.kit import SetClock


@pytest.fixture
def store(any_database: str) -> Iterator[SqlStore]:
    with closing(SqlStore(any_database)) as opened:
        yield opened


def test_a_secret_is_kept_replaced_and_forgotten(store: SqlStore) -> None:
    async def story() -> None:
        kept = store.installations
        assert await kept.secret("slack", "T1") is None
        await kept.keep("slack", "T1", b"first")
        await kept.keep("slack", "T1", b"second")
        await kept.keep("slack", "T2", b"other")
        assert await kept.secret("slack", "T1") == b"second"
        await kept.drop("slack", "T1")
        assert await kept.secret("slack", "T1") is None
        assert await kept.secret("slack", "T2") == b"other"

    asyncio.run(story())


def test_a_token_works_once_for_its_purpose_while_it_is_young(store: SqlStore) -> None:
    async def story() -> None:
        clock = SetClock()
        tokens = store.tokens(clock)
        token, late = await tokens.issue("state", "here", 60), await tokens.issue("state", "there", 60)
        assert len(token) == 43 and token != late
        assert await tokens.consume("other", token) is None
        assert await tokens.consume("state", token) == "here"
        assert await tokens.consume("state", token) is None
        clock.move(seconds=61)
        assert await tokens.consume("state", late) is None

    asyncio.run(story())


def test_a_name_is_claimed_by_one_of_many_until_the_claim_is_too_old(store: SqlStore) -> None:
    async def story() -> None:
        clock = SetClock()
        tokens = store.tokens(clock)
        won = await asyncio.gather(*(tokens.claim("reply", "Ev1", 60) for _ in range(8)))
        assert sorted(won) == [False] * 7 + [True]
        assert await tokens.claim("reply", "Ev2", 60)
        clock.move(seconds=61)
        assert await tokens.claim("reply", "Ev1", 60)

    asyncio.run(story())
