"""When a shard may introduce itself to the gateway.

Discord resets the token of a bot that identifies 1,000 times a day, and takes one identify in 5 seconds from
each of some groups of shards (discord-api-docs, developers/events/gateway). What was made is kept in the
database: a restart forgets nothing, and processes that share the shards take turns.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import StoreError
from bot.ports import OneTimeTokens

MOST, WINDOW = 20, 1_800  # identifies of a shard in so many seconds: 960 a day
APART = 5  # seconds between two of a group
LOOK = 30.0  # seconds from look to look while there are too many
BLIND = 45.0  # seconds to wait where the database does not say what was made
_PURPOSE = "discord identify"
WAITING = (
    f"a shard has logged in to Discord {MOST} times within {WINDOW // 60} minutes; waiting, since Discord"
    " resets the token of a bot that does so 1,000 times a day. Stop what restarts it again and again."
)

_log = logging.getLogger(__name__)


class Identifies:
    """Turns. `groups` is how many groups of shards Discord lets identify side by side."""

    def __init__(
        self, tokens: OneTimeTokens, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self.groups = 1
        self._tokens = tokens
        self._sleep = sleep

    async def turn(self, shard: int) -> None:
        """Wait until the shard may identify; it counts as made then."""
        try:
            if not await self._claim(f"shard {shard}", MOST, WINDOW):
                _log.warning(WAITING)
                while not await self._claim(f"shard {shard}", MOST, WINDOW):
                    await self._sleep(LOOK)
            while not await self._claim(f"group {shard % self.groups}", 1, APART):
                await self._sleep(1)
        except StoreError:
            await self._sleep(BLIND)

    async def _claim(self, name: str, most: int, seconds: int) -> bool:
        """Take one of `most` places, each of which is free again after so many seconds."""
        for place in range(most):
            if await self._tokens.claim(_PURPOSE, f"{name} {place}", seconds):
                return True
        return False
