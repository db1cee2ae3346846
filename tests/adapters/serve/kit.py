"""A platform that keeps what it is sent, channels whose question is due, and a server to run in a test."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from adapters.clock import SystemClock
from adapters.platform import Parts, Platform, State
from adapters.serve.app import Server
from adapters.serve.settings import Settings
from bot.events import Account, Place
from bot.learning import Schedule
from bot.messages import Message
from bot.outbox import Route
from bot.ports import Clock, Daily, Store, Tx
from bot.shelf import Shelf
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from tests.kit import TEA_NOTES

ECHO = "echo"
MINUTE = timedelta(minutes=1)
CONNECTED = State(ok=True, said="connected")


@dataclass
class Echo:
    """A far end in memory; `slow` is what a post waits for, `posted` is set once the first one began."""

    posts: list[tuple[str, str]] = field(default_factory=list)  # channel, key
    began: asyncio.Event = field(default_factory=asyncio.Event)
    slow: asyncio.Event | None = None
    state: State = CONNECTED
    runs: int = 0
    closed: bool = False

    async def post(self, place: Place, message: Message, key: str) -> str:
        self.began.set()
        if self.slow is not None:
            await self.slow.wait()
        self.posts.append((place.id, key))
        return key

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Seen, and forgotten."""

    async def remove(self, place: Place, reference: str) -> None:
        """Nothing is taken away."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        return next((key for _, posted in self.posts if posted == key), None)

    async def run(self) -> None:
        self.runs += 1
        await asyncio.Event().wait()

    async def said(self) -> State:
        return self.state

    @asynccontextmanager
    async def opened(self, _parts: Parts) -> AsyncIterator[Platform]:
        yield Platform(self.said, self.run, route=Route(self, timedelta(seconds=60)))
        self.closed = True


def due_channels(tx: Tx, number: int, now: datetime) -> None:
    """So many channels of one workspace on the far end, each with its daily question due a minute ago."""
    at = now - MINUTE
    schedule = Schedule(time(at.hour, at.minute), "UTC", frozenset(range(7)), timedelta(hours=8))
    for channel in range(number):
        member = tx.enter(Account(ECHO, "T1", "ada", "Ada"), Place(ECHO, "T1", f"C{channel}"), now)
        tx.keep_daily(Daily(member.spot, schedule, "tea", next_due_at=at))


def desk_on(store: Store, clock: Clock | None = None) -> Desk:
    """A desk with the notes on tea, on the machine's clock."""
    return Desk(store, clock or SystemClock(), shelf().load())


def shelf() -> Shelf:
    """The notes on tea."""
    return Shelf((TEA_NOTES,), Glossary)


def server_on(desk: Desk, *platforms: Echo, seconds: float = 0.05) -> Server:
    """A server on a free port of this machine."""
    openers = {f"{ECHO}{n or ''}": platform.opened for n, platform in enumerate(platforms)}
    unused: Any = None  # an Echo keeps no secrets
    parts = Parts(Tutor(desk), {}, unused, unused)
    return Server(desk, shelf(), parts, openers, Settings("127.0.0.1", 0), seconds)


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[asyncio.Event]:
    """The server, running; it is stopped at the end, and what it raised is raised."""
    stop = asyncio.Event()
    task = asyncio.create_task(server.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await task


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 10) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110  # what is waited for may be in another process
            await asyncio.sleep(0.01)


async def fetch(address: str) -> tuple[int, str]:
    """Status and body of an address on this machine."""

    def ask() -> tuple[int, str]:
        try:
            with urllib.request.urlopen(address, timeout=10) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as reply:
            with reply:
                return reply.code, reply.read().decode()

    return await asyncio.to_thread(ask)


async def told(server: Server) -> tuple[int, dict[str, object]]:
    """What `/healthz` says."""
    status, body = await fetch(f"{server.address}/healthz")
    return status, json.loads(body)


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)
