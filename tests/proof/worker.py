"""A process like `exam-tutor serve`, on a clock that runs faster: ticks and delivers until it is killed.

Run: python -m tests.proof.worker DATABASE STARTED SPEED PLATFORM=PORT…
"""

import asyncio
import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.library import Library
from bot.outbox import Outbox, Route
from bot.text.glossary import Glossary
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore
from tests.far_ends.board import BoardMessenger
from tests.kit import WHITE, question, tea_pack

BEGIN = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)
PACK = tea_pack(WHITE, *(question(f"q{number}") for number in range(20)))


@dataclass(frozen=True)
class FastClock:
    """BEGIN at the Unix time `started`, then `speed` times as fast as the real clock."""

    started: float
    speed: float

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=(time.time() - self.started) * self.speed)


async def work(database: str, clock: FastClock, ports: dict[str, int]) -> None:
    """Tick and deliver for ever; says "ready" once."""
    desk = Desk(SqlStore(database), clock, Library((PACK,), Glossary()), random.Random())
    routes = {platform: Route(BoardMessenger(port), LEASE) for platform, port in ports.items()}
    outbox = Outbox(desk, routes)
    print("ready", flush=True)
    while True:
        await tick(desk)
        await outbox.drain()
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    address, since, pace, *boards = sys.argv[1:]
    named = {platform: int(port) for platform, port in (board.split("=") for board in boards)}
    asyncio.run(work(address, FastClock(float(since), float(pace)), named))
