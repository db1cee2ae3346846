"""The server as a whole, with a far end in memory and real HTTP: it posts, is honest, and ends in order."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta

import pytest

from adapters.platform import Parts, Platform, State
from adapters.serve import app as server_module
from adapters.serve import supervision
from adapters.serve.app import Server
from bot.errors import StoreBusy, StoreUnusable, UsageError
from bot.ports import Store
from storage.store import SqlStore
from tests.adapters.serve.kit import (
    Echo,
    desk_on,
    due_channels,
    fetch,
    moment,
    server_on,
    serving,
    told,
    until,
)


async def well(server: Server) -> bool:
    return (await told(server))[0] == 200


async def listening(server: Server) -> bool:
    return bool(server.address)


def test_what_is_due_is_posted_on_the_platform_and_counted(any_database: str) -> None:
    async def run(store: SqlStore) -> tuple[list[str], str]:
        await store.run(lambda tx: due_channels(tx, 5, moment()))
        far = Echo()
        server = server_on(desk_on(store), far)

        async def counted() -> bool:
            return server.desk.counts.sent >= 5

        async with serving(server):
            await until(counted)
            await until(lambda: well(server))
            metrics = (await fetch(f"{server.address}/metrics"))[1]
        assert far.closed
        return [channel for channel, _ in far.posts], metrics

    with closing(SqlStore(any_database)) as store:
        channels, metrics = asyncio.run(run(store))
    assert sorted(channels) == [f"C{n}" for n in range(5)]
    assert "\nexam_tutor_due_total 5\n" in metrics and "\nexam_tutor_sent_total 5\n" in metrics
    assert '\nexam_tutor_platform_up{platform="echo"} 1\n' in metrics


def test_without_a_platform_it_serves_and_says_so(database: str, caplog: pytest.LogCaptureFixture) -> None:
    async def run(store: SqlStore) -> None:
        server = server_on(desk_on(store))
        async with serving(server):
            await until(lambda: listening(server))
            await until(lambda: well(server))

    with closing(SqlStore(database)) as store, caplog.at_level(logging.INFO):
        asyncio.run(run(store))
    assert "no chat platform is connected" in caplog.text


class Refused(Echo):
    """A platform whose settings cannot be meant."""

    @asynccontextmanager
    async def opened(self, _parts: Parts) -> AsyncIterator[Platform]:
        raise UsageError("ECHO_TOKEN has a blank in it.")
        yield


class Falling(Echo):
    """A platform whose connection ends in a fault, again and again."""

    async def run(self) -> None:
        self.runs += 1
        raise OSError("reset")


class Absent(Echo):
    """A platform without settings."""

    @asynccontextmanager
    async def opened(self, _parts: Parts) -> AsyncIterator[Platform | None]:  # type: ignore[override]  # as openers may
        yield None


def test_one_platform_s_trouble_is_no_other_s_and_is_told(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "FIRST", 0.01)

    async def run(store: SqlStore) -> tuple[int, dict[str, object], int]:
        await store.run(lambda tx: due_channels(tx, 1, moment()))
        good, falling = Echo(), Falling(state=State(ok=True, said="never asked"))
        server = server_on(desk_on(store), good, Refused(), falling, Absent())

        async def both() -> bool:
            return bool(good.posts) and falling.runs > 2

        async with serving(server):
            await until(both)
            status, body = await told(server)
        return status, body, good.runs

    with closing(SqlStore(database)) as store:
        status, body, runs = asyncio.run(run(store))
    assert status == 503 and runs == 1
    assert body["platforms"] == {
        "echo": "connected",
        "echo1": "ECHO_TOKEN has a blank in it.",
        "echo2": "a fault of ours (OSError); the log says more",
    }


class Away:
    """A store that cannot be reached until it is `back`."""

    def __init__(self, store: Store, error: Exception) -> None:
        self._store = store
        self._error = error
        self.back = False
        self.run = self._run

    async def _run(self, work):  # type: ignore[no-untyped-def]  # as Store's
        if not self.back:
            raise self._error
        return await self._store.run(work)


def test_no_platform_is_connected_before_the_database_has_answered(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "FIRST", 0.01)

    async def run(store: SqlStore) -> tuple[dict[str, object], int, int]:
        away = Away(store, StoreBusy("The database cannot be reached; try again in a moment."))
        far = Echo()
        server = server_on(desk_on(away), far)
        async with serving(server):
            await until(lambda: listening(server))
            status, body = await told(server)
            assert status == 503
            before = far.runs
            away.back = True
            await until(lambda: well(server))
        return body, before, far.runs

    with closing(SqlStore(database)) as store:
        body, before, after = asyncio.run(run(store))
    assert (before, after) == (0, 1)
    assert body["database"] == "The database cannot be reached; try again in a moment."
    assert body["platforms"] == {"echo": "not started yet"}


def test_a_database_that_only_a_person_can_mend_ends_it_before_any_platform(database: str) -> None:
    async def run(store: SqlStore) -> int:
        far = Echo()
        broken = Away(store, StoreUnusable("This database was written by a newer exam-tutor."))
        with pytest.raises(StoreUnusable):
            await server_on(desk_on(broken), far).run(asyncio.Event())
        assert far.closed
        return far.runs

    with closing(SqlStore(database)) as store:
        assert asyncio.run(run(store)) == 0


def test_an_outage_is_red_and_heals_by_itself(database: str) -> None:
    async def run(store: SqlStore) -> None:
        away = Away(store, StoreBusy("The database cannot be reached; try again in a moment."))
        away.back = True
        server = server_on(desk_on(away), Echo())

        async def red() -> bool:
            return not await well(server)

        async with serving(server):
            await until(lambda: listening(server))
            await until(lambda: well(server))
            away.back = False
            await until(red)
            away.back = True
            await until(lambda: well(server))

    with closing(SqlStore(database)) as store:
        asyncio.run(run(store))


def test_a_database_that_does_not_answer_makes_health_red_and_not_silent(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "PATIENCE", 0.05)

    async def run(store: SqlStore) -> dict[str, object]:
        server = server_on(desk_on(store), seconds=3600)
        async with serving(server):
            await until(lambda: listening(server))
            await until(lambda: well(server))
            held = asyncio.Event()

            async def silent(_work: object) -> None:
                await held.wait()

            server.desk.store.run = silent  # type: ignore[method-assign, assignment]  # a database that hangs
            _, body = await told(server)
            held.set()
        return body

    with closing(SqlStore(database)) as store:
        assert asyncio.run(run(store))["database"] == "The database has not answered for 0.05 seconds."


def test_a_stop_finishes_what_is_being_sent_and_closes_the_platform_last(database: str) -> None:
    async def run(store: SqlStore) -> Echo:
        await store.run(lambda tx: due_channels(tx, 3, moment()))
        far = Echo(slow=asyncio.Event())
        async with serving(server_on(desk_on(store), far)) as stop:
            await far.began.wait()
            stop.set()
            await asyncio.sleep(0.05)
            assert not far.posts and not far.closed
            assert far.slow is not None
            far.slow.set()
        return far

    with closing(SqlStore(database)) as store:
        far = asyncio.run(run(store))
        assert len(far.posts) == 3 and far.closed
        left = asyncio.run(store.run(lambda tx: tx.claim(moment(), "w", "echo", timedelta(seconds=1), 9)))
    assert left == []


def test_a_platform_that_does_not_answer_cannot_hold_up_the_end(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server_module, "FOR_SENDING", 0.1)
    monkeypatch.setattr(server_module, "FOR_ALL", 0.2)

    async def run(store: SqlStore) -> None:
        await store.run(lambda tx: due_channels(tx, 1, moment()))
        far = Echo(slow=asyncio.Event())
        async with asyncio.timeout(5), serving(server_on(desk_on(store), far)):
            await far.began.wait()

    with closing(SqlStore(database)) as store:
        asyncio.run(run(store))
        delivery = asyncio.run(
            store.run(lambda tx: tx.claim(moment() + timedelta(minutes=2), "w", "echo", timedelta(1), 9))
        )
    assert "the outbox of echo did not end within 0.1 s" in caplog.text
    assert [row.tries for row in delivery] == [1]  # whoever takes it up asks the platform first
