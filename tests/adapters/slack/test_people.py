"""Who may manage is decided by the workspace, and unknown is no."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.slack import people
from bot.commands import Command, Role
from bot.events import Account, CommandCalled, Place
from bot.messages import Message, Text
from tests.far_ends.slack.office import Office, office
from tests.far_ends.slack.people import Person
from tests.kit import NOON


class Listener:
    """A tutor that only listens."""

    def __init__(self) -> None:
        self.heard: list[CommandCalled] = []

    async def handle(self, event: object) -> Message:
        assert isinstance(event, CommandCalled)
        self.heard.append(event)
        return Message((Text("heard"),))

    async def overhear(self, event: object) -> None:
        raise AssertionError(f"nothing is to be overheard here: {event}")


@pytest.fixture(autouse=True)
def _managers_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if /streak were for managers."""
    monkeypatch.setattr(people, "BY_NAME", {"streak": Command("streak", "x", role=Role.MANAGER)})


async def _press(ada: Person) -> None:
    payload = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": ada.user.id, "username": "ada", "team_id": "T1"},
        "channel": {"id": ada.channel.id, "name": "general"},
        "response_url": ada.far.answering(ada.workspace, ada.channel, ada.user, None),
        "actions": [{"action_id": "call:0", "value": '["streak",{}]'}],
    }
    await ada.delivery.send("interactive", payload)


async def _submit(ada: Person) -> None:
    view = {"type": "modal", "id": "V1", "callback_id": "form:streak", "state": {"values": {}}}
    metadata = f'{{"channel": "{ada.channel.id}"}}'
    payload = {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": ada.user.id, "username": "ada"},
    }
    await ada.delivery.send("interactive", {**payload, "view": {**view, "private_metadata": metadata}})


ENTRIES: dict[str, Callable[[Person], Awaitable[None]]] = {
    "command": lambda ada: ada.types("/streak"),
    "line": lambda ada: ada.says("/streak"),
    "button": _press,
    "modal": _submit,
}


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize(
    ("who", "may"),
    [("member", False), ("admin", True), ("creator", True), ("listed", True), ("unknown", False)],
)
def test_the_same_people_may_by_every_way(database: str, entry: str, who: str, may: bool) -> None:
    async def story() -> None:
        listener = Listener()
        listed = "UADA" if who == "listed" else "UNOBODY"
        async with office(database, answers=listener, SLACK_MANAGERS=listed) as here:
            ada = here.person("Ada", admin=who == "admin")
            ada.enters(here.channel(creator="UADA" if who == "creator" else "UBOB"))
            if who == "unknown":
                here.workspace.scopes -= {"users:read", "channels:read"}
            await ENTRIES[entry](ada)
            await here.settled()
            [heard] = listener.heard
            assert heard.name == "streak" and heard.manager is may
            assert heard.where.zone == ("" if who == "unknown" else "Europe/Berlin")

    asyncio.run(asyncio.wait_for(story(), 20))


def test_a_guest_of_another_workspace_never_may(database: str) -> None:
    async def story() -> None:
        listener = Listener()
        async with office(database, answers=listener) as here:
            ada = here.person("Ada", admin=True)
            ada.enters(here.channel(creator="UADA"))
            event = {"type": "app_mention", "user": "UADA", "user_team": "T9", "channel": "CGENERAL"}
            await ada.delivery.send("events_api", ada.event({**event, "text": "<@UTUTOR> /streak"}))
            await here.settled()
            assert listener.heard[0].who.id == "T9.UADA" and not listener.heard[0].manager

    asyncio.run(asyncio.wait_for(story(), 20))


def test_people_have_the_names_that_they_show_once_slack_told_them(database: str) -> None:
    """The first answer does not wait for the name: until it is known the handle stands in."""
    account, place = Account("slack", "T1", "UADA", ""), Place("slack", "T1", "CGENERAL")

    async def story(*faults: str, looks: int) -> list[str]:
        """What Ada is called, over and over."""
        async with office(database, names_after=0.0) as here:
            here.far.faults["users.info"].extend(faults)
            ada = here.person("Ada", display_name="Ada <!channel> Lovelace")
            names = []
            for _ in range(looks):
                await ada.types("/leaderboard")
                await here.settled()
                names.append((await here.store.run(lambda tx: tx.enter(account, place, NOON))).name)
            return names

    first, *_, last = asyncio.run(story(looks=30))
    assert (first, last) == ("ada", "Ada <!channel> Lovelace")
    restarted = asyncio.run(story(*["reset"] * 9, looks=1))
    assert restarted == ["Ada <!channel> Lovelace"], "no name is forgotten"


def test_a_name_that_cannot_be_read_holds_up_no_other(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = people._called
    monkeypatch.setattr(people, "_called", lambda user: read(user) if user["id"] != "UADA" else user["none"])

    async def story() -> None:
        async with office(database, names_after=0.0) as here:
            await here.person("Ada").types("/leaderboard")
            await here.far.until(lambda: here.made("users.info") == 1, "the question who Ada is")
            await here.person("Bob").types("/leaderboard")
            await here.far.until(lambda: here.made("users.info") > 1, "the question who Bob is")

    asyncio.run(asyncio.wait_for(story(), 20))


def test_only_managers_commands_cost_a_look_at_who_somebody_is(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        for _ in range(3):
            await ada.types("/help".replace("help", "tutor-help"))
        assert here.made("users.info") == 0
        for _ in range(3):
            await ada.says("hello")
        await here.settled()
        assert here.made("users.info") == 1

    async def told() -> None:
        async with office(database) as here:
            await story(here)

    asyncio.run(asyncio.wait_for(told(), 20))
