"""What is wrong with the way to Slack, and how to mend it."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.relay import RELAY, THREADS
from adapters.secrets import Vault
from adapters.slack.errors import code
from adapters.slack.manifest import RELAY_SCOPES, SCOPES, optional
from adapters.slack.settings import SlackSettings, read
from adapters.slack.web import Web, connected
from bot.doctor import Finding
from bot.errors import UsageError

SECRET_LENGTH = 32  # hexadecimal characters of a signing secret
CLOCK_OFF = 300  # seconds after which Slack's signatures are refused
_APP = re.compile("xapp-[0-9]+-(A[A-Z0-9]+)-")  # an app-level token names its app
_WITHOUT = {
    ("channels:history", "groups:history"): (
        "a daily question whose outcome is unknown is skipped rather than posted again"
    ),
    (
        "files:write",
        "im:write",
    ): "a copy of somebody's data is shown in part rather than sent as a file",
}


def check(values: Mapping[str, str]) -> Iterable[Finding]:
    """All findings on Slack; none where it is not set up."""
    try:
        settings = read(values)
    except UsageError as error:
        return [Finding(False, "Slack's settings", str(error))]
    return asyncio.run(_all(settings)) if settings is not None else []


async def _all(settings: SlackSettings) -> list[Finding]:
    return [found async for found in findings(settings)]


async def findings(settings: SlackSettings) -> AsyncIterator[Finding]:
    """Everything that can be seen from here, without posting anything."""
    for found in _at_hand(settings):
        yield found
    async with connected(settings.api_url) as web:
        reached = await _clock(web)
        yield reached
        if not reached.ok:
            return
        if settings.bot_token:
            async for found in _bot_token(web, settings):
                yield found
        if settings.app_token:
            yield await _app_token(web, settings.app_token)


def _at_hand(settings: SlackSettings) -> list[Finding]:
    """What the settings themselves give away."""
    found = []
    if not settings.socket_mode:
        found.append(_secret(settings.signing_secret))
        if not settings.public_url:
            found.append(
                Finding(
                    False,
                    "TUTOR_PUBLIC_URL is not set",
                    "set it to the address at which Slack reaches this server",
                )
            )
    if settings.oauth:
        try:
            Vault(settings.keys)
        except UsageError as error:
            found.append(Finding(False, "TUTOR_KEY", str(error)))
        else:
            found.append(Finding(True, "TUTOR_KEY can encrypt tokens"))
    return found


def _secret(secret: str) -> Finding:
    if len(secret) == SECRET_LENGTH and all(letter in "0123456789abcdef" for letter in secret):
        return Finding(True, "SLACK_SIGNING_SECRET looks like one")
    return Finding(
        False,
        "SLACK_SIGNING_SECRET is not 32 hexadecimal characters",
        "copy it from Basic Information, App Credentials; it is neither the client secret nor the "
        "verification token",
    )


async def _clock(web: Web) -> Finding:
    """Slack's clock is in every answer of its."""
    try:
        async with web.session.post(f"{web.api_url}api.test") as said:
            date = said.headers.get("Date", "")
    except (aiohttp.ClientError, TimeoutError) as error:
        return _unreached(error)
    apart = abs(time.time() - parsedate_to_datetime(date).timestamp()) if date else 0
    if apart > CLOCK_OFF:
        return Finding(
            False,
            f"this machine's clock is {apart:.0f} s off, so every request of Slack is refused",
            "set it, best by NTP",
        )
    return Finding(True, "Slack can be reached, and the clocks agree")


def _unreached(error: Exception) -> Finding:
    said = f"Slack cannot be reached ({type(error).__name__})"
    return Finding(False, said, "check the network, a proxy, and SLACK_API_URL")


async def _bot_token(web: Web, settings: SlackSettings) -> AsyncIterator[Finding]:
    try:
        said = await web.once(settings.bot_token).auth_test()
    except SlackApiError as error:
        yield _token("SLACK_BOT_TOKEN", error)
        return
    except (aiohttp.ClientError, TimeoutError) as error:
        yield _unreached(error)
        return
    yield Finding(
        True, f"SLACK_BOT_TOKEN is the app's in the workspace {said.get('team') or said['team_id']}"
    )
    if mixed := await _mixed(web, settings, str(said.get("bot_id") or "")):
        yield mixed
    has = set(_header(said, "x-oauth-scopes").split(","))
    if deaf := sorted(set(RELAY_SCOPES) - has) if settings.relay else []:
        yield Finding(
            False,
            f"{RELAY} is {THREADS}, but the app lacks {' and '.join(deaf)}, so it hears no thread",
            "give the app the manifest of `exam-tutor slack manifest --relay`, then install it again",
        )
    if missing := sorted(set(SCOPES) - has):
        needs = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        yield Finding(
            False,
            f"missing scopes: {needs}",
            "give the app the manifest that `exam-tutor slack manifest` prints, then install it again",
        )
    else:
        yield Finding(True, "the app has every scope it needs")
    for scopes, then in _WITHOUT.items():
        if set(scopes) & set(optional(relay=settings.relay)) - has:
            yield Finding(True, f"without {' and '.join(scopes)}, {then}")


async def _mixed(web: Web, settings: SlackSettings, bot: str) -> Finding | None:
    """That the two tokens are of two apps, of which one hears and the other speaks; None where they agree."""
    listens = _APP.match(settings.app_token)
    if listens is None:
        return None
    try:
        said = await web.once(settings.bot_token).bots_info(bot=bot)
    except (SlackApiError, aiohttp.ClientError, TimeoutError):  # other findings say what is wrong
        return None
    speaks = (said.get("bot") or {}).get("app_id")
    if speaks in (None, "", listens[1]):
        return None
    what = f"SLACK_APP_TOKEN is the app {listens[1]}'s, and SLACK_BOT_TOKEN the app {speaks}'s"
    return Finding(False, what, "take both from the settings of the same app")


async def _app_token(web: Web, token: str) -> Finding:
    try:
        await web.once(token).apps_connections_open(app_token=token)
    except SlackApiError as error:
        return _token("SLACK_APP_TOKEN", error)
    except (aiohttp.ClientError, TimeoutError) as error:
        return _unreached(error)
    return Finding(True, "SLACK_APP_TOKEN opens a connection")


def _token(name: str, error: SlackApiError) -> Finding:
    said = code(error)
    mend = {
        "missing_scope": "make one with the scope connections:write",
        "not_allowed_token_type": "it is a token of another kind: take the one that docs/slack.md names",
    }.get(said, "copy it again from the app's settings")
    return Finding(False, f"Slack does not take {name} ({said or 'no answer'})", mend)


def _header(response: Any, name: str) -> str:
    found = (value for key, value in response.headers.items() if key.lower() == name)
    return str(next(found, "")).replace(" ", "")
