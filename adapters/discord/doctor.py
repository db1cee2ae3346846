"""What keeps the tutor from working on Discord, found over REST alone: no gateway login is spent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager

import discord

from adapters.discord.client import FEW, point_at
from adapters.discord.errors import NO_CONTENT, REFUSED_LOGIN, TROUBLE, UNKNOWN_CHANNEL
from adapters.discord.messenger import permissions
from adapters.discord.settings import DiscordSettings, read
from bot.doctor import Finding
from bot.errors import TutorError
from bot.events import Place

# what the tutor needs where it posts, and why
NEEDED = {
    "view_channel": "to see the channel",
    "send_messages": "to post the daily question",
    "send_messages_in_threads": "to answer in threads",
    "create_public_threads": "for a quiz that people take together, and for what is passed on from Slack",
    "read_message_history": "to find a post again after a crash instead of posting twice",
    "attach_files": "for answers that are too long for a message",
}
_AGAIN = "Run the doctor again in a minute."
_INVITE = "Invite it with the link that `exam-tutor discord invite` prints."
_CONTENT = "Message Content"
_PRIVILEGED = {
    _CONTENT: ("gateway_message_content", "gateway_message_content_limited"),
    "Server Members": ("gateway_guild_members", "gateway_guild_members_limited"),
    "Presence": ("gateway_presence", "gateway_presence_limited"),
}
PERMISSIONS = discord.Permissions(**dict.fromkeys(NEEDED, True))


def check(values: Mapping[str, str]) -> Iterable[Finding]:
    """The token, the intents, the limits of the gateway; nothing where Discord is not set up."""
    return _found(values, _of_the_whole)


def check_channels(values: Mapping[str, str], scheduled: Iterable[Place]) -> Iterable[Finding]:
    """The permissions in the channels that have a schedule."""
    places = list(scheduled)

    async def of_channels(client: discord.Client, _settings: DiscordSettings) -> list[Finding]:
        return [await _channel(client, place) for place in places]

    return _found(values, of_channels) if places else []


def _found(
    values: Mapping[str, str],
    look: Callable[[discord.Client, DiscordSettings], Awaitable[list[Finding]]],
) -> list[Finding]:
    async def looked(settings: DiscordSettings) -> list[Finding]:
        async with logged_in(settings) as client:
            return await look(client, settings)

    try:
        settings = read(values)
        return [] if settings is None else asyncio.run(looked(settings))
    except TutorError as error:
        return [Finding(False, "Discord", str(error))]
    except TROUBLE as error:
        return [Finding(False, f"Discord did not answer as it should: {error}", _AGAIN)]


async def _of_the_whole(client: discord.Client, settings: DiscordSettings) -> list[Finding]:
    return [
        Finding(True, f"Discord knows the tutor as {client.user}"),
        _intents(client, relay=settings.relay),
        await _logins(client),
        *[found for guild in settings.guilds if (found := await _of_guild(client, guild)) is not None],
    ]


@asynccontextmanager
async def logged_in(settings: DiscordSettings) -> AsyncIterator[discord.Client]:
    """A client that asks and does not listen. Raises TutorError."""
    point_at(settings.api)
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(settings.token)
        except discord.LoginFailure as error:
            raise TutorError(REFUSED_LOGIN) from error
        except TROUBLE as error:
            raise TutorError(f"Discord cannot be reached at {settings.api}: {error}.") from error
        yield client


def _intents(client: discord.Client, *, relay: bool) -> Finding:
    """None that is privileged is needed to read what is said to the tutor; only relaying reads more."""
    assert client.application is not None
    flags = client.application.flags
    on = [name for name, is_on in _PRIVILEGED.items() if any(getattr(flags, flag) for flag in is_on)]
    if relay and _CONTENT not in on:
        return Finding(False, "the Message Content Intent is off, so nothing is read in threads", NO_CONTENT)
    spare = [name for name in on if not (relay and name == _CONTENT)]
    more = f"; {', '.join(spare)} may be switched off on the Bot page" if spare else ""
    if relay:
        return Finding(True, f"the Message Content Intent is on, with which threads are read{more}")
    return Finding(True, f"no privileged intent is needed, so none can be missing{more}")


async def _logins(client: discord.Client) -> Finding:
    _, _, limits = await client.http.get_bot_gateway()
    if limits["remaining"] >= FEW:
        return Finding(True, f"{limits['remaining']} of {limits['total']} gateway logins are left for today")
    left = f"only {limits['remaining']} gateway logins are left for today"
    return Finding(False, left, "Stop what restarts the tutor again and again.")


async def _of_guild(client: discord.Client, guild: int) -> Finding | None:
    """Why a server of DISCORD_GUILDS gets no commands; None where it does."""
    assert client.application_id is not None
    try:
        await client.http.get_guild_commands(client.application_id, guild)
    except (discord.Forbidden, discord.NotFound):
        what = f"the server {guild} of DISCORD_GUILDS gets no commands: the tutor has not been invited there"
        return Finding(False, what, f"{_INVITE[:-1]}, or take the server from DISCORD_GUILDS.")
    return None


async def _channel(client: discord.Client, place: Place) -> Finding:
    name = f"the channel {place.name or place.id}"
    try:
        may = await permissions(client, int(place.team), int(place.id))
    except (discord.NotFound, discord.Forbidden) as error:
        if error.code == UNKNOWN_CHANNEL:
            mend = "Nothing to mend: its daily question ends by itself at the next time that it is due."
            return Finding(False, f"{name} is no more", mend)
        return Finding(False, f"the server of {name} does not have the tutor any more", _INVITE)
    except TROUBLE as error:
        return Finding(False, f"{name} cannot be looked at: {error}", _AGAIN)
    lacking = [right for right in NEEDED if not _has(may, right)]
    unseen = ["view_channel"] if "view_channel" in lacking else []  # it hides what else is missing
    missing = [f"{right.replace('_', ' ')} ({NEEDED[right]})" for right in unseen or lacking]
    if not missing:
        return Finding(True, f"{name} gives the tutor all permissions that it needs")
    return Finding(
        False, f"{name} lacks {', '.join(missing)}", "Allow it in the channel's settings, Permissions."
    )


def _has(may: discord.Permissions, right: str) -> bool:
    return bool(getattr(may, right))
