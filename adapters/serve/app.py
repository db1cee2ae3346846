"""The server: what runs beside what, in which order it starts, and how it ends.

Order matters twice. Nothing is said to a platform before the database has answered: a process that is restarted
for ever by a broken database must not log in for ever. And whoever still writes ends before what it writes to.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from adapters.http import Listener, application
from adapters.platform import Platform, State
from adapters.scheduler import SECONDS, Ticker
from adapters.serve.health import Database, Health, health
from adapters.serve.metrics import exposition
from adapters.serve.packs import Reloader, told
from adapters.serve.settings import Settings
from adapters.serve.supervision import Supervised, ended, nap, until_there
from bot.errors import StoreError
from bot.outbox import Outbox
from bot.ports import Heartbeat
from bot.shelf import Shelf
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from bot.usecases.upkeep import Upkeep

POLL = 2.0  # seconds between two looks into an outbox with nothing to send
PATIENCE = 3.0  # seconds that `/healthz` waits for the database
FOR_SENDING, FOR_PLATFORMS = 5.0, 2.5  # seconds they have for an orderly end, of ten in all

_log = logging.getLogger(__name__)


@dataclass
class Server:
    """One process that serves. `seconds` is the time from tick to tick."""

    desk: Desk
    shelf: Shelf
    platforms: Sequence[Platform]
    settings: Settings
    seconds: float = SECONDS
    address: str = ""
    _beat: Heartbeat | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._packs = Reloader(self.desk, self.shelf)
        self._upkeep = Upkeep(self.desk)
        self._ticker = Ticker(self._look, self.seconds)
        self._links = {p.name: Supervised(p.name, p.run) for p in self.platforms}
        self._outboxes = [Outbox(self.desk, {p.name: p.route}) for p in self.platforms if p.route]
        self._posting = [
            Supervised(f"the outbox of {'/'.join(outbox.routes)}", self._poster(outbox), outbox.stopping, 15.0)
            for outbox in self._outboxes
        ]

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises UsageError or StoreError where it cannot begin."""
        mounts = [platform.mount for platform in self.platforms if platform.mount]
        listener = Listener(application(self.health, self.metrics, mounts), self.settings.host, self.settings.port)
        self.address = await listener.start()
        _log.info("listening on %s; %s", self.address, told(self.desk.library))
        try:
            if await self._database_there(stop):
                await self._serve(stop)
        finally:
            await listener.stop()

    async def reload(self) -> None:
        """Read the packs again now."""
        await self._packs.reload()

    async def health(self) -> Health:
        """How everything is, by a query of this very moment."""
        return health(await self._database(), self._states(), self.desk.clock.now())

    def metrics(self) -> str:
        """The counters for Prometheus."""
        beat = self._beat.beat_at.timestamp() if self._beat else None
        return exposition(self.desk.counts, {name: s.ok for name, s in self._states().items()}, beat)

    async def _serve(self, stop: asyncio.Event) -> None:
        if not self.platforms:
            _log.warning("no chat platform is set up; `exam-tutor doctor` says what each needs")
        links = [asyncio.create_task(link.keep(), name=link.name) for link in self._links.values()]
        posting = [asyncio.create_task(work.keep(), name=work.name) for work in self._posting]
        self._ticker.start()
        await stop.wait()
        _log.info("stopping")
        for outbox in self._outboxes:
            outbox.stopping.set()
        await ended([asyncio.create_task(self._ticker.stop(), name="the tick"), *posting], FOR_SENDING)
        for link in links:
            link.cancel()
        await ended(links, FOR_PLATFORMS)

    async def _look(self) -> None:
        """What a tick does: what is due, the housekeeping, the packs."""
        await tick(self.desk)
        self._beat = await self._upkeep.run()
        await self._packs.look()

    def _poster(self, outbox: Outbox) -> Callable[[], Awaitable[None]]:
        """The endless work of one platform's outbox; it ends in a quiet way once the outbox is stopping."""

        async def post() -> None:
            while not outbox.stopping.is_set():
                await outbox.drain()
                await nap(POLL, outbox.stopping)

        return post

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
        own = [beat.beat_at for beat in beats if beat.owner == self._upkeep.owner]
        return Database(max(own, default=None))

    def _states(self) -> dict[str, State]:
        """Each platform's own word, unless it is not even running."""
        return {
            platform.name: State(ok=False, said=trouble)
            if (trouble := self._links[platform.name].trouble)
            else platform.state()
            for platform in self.platforms
        }
