"""The tutor on Discord: a connection that is kept up, or given up with a sentence."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from adapters.discord.client import Client, point_at
from adapters.discord.errors import TROUBLE, start_failure
from adapters.discord.events import PLATFORM
from adapters.discord.homes import Homes
from adapters.discord.identifies import Identifies
from adapters.discord.listener import TutorListener
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.overhearing import Overhearing
from adapters.discord.settings import DiscordSettings
from bot.commands import Kind
from bot.completion import completions
from bot.errors import StoreBusy
from bot.ports import OneTimeTokens
from bot.tutor import Tutor

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds between two starts

CLOSING = 2.0  # seconds for the sockets to be closed

_log = logging.getLogger(__name__)


class DiscordApp:
    """The tutor on Discord; `messenger` writes to its channels while it runs, `tokens` know its logins."""

    def __init__(self, settings: DiscordSettings, tutor: Tutor, tokens: OneTimeTokens) -> None:
        self._settings = settings
        self._tutor = tutor
        self._identifies = Identifies(tokens)
        self._client: Client | None = None
        self.messenger = DiscordMessenger(lambda: self._client)
        homes = Homes(self._guilds, lambda person: tutor.teams.of(PLATFORM, person))
        self._listener = TutorListener(tutor, self.messenger, homes)
        self._overhearing = Overhearing(tutor) if settings.relay else None

    async def run(self, ready: Callable[[], Awaitable[object]]) -> None:
        """Be connected until cancelled. Raises TutorError where only a person can mend what is wrong.

        `ready` is what must work before Discord hears of us, such as the database: whoever logs in only to
        fail, again and again, loses the token.
        """
        point_at(self._settings.api)
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            try:
                await ready()
                await self._connect()
            except (StoreBusy, *TROUBLE) as error:
                failure = start_failure(error, shards_set=self._settings.shard_count is not None)
                if failure is not None:
                    raise failure from error
                _log.warning("Discord: %s (%s); trying again in %.0f s", error, type(error).__name__, pause)
            except Exception:  # noqa: BLE001  # what the library cannot read ends its client; the next one may do
                _log.exception("Discord: the connection ended; trying again in %.0f s", pause)
            await asyncio.sleep(pause)
            lasted = time.monotonic() - began
            pause = FIRST_PAUSE if lasted > 2 * LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)

    @property
    def healthy(self) -> bool:
        """Whether Discord is there at this moment: connected, and not deaf."""
        return self._client is not None and self._client.hears

    def client(self) -> Client:
        """A new client that hands on to the tutor; it is the one to write with from now on."""
        self._client = Client(
            self._settings, self._listener, self._complete, self._identifies, self._overhearing
        )
        return self._client

    async def _connect(self) -> None:
        async with self.client() as client:
            connection = asyncio.create_task(client.start(self._settings.token))
            try:
                await asyncio.shield(connection)  # the library swallows a cancellation while it reconnects
            finally:
                await client.settle()
                self._client = None
                await client.close()
                await asyncio.wait({connection}, timeout=CLOSING)
                connection.cancel()

    def _complete(self, kind: Kind, typed: str, limit: int) -> list[str]:
        return completions(self._tutor.library, kind, typed, limit)

    def _guilds(self) -> list[int] | None:
        client = self._client
        return [guild.id for guild in client.guilds] if client is not None and client.knows_all else None
