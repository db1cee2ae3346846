"""Discord as a platform that `exam-tutor serve` runs.

Its libraries are imported where its token is there: they take time and memory.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.discord.settings import read
from adapters.platform import Parts, Platform, State
from bot.outbox import Route

PER_SECOND = 48.0  # messages; Discord takes 50 requests of a bot, and answers to people are among them
LEASE = timedelta(seconds=30)  # shorter than Discord remembers a nonce, longer than a client waits


@asynccontextmanager
async def opened(parts: Parts) -> AsyncIterator[Platform | None]:
    """Discord, where its token is there. Raises UsageError for settings that cannot be meant."""
    settings = read(parts.values)
    if settings is None:
        yield None
        return
    from adapters.discord.app import DiscordApp

    app = DiscordApp(settings, parts.tutor, parts.tokens)

    async def state() -> State:
        return State(app.healthy, "connected" if app.healthy else "not connected")

    async def run() -> None:
        await app.run(_database_has_answered)

    yield Platform(state, run, route=Route(app.messenger, LEASE, PER_SECOND))


async def _database_has_answered() -> None:
    """The server connects no platform before that."""
