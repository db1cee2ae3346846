"""The adapter connected to the far end, as `exam-tutor serve` connects it to Discord."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.discord.app import DiscordApp
from adapters.discord.events import PLATFORM
from adapters.discord.settings import DiscordSettings
from bot.notes.model import Pack
from bot.outbox import Outbox, Route
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore
from tests.adapters.discord.server import make_app, make_desk
from tests.far_ends.discord import MAY_READ, NAMES, Exchange, FarDiscord, far_discord
from tests.kit import SetClock

ADA, BOB, CEM = NAMES


@dataclass
class Wire:
    """Both ends, and what people see."""

    far: FarDiscord
    app: DiscordApp
    desk: Desk
    clock: SetClock

    @property
    def tutor(self) -> Tutor:
        """The real tutor, whatever stands before it."""
        return Tutor(self.desk)

    async def shown(self, exchange: Exchange) -> str:
        """What an interaction brought, once it is there."""
        return await self.far.shown(exchange)

    async def pulse(self, **later: float) -> None:
        """Let time pass, then do all that is due."""
        self.clock.move(**later)
        await tick(self.desk)
        await Outbox(self.desk, {PLATFORM: Route(self.app.messenger, timedelta(seconds=30))}).drain()

    async def message(self, exchange: Exchange) -> int:
        """The message that an interaction brought."""
        await self.shown(exchange)
        assert exchange.message is not None
        return exchange.message


async def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # what is waited for is no event of ours
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(
    far: FarDiscord, tutor: Any, store: SqlStore, guilds: tuple[int, ...] = (), *, relay: bool = False
) -> AsyncIterator[DiscordApp]:
    """The adapter, connected, ended as a process ends it."""
    app = make_app(tutor, DiscordSettings(far.token, far.api, guilds=guilds, relay=relay))

    async def ready() -> None:
        await store.run(lambda tx: None)

    task = asyncio.create_task(app.run(ready))
    try:
        await far.ready()
        yield app
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def connected(
    database: str,
    pack: Pack | None = None,
    wrap: Callable[[Tutor], Any] = lambda tutor: tutor,
    *,
    relay: bool = False,
    **far_end: Any,
) -> AsyncIterator[Wire]:
    """A far end with the adapter connected to it; see `far_discord` for what it may be told. With `relay`
    it may read what people write, and does."""
    store, clock = SqlStore(database), SetClock()
    desk = make_desk(store, pack, clock)
    try:
        async with far_discord(**far_end) as far:
            far.flags = MAY_READ if relay else 0
            async with running(far, wrap(Tutor(desk)), store, relay=relay) as app:
                yield Wire(far, app, desk, clock)
    finally:
        store.close()
