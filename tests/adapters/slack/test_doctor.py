"""The doctor says what is wrong with the way to Slack, and how to mend it, without showing a secret."""

import asyncio
from typing import Any

import pytest
from cryptography.fernet import Fernet

from adapters.platform import Parts
from adapters.slack.doctor import findings
from adapters.slack.serving import opened
from adapters.slack.settings import SlackSettings
from bot.doctor import Finding
from bot.library import Library
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.far_ends.slack import APP_TOKEN, SECRET, FarSlack
from tests.far_ends.slack.office import ALL_SCOPES
from tests.kit import SetClock


def examined(
    *, scopes: set[str] = ALL_SCOPES, clock_off: float = 0, app: str = "A1", **settings: Any
) -> list[Finding]:
    async def story() -> list[Finding]:
        async with FarSlack() as far:
            far.workspace("T1", scopes=scopes).app = app
            far.clock_off = clock_off
            return [found async for found in findings(SlackSettings(**{"api_url": far.api_url, **settings}))]

    return asyncio.run(asyncio.wait_for(story(), 20))


def wrong(found: list[Finding]) -> str:
    assert all(one.ok or one.mend for one in found)
    return "\n".join(f"{one.what} → {one.mend}" for one in found if not one.ok)


def test_all_is_well_over_socket_mode_and_over_http() -> None:
    assert wrong(examined(app_token=APP_TOKEN, bot_token="xoxb-T1")) == ""
    https = "https://t.example"
    assert wrong(examined(signing_secret=SECRET, bot_token="xoxb-T1", public_url=https)) == ""


def test_tokens_of_two_apps_are_told_apart() -> None:
    found = wrong(examined(app="A2", app_token=APP_TOKEN, bot_token="xoxb-T1"))
    assert "SLACK_APP_TOKEN is the app A1's, and SLACK_BOT_TOKEN the app A2's" in found


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


def test_scopes_that_relaying_needs_are_named_only_where_it_is_on() -> None:
    way: dict[str, Any] = {"app_token": APP_TOKEN, "bot_token": "xoxb-T1"}
    without = ALL_SCOPES - {"channels:history", "groups:history"}
    found = wrong(examined(scopes=without, relay=True, **way))
    assert found.startswith("TUTOR_RELAY is threads, but the app lacks channels:history and groups:history")
    assert "slack manifest --relay" in found and len(found.splitlines()) == 1
    assert wrong(examined(scopes=without, **way)) == wrong(examined(relay=True, **way)) == ""


def test_what_goes_without_the_optional_scopes_is_said_and_is_no_fault() -> None:
    way: dict[str, Any] = {"app_token": APP_TOKEN, "bot_token": "xoxb-T1"}
    found = examined(scopes=ALL_SCOPES - {"im:write"}, **way)
    (said,) = [one.what for one in found if one.what.startswith("without ")]
    assert said.startswith("without files:write and im:write, a copy of somebody's data is shown in part")
    assert wrong(found) == ""


@pytest.mark.parametrize("off", [400, -400])
def test_a_clock_that_is_off_is_said(off: float) -> None:
    found = wrong(examined(app_token=APP_TOKEN, bot_token="xoxb-T1", clock_off=off))
    assert "clock is 400 s off" in found or "clock is 401 s off" in found or "clock is 399 s off" in found


def test_a_key_that_can_encrypt_is_fine() -> None:
    assert wrong(examined(app_token=APP_TOKEN, client_id="1", keys=Fernet.generate_key().decode())) == ""


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
def test_a_connection_that_breaks_is_a_finding_too(method: str) -> None:
    async def story() -> list[Finding]:
        async with FarSlack() as far:
            far.workspace("T1", scopes=ALL_SCOPES)
            far.faults[method].append("reset")
            settings = SlackSettings(app_token=APP_TOKEN, bot_token="xoxb-T1", api_url=far.api_url)
            return [found async for found in findings(settings)]

    assert "cannot be reached (ServerDisconnectedError)" in wrong(asyncio.run(story()))


def test_what_is_wrong_is_in_the_log_from_the_start(database: str, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            far.workspace("T1", scopes=ALL_SCOPES - {"users:read"})
            far.clock_off = 400
            store, clock = SqlStore(database), SetClock()
            tutor = Tutor(Desk(store, clock, Library((), Glossary())))
            values = {
                "SLACK_API_URL": far.api_url,
                "SLACK_APP_TOKEN": APP_TOKEN,
                "SLACK_BOT_TOKEN": "xoxb-T1",
            }
            async with opened(Parts(tutor, values, store.installations, store.tokens(clock))) as platform:
                assert platform is not None
                await far.until(lambda: caplog.records, "a line in the log")
            store.close()

    asyncio.run(asyncio.wait_for(story(), 20))
    assert "clock is" in caplog.text and "s off" in caplog.text and "NTP" in caplog.text
