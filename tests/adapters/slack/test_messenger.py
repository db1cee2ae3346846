"""Posting unasked: once, found again by its key, and with troubles that the outbox understands."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.messenger import LOOKED_AT
from bot.errors import Forbidden, Gone, Invalid, Later, Unsure
from bot.events import Place
from bot.messages import Audience, Choices, Heading, Message, Text
from tests.far_ends.slack.office import Office, office

KEY = "k" * 20
QUESTION = Message((Heading("Today"), Text("Which tea?"), Choices(KEY, ("yes", "no"))), Audience.CHANNEL)
HERE = Place("slack", "T1", "CGENERAL", "general")


def tell(database: str, story: Callable[[Office], Awaitable[None]]) -> None:
    async def told() -> None:
        async with office(database) as here:
            here.channel()
            await story(here)

    asyncio.run(asyncio.wait_for(told(), 30))


def ago(seconds: float = 1) -> datetime:
    return datetime.now(UTC) - timedelta(seconds=seconds)


def test_a_post_bears_its_key_is_found_by_it_and_can_be_changed(database: str) -> None:
    async def story(here: Office) -> None:
        messenger, ada = here.slack.messenger, here.person("Ada")
        ada.enters(here.workspace.channels["CGENERAL"])
        reference = await messenger.post(HERE, QUESTION, KEY)
        await ada.sees("**Today**", "[yes]   [no]")
        [message] = ada.visible()
        assert message.metadata["event_payload"] == {"key": KEY}
        assert message.blocks[0]["block_id"] == f"key:{KEY}"
        assert await messenger.find(HERE, KEY, ago()) == reference
        assert await messenger.find(HERE, "another", ago()) is None
        await messenger.update(HERE, reference, Message((Text("It was yes."),)))
        assert ada.screen() == "It was yes."
        assert here.far.live == [] and here.far.refused == []

    tell(database, story)


IN_THREAD = replace(HERE, thread="1700000000.000100")


def test_a_post_in_a_thread_is_found_there_changed_and_deleted(database: str) -> None:
    async def story(here: Office) -> None:
        messenger, general = here.slack.messenger, here.workspace.channels["CGENERAL"]
        above = await messenger.post(HERE, QUESTION, KEY)
        place = replace(HERE, thread=above)
        here.far.faults["chat.postMessage"].append("reset after")
        with pytest.raises(Unsure):
            await messenger.post(place, Message((Text("helo"),)), "below")
        assert await messenger.find(HERE, "below", ago()) is None, "replies are not in the channel's history"
        reference = await messenger.find(place, "below", ago())
        assert reference is not None and general.messages[-1].thread == above
        await messenger.update(place, reference, Message((Text("hello"),)))
        assert [m.thread for m in general.messages] == [None, above] and general.messages[-1].text == "hello"
        await messenger.remove(place, reference)
        assert [m.ts for m in general.messages] == [above]
        assert here.far.live == [] and here.far.refused == []

    tell(database, story)


def test_deleting_what_somebody_else_deleted_is_well(database: str) -> None:
    async def story(here: Office) -> None:
        await here.slack.messenger.remove(IN_THREAD, "1700000000.000200")
        assert here.made("chat.delete") == 1

    tell(database, story)


def test_what_is_not_the_tutors_own_it_cannot_change(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.workspace.channels["CGENERAL"])
        ada.line("mine")
        theirs, messenger = ada.channel.messages[-1].ts, here.slack.messenger
        with pytest.raises(Forbidden):
            await messenger.update(HERE, theirs, QUESTION)
        with pytest.raises(Forbidden):
            await messenger.remove(HERE, theirs)
        assert [m.text for m in ada.channel.messages] == ["mine"]

    tell(database, story)


def test_a_thread_whose_beginning_is_gone_takes_no_look(database: str) -> None:
    async def story(here: Office) -> None:
        with pytest.raises(Invalid):  # the channel itself is still there
            await here.slack.messenger.find(IN_THREAD, KEY, ago())

    tell(database, story)


def test_a_reply_that_was_lost_is_unsure_and_the_post_is_there_once(database: str) -> None:
    async def story(here: Office) -> None:
        for fault in ("reset after", "502 after"):
            key = fault.replace(" ", "-")
            here.far.faults["chat.postMessage"].append(fault)
            with pytest.raises(Unsure):
                await here.slack.messenger.post(HERE, QUESTION, key)
            assert await here.slack.messenger.find(HERE, key, ago()) is not None
        assert len(here.workspace.channels["CGENERAL"].messages) == 2

    tell(database, story)


def test_a_post_that_never_arrived_is_unsure_too_and_not_found(database: str) -> None:
    async def story(here: Office) -> None:
        for fault in ("reset", "500"):
            here.far.faults["chat.postMessage"].append(fault)
            with pytest.raises(Unsure):
                await here.slack.messenger.post(HERE, QUESTION, KEY)
        assert await here.slack.messenger.find(HERE, KEY, ago()) is None
        assert here.made("chat.postMessage") == 2

    tell(database, story)


def test_a_pause_that_slack_asks_for_is_passed_on_and_nothing_was_sent(database: str) -> None:
    async def story(here: Office) -> None:
        here.far.faults["chat.postMessage"].append("429:9")
        with pytest.raises(Later) as later:
            await here.slack.messenger.post(HERE, QUESTION, KEY)
        assert later.value.seconds == 9 and here.made("chat.postMessage") == 1

    tell(database, story)


def test_during_the_pause_nothing_is_sent_to_that_workspace(database: str) -> None:
    async def story(here: Office) -> None:
        here.far.faults["chat.postMessage"].append("429:9")
        for _ in range(3):
            with pytest.raises(Later) as later:
                await here.slack.messenger.post(HERE, QUESTION, KEY)
            assert 8 < later.value.seconds <= 9
        assert here.made("chat.postMessage") == 1

    tell(database, story)


def test_where_one_look_does_not_show_all_that_was_written_nobody_can_tell(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.workspace.channels["CGENERAL"])
        since = ago()
        await here.slack.messenger.post(HERE, QUESTION, KEY)
        for _ in range(LOOKED_AT):
            ada.line("and another thing")
        with pytest.raises(Forbidden, match="does not show it all"):
            await here.slack.messenger.find(HERE, KEY, since)

    tell(database, story)


@pytest.mark.parametrize(
    ("about", "kind"),
    [({"archived": True}, Gone), ({"member": False}, Forbidden)],
    ids=["archived", "outside"],
)
def test_a_channel_that_takes_nothing_says_why(
    database: str, about: dict[str, bool], kind: type[Exception]
) -> None:
    async def story(here: Office) -> None:
        closed = here.channel("closed", **about)
        with pytest.raises(kind):
            await here.slack.messenger.post(Place("slack", "T1", closed.id), QUESTION, KEY)

    tell(database, story)


def test_a_channel_that_is_not_there_is_gone(database: str) -> None:
    async def story(here: Office) -> None:
        with pytest.raises(Gone):
            await here.slack.messenger.post(Place("slack", "T1", "CNONE"), QUESTION, KEY)

    tell(database, story)


def test_another_workspace_is_never_written_to_with_this_ones_token(database: str) -> None:
    async def story(here: Office) -> None:
        with pytest.raises(Forbidden, match="not installed in the workspace T2"):
            await here.slack.messenger.post(Place("slack", "T2", "CGENERAL"), QUESTION, KEY)
        assert here.made("chat.postMessage") == 0

    tell(database, story)


def test_without_the_scope_for_history_looking_is_forbidden(database: str) -> None:
    async def story(here: Office) -> None:
        here.workspace.scopes.discard("channels:history")
        with pytest.raises(Forbidden):
            await here.slack.messenger.find(HERE, KEY, ago())

    tell(database, story)


def test_a_token_that_slack_took_back_is_not_used_again(database: str) -> None:
    async def story(here: Office) -> None:
        here.far.workspaces.clear()
        here.far.calls.clear()
        for _ in range(5):
            with pytest.raises(Forbidden):
                await here.slack.messenger.post(HERE, QUESTION, KEY)
        assert len(here.far.calls) == 1

    tell(database, story)
