"""The doctor says what is wrong with the way to Slack, and how to mend it, without showing a secret."""

import asyncio

import pytest
from cryptography.fernet import Fernet

from adapters.slack.doctor import findings
from adapters.slack.settings import SlackSettings
from bot.doctor import Finding
from tests.far_ends.slack import APP_TOKEN, SECRET, FarSlack
from tests.far_ends.slack.office import ALL_SCOPES


def examined(*, scopes: set[str] = ALL_SCOPES, clock_off: float = 0, **settings: str) -> list[Finding]:
    async def story() -> list[Finding]:
        async with FarSlack() as far:
            far.workspace("T1", scopes=scopes)
            far.clock_off = clock_off
            return [found async for found in findings(SlackSettings(**{"api_url": far.api_url, **settings}))]  # type: ignore[arg-type]  # all are texts

    return asyncio.run(asyncio.wait_for(story(), 20))


def wrong(found: list[Finding]) -> str:
    return "\n".join(one.what for one in found if not one.ok)


def test_all_is_well_over_socket_mode_and_over_http() -> None:
    assert wrong(examined(app_token=APP_TOKEN, bot_token="xoxb-T1")) == ""
    https = "https://t.example"
    assert wrong(examined(signing_secret=SECRET, bot_token="xoxb-T1", public_url=https)) == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"bot_token": "xoxb-canary", "app_token": APP_TOKEN}, "SLACK_BOT_TOKEN (invalid_auth)"),
        ({"bot_token": "xoxb-T1", "app_token": "xapp-canary"}, "SLACK_APP_TOKEN (invalid_auth)"),
        ({"signing_secret": "canary", "public_url": "https://t"}, "not 32 hexadecimal characters"),
        ({"signing_secret": SECRET}, "TUTOR_PUBLIC_URL is not set"),
        ({"app_token": APP_TOKEN, "client_id": "1", "keys": "canary"}, "not 32 bytes in base64"),
        ({"app_token": APP_TOKEN, "api_url": "http://127.0.0.1:1/"}, "cannot be reached"),
    ],
)
def test_what_is_wrong_is_said(settings: dict[str, str], said: str) -> None:
    found = examined(**settings)  # type: ignore[arg-type]  # settings are texts
    assert said in wrong(found) and "canary" not in wrong(found)


def test_a_missing_scope_is_named_with_what_needs_it() -> None:
    found = wrong(examined(app_token=APP_TOKEN, bot_token="xoxb-T1", scopes=ALL_SCOPES - {"users:read"}))
    assert "users:read (users.info" in found and "install it again" in found


@pytest.mark.parametrize("off", [400, -400])
def test_a_clock_that_is_off_is_said(off: float) -> None:
    found = wrong(examined(app_token=APP_TOKEN, bot_token="xoxb-T1", clock_off=off))
    assert "clock is 400 s off" in found or "clock is 401 s off" in found or "clock is 399 s off" in found


def test_a_key_that_can_encrypt_is_fine() -> None:
    assert wrong(examined(app_token=APP_TOKEN, client_id="1", keys=Fernet.generate_key().decode())) == ""
