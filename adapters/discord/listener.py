"""What arrives from Discord, to the tutor and back."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

import discord

from adapters.discord.errors import TROUBLE, translated
from adapters.discord.events import PLATFORM, answered, called, pressed, said
from adapters.discord.forms import answer_box
from adapters.discord.homes import Homes
from adapters.discord.ids import Answer, Call, Show, Write, read
from adapters.discord.layout import Rendered
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.render import render, shown_privately
from adapters.discord.replies import AT_ONCE, Reply, answer, surely
from adapters.discord.shown import is_own, label, texts_beside
from bot.errors import Later, Unsure
from bot.events import CommandCalled, Place, Said
from bot.messages import Audience, Message, Text, Tone
from bot.tutor import Tutor

REMEMBERED = 2_000  # presses
TRIES = 4  # of a typed message's answer, under one nonce

_NOT_YOURS = "This answer is for somebody else. /ask gives you one of your own."
_OLD = "This button belongs to an older tutor. /help shows what there is now."

_log = logging.getLogger(__name__)


class TutorListener:
    """Answers on Discord by what the tutor says. `removed` is told the team that removed the tutor."""

    def __init__(
        self,
        tutor: Tutor,
        messenger: DiscordMessenger,
        homes: Homes,
        removed: Callable[[str], Awaitable[None]],
    ) -> None:
        self._tutor = tutor
        self._messenger = messenger
        self._homes = homes
        self._removed = removed
        self._pressed: OrderedDict[tuple[int, str], int] = OrderedDict()

    async def command(
        self, interaction: discord.Interaction[Any], name: str, args: Mapping[str, str]
    ) -> None:
        """Answer a command."""
        call = called(interaction, self._team(interaction), name, args)
        await self._answer(Reply(interaction, again=_again(call)), self._tutor.handle(call))

    async def component(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Answer a press, a pick or a filled form: what it means is in its id."""
        team = self._team(interaction)
        match read(custom_id):
            case Write(post):
                beside = texts_beside(interaction.message, post)
                box = answer_box(post, label(interaction.message, custom_id), beside)
                await surely(interaction, lambda: interaction.response.send_modal(box))
            case Answer(post) as pick:
                kept = texts_beside(interaction.message, post)
                in_place = is_own(interaction) and self._is_first(interaction, kept)
                reply = Reply(interaction, in_place, kept)
                await self._answer(reply, self._tutor.handle(answered(interaction, team, pick)))
            case Call() as call:
                event = pressed(interaction, team, call)
                await self._answer(Reply(interaction, again=_again(event)), self._tutor.handle(event))
            case Show(message):
                await self._answer(Reply(interaction), self._shown(interaction, message, team))
            case None:
                await self._answer(Reply(interaction), _say(_OLD))

    async def message(self, message: discord.Message, me: int) -> None:
        """Answer a direct message, or one that mentions the tutor; privately where that is asked for."""
        team = self._homes.team(message.guild.id if message.guild else None, message.author.id)
        event = said(message, team, me)
        task = asyncio.create_task(self._heard(event))
        ready, _ = await asyncio.wait({task}, timeout=AT_ONCE)
        if not ready:
            await message.channel.typing()
        result = await task
        aside = message.guild is not None and result.audience is Audience.PRIVATE
        rendered = shown_privately(message.id) if aside else render(result)
        await self._post(event.where, rendered, event.delivery, message.id if message.guild else None)

    async def removed(self, guild: discord.Guild) -> None:
        """Pass on that a server is gone."""
        await self._removed(str(guild.id))

    async def _answer(self, reply: Reply, work: Coroutine[Any, Any, Message]) -> None:
        try:
            await answer(reply, work, self._show_to_channel)
        except TROUBLE as error:
            _log.warning("interaction %s stays unanswered: %s", reply.interaction.id, error)

    async def _heard(self, event: Said) -> Message:
        if event.text:
            return await self._tutor.handle(event)
        return await self._tutor.handle(CommandCalled(event.delivery, event.who, event.where, "help"))

    async def _shown(self, interaction: discord.Interaction[Any], message_id: int, team: str) -> Message:
        """The answer to a mention, for its author: the same delivery has the same outcome."""
        channel = interaction.client.get_partial_messageable(interaction.channel_id or 0)
        try:
            message = await channel.fetch_message(message_id)
        except TROUBLE as error:
            return await _say(f"Your message cannot be read any more. {translated(error)}")
        if message.author.id != interaction.user.id:
            return await _say(_NOT_YOURS)
        message.author = interaction.user  # with the name that people know here
        me = interaction.client.user
        assert me is not None
        return await self._heard(said(message, team, me.id))

    async def _show_to_channel(self, interaction: discord.Interaction[Any], message: Message) -> None:
        direct = interaction.guild_id is None
        place = Place(PLATFORM, self._team(interaction), str(interaction.channel_id), direct=direct)
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

    def _team(self, interaction: discord.Interaction[Any]) -> str:
        return self._homes.team(interaction.guild_id, interaction.user.id)


async def _say(sentence: str) -> Message:
    return Message((Text(sentence, Tone.BAD),))


def _again(call: CommandCalled) -> Call:
    return Call(call.name, tuple(call.args.items()))
