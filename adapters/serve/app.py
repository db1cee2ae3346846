"""The server: what runs beside what, in which order it starts, and how it ends.

Order matters twice. No platform is connected before the database has answered: a process that is restarted
again and again because of a broken database must not log in again and again. And who writes ends before what
is written to.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from adapters.http import Listener, application
from adapters.platform import Opener, Parts
from adapters.scheduler import SECONDS, Ticker
from adapters.serve.health import Database, Health, health
from adapters.serve.links import Links
from adapters.serve.metrics import exposition
from adapters.serve.packs import Reloader, told
from adapters.serve.settings import Settings
from adapters.serve.supervision import ended, until_there
from bot.errors import StoreError
from bot.ports import Heartbeat
from bot.shelf import Shelf
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from bot.usecases.upkeep import Upkeep

PATIENCE = 3.0  # seconds that `/healthz` waits for the database
FOR_SENDING, FOR_ALL = 5.0, 7.5  # seconds for an orderly end; of the ten, some are left to the database

_log = logging.getLogger(__name__)


@dataclass
class Server:
    """One process that serves. `seconds` is the time from tick to tick."""

    desk: Desk
    shelf: Shelf
    parts: Parts
    openers: Mapping[str, Opener]
    settings: Settings
    seconds: float = SECONDS
    address: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self._packs = Reloader(self.desk, self.shelf)
        self._upkeep = Upkeep(self.desk)
        self._ticker = Ticker(self._look, self.seconds)
        self._stack = AsyncExitStack()
        self._links = Links(self.desk, self._stack)
        self._beat: Heartbeat | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises UsageError or StoreUnusable where it cannot begin."""
        await self._links.open(self.openers, self.parts)
        app = application(self.health, self.metrics, self._links.mounts())
        listener = Listener(app, self.settings.host, self.settings.port)
        try:
            self.address = await listener.start()
            _log.info("listening on %s; %s", self.address, told(self.desk.library))
            if await self._database_there(stop):
                await self._serve(stop)
        finally:
            await listener.stop()
            await ended([asyncio.create_task(self._stack.aclose(), name="a platform")], 1.0)

    async def reload(self) -> None:
        """Read the packs again now."""
        await self._packs.reload()

    async def health(self) -> Health:
        """How everything is, by a query of this very moment."""
        database, states = await self._database(), await self._links.states()
        return health(database, states, self.desk.clock.now(), self._ticker.trouble)

    async def metrics(self) -> str:
        """The counters for Prometheus."""
        up = {name: state.ok for name, state in (await self._links.states()).items()}
        return exposition(self.desk.counts, up, self._beat.beat_at.timestamp() if self._beat else None)

    async def _serve(self, stop: asyncio.Event) -> None:
        running, posting = self._links.start()
        self._ticker.start()
        await stop.wait()
        _log.info("stopping")
        end = time.monotonic() + FOR_ALL
        self._links.stop_posting()
        await ended([asyncio.create_task(self._ticker.stop(), name="the tick"), *posting], FOR_SENDING)
        for task in running:
            task.cancel()
        closing = asyncio.create_task(self._stack.aclose(), name="a platform")
        await ended([*running, closing], end - time.monotonic())

    async def _look(self) -> None:
        """What a tick does: what is due, the housekeeping, the packs."""
        if await tick(self.desk):
            self._links.ring()
        self._beat = await self._upkeep.run()
        await self._packs.look()

    async def _database_there(self, stop: asyncio.Event) -> bool:
        """Wait until the database answers, and is migrated; False where `stop` came first."""
        reached = asyncio.create_task(until_there(lambda: self.desk.store.run(lambda tx: tx.heartbeats())))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait((reached, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if reached.done():
            await reached
            return not stop.is_set()
        reached.cancel()
        return False

    async def _database(self) -> Database:
        try:
            async with asyncio.timeout(PATIENCE):
                beats = await self.desk.store.run(lambda tx: tx.heartbeats())
        except TimeoutError:
            return Database(trouble=f"The database has not answered for {PATIENCE:g} seconds.")
        except StoreError as error:
            return Database(trouble=str(error))
        own = (beat.beat_at for beat in beats if beat.owner == self._upkeep.owner)
        return Database(max(own, default=None))
