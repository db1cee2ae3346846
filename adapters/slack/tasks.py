"""Work that goes on after Slack has its acknowledgement: held, awaited at the end, never silently lost."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.errors import TutorError

T = TypeVar("T")

PATIENCE = 0.8  # seconds to wait for an answer before acknowledging without it; Slack waits 3
_log = logging.getLogger(__name__)


class Tasks:
    """Tasks under way. What goes wrong in one is logged, without the text of any message."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin some work and hold on to it."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self._running:
            await asyncio.wait(self._running)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, then give up on the rest."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, TutorError):
            _log.warning("%s", error)
        elif error is not None:
            _log.error("a task ended with a fault", exc_info=error)


async def soon(task: asyncio.Task[T]) -> T | None:
    """The result of a task that ends within PATIENCE; None for one that goes on."""
    await asyncio.sleep(0)  # what needs no database is done at once, and a timer costs more than that
    if not task.done():
        await asyncio.wait({task}, timeout=PATIENCE)
    return task.result() if task.done() else None
