"""Discord's refusals as the tutor's: gone, forbidden, later, invalid, or unsure whether it was sent."""

import asyncio

import aiohttp
import discord

from bot.errors import DeliveryError, Forbidden, Gone, Invalid, Later, TutorError, Unsure

# discord-api-docs, developers/topics/opcodes-and-status-codes, JSON error codes
UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, UNKNOWN_INTERACTION = 10003, 10004, 10008, 10062
ACKNOWLEDGED = 40060
MAY_NOT_REPLY, THREAD_IS_OPEN = 160002, 160004
NO_SUCH_THING_HERE, ARCHIVED, LOCKED, TOO_MANY_THREADS = 50024, 50083, 160005, 160006
MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
_GONE = (UNKNOWN_CHANNEL, UNKNOWN_GUILD)

SOON = 5.0  # seconds until a connection that was refused is tried again
RESET = 300.0  # seconds until a token is tried again; 10,000 refusals in 10 minutes shut out an address
REFUSED_LOGIN = (
    "Discord does not accept DISCORD_TOKEN. Make a new one on the Bot page of your application"
    " (https://discord.com/developers/applications) and set it."
)
ALLOW = "Allow it in the channel's settings, Permissions: View Channel and Send Messages."
NO_CONTENT = (  # the one privileged intent that is ever asked for
    "Discord refuses the Message Content Intent. Switch it on on the Bot page of your application"
    " (https://discord.com/developers/applications), or unset TUTOR_RELAY."
)

TROUBLE = (discord.DiscordException, aiohttp.ClientError, asyncio.TimeoutError, OSError)


def translated(error: BaseException) -> DeliveryError:
    """The tutor's word for what went wrong with a message; `error` is one of TROUBLE."""
    match error:
        case discord.RateLimited(retry_after=seconds):
            return Later("Discord asks to wait.", seconds)
        case discord.HTTPException():
            return _refused(error)
        case aiohttp.ClientConnectorError():
            return Later("Discord cannot be reached.", SOON)
        case _:
            return Unsure(f"Discord did not say whether it took the message ({type(error).__name__}).")


def code_of(refusal: DeliveryError) -> int:
    """Discord's number for why it refused; 0 where it did not say."""
    return int(getattr(refusal.__cause__, "code", 0))


def start_failure(error: BaseException, *, shards_set: bool) -> TutorError | None:
    """Why logging in or staying connected is of no use before somebody acts; None where trying again is.

    With no shards set, Discord says at the next start how many there are to be by now.
    """
    match error:
        case discord.LoginFailure():
            return TutorError(REFUSED_LOGIN)
        case discord.PrivilegedIntentsRequired():
            return TutorError(NO_CONTENT)
        case discord.ConnectionClosed(code=4004):
            return TutorError(REFUSED_LOGIN)
        case discord.ConnectionClosed(code=4010 | 4011) if shards_set:
            return TutorError("Discord refuses the shards asked for; correct or unset DISCORD_SHARDS.")
        case _:
            return None


def _refused(error: discord.HTTPException) -> DeliveryError:
    said = f"{error.text[:200] or error.status} (code {error.code})"
    if error.code in _GONE:
        return Gone(f"The channel is no more: {said}.")
    if error.status == 429:
        return Later("Discord asks to wait.", SOON)
    if error.status >= 500:
        return Unsure(f"Discord had trouble and may have taken the message or not: {said}.")
    if error.status == 401:  # of every channel, so none of them is to be paused for it
        return Later(REFUSED_LOGIN, RESET)
    if error.code in (MISSING_ACCESS, MISSING_PERMISSIONS):
        return Forbidden(f"Discord does not let the tutor do it: {said}. {ALLOW}")
    if error.status == 403:
        return Forbidden(f"Discord does not let the tutor do it: {said}.")
    return Invalid(f"Discord refuses the message: {said}.")
