"""Several workspaces: each installs the app by itself, keeps its own token, and may take it back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from urllib.parse import parse_qs, urlparse

import pytest
from cryptography.fernet import Fernet

from adapters.slack import genuine, installed
from adapters.slack.manifest import ASKED
from bot.errors import DeliveryError, Forbidden, Later, StoreBusy
from bot.events import Place
from bot.messages import Message, Text
from bot.notes.model import Pack
from storage.installations import SqlInstallations
from tests.far_ends.slack import CLIENT_ID, CLIENT_SECRET, FarSlack, Person, Workspace
from tests.far_ends.slack.office import ALL_SCOPES, Office, office

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@asynccontextmanager
async def hall(
    database: str, far: FarSlack, keys: str = NEW, pack: Pack | None = None
) -> AsyncIterator[Office]:
    """An office that any workspace may install."""
    async with office(
        database,
        far=far,
        pack=pack,
        SLACK_BOT_TOKEN="",
        SLACK_CLIENT_ID=CLIENT_ID,
        SLACK_CLIENT_SECRET=CLIENT_SECRET,
        TUTOR_KEY=keys,
        TUTOR_PUBLIC_URL="https://tutor.example",
    ) as here:
        yield here


async def install(here: Office, workspace: Workspace, status: int = 200) -> str:
    """What somebody's browser does; the last page."""
    async with here.session.get(f"{here.url}/slack/install") as page:
        text, state = await page.text(), page.cookies["slack-app-oauth-state"].value
    link = next(part for part in text.split('"') if "/oauth/v2/authorize" in part).replace("&amp;", "&")
    asked = parse_qs(urlparse(link).query)
    assert set(asked["scope"][0].split(",")) == set(ASKED) and asked["state"] == [state]
    assert asked["redirect_uri"] == ["https://tutor.example/slack/oauth_redirect"]
    here.far.codes["code"] = workspace
    return await redirected(here, state, state, status)


async def redirected(here: Office, state: str, cookie: str, status: int) -> str:
    url = f"{here.url}/slack/oauth_redirect?code=code&state={state}"
    async with here.session.get(url, headers={"Cookie": f"slack-app-oauth-state={cookie}"}) as page:
        assert page.status == status
        return await page.text()


async def two(far: FarSlack) -> tuple[Workspace, Workspace]:
    """Two workspaces whose people and channels have the same ids."""
    return tuple(far.workspace(team, scopes=ALL_SCOPES, token=f"{team}-none") for team in ("T1", "T2"))  # type: ignore[return-value]


def tell(coroutine: object) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 30))  # type: ignore[arg-type]


def person(here: Office, workspace: Workspace) -> Person:
    ada = here.person("Ada", workspace)
    ada.enters(workspace.channels.get("CGENERAL") or workspace.channel("general"))
    return ada


def test_each_workspace_is_served_with_its_own_token_and_sees_its_own_rows(database: str) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, second = await two(far)
            async with hall(database, far) as here:
                ada, other = person(here, first), person(here, second)
                await ada.types("/streak")
                await ada.sees("not installed")
                for workspace in (first, second):
                    assert "Thank you" in await install(here, workspace)
                for one in (ada, other):
                    await one.types("/quiz")
                    await one.sees("[Answer]")
                await ada.types("/answer oolong")
                await ada.sees("Right")
                await other.types("/leaderboard all")
                await other.sees("Nobody has points yet")
                for team in ("T1", "T2"):
                    await here.slack.messenger.post(Place("slack", team, "CGENERAL"), say(team), team)
                assert "words for T1" in ada.screen() and "T2" not in ada.screen()
                assert "words for T2" in other.screen() and "T1" not in other.screen()
                used = [token for method, token in far.calls if method == "chat.postMessage"]
                assert used == [first.token, second.token]

    tell(story())


def say(team: str) -> Message:
    return Message((Text(f"words for {team}"),))


def test_tokens_are_not_readable_in_the_database_and_old_keys_are_rotated_out(database: str) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far, OLD) as here:
                await install(here, first)
            with closing(sqlite3.connect(database)) as connection:
                [stored] = connection.execute("SELECT secret FROM secrets").fetchone()
            assert first.token.encode() not in stored
            for keys in (f"{NEW},{OLD}", NEW):
                async with hall(database, far, keys) as here:
                    await here.slack.messenger.post(
                        Place("slack", "T1", first.channel("general").id), say("T1"), keys[:5]
                    )

    tell(story())


@pytest.mark.parametrize("way", ["app_uninstalled", "tokens_revoked", "refused"])
def test_a_workspace_that_takes_the_app_back_is_forgotten_and_others_go_on(database: str, way: str) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, second = await two(far)
            async with hall(database, far) as here:
                for workspace in (first, second):
                    await install(here, workspace)
                ada, other = person(here, first), person(here, second)
                if way == "refused":
                    del far.workspaces[first.token]
                else:
                    event = {"type": way, "tokens": {"bot": ["UTUTOR"]}}
                    for _ in range(2):
                        await ada.delivery.send("events_api", ada.event(event))
                far.calls.clear()
                for _ in range(3):
                    with pytest.raises(Forbidden):
                        await here.slack.messenger.post(Place("slack", "T1", "CGENERAL"), say("T1"), "k")
                assert len(far.calls) <= 1
                await here.slack.messenger.post(Place("slack", "T2", "CGENERAL"), say("T2"), "k")
                await other.sees("words for T2")
                await install(here, first)
                await ada.types("/streak")
                await ada.sees("Your streak")

    tell(story())


def test_news_of_a_removal_that_comes_late_leaves_what_was_installed_since(database: str) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here:
                await install(here, first)
                ada = person(here, first)
                for way in ("app_uninstalled", "tokens_revoked"):
                    late = {
                        **ada.event({"type": way, "tokens": {"bot": ["UTUTOR"]}}),
                        "event_time": 1_700_000_000,
                    }
                    await ada.delivery.send("events_api", late)
                await here.slack.messenger.post(Place("slack", "T1", "CGENERAL"), say("T1"), "k")

    tell(story())


def test_a_token_refused_here_does_not_cost_the_one_that_came_in_its_place(database: str) -> None:
    """Another copy of the program installed the app anew; this one still remembers the token before."""

    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here, hall(database, far) as other:
                await install(here, first)
                place = Place("slack", "T1", first.channel("general").id)
                await here.slack.messenger.post(place, say("before"), "k1")
                del far.workspaces[first.token]
                await install(other, first)
                with pytest.raises(Forbidden):
                    await here.slack.messenger.post(place, say("between"), "k2")
                await here.slack.messenger.post(place, say("after"), "k3")

    tell(story())


def test_while_the_database_is_slow_the_token_of_a_moment_ago_will_do(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here:
                await install(here, first)
                ada = person(here, first)
                await ada.types("/streak")
                monkeypatch.setattr(SqlInstallations, "secret", never)
                await ada.types("/ask green tea")
                await ada.sees("Green tea is not oxidised.")

    monkeypatch.setattr(installed, "REMEMBERED", 0.0)
    tell(story())


def test_where_no_token_can_be_found_in_time_a_command_says_so_and_the_rest_comes_again(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here:
                ada = person(here, first)
                await ada.types("/streak")
                await ada.sees("try again in a moment")
                with pytest.raises(AssertionError, match="503"):
                    await ada.says("hello")

    monkeypatch.setattr(genuine, "KNOWN_IN", 0.05)
    monkeypatch.setattr(SqlInstallations, "secret", never)
    tell(story())


async def never(*_: object) -> bytes:
    """A database that does not answer."""
    await asyncio.Event().wait()
    raise AssertionError


def test_a_renewed_token_is_kept_though_the_database_is_away_for_a_moment(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = SqlInstallations.keep
    away = iter([False, True, True, False])

    async def sometimes(self: SqlInstallations, platform: str, team: str, secret: bytes) -> None:
        if next(away):
            raise StoreBusy("away")
        await keep(self, platform, team, secret)

    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            far.expires_in = -5
            async with hall(database, far) as here:
                await install(here, first)
                far.expires_in = 12 * 60 * 60
                place = Place("slack", "T1", first.channel("general").id)
                await here.slack.messenger.post(place, say("T1"), "k")
                assert here.made("oauth.v2.access") == 2

    monkeypatch.setattr(SqlInstallations, "keep", sometimes)
    monkeypatch.setattr(installed, "AWAY", 0.01)
    tell(story())


def test_a_state_works_once_and_only_in_the_browser_it_was_given_to(database: str) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here:
                async with here.session.get(f"{here.url}/slack/install") as page:
                    state = page.cookies["slack-app-oauth-state"].value
                far.codes["code"] = first
                await redirected(here, state, "another", 400)
                await redirected(here, "made-up", "made-up", 401)
                await redirected(here, state, state, 200)
                far.codes["code"] = first
                await redirected(here, state, state, 401)

    tell(story())


def test_whoever_cannot_install_the_app_reads_why(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            async with hall(database, far) as here:
                far.faults["oauth.v2.access"].append("reset")
                assert "Slack did not answer." in await install(here, first, 503)
                first.org_wide = True
                assert "Install the app in a workspace;" in await install(here, first, 400)
                first.org_wide = False
                with monkeypatch.context() as patch:
                    patch.setattr(SqlInstallations, "keep", _away)
                    assert "the database is away" in await install(here, first, 503)
                await install(here, first)

    async def _away(*_: object, **__: object) -> None:
        raise StoreBusy("the database is away")

    tell(story())


@pytest.mark.parametrize("left", [60, -5], ids=["soon", "already"])
def test_a_token_that_ends_is_renewed_once_by_eight_at_the_same_time(database: str, left: int) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            far.expires_in = left
            async with hall(database, far) as here:
                await install(here, first)
                general, before = first.channel("general"), first.token
                far.expires_in = 12 * 60 * 60
                far.calls.clear()
                place = Place("slack", "T1", general.id)
                await asyncio.gather(
                    *(here.slack.messenger.post(place, say("T1"), f"k{n}") for n in range(8))
                )
                await here.settled()
                assert here.made("oauth.v2.access") == 1 and first.token != before
                assert len(general.messages) == 8
                await here.slack.messenger.post(place, say("T1"), "k9")
                assert here.made("oauth.v2.access") == 1

    tell(story())


@pytest.mark.parametrize("left", [60, 3_600], ids=["soon", "in-an-hour"])
def test_while_a_token_cannot_be_renewed_the_present_one_is_used(
    database: str, left: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            far.expires_in = left
            async with hall(database, far) as here:
                await install(here, first)
                far.faults["oauth.v2.access"].append("reset")
                ada = person(here, first)
                await ada.types("/streak")
                await ada.sees("Your streak")
                await here.settled()

    tell(story())
    assert "Traceback" not in caplog.text and "was not renewed: ServerDisconnectedError" in caplog.text


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [("reset", Later), ("500", Later), ("", Forbidden)],
    ids=["unreached", "trouble", "refused"],
)
def test_a_token_that_ended_is_a_reason_to_wait_until_slack_refuses_another(
    database: str, fault: str, meaning: type[DeliveryError]
) -> None:
    """What waits is posted later; what is forbidden has its channel left alone."""

    async def story() -> None:
        async with FarSlack() as far:
            first, _ = await two(far)
            far.expires_in = -5
            async with hall(database, far) as here:
                await install(here, first)
                place = Place("slack", "T1", first.channel("general").id)
                if fault:
                    far.faults["oauth.v2.access"].append(fault)
                else:
                    far.refreshes.clear()
                with pytest.raises(meaning):
                    await here.slack.messenger.post(place, say("T1"), "k1")

    tell(story())
