"""Hears what people write to each other in threads, for the tutor to pass on.

Nothing is acknowledged before it is stored: Slack delivers again what was not, and a copy does no harm.
"""

import asyncio
from weakref import WeakValueDictionary

from adapters.slack.errors import translate
from adapters.slack.events import Payload
from adapters.slack.interactions import EMPTY, Ack
from adapters.slack.overheard import overheard
from adapters.slack.reception import Reception
from adapters.slack.teams import Team
from bot.errors import Later
from bot.events import Overheard, TakenBack

STORED_IN = 1.2  # seconds; with the time to find the token it is less than the three that Slack waits


class Overhearing:
    """Takes the events of messages in channels."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def heard(self, payload: Payload, team: Team) -> Ack:
        """A message, an edit or a deletion. Raises TutorError for what is to be delivered again."""
        event = overheard(payload, team)
        if event is not None:
            storing = self._reception.tasks.start(self._stored(event, team))
            await asyncio.wait({storing}, timeout=STORED_IN)
            if not storing.done():  # it goes on; if nothing comes of it, the next copy is the next try
                raise Later("A message to be passed on is not stored yet.", STORED_IN)
            storing.result()
        return EMPTY

    async def _stored(self, event: Overheard | TakenBack, team: Team) -> None:
        """Hand it to the tutor, those of one channel in the order in which they came: names take time."""
        async with self._turns.setdefault((team.id, event.where.id), asyncio.Lock()):
            try:
                if isinstance(event, Overheard):
                    event = await self._reception.people.heard(event, team)
                await self._reception.tutor.overhear(event)
            except Exception as error:
                raise translate(error) from error
