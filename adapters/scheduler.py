"""When to look: APScheduler calls one function every so often, and decides nothing else.

What is due is computed from rows of the database, so a look that is late, left out or doubled does no harm.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import StoreError

SECONDS = 20.0

_log = logging.getLogger(__name__)


class Ticker:
    """Awaits `look` at once and then every so many `seconds`, one at a time, until it is stopped.

    A look that fails is logged, and the next one comes as if nothing had been. `trouble` is how the last one
    failed, "" where it did not.
    """

    def __init__(self, look: Callable[[], Awaitable[object]], seconds: float = SECONDS) -> None:
        self._look = look
        self._seconds = seconds
        self.trouble = ""
        self._idle = asyncio.Event()
        self._idle.set()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        """Begin; needs a running event loop."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it tells of every tick, and of long ones
        self._scheduler.add_job(
            self._tick, "interval", seconds=self._seconds, next_run_time=datetime.now(UTC)
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No further tick; returns when the one that is under way, if any, is over."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            await self._idle.wait()
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._idle.clear()
        try:
            await self._look()
        except StoreError as error:
            if not self.trouble:  # an outage is one line, not one a tick
                _log.warning("ticks fail until this is mended: %s", error)
            self.trouble = str(error)
        except Exception as fault:  # noqa: BLE001  # whatever it is, time goes on
            _log.exception("a tick failed; the next one comes in %g s", self._seconds)
            self.trouble = f"a fault of ours ({type(fault).__name__}); the log says more"
        else:
            if self.trouble:
                _log.info("ticks succeed again")
            self.trouble = ""
        finally:
            self._idle.set()
