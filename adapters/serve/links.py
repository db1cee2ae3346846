"""The platforms of one server: opened together, run apart, so that one's trouble is no other's."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack

from aiohttp import web

from adapters.platform import Opener, Parts, Platform, State
from adapters.serve.supervision import Supervised, nap
from bot.errors import TutorError
from bot.outbox import Outbox
from bot.usecases.desk import Desk

POLL = 2.0  # seconds between two looks into an outbox with nothing to send
LONGEST = 15.0  # seconds between two tries to get at an outbox

_log = logging.getLogger(__name__)


class Links:
    """Which platforms there are, how each is, and the tasks that keep them up."""

    def __init__(self, desk: Desk, stack: AsyncExitStack) -> None:
        self._desk = desk
        self._stack = stack
        self._platforms: dict[str, Platform] = {}
        self._refused: dict[str, str] = {}  # name -> why it could not be opened
        self._runs: dict[str, Supervised] = {}
        self._stopping = asyncio.Event()
        self._bells: list[asyncio.Event] = []

    async def open(self, openers: Mapping[str, Opener], parts: Parts) -> None:
        """Open every platform whose settings are there; what cannot be opened is told, and left out."""
        for name, opener in openers.items():
            try:
                platform = await self._stack.enter_async_context(opener(parts))
            except TutorError as error:
                self._refused[name] = str(error)
                _log.error("%s stays off: %s", name, error)
                continue
            if platform is not None:
                self._platforms[name] = platform
                if platform.run is not None:
                    self._runs[name] = Supervised(name, platform.run)
        if not self._platforms:
            _log.warning("no chat platform is connected; `exam-tutor doctor` says what each needs")

    def mounts(self) -> list[Callable[[web.Application], None]]:
        """What adds the platforms' routes to the HTTP server."""
        return [platform.mount for platform in self._platforms.values() if platform.mount is not None]

    def start(self) -> "tuple[list[asyncio.Task[None]], list[asyncio.Task[None]]]":
        """The tasks that keep connections up, to be cancelled, and those that post; see `stop_posting`."""
        running = [asyncio.create_task(run.keep(), name=name) for name, run in self._runs.items()]
        posting = [
            asyncio.create_task(self._posting(name, platform).keep(), name=f"the outbox of {name}")
            for name, platform in self._platforms.items()
            if platform.route is not None
        ]
        return running, posting

    def ring(self) -> None:
        """Have the outboxes looked into now: something may have become due."""
        for bell in self._bells:
            bell.set()

    def stop_posting(self) -> None:
        """Have the tasks that post end: what is being sent is finished, nothing else is begun."""
        self._stopping.set()
        self.ring()

    async def states(self) -> dict[str, State]:
        """Each platform's own word, unless it does not even run."""
        states = {name: State(ok=False, said=why) for name, why in self._refused.items()}
        for name, platform in self._platforms.items():
            trouble = self._runs[name].trouble if name in self._runs else ""
            states[name] = State(ok=False, said=trouble) if trouble else await platform.state()
        return states

    def _posting(self, name: str, platform: Platform) -> Supervised:
        assert platform.route is not None
        outbox = Outbox(self._desk, {name: platform.route}, stopping=self._stopping)
        return Supervised(f"the outbox of {name}", self._poster(outbox), self._stopping, LONGEST)

    def _poster(self, outbox: Outbox) -> Callable[[], Awaitable[None]]:
        bell = asyncio.Event()
        self._bells.append(bell)

        async def post() -> None:
            while not self._stopping.is_set():
                bell.clear()
                await outbox.drain()
                await nap(POLL, bell)

        return post
