"""What every use case works with, and how one is done once however often its event arrives."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from bot import outcomes
from bot.counts import Counts
from bot.events import Event
from bot.learning import local_date
from bot.library import Library
from bot.messages import Message
from bot.ports import Clock, Member, Store, Tx

T = TypeVar("T")
M = TypeVar("M", Message, Message | None)


@dataclass
class Desk:
    """The ports and the packs. `chance` decides among equals.

    `library` is replaced when the packs are read again: what has begun ends with the one it began with.
    """

    store: Store
    clock: Clock
    library: Library
    chance: random.Random = field(default_factory=random.SystemRandom)
    counts: Counts = field(default_factory=Counts)

    async def once(self, event: Event, effect: Callable[["Visit"], M]) -> Message | M:
        """Run `effect` in one transaction beside the event's delivery; a copy gets the first message.

        An effect that returns None did nothing, and is not remembered.
        """
        now = self.clock.now()

        def work(tx: Tx) -> Message | M:
            member = tx.admit(event.who, event.where, event.delivery, now)
            if isinstance(member, str):
                return outcomes.load(member)
            message = effect(Visit(tx, now, self.library, self.chance, member))
            if message is not None:
                tx.remember(member, event.delivery, outcomes.dump(message), now)
            return message

        return await self.store.run(work)

    async def step(self, work: Callable[["Round"], T]) -> T:
        """Run a piece of work that no member asked for, in one transaction."""
        now = self.clock.now()
        return await self.store.run(lambda tx: work(Round(tx, now, self.library, self.chance)))

    async def look(self, event: Event, view: Callable[["Visit"], Message]) -> Message:
        """Run `view`, which changes nothing, in one transaction."""
        now = self.clock.now()
        return await self.store.run(
            lambda tx: view(Visit(tx, now, self.library, self.chance, tx.enter(event.who, event.where, now)))
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One moment, one open transaction, the packs."""

    tx: Tx
    now: datetime
    library: Library
    chance: random.Random


@dataclass(frozen=True, slots=True)
class Visit(Round):
    """One member's moment."""

    member: Member

    @property
    def today(self) -> date:
        """The local date in the member's workspace."""
        return local_date(self.now, self.member.zone)
