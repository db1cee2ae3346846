"""What arrives from Discord, to the tutor and back."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import discord

from adapters.discord.errors import TROUBLE
from adapters.discord.events import PLATFORM, answered, called, filled, opening, said, to_role_alone
from adapters.discord.forms import answer_box
from adapters.discord.homes import Homes
from adapters.discord.ids import Answer, Call, Show, Write, read
from adapters.discord.layout import Rendered
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.render import render, shown_privately
from adapters.discord.replies import AT_ONCE, Reply, answer, surely
from adapters.discord.rights import check_own, guarded, manages
from adapters.discord.shown import is_own, label, texts_beside
from bot.errors import DeliveryError, Later, Unsure, UsageError
from bot.events import CommandCalled, Place, Said
from bot.messages import AnswerBox, Audience, Choices, Message, Text, Tone
from bot.tutor import Tutor

REMEMBERED = 2_000  # presses
TRIES = 4  # of a typed message's answer, under one nonce

_UNREADABLE: Mapping[type[BaseException], str] = {
    discord.NotFound: "Your message has been deleted, so I cannot answer it any more. /ask answers you anew.",
    discord.Forbidden: (
        "I may not read your message again. Use /ask, or have a manager allow me Read Message History"
        " in the channel's settings, Permissions."
    ),
}
_NOT_NOW = "Discord does not show me your message at the moment; please press once more."
_NOT_YOURS = "This answer is for somebody else. /ask gives you one of your own."
NAMED_ROLE = (
    "That was my role, and Discord does not show me what is written to it."
    " Pick me among the members when you type @, or use /ask."
)
_OLD = "This button belongs to an older tutor. /help shows what there is now."

_log = logging.getLogger(__name__)


class TutorListener:
    """Answers on Discord by what the tutor says."""

    def __init__(self, tutor: Tutor, messenger: DiscordMessenger, homes: Homes) -> None:
        self._tutor = tutor
        self._messenger = messenger
        self._homes = homes
        self._pressed: OrderedDict[tuple[int, str], int] = OrderedDict()

    async def command(self, interaction: discord.Interaction[Any], call: Call) -> None:
        """Answer a command."""
        await self._answer(Reply(interaction, again=call), self._called(interaction, call))

    async def component(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Answer a press, a pick or a filled form: what it means is in its id."""
        match read(custom_id):
            case Write(post):
                await self._open_box(interaction, custom_id, post)
            case Answer(post) as pick:
                kept = texts_beside(interaction.message, post)
                in_place = is_own(interaction) and self._is_first(interaction, kept)
                await self._answer(Reply(interaction, in_place, kept), self._answered(interaction, pick))
            case Call() as call:
                await self.command(interaction, filled(interaction, call))
            case Show(message):
                await self._answer(Reply(interaction), self._shown(interaction, message))
            case None:
                await self._answer(Reply(interaction), _say(_OLD))

    async def message(self, message: discord.Message, me: int) -> None:
        """Answer a message for the tutor; privately where that is asked for."""
        team = await self._homes.team(message.guild.id if message.guild else None, message.author.id)
        event = said(message, team, me)
        unreadable = not event.text and to_role_alone(message, me)
        task = asyncio.create_task(_say(NAMED_ROLE, Audience.CHANNEL) if unreadable else self._heard(event))
        ready, _ = await asyncio.wait({task}, timeout=AT_ONCE)
        if not ready:
            with suppress(*TROUBLE):  # a courtesy
                await message.channel.typing()
        result = await task
        aside = message.guild is not None and result.audience is Audience.PRIVATE
        rendered = shown_privately(message.id) if aside else render(result)
        try:
            await self._post(event.where, rendered, event.delivery, message.id if message.guild else None)
        except DeliveryError as refusal:
            _log.warning("message %s stays unanswered: %s", message.id, refusal)

    async def left(self, guild: int) -> None:
        """Note that a server has removed the tutor."""
        _log.info("server %d has removed the tutor", guild)
        await self._tutor.teams.left(PLATFORM, str(guild))

    async def joined(self, guild: int) -> None:
        """Note that a server has the tutor."""
        await self._tutor.teams.back(PLATFORM, str(guild))

    async def present(self, guilds: Collection[int], ours: Callable[[int], bool]) -> None:
        """Note what has changed while nobody listened: `guilds` are all that have the tutor, of those for
        which `ours` is true."""
        for team, known in (await self._tutor.teams.known(PLATFORM)).items():
            if team.isdecimal() and ours(int(team)) and known != (int(team) in guilds):
                await (self.left(int(team)) if known else self.joined(int(team)))

    async def _open_box(self, interaction: discord.Interaction[Any], custom_id: str, post: str) -> None:
        """Open the box for an answer, or say why none is taken any more. Discord opens none late: where the
        tutor does not say in time, it is opened all the same."""
        looking = asyncio.create_task(self._opened(interaction, post))
        ready, _ = await asyncio.wait({looking}, timeout=AT_ONCE)
        looking.cancel()
        if ready and not any(isinstance(part, AnswerBox | Choices) for part in looking.result().parts):
            await self._answer(Reply(interaction), _itself(looking.result()))
            return
        beside = texts_beside(interaction.message, post)
        box = answer_box(post, label(interaction.message, custom_id), beside)
        with _told(interaction):
            await surely(interaction, lambda: interaction.response.send_modal(box))

    async def _opened(self, interaction: discord.Interaction[Any], post: str) -> Message:
        return await self._tutor.handle(opening(interaction, await self._team(interaction), post))

    async def _answer(self, reply: Reply, work: Coroutine[Any, Any, Message]) -> None:
        with _told(reply.interaction):
            await answer(reply, work, self._show_to_channel)

    async def _called(self, interaction: discord.Interaction[Any], call: Call) -> Message:
        try:
            manager = await manages(interaction, call, interaction.client.overrides)
            if manager or not guarded(call):
                check_own(interaction, call)
        except UsageError as error:
            return await _say(str(error))
        team = await self._team(interaction)
        return await self._tutor.handle(called(interaction, team, call, manager=manager))

    async def _answered(self, interaction: discord.Interaction[Any], pick: Answer) -> Message:
        return await self._tutor.handle(answered(interaction, await self._team(interaction), pick))

    async def _heard(self, event: Said) -> Message:
        if event.text:
            return await self._tutor.handle(event)
        return await self._tutor.handle(CommandCalled(event.delivery, event.who, event.where, "help"))

    async def _shown(self, interaction: discord.Interaction[Any], message_id: int) -> Message:
        """The answer to a mention, for its author: the same delivery has the same outcome."""
        channel = interaction.client.get_partial_messageable(
            interaction.channel_id or 0, guild_id=interaction.guild_id
        )
        try:
            message = await channel.fetch_message(message_id)
        except TROUBLE as error:
            return await _say(_UNREADABLE.get(type(error), _NOT_NOW))
        if message.author.id != interaction.user.id:
            return await _say(_NOT_YOURS)
        message.author = interaction.user  # with the name that people know here
        me = interaction.client.user
        assert me is not None
        return await self._heard(said(message, await self._team(interaction), me.id))

    async def _show_to_channel(self, interaction: discord.Interaction[Any], message: Message) -> None:
        direct = interaction.guild_id is None
        place = Place(PLATFORM, str(interaction.guild_id or ""), str(interaction.channel_id), direct=direct)
        await self._post(place, render(message), str(interaction.id))

    async def _post(self, place: Place, rendered: Rendered, key: str, reply_to: int | None = None) -> None:
        """Post until Discord says so. One nonce makes all tries one message."""
        for attempt in range(TRIES):
            try:
                await self._messenger.send(place, rendered, key, reply_to)
            except (Later, Unsure) as error:
                if attempt == TRIES - 1:
                    raise
                await asyncio.sleep(error.seconds if isinstance(error, Later) else 2**attempt)
            else:
                return

    def _is_first(self, interaction: discord.Interaction[Any], texts: Sequence[str]) -> bool:
        """Whether nobody has pressed on a message as it is now: a second press must not overwrite the answer
        to the first, which may hold the next question."""
        assert interaction.message is not None
        pressed = (interaction.message.id, "\n".join(texts))
        if len(self._pressed) > REMEMBERED:
            self._pressed.popitem(last=False)
        return self._pressed.setdefault(pressed, interaction.id) == interaction.id

    async def _team(self, interaction: discord.Interaction[Any]) -> str:
        return await self._homes.team(interaction.guild_id, interaction.user.id)


@contextmanager
def _told(interaction: discord.Interaction[Any]) -> Iterator[None]:
    """What Discord does not take of an answer is a line in the log, and no fault of ours."""
    try:
        yield
    except TROUBLE as error:
        _log.warning("interaction %s stays unanswered: %s", interaction.id, error)


async def _itself(message: Message) -> Message:
    return message


async def _say(sentence: str, audience: Audience = Audience.PRIVATE) -> Message:
    return Message((Text(sentence, Tone.BAD),), audience)
