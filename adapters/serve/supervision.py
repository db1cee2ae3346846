"""Work that must not end: what stops or fails is started again after a pause that grows."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from time import monotonic

from bot.errors import Later, StoreError, StoreUnusable, TutorError, Unsure

FIRST = 1.0  # seconds before the first start anew; each further one doubles it
STEADY = 60.0  # seconds of running after which trouble counts as new

_log = logging.getLogger(__name__)


class Supervised:
    """Runs `work` for ever. `trouble` is why it is not running, "" while it is.

    The pause between two starts is at most `longest` seconds. What only a person can mend ends it: any
    TutorError but those of a database, and of a platform, that may be better in a moment.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[object]],
        over: asyncio.Event | None = None,
        longest: float = 60.0,
    ) -> None:
        self.name = name
        self.trouble = "not started yet"
        self._work = work
        self._over = over or asyncio.Event()
        self._longest = longest

    async def keep(self) -> None:
        """Run until it is cancelled, or has returned and is `over`."""
        pause = FIRST
        while not self._over.is_set():
            began = monotonic()
            self.trouble = ""
            try:
                await self._work()
                self.trouble = "it ended by itself"
            except (StoreError, Later, Unsure) as error:
                self.trouble = str(error)
            except TutorError as error:
                self.trouble = str(error)
                _log.error("%s stays off: %s", self.name, error)
                return
            except Exception as error:  # noqa: BLE001  # one platform's fault must not stop the others
                self.trouble = f"a fault of ours ({type(error).__name__}); the log says more"
                _log.exception("%s failed", self.name)
            if not self._over.is_set():
                pause = FIRST if monotonic() - began > STEADY else pause
                _log.warning("%s starts again in %g s: %s", self.name, pause, self.trouble)
                await nap(pause * random.uniform(0.9, 1.1), self._over)  # noqa: S311  # many not all at once
                pause = min(2 * pause, self._longest)


async def nap(seconds: float, until: asyncio.Event) -> None:
    """Wait so long, or until the event is set."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until.wait()


async def ended(tasks: Iterable["asyncio.Task[None]"], seconds: float) -> None:
    """Wait for tasks so long at the most; those that go on are cancelled, and named in the log."""
    _, late = await asyncio.wait(waiting, timeout=seconds) if (waiting := list(tasks)) else ((), set())
    for task in late:
        _log.warning("%s did not end within %g s", task.get_name(), seconds)
        task.cancel()


async def until_there(reach: Callable[[], Awaitable[object]], longest: float = 15.0) -> None:
    """Await `reach` until the database answers. Raises StoreUnusable where waiting cannot help."""
    pause = FIRST
    while True:
        try:
            await reach()
        except StoreUnusable:
            raise
        except StoreError as error:
            _log.warning("the database is not there yet; looking again in %g s: %s", pause, error)
        else:
            return
        await nap(pause, asyncio.Event())
        pause = min(2 * pause, longest)
