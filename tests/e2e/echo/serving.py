"""Opens the platform whose file ECHO_FILE names; each post takes ECHO_SECONDS."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from adapters.platform import Parts, Platform, State
from bot.events import Account, CommandCalled, Place
from bot.messages import Message
from bot.outbox import Route
from tests.kit import text_of


@dataclass
class Echo:
    """Keeps every post as a line: channel and key."""

    file: Path
    seconds: float
    parts: Parts

    async def post(self, place: Place, message: Message, key: str) -> str:
        self.file.with_suffix(".began").touch()
        await asyncio.sleep(self.seconds)
        with self.file.open("a") as lines:
            lines.write(f"{place.id} {key}\n")
        return key

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Nothing to see."""

    async def remove(self, place: Place, reference: str) -> None:
        """Nothing is taken away."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        return key if self.file.exists() and f" {key}\n" in self.file.read_text() else None

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def state(self) -> State:
        return State(ok=True, said="connected")

    def mount(self, app: web.Application) -> None:
        app.router.add_post("/echo", self.ask)

    async def ask(self, request: web.Request) -> web.Response:
        """What the tutor answers to `/ask` with the body of the request."""
        who, where = Account("echo", "T1", "ada", "Ada"), Place("echo", "T1", "C0", direct=True)
        asked = CommandCalled(request.headers["X-Id"], who, where, "ask", {"query": await request.text()})
        return web.Response(text=text_of(await self.parts.tutor.handle(asked)))


@asynccontextmanager
async def opened(parts: Parts) -> AsyncIterator[Platform | None]:
    """The platform, where ECHO_FILE is set."""
    name = parts.values.get("ECHO_FILE")
    if not name:
        yield None
        return
    echo = Echo(Path(name), float(parts.values.get("ECHO_SECONDS", "0")), parts)
    yield Platform(echo.state, echo.run, echo.mount, Route(echo, timedelta(seconds=60)))
