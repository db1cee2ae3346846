"""Handing on what is said in threads: in order in each, in spite of a database that is away for a while.

Discord delivers an event once, so what fails is tried again here. Events wait for those before them in the
same thread, so that no edit and no deletion overtakes the message it is about.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

import discord

from adapters.discord.errors import TROUBLE
from adapters.discord.events import within
from adapters.discord.overheard import is_said, overheard
from bot.errors import StoreError
from bot.events import Overheard, Place, TakenBack

PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0)  # seconds between tries
WAITING = 1_000  # messages that may wait at a time; deletions, which are short, ten times as many
REMEMBERED = 10_000  # messages whose last edit is known; threads whose channel is

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Hears(Protocol):
    """The tutor, as far as it overhears."""

    async def overhear(self, event: Overheard | TakenBack) -> None:
        """Pass on what people say to each other. Raises StoreError."""


class Overhearing:
    """Messages, edits and deletions in threads, to the tutor."""

    def __init__(self, tutor: Hears) -> None:
        self._tutor = tutor
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._waiting = 0
        self._edits: OrderedDict[int, str] = OrderedDict()
        self._channels: OrderedDict[int, Place | None] = OrderedDict()

    async def message(self, client: discord.Client, message: discord.Message) -> None:
        """Somebody has written something."""
        if message.guild is not None and is_said(message) and self._has_room(message.channel.id, WAITING):
            await self._said(client, message, None)

    async def edit(self, client: discord.Client, message: discord.Message) -> None:
        """A message is not what it was. Discord says so as well when it has looked at an address in it, or
        when somebody pins it: then nobody has edited it since."""
        if message.guild is None or not is_said(message) or message.edited_at is None:
            return
        at = message.edited_at.isoformat()
        if self._edits.get(message.id) != at and self._has_room(message.channel.id, WAITING):
            _remember(self._edits, message.id, at)
            await self._said(client, message, message.edited_at)

    async def deletion(
        self, client: discord.Client, guild: int, thread: int, messages: Iterable[int]
    ) -> None:
        """Messages have been deleted."""
        if not self._has_room(thread, 10 * WAITING):
            return
        async with self._turn(thread):
            where = await self._where(client, guild, thread)
            for message in sorted(messages) if where is not None else ():
                assert where is not None
                await self._tell(TakenBack(where, str(message)))

    async def _said(
        self, client: discord.Client, message: discord.Message, edited_at: datetime | None
    ) -> None:
        assert message.guild is not None
        async with self._turn(message.channel.id):
            where = await self._where(client, message.guild.id, message.channel.id)
            event = None if where is None else overheard(message, where, edited_at)
            if event is not None and (event.text or event.links):
                await self._tell(event)

    async def _tell(self, event: Overheard | TakenBack) -> None:
        for pause in (*PAUSES, None):
            try:
                await self._tutor.overhear(event)
            except StoreError as error:
                if pause is None:
                    _log.error("message %s is not passed on: %s", event.message, error)
                else:
                    await asyncio.sleep(pause)
            else:
                return

    async def _where(self, client: discord.Client, guild: int, number: int) -> Place | None:
        """The thread in its channel; None for what is no thread of a channel.

        The library knows the threads that are not archived; of others Discord is asked.
        """
        known = client.get_guild(guild)
        found = None if known is None else known.get_channel_or_thread(number)
        if found is not None:
            return _thread(found, guild)
        if number not in self._channels:
            try:
                fetched = await client.fetch_channel(number)
            except TROUBLE as error:
                _log.info("channel %d cannot be looked at: %s", number, error)
                return None
            _remember(self._channels, number, _thread(fetched, guild))
        return self._channels[number]

    def _has_room(self, thread: int, most: int) -> bool:
        if self._waiting < most:
            return True
        _log.error("too much waits for the database; an event in thread %d is not passed on", thread)
        return False

    @asynccontextmanager
    async def _turn(self, thread: int) -> AsyncIterator[None]:
        """One event of a thread at a time, in the order in which they came: waiters of a lock take turns."""
        lane = self._lanes.setdefault(thread, asyncio.Lock())
        self._waiting += 1
        try:
            async with lane:
                yield
        finally:
            self._waiting -= 1


def _thread(channel: object, guild: int) -> Place | None:
    place = within(channel, str(guild), direct=False)
    return place if place.thread else None


def _remember(known: OrderedDict[int, T], key: int, value: T) -> None:
    known[key] = value
    if len(known) > REMEMBERED:
        known.popitem(last=False)
