"""Socket Mode keeps its connection, and says when it has none."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from slack_bolt.app.async_app import AsyncApp

from adapters.slack import socket
from adapters.slack.web import connected
from bot.errors import UsageError
from tests.far_ends.slack import FarSlack
from tests.far_ends.slack.office import Office, office
from tests.far_ends.slack.server import TICKET
from tests.kit import WHITE, tea_pack


def tell(database: str, story: Callable[[Office], Awaitable[None]]) -> None:
    async def told() -> None:
        async with office(database, socket=True, pack=tea_pack(WHITE)) as here:
            await story(here)

    asyncio.run(asyncio.wait_for(told(), 50))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pings every tenth of a second instead of every ten, and all waits in proportion."""
    monkeypatch.setattr(socket, "PING", 0.1)


def test_told_to_reconnect_it_does_and_nothing_is_answered_twice(database: str) -> None:
    async def story(here: Office) -> None:
        far, ada = here.far, here.person("Ada")
        for _ in range(10):
            await ada.says("/streak", copies=2)
            await here.settled()
            before = far.opened_sockets
            await far.sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})
            await far.connected_again(before)
        await here.settled()
        assert here.made("chat.postMessage") == 10

    tell(database, story)


def test_a_connection_that_is_closed_or_broken_is_made_again(database: str) -> None:
    async def story(here: Office) -> None:
        far, ada = here.far, here.person("Ada")
        for way in ("close", "abort", "close", "abort"):
            await far.until(lambda: far.sockets, "a socket")
            before = far.opened_sockets
            await far.cut(way)
            await far.connected_again(before)
        await ada.says("/streak")
        await ada.sees("Your streak")

    tell(database, story)


def test_while_deaf_it_is_not_healthy_and_then_it_is_again(database: str) -> None:
    async def story(here: Office) -> None:
        far = here.far
        await far.until(lambda: far.sockets, "a socket")
        await wait_until(here, healthy=True)
        before = far.opened_sockets
        far.deaf = True
        await wait_until(here, healthy=False)
        far.deaf = False
        await far.connected_again(before)
        await wait_until(here, healthy=True)

    tell(database, story)


def test_trouble_while_connecting_is_outlived(database: str) -> None:
    async def story(here: Office) -> None:
        far, ada = here.far, here.person("Ada")
        await far.until(lambda: far.sockets, "a socket")
        far.faults["apps.connections.open"].extend(["500", "reset", "429:0", "500"])
        far.refuse_sockets = 3
        before = far.opened_sockets
        await far.cut("abort")
        await far.connected_again(before)
        await ada.says("/streak")
        await ada.sees("Your streak")

    tell(database, story)


def test_an_app_token_that_slack_does_not_take_ends_in_one_sentence() -> None:
    async def story() -> None:
        async with FarSlack() as far, connected(far.api_url) as web:
            app = AsyncApp(client=web.repeating("xoxb-T1"))
            one = socket.Socket(app, "xapp-another")
            with pytest.raises(UsageError, match=r"does not take SLACK_APP_TOKEN \(invalid_auth\)"):
                await one.run()
            assert not await one.healthy()

    asyncio.run(asyncio.wait_for(story(), 20))


def test_trouble_while_connecting_is_a_line_each_and_tells_nothing_secret(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(here: Office) -> None:
        far = here.far
        await far.until(lambda: far.sockets, "a socket")
        far.refuse_sockets, before = 1, far.opened_sockets
        await far.cut("abort")
        await far.connected_again(before)

    tell(database, story)
    assert "Failed to connect" in caplog.text
    assert "Traceback" not in caplog.text and TICKET not in caplog.text


async def wait_until(here: Office, *, healthy: bool) -> None:
    for _ in range(400):
        if await here.slack.healthy() is healthy:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never {'healthy' if healthy else 'unhealthy'}")
