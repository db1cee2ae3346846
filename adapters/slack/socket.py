"""Socket Mode: the tutor calls Slack and listens, so it needs no public address."""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.web import QUIET

PING = 10.0  # seconds; Slack's library takes a connection for dead after four without an answer
DEAF = 4.5  # pings without a sound, after which a connection is made anew from scratch
_log = logging.getLogger(__name__)


class Socket:
    """One connection that is kept alive.

    Slack's library reconnects by itself when told to or when it notices silence. What it does not get out of
    by itself, such as an address that has expired meanwhile, ends here with a new connection.
    """

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app = app
        self._token = app_token
        self._ping = PING
        self._handler: AsyncSocketModeHandler | None = None

    async def healthy(self) -> bool:
        """Whether the connection is open and answers."""
        return self._handler is not None and await self._handler.client.is_connected()

    async def run(self) -> None:
        """Stay connected until cancelled."""
        try:
            while True:
                await self._connect()
                await self._watch()
                _log.warning("the connection to Slack went deaf; making a new one")
                await self._close()
        finally:
            await self._close()

    async def _connect(self) -> None:
        self._handler = AsyncSocketModeHandler(self._app, self._token, logger=QUIET, ping_interval=self._ping)
        connecting = asyncio.create_task(self._handler.client.connect())  # type: ignore[no-untyped-call]  # not typed there
        done, _ = await asyncio.wait({connecting}, timeout=DEAF * self._ping)
        if not done:  # it goes on trying with the address it has, which may be what is wrong
            connecting.cancel()

    async def _watch(self) -> None:
        """Return when there was no connection for too long."""
        deaf = 0.0
        while deaf < DEAF:
            await asyncio.sleep(self._ping / 2)
            deaf = 0.0 if await self.healthy() else deaf + 0.5

    async def _close(self) -> None:
        handler, self._handler = self._handler, None
        if handler is not None:
            await handler.client.close()  # type: ignore[no-untyped-call]  # not typed there
