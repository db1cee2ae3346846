"""How fast a connection may introduce itself anew: Discord resets the token of a bot that identifies 1,000
times a day (discord-api-docs, developers/events/gateway)."""

from collections import deque
from collections.abc import Callable

WINDOW = 600.0  # seconds looked back on
PAUSE = 5.0  # what Discord asks for between two identifies
LONGEST = 45.0  # the library gives a connection a minute to come up


class Identifies:
    """Waiting times for each shard: doubled with each identify of ten minutes, at most 20 in them."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._made: dict[int | None, deque[float]] = {}

    def pause(self, shard: int | None) -> float:
        """Seconds to wait before the shard identifies; it counts as made then. None for the first."""
        now = self._now()
        made = self._made.setdefault(shard, deque())
        while made and made[0] < now - WINDOW:
            made.popleft()
        pause = min(PAUSE * 2 ** (len(made) - 1), LONGEST) if made else 0.0
        made.append(now + pause)
        return pause
