"""What the program does for itself as time goes by: a sign of life, and the removal of what is old."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Heartbeat, Kept, Tx
from bot.usecases.desk import Desk

KEEP: Mapping[Kept, timedelta] = {
    Kept.DELIVERIES: timedelta(days=7),  # platforms send an event again within minutes
    Kept.OUTBOX: timedelta(days=90),
    Kept.JOURNAL: timedelta(days=400),  # streaks are counted from it, and `/daily status` reads it
    Kept.HEARTBEATS: timedelta(days=1),
}
KEEP_LEFT = timedelta(days=30)  # all that belongs to a team that removed the tutor
BETWEEN = timedelta(days=1)
STEP = 500  # rows in one transaction
STEPS = 20  # transactions of one run for each kind; what is left waits for the next run

_log = logging.getLogger(__name__)


@dataclass
class Upkeep:
    """The housekeeping of one process, to be run at every tick."""

    desk: Desk
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    _started: datetime | None = None
    _cleaned: datetime | None = None

    async def run(self) -> Heartbeat:
        """Store a sign of life, and return it; once a day, or while there is more, remove what is old."""
        now = self.desk.clock.now()
        self._started = self._started or now
        own = Heartbeat(self.owner, self._started, now)
        await self.desk.store.run(lambda tx: tx.beat(own))
        if self._due(now) and await self._clean(now):
            self._cleaned = now
        return own

    def _due(self, now: datetime) -> bool:
        return self._cleaned is None or not timedelta() <= now - self._cleaned < BETWEEN

    async def _clean(self, now: datetime) -> bool:
        """Remove what is old; whether that was all of it."""
        gone = {what.value: await self._drop(_old(what, now - kept)) for what, kept in KEEP.items()}
        gone["rows of teams that left"] = await self._drop(lambda tx: tx.drop_left(now - KEEP_LEFT, STEP))
        if any(gone.values()):
            _log.info("removed what was kept long enough: %s", {what: n for what, n in gone.items() if n})
        return all(count < STEP * STEPS for count in gone.values())

    async def _drop(self, step: Callable[[Tx], int]) -> int:
        dropped = 0
        for _ in range(STEPS):
            count = await self.desk.store.run(step)
            dropped += count
            if count < STEP:
                break
        return dropped


def _old(what: Kept, before: datetime) -> Callable[[Tx], int]:
    return lambda tx: tx.drop_old(what, before, STEP)
