"""Writes to channels what the database says is to be written: each message once.

A row is claimed with a lease, sent with a key, and marked. If it is not known whether an earlier send of it
was taken (the process died, the reply was lost), the platform is asked for the key first. So a lease must be
longer than the client's time-out and the platform's latest acceptance together.
"""

import asyncio
import logging
import math
import secrets
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.errors import DeliveryError, Doubtful, Forbidden, Invalid, Later, Unsure
from bot.messages import Message
from bot.pacing import Pace
from bot.ports import Delivery, DeliveryKind, Messenger
from bot.usecases.desk import Desk
from bot.usecases.posting import compose
from bot.usecases.settling import settle_failed, settle_sent

T = TypeVar("T")
AT_ONCE = 16  # messages on their way at a time
BATCH = AT_ONCE  # rows in one claim: few, so that processes share the work
LINES = 2  # of a platform: one's messages are on their way while another claims, or waits for its last ones
POISON = 5  # unexplained failures of one row before it is parked

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """How messages reach one platform: the messenger, how long a claim is held, and how many messages a
    process sends in a second at the most."""

    messenger: Messenger
    lease: timedelta
    per_second: float = math.inf


@dataclass(frozen=True)
class Outbox:
    """One worker; any number of them, in any number of processes, share the rows."""

    desk: Desk
    routes: Mapping[str, Route]
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _paces: dict[str, Pace] = field(default_factory=dict)  # by platform

    async def drain(self) -> int:
        """Deliver everything that is due, or until it is `stopping`; how many rows were taken up.

        Once it is stopping, what is being sent is finished, and what was claimed beside it is handed back.
        """
        taken = 0
        for platform, route in self.routes.items():
            room = asyncio.Semaphore(AT_ONCE)
            taken += sum(await _all(self._line(platform, route, room) for _ in range(LINES)))
        return taken

    async def _line(self, platform: str, route: Route, room: asyncio.Semaphore) -> int:
        """Claim and deliver until nothing is left; how many rows that were."""
        taken = 0
        while not self.stopping.is_set():
            since = self.desk.clock.now()  # the lease runs from here, however long the database takes
            batch = await self._claim(since, platform, route)
            if not batch:
                break
            await self._deliver_all(batch, route, room, since + route.lease / 2)
            taken += len(batch)
        return taken

    async def _claim(self, now: datetime, platform: str, route: Route) -> list[Delivery]:
        return await self.desk.store.run(lambda tx: tx.claim(now, self.owner, platform, route.lease, BATCH))

    async def _deliver_all(
        self, batch: list[Delivery], route: Route, room: asyncio.Semaphore, latest: datetime
    ) -> None:
        """A send begun after `latest` could outlive the claim."""
        pace = self._paces.setdefault(batch[0].place.platform, Pace(route.per_second))

        async def deliver(delivery: Delivery) -> None:
            async with room:
                await pace.turn()
                if self.stopping.is_set() or self.desk.clock.now() > latest:
                    await self._postpone(delivery, 0)
                else:
                    await self._deliver(delivery, route.messenger, latest)

        await _all(deliver(delivery) for delivery in batch)

    async def _deliver(self, delivery: Delivery, messenger: Messenger, latest: datetime) -> None:
        """Send one row and settle it; whatever happens, no other row is held up."""
        try:
            reference = await self._send(delivery, messenger, latest)
        except Unsure as doubt:
            _log.warning("delivery %s: %s", delivery.id, doubt)  # stays claimed; asked about after its lease
        except Later as later:
            await self._postpone(delivery, later.seconds)
        except DeliveryError as refusal:
            await self._give_up(delivery, refusal)
        except Exception:  # noqa: BLE001  # one bad row holds up no other
            _log.exception("delivery %s failed unexpectedly", delivery.id)
            if delivery.tries >= POISON:
                await self._give_up(delivery, Invalid("It failed again and again; the log says how."))
        else:
            await self._sent(delivery, reference)

    async def _send(self, delivery: Delivery, messenger: Messenger, latest: datetime) -> str:
        message, reference = await self._message(delivery), delivery.reference
        if reference is None and delivery.tries:
            reference = await self._find(delivery, messenger)
            self.desk.counts.found += reference is not None
            if reference is not None and message is not None and not delivery.version:
                return reference  # just as it was sent
        if message is None:
            return await self._too_late(delivery, reference, messenger)
        if self.desk.clock.now() > latest:
            raise Later("The database or the platform took most of the claim's time.", 0)
        if reference is None:
            return await messenger.post(delivery.place, message, delivery.key)
        await messenger.update(delivery.place, reference, message)
        return reference

    async def _too_late(self, delivery: Delivery, reference: str | None, messenger: Messenger) -> str:
        """What there is no more to say: it is taken away, but a question stays and gets its reveal."""
        if reference is None:
            raise Invalid("It was over, or taken back, before it could be posted.")
        if delivery.kind is DeliveryKind.RELAY:
            await messenger.remove(delivery.place, reference)
        return reference

    async def _find(self, delivery: Delivery, messenger: Messenger) -> str | None:
        """What an earlier send may have left. Raises Doubtful where the platform does not let us look."""
        try:
            return await messenger.find(delivery.place, delivery.key, delivery.first_sent_at)
        except Forbidden as blind:
            daily = await self.desk.store.run(lambda tx: tx.daily(delivery.spot))
            if daily is not None and daily.resend:
                return None
            raise Doubtful(f"It may have been posted or not, and the tutor may not look: {blind}") from blind

    async def _message(self, delivery: Delivery) -> Message | None:
        now, library = self.desk.clock.now(), self.desk.library
        return await self.desk.store.run(lambda tx: compose(tx, delivery, library, now))

    async def _sent(self, delivery: Delivery, reference: str) -> None:
        now = self.desk.clock.now()
        late = await self.desk.store.run(lambda tx: settle_sent(tx, delivery, reference, now))
        self.desk.counts.sent += 1
        self.desk.counts.late += late

    async def _postpone(self, delivery: Delivery, seconds: float) -> None:
        self.desk.counts.postponed += 1
        until = self.desk.clock.now() + timedelta(seconds=seconds)
        await self.desk.store.run(lambda tx: tx.postpone(delivery, until))

    async def _give_up(self, delivery: Delivery, refusal: DeliveryError) -> None:
        now = self.desk.clock.now()
        if isinstance(refusal, Doubtful):
            self.desk.counts.unsure += 1
        else:
            self.desk.counts.failed += 1
        await self.desk.store.run(lambda tx: settle_failed(tx, delivery, refusal, now))


async def _all(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What each came to. Where one fails, the others end all the same before its error is raised."""
    ends = await asyncio.gather(*works, return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException):
            raise end
    return [end for end in ends if not isinstance(end, BaseException)]
