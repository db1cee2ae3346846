"""The tutor on Discord: a connection that is kept up, or given up with a sentence."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from adapters.discord.client import Client, point_at
from adapters.discord.errors import TROUBLE, start_failure
from adapters.discord.homes import Homes
from adapters.discord.listener import TutorListener
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.settings import DiscordSettings
from bot.errors import StoreBusy
from bot.tutor import Tutor

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds between two starts

CLOSING = 2.0  # seconds for the sockets to be closed

_log = logging.getLogger(__name__)


async def _not_told(_team: str) -> None:
    """Nobody wants to know that the tutor was removed from a server."""


class DiscordApp:
    """The tutor on Discord; `messenger` writes to its channels while it runs.

    `removed` is told the team of a server that has removed the tutor.
    """

    def __init__(
        self, settings: DiscordSettings, tutor: Tutor, removed: Callable[[str], Awaitable[None]] = _not_told
    ) -> None:
        self._settings = settings
        self._tutor = tutor
        self._client: Client | None = None
        self.messenger = DiscordMessenger(lambda: self._client)
        self._listener = TutorListener(tutor, self.messenger, Homes(self._guilds), removed)

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
                failure = start_failure(error)
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
        """Whether every shard is connected. The library closes one whose heartbeats stay unanswered."""
        client = self._client
        if client is None or not client.is_ready():
            return False
        return not any(shard.is_closed() for shard in client.shards.values())

    def client(self) -> Client:
        """A new client that hands on to the tutor."""
        return Client(self._settings, self._listener, self._tutor.library.suggest)

    async def _connect(self) -> None:
        async with self.client() as client:
            self._client = client
            connection = asyncio.create_task(client.start(self._settings.token))
            try:
                await asyncio.shield(connection)  # the library swallows a cancellation while it reconnects
            finally:
                await client.settle()
                self._client = None
                await client.close()
                await asyncio.wait({connection}, timeout=CLOSING)
                connection.cancel()

    def _guilds(self) -> list[int] | None:
        client = self._client
        return [guild.id for guild in client.guilds] if client is not None and client.knows_all else None
