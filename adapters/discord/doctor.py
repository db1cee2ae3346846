"""What keeps the tutor from working on Discord, found over REST alone: no gateway login is spent."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager

import discord

from adapters.discord.client import FEW, point_at
from adapters.discord.errors import REFUSED_LOGIN, TROUBLE
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
    "create_public_threads": "for a quiz that people take together",
    "read_message_history": "to find a post again after a crash instead of posting twice",
    "attach_files": "for answers that are too long for a message",
}
PERMISSIONS = discord.Permissions(**dict.fromkeys(NEEDED, True))


def check(values: Mapping[str, str]) -> Iterable[Finding]:
    """All findings on Discord; none where it is not set up."""
    try:
        settings = read(values)
    except TutorError as error:
        return [Finding(False, "Discord", str(error))]
    return asyncio.run(_all(settings)) if settings is not None else []


async def _all(settings: DiscordSettings) -> list[Finding]:
    return [found async for found in findings(settings)]


async def findings(settings: DiscordSettings, scheduled: Iterable[Place] = ()) -> AsyncIterator[Finding]:
    """The token, the limits of the gateway, and the permissions in the channels with a schedule."""
    try:
        async with logged_in(settings) as client:
            yield Finding(True, f"Discord knows the tutor as {client.user}")
            yield await _logins(client)
            for place in scheduled:
                yield await _channel(client, place)
    except TutorError as error:
        yield Finding(False, "Discord", str(error))


@asynccontextmanager
async def logged_in(settings: DiscordSettings) -> AsyncIterator[discord.Client]:
    """A client that asks and does not listen. No privileged intent is needed, so none can be missing."""
    point_at(settings.api)
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(settings.token)
        except discord.LoginFailure as error:
            raise TutorError(REFUSED_LOGIN) from error
        except TROUBLE as error:
            raise TutorError(f"Discord cannot be reached at {settings.api}: {error}.") from error
        yield client


async def _logins(client: discord.Client) -> Finding:
    _, _, limits = await client.http.get_bot_gateway()
    if limits["remaining"] >= FEW:
        return Finding(True, f"{limits['remaining']} of {limits['total']} gateway logins are left for today")
    left = f"only {limits['remaining']} gateway logins are left for today"
    return Finding(False, left, "Stop what restarts the tutor again and again.")


async def _channel(client: discord.Client, place: Place) -> Finding:
    name = f"the channel {place.name or place.id}"
    try:
        may = await permissions(client, int(place.team), int(place.id))
    except discord.NotFound:
        return Finding(False, f"{name} is no more", "Pause its daily question.")
    except TROUBLE as error:
        return Finding(False, f"{name} cannot be looked at: {error}", "Invite the tutor to the server again.")
    missing = [f"{right.replace('_', ' ')} ({why})" for right, why in NEEDED.items() if not _has(may, right)]
    if not missing:
        return Finding(True, f"{name} gives the tutor all permissions that it needs")
    return Finding(
        False, f"{name} lacks {', '.join(missing)}", "Allow it in the channel's settings, Permissions."
    )


def _has(may: discord.Permissions, right: str) -> bool:
    return bool(getattr(may, right))
