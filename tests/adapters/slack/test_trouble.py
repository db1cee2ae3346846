"""When Slack or the network fails, what was due arrives, once."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from adapters.slack import people
from tests.far_ends.slack.office import LEASE, Office, office
from tests.kit import WHITE, tea_pack

SOURCE = "_Green tea · tea.md:7_"


def tell(database: str, story: Callable[[Office], Awaitable[None]], *, socket: bool = False) -> None:
    async def told() -> None:
        async with office(database, socket=socket, pack=tea_pack(WHITE)) as here:
            await story(here)

    asyncio.run(asyncio.wait_for(told(), 40))


@pytest.mark.parametrize(
    "faults",
    [["429:1"], ["500"], ["reset"], ["reset after"], ["502 after"], ["500", "reset after"]],
    ids=lambda faults: "+".join(faults).replace(" ", "-"),
)
def test_an_answer_in_a_direct_message_arrives_once(database: str, faults: list[str]) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        here.far.faults["chat.postMessage"].extend(faults)
        await ada.says("is green tea oxidised?")
        await ada.sees("Green tea is not oxidised.")
        await here.settled()
        assert ada.screen().count(SOURCE) == 1

    tell(database, story)


def test_an_answer_in_a_thread_of_direct_messages_whose_reply_was_lost_is_found_there(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        await ada.says("is green tea oxidised?")
        await here.settled()
        above = ada.channel.messages[0].ts
        here.far.faults["chat.postMessage"].append("reset after")
        await ada.says("is green tea oxidised?", below=above)
        await here.settled()
        assert [m.thread for m in ada.channel.messages if m.blocks] == [None, above]

    tell(database, story)


def test_a_line_that_is_refused_is_acknowledged_before_slack_takes_the_refusal(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        here.far.faults["chat.postMessage"].append("429:1")
        began = time.monotonic()
        await ada.says("/streak of mine")
        assert time.monotonic() - began < 1
        await ada.sees("/streak does not take “of mine”")

    tell(database, story)


@pytest.mark.parametrize(
    "faults", [["429:1"], ["500"], ["reset"], ["reset after"], ["502 after"]], ids="+".join
)
def test_an_answer_in_place_of_the_question_arrives_once(database: str, faults: list[str]) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.channel())
        await ada.types("/quiz")
        await ada.sees("[Silver Needle]")
        here.far.faults["response_url"].extend(faults)
        await ada.presses("Silver Needle")
        await ada.sees("1 of 1 right")
        await here.settled()
        assert ada.screen().count("1 of 1 right") == 1 and "[Silver Needle]" not in ada.screen()

    tell(database, story)


@pytest.mark.parametrize("method", ["views.publish", "views.update", "views.open"])
@pytest.mark.parametrize("faults", [["429:1"], ["500"]], ids="+".join)
def test_pages_and_modals_are_shown_all_the_same(database: str, method: str, faults: list[str]) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        here.far.faults[method].extend(faults)
        await ada.opens_home()
        await ada.sees("Your streak", home=True)
        await ada.presses("quiz me", home=True)
        await ada.sees("[Silver Needle]")
        await ada.presses("Silver Needle")
        await ada.sees("1 of 1 right")

    tell(database, story)


@pytest.mark.parametrize("faults", [["429:1"], ["500"]], ids="+".join)
def test_an_answer_for_one_person_in_a_channel_arrives_once(database: str, faults: list[str]) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.channel())
        here.far.faults["chat.postEphemeral"].extend(faults)
        await ada.says("is green tea oxidised?")
        await ada.sees("Green tea is not oxidised.")
        await here.settled()
        assert ada.screen().count(SOURCE) == 1

    tell(database, story)


def test_a_reply_lost_about_an_answer_for_one_person_does_not_double_it(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.channel())
        here.far.faults["chat.postEphemeral"].append("reset after")
        await ada.says("is green tea oxidised?")
        await ada.sees("Green tea is not oxidised.")
        await here.settled()
        assert ada.screen().count(SOURCE) == 1

    tell(database, story)


TROUBLES = [["reset"] * 9, ["hang"], ["429:9"], ["500"] * 9]


@pytest.mark.parametrize("faults", TROUBLES, ids=lambda faults: faults[0])
def test_a_line_is_answered_though_slack_does_not_tell_whose_it_is(
    database: str, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KNOWN_IN", 0.2)

    async def story(here: Office) -> None:
        ada = here.person("Ada")
        here.far.faults["users.info"].extend(faults)
        await ada.says("is green tea oxidised?")
        await ada.sees("Green tea is not oxidised.")

    tell(database, story)


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
@pytest.mark.parametrize("faults", TROUBLES, ids=lambda faults: faults[0])
def test_where_slack_cannot_say_who_may_a_manager_is_not_told_that_they_may_not(
    database: str, faults: list[str], method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KNOWN_IN", 0.2)

    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.channel(creator="UADA"))
        here.far.faults[method].extend(faults)
        await ada.types("/daily set 9:00")
        await ada.sees("Slack does not tell me who manages this channel")

    tell(database, story)


def test_what_is_set_is_said_though_slack_does_not_tell_who_is_in_the_channel(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KNOWN_IN", 0.2)

    async def story(here: Office) -> None:
        ada = here.person("Ada", admin=True)
        ada.enters(here.channel())
        here.far.faults["conversations.info"].append("hang")
        await ada.types("/daily set 9:00")
        await ada.sees("The daily question is set")

    tell(database, story)


def test_slack_may_be_away_at_the_start(database: str) -> None:
    async def story() -> None:
        from tests.far_ends.slack import FarSlack
        from tests.far_ends.slack.office import ALL_SCOPES

        async with FarSlack() as far:
            far.workspace("T1", scopes=ALL_SCOPES)
            far.faults["auth.test"].extend(["reset"])
            async with office(database, far=far) as here:
                ada = here.person("Ada")
                await ada.says("is green tea oxidised?")
                await ada.sees("Green tea is not oxidised.")

    asyncio.run(asyncio.wait_for(story(), 30))


def test_with_the_database_away_everybody_is_told_in_a_sentence(database: str) -> None:
    async def story(here: Office) -> None:
        from bot.errors import StoreBusy

        async def away(*_: object) -> None:
            raise StoreBusy("The database cannot be reached; try again in a moment.")

        here.store.run = away  # type: ignore[method-assign,assignment]  # the test's own store
        ada = here.person("Ada")
        await ada.types("/streak")
        await ada.says("/streak")
        await here.settled()
        assert ada.screen().count("cannot be reached") == 2
        await ada.opens_home()
        await ada.sees("cannot be reached", home=True)

    tell(database, story)


@pytest.mark.parametrize(
    "faults",
    [["429:0"], ["500"], ["reset"], ["reset after"], ["502 after"], ["429:0", "500", "reset after"]],
    ids=lambda faults: "+".join(faults).replace(" ", "-"),
)
@pytest.mark.parametrize("history", [True, False], ids=["history", "no-history"])
def test_the_daily_question_arrives_once(database: str, faults: list[str], history: bool) -> None:
    """Without the scope to look, a question whose outcome is unknown is not posted a second time."""

    async def story(here: Office) -> None:
        ada = here.person("Ada", admin=True)
        ada.enters(here.channel())
        if not history:
            here.workspace.scopes.discard("channels:history")
        await ada.types("/daily set 13:00 UTC daily")
        await ada.sees("The daily question is set")
        here.far.faults["chat.postMessage"].extend(faults)
        await here.pulse(hours=1.1)
        for _ in range(6):
            await here.pulse(seconds=LEASE.total_seconds() + 5)
        asked = ada.screen().count("Question of the day")
        lost = not history and any(fault in ("500", "reset") for fault in faults)
        assert asked == (0 if lost else 1)

    tell(database, story)


@pytest.mark.parametrize("trouble", ["archived", "outside", "gone"])
def test_a_channel_that_takes_nothing_is_left_alone_and_its_manager_told_once(
    database: str, trouble: str
) -> None:
    async def story(here: Office) -> None:
        ada, general = here.person("Ada", admin=True), here.channel()
        direct = ada.channel
        ada.enters(general)
        await ada.types("/daily set 13:00 UTC daily")
        general.archived, general.member = trouble == "archived", trouble != "outside"
        if trouble == "gone":
            del here.workspace.channels[general.id]
        for _ in range(7 * 24):
            await here.pulse(hours=1)
        posts = [call for call in here.far.calls if call[0] == "chat.postMessage"]
        assert len(posts) == 2, "one to the channel, one to its manager"
        ada.enters(direct)
        told = await ada.sees("I have paused the daily question of #general.")
        assert told.count("I have paused") == 1
        assert {"archived": "archived", "outside": "/invite", "gone": "deleted"}[trouble] in told

    tell(database, story)


def test_however_often_slack_asks_for_a_pause_every_channel_gets_its_question_once(database: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada", admin=True)
        channels = [here.channel(f"c{n}") for n in range(40)]
        for channel in channels:
            ada.enters(channel)
            await ada.types("/daily set 13:00 UTC daily")
        here.far.faults["chat.postMessage"].extend(["429:0"] * 60)
        await here.pulse(hours=1.1)
        for _ in range(60):
            await here.pulse(seconds=1)
        asked = [sum("Question of the day" in m.text for m in channel.messages) for channel in channels]
        assert asked == [1] * len(channels)

    tell(database, story)
