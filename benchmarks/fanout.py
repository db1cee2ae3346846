"""What a daily question costs that 2,000 channels get in the same minute.

Each is of a workspace of its own and gets a question of the shipped pack. As in `serve`, what is posted first
goes out while the rest is still being put in the outbox. The far end is a process of its own on loopback.
Floor of the first row: a bare loop that posts as many bodies, 16 at once, with its own time of the processor
beside ours. In the second the far end takes 50 posts a second and refuses the others, as a platform does.
Run: python -m benchmarks.fanout [CHANNELS]
"""

import asyncio
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.errors import Later
from bot.events import Account, CommandCalled, Place
from bot.library import Library
from bot.messages import Message
from bot.notes import load
from bot.outbox import AT_ONCE, Outbox, Route
from bot.outcomes import dump
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PER_SECOND = 50
NOTES = Path(__file__).parent.parent / "content" / "aws-developer"


@dataclass
class Clock:
    """A clock that is set, and goes on from there."""

    began: float = field(default_factory=time.monotonic)
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return NOON + self.ahead + timedelta(seconds=time.monotonic() - self.began)


async def far_end(limit: float) -> None:
    """Take JSON lines and answer each; beyond `limit` a second, refuse."""
    tokens, at = limit, time.monotonic()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal tokens, at
        while line := await reader.readline():
            now = time.monotonic()
            tokens, at = min(limit, tokens + (now - at) * limit), now
            taken = tokens >= 1
            tokens -= taken
            answer = {"reference": json.loads(line)["key"]} if taken else {"later": (1 - tokens) / limit}
            writer.write(json.dumps(answer).encode() + b"\n")
        writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Sender:
    """A Messenger on kept connections, as a platform's library has them."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.refused = 0
        self.first = math.inf  # when the first was taken

    async def post(self, place: Place, message: Message, key: str) -> str:
        return await self.send(key, dump(message))

    async def update(self, place: Place, reference: str, message: Message) -> None:
        await self.send(reference, dump(message))

    async def remove(self, place: Place, reference: str) -> None:
        """Nothing is taken away."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        return None

    async def send(self, key: str, body: str) -> str:
        """Hand one body over."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection(port=self._port)
        writer.write(json.dumps({"key": key, "body": body}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(await reader.readline())
        self._free.append((reader, writer))
        if "later" in answer:
            self.refused += 1
            raise Later("not now", answer["later"])
        self.first = min(self.first, time.perf_counter())
        return str(answer["reference"])

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()


@contextmanager
def served(limit: float) -> Iterator[int]:
    """The far end in a process of its own; its port."""
    command = [sys.executable, "-m", "benchmarks.fanout", "far", str(limit)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


async def scheduled(desk: Desk, channels: int) -> None:
    """So many channels, each of a workspace of its own, with a question at 13:00."""
    tutor = Tutor(desk)
    args = {"what": "set", "time": "13:00", "zone": "UTC"}
    for number in range(channels):
        team = f"T{number}"
        who, where = Account("bench", team, "boss", "boss"), Place("bench", team, "C")
        await tutor.handle(CommandCalled(f"d{number}", who, where, "daily", args, manager=True))


async def bare(port: int, channels: int, body: str) -> tuple[float, float]:
    """Seconds on the wall and of the processor for as many bodies without us."""
    sender, room = Sender(port), asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with room:
            await sender.send(f"k{number}", body)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(one, range(channels)))
    took = time.perf_counter() - began, time.process_time() - cpu
    sender.close()
    return took


@dataclass(frozen=True, slots=True)
class Run:
    """What one fan-out took: seconds on the wall, of the processor, and until the first post; refusals."""

    wall: float
    cpu: float
    first: float
    refused: int


async def ours(desk: Desk, clock: Clock, port: int, per_second: float) -> Run:
    """Find what is due, compose, post and mark, until nothing is left."""
    sender = Sender(port)
    outbox = Outbox(desk, {"bench": Route(sender, timedelta(seconds=30), per_second)})
    clock.ahead += timedelta(hours=1)
    before, began, cpu = desk.counts.sent, time.perf_counter(), time.process_time()
    ticking = asyncio.create_task(tick(desk))
    while not ticking.done() or desk.counts.sent - before < ticking.result():
        await outbox.drain()
        await asyncio.sleep(0.01)
    run = Run(time.perf_counter() - began, time.process_time() - cpu, sender.first - began, sender.refused)
    sender.close()
    return run


def main(channels: int = 2_000) -> None:
    """Print the table."""
    body = "x" * 400
    pack = load(NOTES)
    library = Library((pack,), pack.glossary)
    for limit, per_second in ((1e9, float("inf")), (PER_SECOND, 0.96 * PER_SECOND)):
        with tempfile.TemporaryDirectory() as folder, served(limit) as port:
            clock = Clock()
            with closing(SqlStore(str(Path(folder) / "tutor.sqlite3"))) as store:
                desk = Desk(store, clock, library, random.Random(7))
                asyncio.run(scheduled(desk, channels))
                free = limit > channels
                floor, cpu = asyncio.run(bare(port, channels, body)) if free else (channels / limit, 0.0)
                run = asyncio.run(ours(desk, clock, port, per_second))
        goal = "≤ 1 ms of CPU a channel" if free else "≤ 1.05x, none refused"
        told = "as fast as it takes them" if free else f"at most {PER_SECOND} a second"
        print(
            f"{channels:,} channels, {told:<28}{floor:>8.2f} s {run.wall:>8.2f} s {run.wall / floor:>6.2f}x"
            f" {cpu / channels * 1e3:>6.2f} {run.cpu / channels * 1e3:>6.2f} ms CPU each,"
            f" the first after {run.first:.2f} s, {run.refused} refused  ({goal})"
        )
    print(f"memory at the end: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["far"]:
        asyncio.run(far_end(float(sys.argv[2])))
    else:
        main(*map(int, sys.argv[1:]))
