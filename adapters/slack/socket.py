"""Socket Mode: the tutor calls Slack and listens, so it needs no public address."""

import asyncio
import logging

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.errors import code, revoked
from adapters.slack.web import QUIET
from bot.errors import UsageError

PING = 10.0  # seconds; Slack's library takes a connection for dead after four without an answer
DEAF = 4.5  # pings without a sound, after which a connection is made anew from scratch
_WRONG = ("missing_scope", "not_allowed_token_type")
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
        self._taken = False  # whether Slack has taken the token; one that worked is tried again for ever

    async def healthy(self) -> bool:
        """Whether the connection is open and answers."""
        return self._handler is not None and await self._handler.client.is_connected()

    async def run(self) -> None:
        """Stay connected until cancelled. Raises UsageError for a token that Slack has never taken."""
        try:
            while True:
                await self._connect()
                await self._watch()
                _log.warning("the connection to Slack went deaf; making a new one")
                await self._close()
        finally:
            await self._close()

    async def _connect(self) -> None:
        handler = AsyncSocketModeHandler(self._app, self._token, logger=QUIET, ping_interval=self._ping)
        self._handler = handler
        handler.client.wss_uri = await self._address()
        connecting = asyncio.create_task(handler.client.connect())  # type: ignore[no-untyped-call]  # not typed there
        done, _ = await asyncio.wait({connecting}, timeout=DEAF * self._ping)
        if not done:  # it goes on trying with the address it has, which may be what is wrong
            connecting.cancel()

    async def _address(self) -> str | None:
        """Where to connect to; None where Slack's library may ask again, as it does for ever."""
        try:
            said = await self._app.client.apps_connections_open(app_token=self._token)
        except SlackApiError as error:
            if not self._taken and (revoked(error) or code(error) in _WRONG):
                raise UsageError(
                    f"Slack does not take SLACK_APP_TOKEN ({code(error)}); "
                    "`exam-tutor doctor` says how to mend it."
                ) from None
            return None
        except (aiohttp.ClientError, TimeoutError):
            return None
        self._taken = True
        return str(said["url"])

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
