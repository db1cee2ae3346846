"""What a message of ours shows, read back from Discord: nothing of it is kept by us."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from adapters.discord.ids import Answer, Write, read
from adapters.discord.render import PEN, number_of


def is_own(interaction: discord.Interaction[Any]) -> bool:
    """Whether the message pressed on is there for one person only, so that it may be changed."""
    message = interaction.message
    return message is not None and (message.flags.ephemeral or interaction.guild_id is None)


def label(message: discord.Message | None, custom_id: str) -> str:
    """What stands on a button, without its sign."""
    found = (part for part in _parts(message) if part.get("custom_id") == custom_id)
    return str(next(found, {}).get("label", "")).removeprefix(PEN).strip()


def texts_beside(message: discord.Message | None, post: str) -> list[str]:
    """The texts of the box in which a post's controls are: the question, as it was asked."""
    for box in _boxes(message):
        inside = list(_walk([box]))
        ids = [read(part["custom_id"]) for part in inside if "custom_id" in part]
        if any(isinstance(own, Answer | Write) and own.post == post for own in ids):
            return [part["content"] for part in inside if "content" in part]
    return []


def carries(message: discord.Message, key: str) -> bool:
    """Whether it is the post of that key, by the ids of its controls or the number of its first box."""
    number = number_of(key)
    boxes = (box.get("id") for box in _boxes(message))
    ids = (part.get("custom_id", "") for part in _parts(message))
    return number in boxes or any(key in custom_id.split(":") for custom_id in ids)


def _parts(message: discord.Message | None) -> Iterator[Mapping[str, Any]]:
    return _walk(_boxes(message))


def _boxes(message: discord.Message | None) -> Sequence[Mapping[str, Any]]:
    return [] if message is None else [component.to_dict() for component in message.components]


def _walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or ())
