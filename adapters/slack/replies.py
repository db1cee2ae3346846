"""The ways by which an answer gets back to whoever asked, when it is not the acknowledgement itself."""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import RETRY_AFTER, code, revoked
from adapters.slack.ids import Origin
from adapters.slack.limits import RESPONSES
from adapters.slack.messenger import Sheet, SlackMessenger
from adapters.slack.names import Names
from adapters.slack.render import pages, summary
from adapters.slack.rich import Block
from adapters.slack.views import View, home, modal, waiting
from adapters.slack.web import TRIES
from bot.events import Place
from bot.messages import AnswerBox, Audience, Choices, Form, Message, Text, Tone

SHOWN_IN = 0.5  # seconds for Slack to show the view of an acknowledgement
REMEMBERED = 128  # what several people ask is written once
_CLOSED = ("not_found", "view_not_found")  # what Slack says of a modal that is not open any more
_UNOPENED = (SlackApiError, aiohttp.ClientError, TimeoutError)
_log = logging.getLogger(__name__)


class Reply(Protocol):
    """Where an answer goes."""

    async def send(self, message: Message) -> None:
        """Show it there."""


def has_form(message: Message) -> bool:
    """Whether there is something to fill in."""
    return any(isinstance(part, Form) for part in message.parts)


def asks(message: Message) -> bool:
    """Whether there is a question to answer in it."""
    return any(isinstance(part, (AnswerBox, Choices)) for part in message.parts)


def body(message: Message, blocks: list[Block], names: Names) -> dict[str, Any]:
    """What Slack takes as an answer to a command, in the acknowledgement or by its address."""
    everybody = message.audience is Audience.CHANNEL
    return {
        "response_type": "in_channel" if everybody else "ephemeral",
        "text": summary(message, names),
        "blocks": blocks,
    }


@lru_cache(REMEMBERED)
def acknowledgement(message: Message, names: Names) -> str:
    """The same as JSON; "" for what takes several messages, or a form to open."""
    if has_form(message):
        return ""
    first, *more = pages(message, names)
    return "" if more else json.dumps(body(message, first, names))


@dataclass(frozen=True)
class ToUrl:
    """The response_url of a command or press; `replaces` where the message pressed is the asker's own.

    What is for everybody goes into the `thread` in which something was pressed.
    """

    session: aiohttp.ClientSession
    url: str
    names: Names
    replaces: bool = False
    thread: str = ""

    async def send(self, message: Message) -> None:
        """The first page, in place of the message if it may; then the others."""
        private = message.audience is Audience.PRIVATE
        thread = {"thread_ts": self.thread} if self.thread and not private else {}
        for number, blocks in enumerate(pages(message, self.names)[:RESPONSES]):
            own = self.replaces and private and number == 0
            await self._post({**body(message, blocks, self.names), **thread, "replace_original": own})

    async def _post(self, answer: Mapping[str, Any]) -> None:
        """Send one answer; again where it surely was not taken, or where twice is as good as once."""
        for attempt in range(TRIES + 1):
            try:
                async with self.session.post(self.url, json=answer) as said:
                    if said.status < 400:
                        return
                    if said.status != 429 and said.status < 500:
                        _log.warning("Slack refused an answer by its response_url: %s", said.status)
                        return
                    pause = _pause(said, attempt)
            except aiohttp.ClientConnectorError:
                pause = 2.0**attempt
            except (aiohttp.ClientError, TimeoutError) as error:
                if not answer["replace_original"]:
                    _log.warning("an answer may be lost: %s", type(error).__name__)
                    return
                pause = 0.1
            await asyncio.sleep(pause)
        _log.warning("Slack took no answer in %s tries", TRIES + 1)


@dataclass(frozen=True)
class ToView:
    """An open modal, updated; the private message it was opened from is kept in step.

    What is meant for the channel goes there.
    """

    client: AsyncWebClient
    view: str
    origin: Origin
    names: Names
    public: "ToDirect"
    message: ToUrl

    async def send(self, message: Message) -> None:
        """Show it in the modal, unless that was closed, and in the message."""
        if message.audience is Audience.CHANNEL:
            await self.public.send(message)
            await self._update(self.shown(Message((Text("Done; the channel sees it.", Tone.GOOD),))))
            return
        await self._update(self.shown(message))
        await self.follow(message)

    def shown(self, message: Message) -> View:
        """The modal with a message in it."""
        origin = self.origin.used() if self._follows(message) else self.origin
        return modal(message, self.names, origin)

    async def follow(self, message: Message) -> None:
        """Keep the message it was opened from in step with the modal, where there is one and it can be."""
        if self._follows(message):
            await self.message.send(message)

    def _follows(self, message: Message) -> bool:
        return self.origin.can_follow(asks=asks(message))

    async def _update(self, view: View) -> None:
        await _updated(self.client, self.view, view)


@dataclass(frozen=True)
class NotBefore:
    """Another way, but not before a moment on the monotonic clock.

    Slack shows the view of an acknowledgement when that arrives: a change that overtakes it is lost.
    """

    reply: Reply
    moment: float

    async def send(self, message: Message) -> None:
        """Show it there, then."""
        await asyncio.sleep(self.moment - time.monotonic())
        await self.reply.send(message)


@dataclass
class ToNewView:
    """A modal that a press may open, for three seconds; it shows that it waits where the answer is late."""

    client: AsyncWebClient
    trigger: str
    origin: Origin
    names: Names
    view: str = ""

    async def hold(self) -> None:
        """Open it before there is an answer, which tries again where Slack does not open it."""
        try:
            await self._open(waiting(self.origin))
        except _UNOPENED as error:
            _log.info("no modal that waits: %s", _why(error))

    async def send(self, message: Message) -> None:
        """Show it in the modal, unless that was closed."""
        shown = modal(message, self.names, self.origin)
        if self.view:
            await _updated(self.client, self.view, shown)
        else:
            await self._open(shown)

    async def _open(self, shown: View) -> None:
        said = await self.client.views_open(trigger_id=self.trigger, view=shown)
        self.view = str((said.get("view") or {}).get("id", ""))


@dataclass(frozen=True)
class ToModal:
    """A modal while Slack opens one; what is late for that goes another way, with a button to open it."""

    view: ToNewView
    otherwise: Reply

    async def hold(self) -> None:
        """Open it before there is an answer."""
        await self.view.hold()

    async def send(self, message: Message) -> None:
        """Open the modal, or show the message."""
        try:
            await self.view.send(message)
        except _UNOPENED as error:
            if revoked(error):
                raise
            _log.info("a modal comes as a message: %s", _why(error))
            await self.otherwise.send(message)


@dataclass(frozen=True)
class ToForm(ToModal):
    """The same for a form; anything else goes the other way at once."""

    async def send(self, message: Message) -> None:
        """Open the form, or show the message."""
        if has_form(message):
            await super().send(message)
        else:
            await self.otherwise.send(message)


@dataclass(frozen=True)
class ToHome:
    """Somebody's App Home."""

    client: AsyncWebClient
    user: str
    names: Names

    async def send(self, message: Message) -> None:
        """Publish it."""
        await self.client.views_publish(user_id=self.user, view=home(message, self.names))


@dataclass(frozen=True)
class ToDirect:
    """The conversation, or the thread of it, in which something was said."""

    messenger: SlackMessenger
    place: Place
    key: str
    names: Names
    since: datetime

    async def send(self, message: Message) -> None:
        """Post it, each page once."""
        for number, blocks in enumerate(pages(message, self.names)):
            sheet = Sheet(blocks, summary(message, self.names), f"{self.key}.{number}")
            await self.messenger.deliver(self.place, sheet, self.since)


@dataclass(frozen=True)
class ToPerson:
    """Somebody in a channel or in a thread of it: only they see a private answer."""

    client: AsyncWebClient
    direct: ToDirect
    user: str

    async def send(self, message: Message) -> None:
        """Post it for one person, or for the channel if it is meant for it."""
        if message.audience is Audience.CHANNEL:
            await self.direct.send(message)
            return
        for blocks in pages(message, self.direct.names):
            await self.client.chat_postEphemeral(
                channel=self.direct.place.id,
                user=self.user,
                text=summary(message, self.direct.names),
                blocks=blocks,
                thread_ts=self.direct.place.thread or None,
            )


@dataclass(frozen=True)
class ToThread:
    """Whoever pressed something in a thread, in that thread: a response_url would answer outside of it.

    Where Slack does not show it there, such as to somebody who is not in the channel, it goes another way.
    """

    person: ToPerson
    otherwise: Reply

    async def send(self, message: Message) -> None:
        """Show it in the thread, or elsewhere."""
        try:
            await self.person.send(message)
        except SlackApiError as error:
            if revoked(error):
                raise
            _log.info("an answer comes outside its thread: %s", code(error))
            await self.otherwise.send(message)


async def _updated(client: AsyncWebClient, view: str, shown: View) -> None:
    """Change an open modal; well also where it was closed."""
    try:
        await client.views_update(view_id=view, view=shown)
    except SlackApiError as error:
        if code(error) not in _CLOSED:
            raise


def _why(error: Exception) -> str:
    """Slack's word, or the network's; its text may name an address."""
    return code(error) if isinstance(error, SlackApiError) else type(error).__name__


def _pause(said: aiohttp.ClientResponse, attempt: int) -> float:
    asked = said.headers.get("Retry-After", "")
    return min(float(asked), RETRY_AFTER) if asked.isdecimal() else 0.5 * 2.0**attempt
