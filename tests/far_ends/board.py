"""A platform's far end on a real socket: keeps what it accepted, and misbehaves as told.

One JSON object a line, each way. `post` is accepted as often as it comes: doubling is the client's sin, so it
is recorded, never hidden.
"""

import asyncio
import json
import os
import random
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.errors import Gone, Later, Unsure
from bot.events import Place
from bot.messages import Message
from tests.kit import text_of

CLIENT_WAITS = 0.4  # seconds
LATENCY = 0.03  # seconds between accepting and replying, on average


@dataclass
class Faults:
    """How often, of each kind, a post is answered badly; shares from 0 to 1."""

    later: float = 0.0  # 429, not accepted
    broken: float = 0.0  # 500, not accepted
    dropped: float = 0.0  # the connection ends before it is accepted
    lost: float = 0.0  # accepted, the reply is lost
    hung: float = 0.0  # accepted, the reply comes after the client has given up
    kill: float = 0.0  # accepted, and the client's process is killed at once
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def next(self) -> str:
        """The kind of the next answer, "" for a good one."""
        drawn = self.chance.random()
        for kind in ("later", "broken", "dropped", "lost", "hung", "kill"):
            drawn -= getattr(self, kind)
            if drawn < 0:
                return kind
        return ""


class Board:
    """The far end, served from a thread of its own."""

    def __init__(self, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.accepted: Counter[tuple[str, str, str]] = Counter()  # (channel, first line, key) -> times
        self.taken: list[tuple[str, str]] = []  # channel and text, in the order of their coming
        self.shown: dict[str, str] = {}  # key -> text
        self.calls = 0
        self.port = 0
        self._counting = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Board":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def titles(self) -> Counter[tuple[str, str]]:
        """How many messages with which first line each channel has."""
        with self._counting:
            accepted = dict(self.accepted)
        counted: Counter[tuple[str, str]] = Counter()
        for (channel, title, _), times in accepted.items():
            counted[channel, title.partition(" ·")[0]] += times
        return counted

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._client, "127.0.0.1", 0, backlog=512)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = json.loads(await reader.readline() or "{}")
            if asked:
                await self._answer(asked, writer)
        except (OSError, ValueError):
            pass  # the client is gone
        finally:
            writer.close()

    async def _answer(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        if asked["op"] == "find":
            self._say(writer, {"reference": asked["key"] if asked["key"] in self.shown else None})
            return
        if asked["op"] == "remove":
            self.shown.pop(asked["key"], None)
            self._say(writer, {"reference": asked["key"]})
            return
        if asked["op"] == "update":
            self.shown[asked["key"]] = asked["text"]
            self._say(writer, {"reference": asked["key"]})
            return
        fault = self.faults.next()
        if fault in ("later", "broken"):
            self._say(writer, {"later": 0.2})
        elif fault != "dropped":
            self.taken.append((asked["channel"], asked["text"]))
            with self._counting:
                self.accepted[asked["channel"], asked["text"].split("\n")[0], asked["key"]] += 1
            self.shown[asked["key"]] = asked["text"]
            await self._reply(fault, asked, writer)

    async def _reply(self, fault: str, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.faults.chance.uniform(0, 2 * LATENCY))
        if fault == "kill":
            os.kill(asked["pid"], signal.SIGKILL)
        elif fault == "hung":
            await asyncio.sleep(CLIENT_WAITS * 1.5)
        elif fault != "lost":
            self._say(writer, {"reference": asked["key"]})

    def _say(self, writer: asyncio.StreamWriter, answer: dict[str, Any]) -> None:
        writer.write(json.dumps(answer).encode() + b"\n")


@dataclass(frozen=True)
class BoardMessenger:
    """The Messenger of a Board: one connection a call, patience of CLIENT_WAITS."""

    port: int

    async def post(self, place: Place, message: Message, key: str) -> str:
        answer = await self._ask(op="post", channel=place.id, key=key, text=text_of(message), pid=os.getpid())
        return str(answer["reference"])

    async def update(self, place: Place, reference: str, message: Message) -> None:
        await self._ask(op="update", channel=place.id, key=reference, text=text_of(message))

    async def remove(self, place: Place, reference: str) -> None:
        await self._ask(op="remove", channel=place.id, key=reference)

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        found: str | None = (await self._ask(op="find", channel=place.id, key=key))["reference"]
        return found

    async def _ask(self, **asked: object) -> dict[str, Any]:
        try:
            async with asyncio.timeout(CLIENT_WAITS):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(json.dumps(asked).encode() + b"\n")
                line = await reader.readline()
                writer.close()
        except (OSError, TimeoutError) as error:
            raise Unsure(f"no reply: {error!r}") from error
        if not line:
            raise Unsure("the connection ended without a reply")
        answer: dict[str, Any] = json.loads(line)
        if "later" in answer:
            raise Later("not now", answer["later"] * 60)
        if "gone" in answer:
            raise Gone("the channel is gone")
        return answer
