"""The tutor: an event in, a message out. It finds the use case; the rules live elsewhere."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping

from bot.commands import BY_LINE, BY_NAME, check, check_role
from bot.errors import TutorError, UsageError
from bot.events import (
    BoxOpened,
    ChoiceMade,
    CommandCalled,
    Event,
    HomeOpened,
    Overheard,
    Said,
    TakenBack,
    TextAnswered,
)
from bot.library import Library
from bot.messages import Message, Text, Tone
from bot.usecases.answer import answer, answer_post, open_box, said
from bot.usecases.ask import ask, share
from bot.usecases.daily import daily
from bot.usecases.desk import Desk
from bot.usecases.help import help_
from bot.usecases.home import home
from bot.usecases.leaderboard import leaderboard
from bot.usecases.linking import link, unlink
from bot.usecases.privacy import forget_me, my_data, privacy
from bot.usecases.quiz import quiz
from bot.usecases.relaying import overheard, taken_back
from bot.usecases.reports import appeal, report, reports, settle
from bot.usecases.squads import squad
from bot.usecases.streak import streak
from bot.usecases.teams import Teams
from bot.usecases.topics import card, topics

_log = logging.getLogger(__name__)

USECASES: Mapping[str, Callable[[Desk, CommandCalled], Awaitable[Message]]] = {
    "ask": ask,
    "share": share,
    "quiz": quiz,
    "answer": answer,
    "daily": daily,
    "streak": streak,
    "leaderboard": leaderboard,
    "squad": squad,
    "appeal": appeal,
    "report": report,
    "reports": reports,
    "settle": settle,
    "privacy": privacy,
    "my-data": my_data,
    "forget-me": forget_me,
    "link": link,
    "unlink": unlink,
    "topics": topics,
    "card": card,
    "help": help_,
}


class Tutor:
    """One tutor over its ports and packs. Any number of events may be handled at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def library(self) -> Library:
        """The packs in use."""
        return self._desk.library

    @property
    def teams(self) -> Teams:
        """The platforms' teams that have the tutor."""
        return Teams(self._desk)

    async def handle(self, event: Event) -> Message:
        """The answer to an event. What the person or the database got wrong is said in a sentence,
        and a fault of our own too: its trace goes to the log under the number that the person is told."""
        self._desk.counts.handled += 1
        try:
            return await self._handle(event)
        except TutorError as error:
            return Message((Text(str(error), Tone.BAD),))
        except Exception:  # noqa: BLE001  # a person always gets an answer
            incident = secrets.token_hex(3)
            _log.exception("incident %s while handling %s", incident, type(event).__name__)
            return Message(
                (Text(f"Something went wrong on my side (incident {incident}); please try again.", Tone.BAD),)
            )

    async def overhear(self, event: Overheard | TakenBack) -> None:
        """Pass on what people say to each other, where their group has chosen so. Raises StoreError."""
        self._desk.counts.handled += 1
        if isinstance(event, TakenBack):
            await taken_back(self._desk, event)
        else:
            await overheard(self._desk, event)

    async def _handle(self, event: Event) -> Message:
        match event:
            case CommandCalled():
                return await self._command(event)
            case Said():
                return await self._said(event)
            case HomeOpened():
                return await home(self._desk, event)
            case BoxOpened():
                return await open_box(self._desk, event)
            case ChoiceMade() | TextAnswered():
                return await answer_post(self._desk, event)

    async def _command(self, call: CommandCalled) -> Message:
        command = BY_NAME.get(call.name)
        if command is None:
            raise UsageError(f"There is no command /{call.name[:40]}. /help lists what there is.")
        check(command, call.args)
        check_role(command, call.args, manager=call.manager)
        return await USECASES[command.name](self._desk, call)

    async def _said(self, event: Said) -> Message:
        answered = await said(self._desk, event)
        if answered is not None:
            return answered
        meant = BY_LINE.get(event.text.strip(" ?!.").casefold())  # nobody new knows of slashes
        name, args = (meant.name, {}) if meant else ("ask", {"query": event.text})
        return await USECASES[name](
            self._desk, CommandCalled(event.delivery, event.who, event.where, name, args)
        )
