"""Writes to channels on the tutor's own account: the daily post, and answers to typed messages.

A post carries its key three times: as nonce, so that Discord itself refuses a copy within some minutes, in
the ids of its buttons, and as the number of its first box, so that it is found in the channel after that.

What belongs in a thread is in the channel, as a reply, where no thread can be made.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import discord

from adapters.discord.errors import (
    ARCHIVED,
    LOCKED,
    MAY_NOT_REPLY,
    NO_SUCH_THING_HERE,
    THREAD_IS_OPEN,
    TOO_MANY_THREADS,
    TROUBLE,
    UNKNOWN_MESSAGE,
    code_of,
    translated,
)
from adapters.discord.layout import Rendered
from adapters.discord.render import render
from adapters.discord.shown import carries
from bot.errors import Forbidden, Gone, Invalid, Later
from bot.events import Place
from bot.messages import AnswerBox, Choices, Message

T = TypeVar("T")

PATIENCE = 15.0  # seconds a call may take
NONCE = 25  # discord-api-docs, developers/resources/message
LOOKED_AT = 300  # messages of a channel that are searched for a key
SLACK = timedelta(seconds=5)  # between our clock and Discord's
QUIZ, TALK = "Quiz", "Discussion"  # what threads are called, by what the first message in them is
NOBODY = discord.AllowedMentions.none()


class DiscordMessenger:
    """The tutor's Messenger on the client that is connected at the moment."""

    def __init__(self, client: Callable[[], discord.Client | None]) -> None:
        self._client = client

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Post a message under its key; a copy made within some minutes is Discord's first one again."""
        where, rendered = await self._reached(place), render(message, key=key)
        try:
            return await self.send(where, rendered, key)
        except Gone:
            if not place.thread:
                raise
        except Invalid as error:
            if not place.thread and code_of(error) in (
                ARCHIVED,
                LOCKED,
            ):  # a post of a forum
                raise Forbidden("A moderator has locked it.") from error
            raise
        asks = any(isinstance(part, Choices | AnswerBox) for part in message.parts)
        if not await self._open_thread(place, QUIZ if asks else TALK):
            return await self.send(_above(place), rendered, key, int(place.thread))
        try:
            return await self.send(where, rendered, key)
        except Gone as error:
            raise Invalid("The thread was deleted by somebody.") from error

    async def send(self, place: Place, rendered: Rendered, key: str, reply_to: int | None = None) -> str:
        """Post what is rendered already, as a reply where `reply_to` names a message of the place."""
        channel = self._channel(place)
        replying: dict[str, Any] = {}
        if reply_to is not None:
            replied = channel.get_partial_message(reply_to)
            replying["reference"] = replied.to_reference(fail_if_not_exists=False)
        try:
            sent = await _in_time(
                channel.send(
                    view=rendered.view(),
                    files=rendered.files(),
                    nonce=key[:NONCE],
                    allowed_mentions=NOBODY,
                    **replying,
                )
            )
        except (Forbidden, Invalid) as error:
            if code_of(error) == UNKNOWN_MESSAGE:
                return ""  # sent before under this nonce, and deleted since
            if reply_to is not None and code_of(error) == MAY_NOT_REPLY:
                return await self.send(place, rendered, key)
            raise
        return str(sent.id)

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Give a posted message another content. Raises Invalid where somebody has deleted it."""
        if not reference.isdecimal():
            raise Invalid("The message was deleted by somebody.")
        rendered = render(message)
        await self._change(
            place,
            int(reference),
            lambda sent: sent.edit(
                view=rendered.view(), attachments=rendered.files(), allowed_mentions=NOBODY
            ),
        )

    async def remove(self, place: Place, reference: str) -> None:
        """Delete a posted message; well also where somebody else has."""
        if reference.isdecimal():
            try:
                await self._change(place, int(reference), discord.PartialMessage.delete)
            except Gone:
                return
            except Invalid as error:
                if code_of(error) != UNKNOWN_MESSAGE:
                    raise

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """Look for a key where it was posted. Raises Forbidden where that may not be read."""
        await self._check_reading(place)
        where = await self._reached(place)
        if not place.thread:
            return await _in_time(self._find(where, key, since - SLACK))
        try:
            found = await _in_time(self._find(where, key, since - SLACK))
        except Gone:
            found = None  # nobody has opened the thread yet
        return found or await _in_time(self._find(_above(where), key, since - SLACK))

    async def _change(
        self, place: Place, number: int, how: Callable[[discord.PartialMessage], Awaitable[object]]
    ) -> None:
        """Change a message of ours: in its thread, which may be archived, or in the channel above."""
        try:
            await _in_time(how(self._channel(place).get_partial_message(number)))
        except (Gone, Invalid) as error:
            if not place.thread:
                raise
            if code_of(error) == ARCHIVED:
                await self._open_again(place)
                await _in_time(how(self._channel(place).get_partial_message(number)))
            elif isinstance(error, Gone) or code_of(error) == UNKNOWN_MESSAGE:
                await self._change(_above(place), number, how)
            else:
                raise

    async def _find(self, place: Place, key: str, since: datetime) -> str | None:
        me = self._connected().user
        history = self._channel(place).history(after=since, limit=LOOKED_AT, oldest_first=True)
        async for message in history:
            if me is not None and message.author.id == me.id and carries(message, key):
                return str(message.id)
        return None

    async def _check_reading(self, place: Place) -> None:
        """Discord answers whoever may not read a channel's history with no messages, not with an error."""
        if place.direct or not place.team.isdecimal():
            return
        may = await _in_time(permissions(self._connected(), int(place.team), int(place.id)))
        if not may.read_message_history:
            raise Forbidden("Discord does not let the tutor read the history of the channel.")

    async def _open_thread(self, place: Place, name: str) -> bool:
        """Open the thread of a message, which has the message's id; False where none can be made.

        Another process may have opened it.
        """
        http = self._connected().http
        opening = http.start_thread_with_message(
            int(place.id), int(place.thread), name=name, auto_archive_duration=1440
        )
        try:
            await _in_time(opening)
        except (Forbidden, Invalid) as error:
            if isinstance(error, Forbidden) or code_of(error) in (NO_SUCH_THING_HERE, TOO_MANY_THREADS):
                return False
            if code_of(error) != THREAD_IS_OPEN:
                raise
        return True

    async def _open_again(self, place: Place) -> None:
        """Wake an archived thread: nothing in it can be changed before."""
        http = self._connected().http
        await _in_time(http.edit_channel(int(place.thread), archived=False))

    async def _reached(self, place: Place) -> Place:
        """The place; for a person, whom the outbox names by their own id, the channel of direct messages."""
        if not place.direct:
            return place
        channel = await _in_time(self._connected().create_dm(discord.Object(int(place.id))))
        return replace(place, id=str(channel.id))

    def _channel(self, place: Place) -> discord.PartialMessageable:
        guild = int(place.team) if place.team.isdecimal() and not place.direct else None
        return self._connected().get_partial_messageable(int(place.thread or place.id), guild_id=guild)

    def _connected(self) -> discord.Client:
        client = self._client()
        if client is None or client.user is None:
            raise Later("Discord is not connected at the moment.", 5)
        return client


def _above(place: Place) -> Place:
    """The channel of a thread."""
    return replace(place, thread="")


async def permissions(client: discord.Client, guild: int, channel: int) -> discord.Permissions:
    """What the tutor may do in a channel, asked of Discord, since another process may know the server.

    A thread, such as a forum's post, has the rights of its channel; in what may not be seen there are none.
    """
    assert client.user is not None
    there = await client.fetch_guild(guild, with_counts=False)
    me = await there.fetch_member(client.user.id)
    try:
        found = await there.fetch_channel(channel)
        while isinstance(found, discord.Thread):
            found = await there.fetch_channel(found.parent_id)
    except discord.Forbidden:
        return discord.Permissions.none()
    return found.permissions_for(me)


async def _in_time(call: Awaitable[T]) -> T:
    """The call's value, or the tutor's word for what went wrong with it."""
    try:
        return await asyncio.wait_for(call, PATIENCE)
    except TROUBLE as error:
        raise translated(error) from error
