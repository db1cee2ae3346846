"""Who manages a channel: by Discord's permissions, or by what a server says of a command in its settings.

And whether the tutor itself may do there what it is asked to.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeAlias

import discord

from adapters.discord.errors import TROUBLE
from adapters.discord.ids import Call
from bot.commands import BY_NAME, Command, Role, for_managers, posts
from bot.errors import UsageError

_ROLE, _PERSON = 1, 2  # discord-api-docs, developers/interactions/application-commands: permission types
ALONE = "That needs a channel of a server, with others in it."
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
    if not guarded(call):
        return False
    command = BY_NAME[call.command]
    if command.role is Role.MANAGER and interaction.type is discord.InteractionType.application_command:
        return True  # Discord hands it to nobody else
    try:
        entries = await overrides(interaction.guild_id, command.under or command.name)
    except TROUBLE:
        return False
    return _opened(command, {int(entry["id"]): entry for entry in entries}, interaction)


def guarded(call: Call) -> bool:
    """Whether a call is for those who manage."""
    command = BY_NAME.get(call.command)
    return command is not None and for_managers(command, dict(call.args))


def check_own(interaction: discord.Interaction[Any], call: Call) -> None:
    """Refuse what would come to nothing: for want of a permission of the tutor's own, or because a direct
    message has no threads. Raises UsageError."""
    command = BY_NAME.get(call.command)
    if command is None or not posts(command, dict(call.args)):
        return
    if interaction.guild_id is None:
        raise UsageError(ALONE)
    may, channel = _own_permissions(interaction, call.at), interaction.channel
    wanted = {"View Channel": may.view_channel, "Send Messages": may.send_messages}
    if (
        call.at is None
        and isinstance(channel, discord.Thread)
        and isinstance(channel.parent, discord.ForumChannel)
    ):
        wanted = {"View Channel": may.view_channel, "Send Messages in Posts": may.send_messages_in_threads}
    lacking = [right for right, has in wanted.items() if not has]
    if lacking and not may.administrator:
        rights = " and ".join(lacking)
        raise UsageError(f"I may not write there: allow me {rights} in the channel's settings, Permissions.")


def _own_permissions(interaction: discord.Interaction[Any], at: int | None) -> discord.Permissions:
    if at is None or at == interaction.channel_id:
        return interaction.app_permissions
    channel = None if interaction.guild is None else interaction.guild.get_channel(at)
    if channel is None:
        raise UsageError(UNSEEN)
    return channel.permissions_for(channel.guild.me)


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
