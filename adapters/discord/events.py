"""Interactions and messages of Discord as events of the tutor. Pure: what Discord says in, an event out.

The id of an interaction or a message is the delivery: replayed after a resumed connection, it is unchanged.
"""

import re
from collections.abc import Mapping
from typing import Any

import discord

from adapters.discord.forms import BOX, submitted
from adapters.discord.ids import Answer, Call
from bot.commands import BY_NAME, Role
from bot.events import Account, ChoiceMade, CommandCalled, Place, Said, TextAnswered

PLATFORM = "discord"


def called(
    interaction: discord.Interaction[Any], team: str, name: str, args: Mapping[str, str]
) -> CommandCalled:
    """A command, a button that calls one, or a submitted form."""
    return CommandCalled(
        str(interaction.id),
        _account(interaction.user, team),
        _place(interaction, team),
        name,
        dict(args),
        manager=_manages(interaction, name),
    )


def pressed(interaction: discord.Interaction[Any], team: str, call: Call) -> CommandCalled:
    """A button or a form whose id says the command; what a form's fields hold comes on top."""
    filled = submitted(_data(interaction).get("components") or ())
    return called(interaction, team, call.command, dict(call.args) | filled)


def answered(interaction: discord.Interaction[Any], team: str, answer: Answer) -> ChoiceMade | TextAnswered:
    """A pick by button or menu, or a filled answer box."""
    who, where, delivery = _account(interaction.user, team), _place(interaction, team), str(interaction.id)
    data = _data(interaction)
    if interaction.type is discord.InteractionType.modal_submit:
        text = submitted(data.get("components") or ()).get(BOX, "")
        return TextAnswered(delivery, who, where, answer.post, text)
    values = (value for value in data.get("values") or () if value.isdecimal())
    picks = tuple(sorted(map(int, values))) if answer.place is None else (answer.place,)
    return ChoiceMade(delivery, who, where, answer.post, picks)


def said(message: discord.Message, team: str, me: int) -> Said:
    """A direct message, or one that mentions the tutor: then without the mention."""
    text = re.sub(rf"<@!?{me}>", " ", message.content).strip()
    channel = message.channel
    direct = message.guild is None
    where = Place(PLATFORM, team, str(channel.id), "" if direct else str(channel), direct=direct)
    return Said(str(message.id), _account(message.author, team), where, text)


def _account(user: discord.abc.User, team: str) -> Account:
    return Account(PLATFORM, team, str(user.id), user.display_name)


def _place(interaction: discord.Interaction[Any], team: str) -> Place:
    name = getattr(interaction.channel, "name", None) or ""
    return Place(PLATFORM, team, str(interaction.channel_id), name, direct=interaction.guild_id is None)


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return interaction.data or {}


def _manages(interaction: discord.Interaction[Any], name: str) -> bool:
    """Whether the person may manage the channel or the server.

    A manager's command that Discord delivered at all was allowed by the server's own settings, which may
    open it to other roles; a button may be pressed by anybody.
    """
    if interaction.guild_id is None:
        return False
    may = interaction.permissions
    command = BY_NAME.get(name)
    opened = (
        interaction.type is discord.InteractionType.application_command
        and command is not None
        and command.role is Role.MANAGER
    )
    return opened or may.administrator or may.manage_guild or may.manage_channels
