"""Interactions and messages of Discord as events of the tutor. Pure: what Discord says in, an event out.

The id of an interaction or a message is the delivery: replayed after a resumed connection, it is unchanged.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord

from adapters.discord.forms import BOX, submitted
from adapters.discord.ids import Answer, Call
from bot.events import Account, BoxOpened, ChoiceMade, CommandCalled, Place, Said, TextAnswered

PLATFORM = "discord"


def called(interaction: discord.Interaction[Any], team: str, call: Call, *, manager: bool) -> CommandCalled:
    """A command, a button that calls one, or a submitted form."""
    who, where = _account(interaction.user, team), _place(interaction, team, call.at)
    return CommandCalled(str(interaction.id), who, where, call.command, dict(call.args), manager=manager)


def filled(interaction: discord.Interaction[Any], call: Call) -> Call:
    """A call with what was filled into its form."""
    args = dict(call.args) | submitted(_data(interaction).get("components") or ())
    return replace(call, args=tuple(args.items()))


def opening(interaction: discord.Interaction[Any], team: str, post: str) -> BoxOpened:
    """The wish to write an answer to a post."""
    who, where = _account(interaction.user, team), _place(interaction, team)
    return BoxOpened(str(interaction.id), who, where, post)


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


def addressed(message: discord.Message, me: int) -> bool:
    """Whether a message is for the tutor: a direct one, or one that names it or the role that is its own.

    A reply to the tutor is people's talk about what it said, although Discord counts it as a mention.
    """
    return message.guild is None or _names(message, me) or _own_role(message) is not None


def to_role_alone(message: discord.Message, me: int) -> bool:
    """Whether a message names the tutor's role, which looks like it: Discord may hide what else it says."""
    return not _names(message, me) and _own_role(message) is not None


def said(message: discord.Message, team: str, me: int) -> Said:
    """A message for the tutor, without the mention of it."""
    role = _own_role(message)
    mention = rf"<@!?{me}>" if role is None else rf"<@(?:!?{me}|&{role})>"
    text = re.sub(mention, " ", message.content).strip()
    where = within(message.channel, team, direct=message.guild is None)
    return Said(str(message.id), _account(message.author, team), where, text)


def _names(message: discord.Message, me: int) -> bool:
    return f"<@{me}>" in message.content or f"<@!{me}>" in message.content


def _own_role(message: discord.Message) -> int | None:
    """The id of the tutor's own role, where a message mentions it: Discord makes one at the invitation."""
    role = None if message.guild is None else message.guild.self_role
    return role.id if role is not None and role in message.role_mentions else None


def _account(user: discord.abc.User, team: str) -> Account:
    return Account(PLATFORM, team, str(user.id), user.display_name)


def _place(interaction: discord.Interaction[Any], team: str, at: int | None = None) -> Place:
    if at is not None and interaction.guild is not None:
        channel = interaction.guild.get_channel(at)
        return Place(PLATFORM, team, str(at), "" if channel is None else channel.name)
    direct = interaction.guild_id is None
    if interaction.channel is None:
        return Place(PLATFORM, team, str(interaction.channel_id), direct=direct)
    return within(interaction.channel, team, direct=direct)


def within(channel: Any, team: str, *, direct: bool) -> Place:
    """The channel; for one of its threads too, unless it consists of threads alone.

    The library may know a thread without knowing its channel.
    """
    if isinstance(channel, discord.Thread) and not isinstance(channel.parent, discord.ForumChannel):
        name = "" if channel.parent is None else channel.parent.name
        return Place(PLATFORM, team, str(channel.parent_id), name, thread=str(channel.id))
    name = getattr(channel, "name", None) or ""
    return Place(PLATFORM, team, str(channel.id), name, direct=direct)


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return interaction.data or {}
