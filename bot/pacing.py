"""How fast one process may write to a platform."""

import asyncio
import math
import time
from collections.abc import Callable


class Pace:
    """Turns that come at most `per_second` times a second, one after another. `now` is in seconds."""

    def __init__(self, per_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._between = 0.0 if math.isinf(per_second) else 1 / per_second
        self._now = now
        self._next = now()

    def wait(self) -> float:
        """Take the next turn; how many seconds there are until it comes."""
        now = self._now()
        turn = max(now, self._next)
        self._next = turn + self._between
        return turn - now

    async def turn(self) -> None:
        """Take the next turn, and wait for it."""
        if seconds := self.wait():
            await asyncio.sleep(seconds)
