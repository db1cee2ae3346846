"""Who manages a channel: by Discord's permissions, or by what a server says of a command in its settings."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeAlias

import discord

from adapters.discord.errors import TROUBLE
from adapters.discord.ids import Call
from bot.commands import BY_NAME, Command, Role, for_managers
from bot.errors import UsageError

_ROLE, _PERSON = 1, 2  # discord-api-docs, developers/interactions/application-commands: permission types
UNSEEN = "I cannot see that channel; give me access to it first."


Overrides: TypeAlias = Callable[[int, str], Awaitable[Iterable[Mapping[str, Any]]]]
"""What a server's settings say of a command: the roles and members it is opened or closed to."""


async def manages(interaction: discord.Interaction[Any], call: Call, overrides: Overrides) -> bool:
    """Whether the person manages the channel that a call is about. Raises UsageError for one not seen.

    Whoever may manage channels or the server does; so does whoever the server's settings give the command to.
    """
    if interaction.guild_id is None:
        return False
    may = _permissions(interaction, call.at)
    if may.administrator or may.manage_guild or may.manage_channels:
        return True
    command = BY_NAME.get(call.command)
    if command is None or not for_managers(command, dict(call.args)):
        return False
    if command.role is Role.MANAGER and interaction.type is discord.InteractionType.application_command:
        return True  # Discord hands it to nobody else
    try:
        entries = await overrides(interaction.guild_id, command.under or command.name)
    except TROUBLE:
        return False
    return _opened(command, {int(entry["id"]): entry for entry in entries}, interaction)


def _permissions(interaction: discord.Interaction[Any], at: int | None) -> discord.Permissions:
    if at is None or at == interaction.channel_id:
        return interaction.permissions
    channel = None if interaction.guild is None else interaction.guild.get_channel(at)
    if channel is None:
        raise UsageError(UNSEEN)
    assert isinstance(interaction.user, discord.Member)
    return channel.permissions_for(interaction.user)


def _opened(
    command: Command, said: Mapping[int, Mapping[str, Any]], interaction: discord.Interaction[Any]
) -> bool:
    """Whether the settings give a command to the person, or to a role of theirs.

    A command that everybody may use is given to nobody in particular unless it is closed to everybody else.
    """
    assert interaction.guild_id is not None and isinstance(interaction.user, discord.Member)
    everyone = said.get(interaction.guild_id)  # the role of everyone has the server's id
    closed = everyone is not None and not everyone["permission"]
    roles = {role.id: _ROLE for role in interaction.user.roles if role.id != interaction.guild_id}
    mine = roles | {interaction.user.id: _PERSON}
    named = [entry for number, entry in said.items() if mine.get(number) == entry["type"]]
    return (closed or command.role is Role.MANAGER) and any(entry["permission"] for entry in named)
