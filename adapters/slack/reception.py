"""What everything that Slack sends has in common: it is asked of the tutor, and the answer finds its way."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Protocol

from adapters.slack.errors import revoked, translate
from adapters.slack.files import Files
from adapters.slack.messenger import SlackMessenger
from adapters.slack.names import Names
from adapters.slack.people import People
from adapters.slack.replies import Reply, ToHome, ToUrl
from adapters.slack.tasks import Tasks
from adapters.slack.teams import Team, Teams
from adapters.slack.web import Web
from bot.commands import BY_NAME, for_managers, posts
from bot.errors import Later, StoreError
from bot.events import CommandCalled, Event, HomeOpened, Overheard, TakenBack
from bot.messages import Message, Text, Tone
from bot.ports import OneTimeTokens

INVITE_ME = Text("I cannot post here before I am in this channel: type /invite @tutor.", Tone.ALMOST)
INVITE_ME_FIRST = Text(
    "I cannot post here before I am in this channel: type /invite @tutor, then this once more.", Tone.ALMOST
)
_ANSWERED = "slack reply"
_A_DAY = 24 * 60 * 60
_NAME = 128  # characters of a claim
_log = logging.getLogger(__name__)


class Answers(Protocol):
    """The tutor, as far as Slack needs it."""

    async def handle(self, event: Event) -> Message:
        """The answer to an event; never raises."""

    async def overhear(self, event: Overheard | TakenBack) -> None:
        """Pass on what people say to each other. Raises StoreError."""


@dataclass(frozen=True)
class Reception:
    """The tutor behind the desk, and what is needed to answer for it."""

    tutor: Answers
    teams: Teams
    people: People
    web: Web
    messenger: SlackMessenger
    files: Files
    claims: OneTimeTokens
    names: Names
    tasks: Tasks

    def ask(self, event: Event, team: Team) -> asyncio.Task[Message]:
        """Begin to answer an event; goes on whether or not somebody waits for it."""

        async def answered() -> Message:
            try:
                known = await self.people.known(event, team)
            except Later as trouble:
                return Message((Text(str(trouble), Tone.BAD),))
            if _posts(known) and await self.people.outside(known.where, team):
                return Message((INVITE_ME_FIRST,))
            message = await self.files.sent(await self.tutor.handle(known), known, team)
            if (
                isinstance(known, CommandCalled)
                and known.manager
                and await self.people.outside(known.where, team)
            ):
                return replace(message, parts=(*message.parts, INVITE_ME))
            return message

        return self.tasks.start(answered())

    def forward(self, answer: asyncio.Task[Message], team: Team, reply: Reply, once: str = "") -> None:
        """Send an answer on its way as soon as it is there; that of a delivery `once` only the first time."""

        async def sent() -> None:
            message = await answer
            if once:
                await self.send_once(message, team, reply, once)
            else:
                await self.send(message, team, reply)

        self.tasks.start(sent())

    def publish(self, event: HomeOpened, user: str, team: Team) -> None:
        """Show somebody's App Home as it is now."""
        page = ToHome(self.web.repeating(team.token), user, self.names)
        self.forward(self.ask(event, team), team, page)

    async def send_once(self, message: Message, team: Team, reply: Reply, delivery: str) -> None:
        """Send the answer to the first of a delivery's copies, whichever process has it."""
        try:
            if not await self.claims.claim(_ANSWERED, f"{team.id}.{delivery}"[:_NAME], _A_DAY):
                return
        except StoreError as error:  # then the message says so too, and is better said twice than not
            _log.warning("%s", error)
        await self.send(message, team, reply)

    async def send(self, message: Message, team: Team, reply: Reply) -> None:
        """Send an answer on its way. Raises DeliveryError; a token that Slack revoked is forgotten."""
        try:
            await reply.send(message)
        except Exception as error:
            if revoked(error):
                await self.teams.refused(team)
            raise translate(error) from error

    def by_url(self, url: str, *, replaces: bool = False, thread: str = "") -> ToUrl:
        """The way back by a response_url."""
        return ToUrl(self.web.session, url, self.names, replaces, thread)


def _posts(event: Event) -> bool:
    """Whether the tutor is asked to post to the channel now; what managers set may be set before it can."""
    if not isinstance(event, CommandCalled) or (command := BY_NAME.get(event.name)) is None:
        return False
    return posts(command, event.args) and not for_managers(command, event.args)
