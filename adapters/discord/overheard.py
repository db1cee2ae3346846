"""What people say to each other in threads, as events of the tutor. Pure: a message in, words out."""

import re
from datetime import UTC, datetime

import discord

from adapters.discord.events import PLATFORM
from bot.events import Account, Overheard, Place

_SAID = (discord.MessageType.default, discord.MessageType.reply)  # all others are Discord's own remarks
_EMOJI = re.compile(r"<a?(:\w+:)\d{15,20}>")
_COMMAND = re.compile(r"<(/[^:<>]{1,100}):\d{15,20}>")
_TIME = re.compile(r"<t:(-?\d{1,11})(?::[tTdDfFR])?>")
_APART = "@\u200b"  # how the library keeps @everyone from being one; the other platform escapes for itself


def is_said(message: discord.Message) -> bool:
    """Whether a person wrote it: no bot, no webhook, not Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in _SAID


def overheard(message: discord.Message, where: Place, edited_at: datetime | None = None) -> Overheard:
    """What somebody wrote; with its attachments as links."""
    who = Account(PLATFORM, where.team, str(message.author.id), message.author.display_name)
    version = edited_at.isoformat() if edited_at is not None else ""
    links = tuple((file.filename, file.url) for file in message.attachments)
    delivery = f"{message.id} {version}".rstrip()
    return Overheard(delivery, who, where, str(message.id), words(message), links, edited_at)


def words(message: discord.Message) -> str:
    """A message's text as a reader sees it: names for mentions, emoji, commands and times."""
    text = message.clean_content.replace(_APART, "@")
    text = _COMMAND.sub(r"\1", _EMOJI.sub(r"\1", text))
    text = _TIME.sub(lambda found: _moment(int(found[1])) or found[0], text)
    return "\n".join(filter(None, [text, *(f"({sticker.name})" for sticker in message.stickers)]))


def _moment(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return ""  # no year that a calendar has
