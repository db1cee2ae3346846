"""What somebody is to keep comes as a file into their direct messages, or is shown as far as it fits."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

import pytest

from tests.far_ends.slack import Person
from tests.far_ends.slack.office import Office, office

THERE = "my-data.json is in our direct messages, as a file."
SHOWN = "could not be sent as a file"


def tell(database: str, story: Callable[[Office, Person], Awaitable[None]], *, socket: bool = False) -> None:
    """Ada has answered something, in a channel."""

    async def told() -> None:
        async with office(database, socket=socket) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.types("/answer oolong")
            await here.settled()
            await story(here, ada)
            assert here.far.live == []

    asyncio.run(asyncio.wait_for(told(), 30))


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_a_copy_of_ones_data_comes_whole_into_the_direct_messages(database: str, socket: bool) -> None:
    async def story(here: Office, ada: Person) -> None:
        bob = here.person("Bob")
        bob.enters(ada.channel)
        await ada.types("/my-data")
        assert '"oolong"' not in await ada.sees(THERE)
        (upload,) = here.far.uploads.values()
        assert (upload.name, upload.shared) == ("my-data.json", "DADA")
        assert "oolong" in upload.content.decode() and json.loads(upload.content)
        assert "my-data" not in bob.screen() and here.far.refused == []
        ada.enters(here.workspace.channels["DADA"])
        await ada.sees("[my-data.json]")

    tell(database, story, socket=socket)


def test_asked_for_in_direct_messages_and_delivered_three_times_it_comes_once(database: str) -> None:
    async def story(here: Office, ada: Person) -> None:
        ada.enters(here.workspace.channels["DADA"])
        await ada.says("/my-data", copies=3)
        await ada.sees(THERE, "[my-data.json]")
        await here.settled()
        assert ada.screen().count("[my-data.json]") == 1 == len(here.far.uploads)

    tell(database, story)


@pytest.mark.parametrize("scope", ["files:write", "im:write"])
def test_without_the_scope_the_answer_says_so_and_shows_what_fits(database: str, scope: str) -> None:
    async def story(here: Office, ada: Person) -> None:
        here.workspace.scopes.discard(scope)
        await ada.types("/my-data")
        await ada.sees(SHOWN, "lacks files:write or im:write", "install it again", '"oolong"')
        assert THERE not in ada.screen()

    tell(database, story)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("upload", "500"),
        ("upload", "413"),
        ("upload", "reset"),
        ("files.completeUploadExternal", "500"),
        ("files.completeUploadExternal", "reset"),
        ("conversations.open", "reset"),
    ],
)
def test_whatever_fails_the_answer_shows_what_fits(
    database: str, method: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(here: Office, ada: Person) -> None:
        here.far.faults[method].append(fault)
        await ada.types("/my-data")
        await ada.sees(SHOWN, '"oolong"')
        if method == "upload":
            assert here.made("files.completeUploadExternal") == 0, "nothing is shared that did not arrive"

    with caplog.at_level(logging.DEBUG):
        tell(database, story)
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]  # that is Slack's own
    logged = "\n".join(map(logging.Formatter().format, ours))
    assert not any(secret in logged for secret in ("oolong", "/upload/", "xoxb-"))


def test_a_pause_that_slack_asks_for_is_waited_for(database: str) -> None:
    async def story(here: Office, ada: Person) -> None:
        here.far.faults["files.getUploadURLExternal"].append("429:1")
        await ada.types("/my-data")
        await ada.sees(THERE)

    tell(database, story)
