"""What Discord's wire does to us: it is slow, it drops, it limits, it hangs up, it says things twice."""

import asyncio
from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import Any

import pytest

from adapters.discord import client, listener, messenger, replies
from adapters.discord.render import PEN
from adapters.discord.settings import DiscordSettings
from bot.errors import Forbidden, Gone, Invalid, Later, StoreBusy, TutorError, Unsure
from bot.events import CommandCalled, Event, Place
from bot.messages import Audience, Choices, Field, Form, Message, Text, Tone
from storage.store import SqlStore
from tests.adapters.discord.server import Scripted, make_app, make_tutor
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, CEM, Wire, connected, running, until
from tests.far_ends.discord import CHANNEL, EPHEMERAL, GUILD, NAMES, far_discord, words
from tests.kit import NOON, WHITE, question, tea_pack

POST = "P" * 20
HERE = Place("discord", str(GUILD), str(CHANNEL), "general")
BOX = f"{PEN}Your answer"
CALLBACK, ORIGINAL, POSTING = "POST .*/callback", "PATCH .*/@original", f"POST /channels/{CHANNEL}/messages"


class Slow:
    """The tutor, but it takes its time until `go`."""

    def __init__(self, tutor: Any) -> None:
        self._tutor = tutor
        self.library, self.teams = tutor.library, tutor.teams
        self.go = asyncio.Event()

    async def handle(self, event: Event) -> Message:
        await self.go.wait()
        message: Message = await self._tutor.handle(event)
        return message


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second that is short, so that slowness can be tested quickly."""
    monkeypatch.setattr(replies, "AT_ONCE", 0.25)
    monkeypatch.setattr(listener, "AT_ONCE", 0.25)


@in_loop
async def test_events_come_compressed_and_the_heart_beats(database: str) -> None:
    async with connected(database) as wire:
        answer = await wire.shown(await wire.far.command(ADA, "ask", query="is green tea oxidised"))
        assert "Green tea is not oxidised" in answer
        assert wire.far.heartbeats >= 1 and "GET /gateway/" in wire.far.requests
        assert wire.far.refused == []


@in_loop
async def test_what_is_ready_at_once_is_the_first_response(database: str) -> None:
    async with connected(database) as wire:
        exchange = await wire.far.command(ADA, "streak")
        await wire.shown(exchange)
        assert (exchange.kind, exchange.edits, exchange.followups) == (4, 0, 0)


@pytest.mark.usefixtures("impatient")
@in_loop
async def test_what_takes_longer_is_announced_privately_and_edited_in(database: str) -> None:
    slow: list[Slow] = []
    async with connected(database, wrap=lambda tutor: _kept(slow, Slow(tutor))) as wire:
        exchange = await wire.far.command(ADA, "streak")
        await until(lambda: exchange.kind)
        assert exchange.kind == 5 and not exchange.settled.is_set()
        slow[0].go.set()
        assert "Your streak" in await wire.shown(exchange)
        assert wire.far.messages[exchange.message or 0]["flags"] & EPHEMERAL
        assert (exchange.edits, exchange.followups) == (1, 0)


@pytest.mark.usefixtures("impatient")
@in_loop
async def test_a_slow_verdict_shows_that_it_is_on_its_way_and_takes_the_buttons_away(database: str) -> None:
    slow: list[Slow] = []
    async with connected(database, tea_pack(WHITE), lambda tutor: _kept(slow, Slow(tutor))) as wire:
        slow[0].go.set()
        question = await wire.message(await wire.far.command(ADA, "quiz"))
        slow[0].go.clear()
        pressed = await wire.far.press(ADA, question, "Silver Needle")
        await until(lambda: pressed.kind)
        assert words(wire.far.messages[question]).endswith("Which tea is white?\n-# Still working on it …")
        slow[0].go.set()
        await until(lambda: "✅ Right" in words(wire.far.messages[question]))


@pytest.mark.usefixtures("impatient")
@in_loop
async def test_a_slow_answer_for_the_channel_is_posted_there(database: str) -> None:
    slow: list[Slow] = []
    public = Scripted(lambda _: Message((Text("For all of you."),), Audience.CHANNEL))
    async with connected(database, wrap=lambda _: _kept(slow, Slow(public))) as wire:
        exchange = await wire.far.command(ADA, "topics")
        await until(lambda: exchange.kind)
        slow[0].go.set()
        assert "Shown to the channel." in await wire.shown(exchange)
        assert [words(message) for message in wire.far.in_channel()] == ["For all of you."]


@pytest.mark.usefixtures("impatient")
@in_loop
async def test_a_form_that_comes_late_can_be_opened_by_a_button(database: str) -> None:
    form = Message((Form("Daily question", "topics", (Field("topic", "Which"),)),))
    slow: list[Slow] = []
    async with connected(database, wrap=lambda _: _kept(slow, Slow(Scripted(lambda _: form)))) as wire:
        exchange = await wire.far.command(ADA, "topics", topic="tea")
        await until(lambda: exchange.kind)
        slow[0].go.set()
        opened = await wire.far.press(ADA, await wire.message(exchange), "Daily question")
        await until(lambda: opened.modal)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("accept", [False, True])
@pytest.mark.parametrize("how", [{"status": 502}, {"status": None}, {"status": 429, "seconds": 0.3}])
@pytest.mark.parametrize("where", [CALLBACK, ORIGINAL])
def test_a_response_gets_through_and_shows_once(
    database: str, how: dict[str, Any], accept: bool, where: str
) -> None:
    """A refused, a lost and a limited response; each with and without its effect; at once and late."""

    @in_loop
    async def test() -> None:
        slow: list[Slow] = []
        async with connected(database, wrap=lambda tutor: _kept(slow, Slow(tutor))) as wire:
            wire.far.arm(where, accept=accept and how.get("status") != 429, **how)
            if where == CALLBACK:
                slow[0].go.set()
            exchange = await wire.far.command(ADA, "streak")
            if where == ORIGINAL:
                await until(lambda: exchange.kind)
                slow[0].go.set()
            assert "Your streak" in await wire.shown(exchange)
            await until(lambda: all(fault.times == 0 for fault in wire.far.faults))
            assert (exchange.responses, exchange.followups) == (1, 0)
            assert len(wire.far.messages) == 1

    test()


@in_loop
async def test_what_happens_while_we_reconnect_is_answered_once(database: str) -> None:
    """Opcode 7, and a press that Discord replays when the session is resumed."""
    async with connected(database, tea_pack(WHITE)) as wire:
        question = await wire.message(await wire.far.command(ADA, "quiz"))
        await wire.far.hang_up(4000)
        pressed = await wire.far.press(ADA, question, "Silver Needle")
        assert "✅ Right · 2 points" in await wire.shown(pressed)
        await wire.far.ask_to_reconnect()
        await until(lambda: wire.far.resumes == 2)
        assert "Ada · 2" in await wire.shown(await wire.far.command(BOB, "leaderboard", period="all"))
        uploads = [line for line in wire.far.requests if line.startswith("PUT")]
        assert len(uploads) == 1 and len(wire.far.identifies) == 1


async def hangs_up(wire: Wire) -> None:
    await wire.far.hang_up(4000)


async def asks_to_reconnect(wire: Wire) -> None:
    await wire.far.ask_to_reconnect()


async def forgets_the_session(wire: Wire) -> None:
    await wire.far.hang_up(4000, forget=True)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("edit", [None, {"status": 429, "seconds": 0.2}, {"status": 502, "accept": True}])
@pytest.mark.parametrize("gateway", [hangs_up, asks_to_reconnect, forgets_the_session])
def test_a_deferred_answer_survives_trouble_in_its_middle(
    database: str, gateway: Callable[[Wire], Awaitable[None]], edit: dict[str, Any] | None
) -> None:
    """The gateway goes while the tutor works, and REST limits or fails when the answer is shown."""

    @in_loop
    async def test() -> None:
        slow: list[Slow] = []
        async with connected(database, wrap=lambda tutor: _kept(slow, Slow(tutor))) as wire:
            exchange = await wire.far.command(ADA, "streak")
            await until(lambda: exchange.kind == 5)
            if edit is not None:
                wire.far.arm(ORIGINAL, **edit)
            await gateway(wire)
            slow[0].go.set()
            assert "Your streak" in await wire.shown(exchange)
            await until(lambda: wire.far.resumes + len(wire.far.identifies) == 2)
            await until(lambda: all(fault.times == 0 for fault in wire.far.faults))
            assert (exchange.responses, exchange.followups, len(wire.far.messages)) == (1, 0, 1)

    test()


@in_loop
async def test_however_often_the_gateway_goes_each_press_counts_once(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        for turn in range(6):
            person = 100 + turn
            question = await wire.message(await wire.far.command(person, "quiz"))
            await (wire.far.hang_up(4000) if turn % 2 else wire.far.ask_to_reconnect())
            pressed = await wire.far.press(person, question, "Silver Needle")
            assert "✅ Right · 2 points" in await wire.shown(pressed)
            await until(lambda turn=turn: wire.far.resumes == turn + 1)  # type: ignore[misc]
            assert (pressed.responses, pressed.edits) == (1, 0)
        assert len(wire.far.identifies) == 1


@in_loop
async def test_an_event_delivered_again_is_graded_once_and_shows_the_same(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        question = await wire.message(await wire.far.command(ADA, "quiz"))
        pressed = await wire.far.press(ADA, question, "Silver Needle")
        first = await wire.shown(pressed)
        again = next(iter(wire.far.sessions.values())).sent[-1]["d"]
        await wire.far.dispatch("INTERACTION_CREATE", again)
        await until(lambda: pressed.edits == 1)
        assert words(wire.far.messages[question]) == first
        board = await wire.shown(await wire.far.command(ADA, "leaderboard", period="all"))
        assert "Ada · 2 ← you" in board


@in_loop
async def test_the_same_person_pressing_twice_at_once_is_graded_once(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        people = (ADA, BOB, CEM)
        questions = [await wire.message(await wire.far.command(person, "quiz")) for person in people]
        presses = [
            await wire.far.press(person, question, label)
            for person, question in zip(people, questions, strict=True)
            for label in ("Silver Needle", "Assam")
        ]
        for verdict, other in zip(presses[::2], presses[1::2], strict=True):
            assert "✅ Right · 2 points" in await wire.shown(verdict)
            assert "answered this one already" in await wire.shown(other)
            assert verdict.message != other.message
        board = await wire.shown(await wire.far.command(ADA, "leaderboard", period="all"))
        assert all(f"{NAMES[person]} · 2" in board for person in people)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("late", [False, True])
def test_a_question_stays_when_nothing_came_of_an_answer(database: str, late: bool) -> None:
    """The database was busy, say: the options are still there to be pressed."""
    slow: list[Slow] = []

    def says(event: Event) -> Message:
        if isinstance(event, CommandCalled):
            return Message((Text("Which?"), Choices(POST, ("a", "b"))))
        return Message((Text("The database is in use; try again in a moment.", Tone.BAD),))

    @in_loop
    async def test() -> None:
        async with connected(database, wrap=lambda _: _kept(slow, Slow(Scripted(says)))) as wire:
            slow[0].go.set()
            question = await wire.message(await wire.far.command(ADA, "quiz"))
            if late:
                slow[0].go.clear()
            pressed = await wire.far.press(ADA, question, "a")
            await until(lambda: pressed.kind)
            slow[0].go.set()
            await until(lambda: any("in use" in words(message) for message in wire.far.messages.values()))
            assert words(wire.far.messages[question]).startswith("Which?\na\nb")

    test()


@in_loop
async def test_a_long_answer_is_uploaded_whole(database: str) -> None:
    long = Message((Text("word " * 3_000),))
    async with connected(database, wrap=lambda _: Scripted(lambda _: long)) as wire:
        assert "file below has all of it" in await wire.shown(await wire.far.command(ADA, "streak"))
        ((name, content),) = wire.far.uploads
        assert name == "files[0] more.txt" and content.decode().count("word") == 3_000


@in_loop
async def test_a_command_that_discord_still_shows_as_it_was_is_explained(database: str) -> None:
    async with connected(database) as wire:
        exchange = await wire.far.command(ADA, "formerly")
        assert "has just been changed" in await wire.shown(exchange)


@in_loop
async def test_a_direct_message_is_answered_once_although_the_reply_was_lost(database: str) -> None:
    async with connected(database) as wire:
        wire.far.arm("POST /channels/.*/messages", status=None, accept=True)
        await wire.far.say(ADA, "is green tea oxidised?", direct=True)
        await until(lambda: sum(line.startswith("POST /channels") for line in wire.far.requests) == 2)
        (answer,) = [m for m in wire.far.in_channel(CHANNEL + 1) if m["author"]["bot"]]
        assert "Green tea is not oxidised" in words(answer)


@in_loop
async def test_a_post_is_made_once_under_its_key_and_found_by_it(database: str) -> None:
    async with connected(database) as wire:
        question = Message((Text("Which?"), Choices(POST, ("a", "b"))), Audience.CHANNEL)
        first = await wire.app.messenger.post(HERE, question, POST)
        assert await wire.app.messenger.post(HERE, question, POST) == first
        plain = await wire.app.messenger.post(HERE, Message((Text("Results"),)), "K" * 20)
        assert len(wire.far.in_channel()) == 2
        assert await wire.app.messenger.find(HERE, POST, NOON) == first
        assert await wire.app.messenger.find(HERE, "K" * 20, NOON) == plain
        assert await wire.app.messenger.find(HERE, "Z" * 20, NOON) is None
        await wire.app.messenger.update(HERE, first, Message((Text("Closed."),)))
        assert words(wire.far.messages[int(first)]) == "Closed."


@in_loop
async def test_a_post_whose_reply_is_lost_is_unsure_and_found(database: str) -> None:
    async with connected(database) as wire:
        question = Message((Text("Which?"), Choices(POST, ("a", "b"))), Audience.CHANNEL)
        wire.far.arm(POSTING, status=None, accept=True)
        with pytest.raises(Unsure):
            await wire.app.messenger.post(HERE, question, POST)
        found = await wire.app.messenger.find(HERE, POST, NOON)
        assert found is not None and await wire.app.messenger.post(HERE, question, POST) == found
        del wire.far.messages[int(found)]
        assert await wire.app.messenger.post(HERE, question, POST) == ""


@pytest.mark.parametrize(
    ("place", "fault", "error"),
    [
        ("404", {}, Gone),
        ("403", {}, Forbidden),
        (str(CHANNEL), {"status": 400}, Invalid),
        (str(CHANNEL), {"status": 429, "seconds": 90.0}, Later),
        (str(CHANNEL), {"status": 502, "times": 9, "seconds": 0.1}, Unsure),
    ],
)
def test_what_discord_refuses_has_one_of_five_names(
    database: str, monkeypatch: pytest.MonkeyPatch, place: str, fault: dict[str, Any], error: type[TutorError]
) -> None:
    monkeypatch.setattr(messenger, "PATIENCE", 2.0)

    @in_loop
    async def test() -> None:
        async with connected(database) as wire:
            if fault:
                wire.far.arm("POST /channels/.*/messages", **fault)
            with pytest.raises(error):
                await wire.app.messenger.post(
                    Place("discord", str(GUILD), place), Message((Text("x"),)), POST
                )

    test()


async def daily_at_one(wire: Wire) -> None:
    """A daily question every day at 13:00 UTC, for which it is waited."""
    wire.far.managers.add(ADA)
    await wire.shown(await wire.far.command(ADA, "daily", what="set", time="13:00", zone="UTC"))


@pytest.mark.parametrize(
    "how",
    [
        {"status": 429, "seconds": 0.2},
        {"status": 502, "accept": True},
        {"status": 502, "accept": False},
        {"status": None, "accept": True},
        {"status": None, "accept": False},
        {"status": 503, "seconds": 60, "accept": True},
    ],
    ids=["limited", "taken-502", "502", "taken-lost", "lost", "taken-hangs"],
)
def test_a_daily_question_arrives_once_through_any_trouble(
    database: str, monkeypatch: pytest.MonkeyPatch, how: dict[str, Any]
) -> None:
    monkeypatch.setattr(messenger, "PATIENCE", 2.0)

    @in_loop
    async def test() -> None:
        async with connected(database, tea_pack(WHITE)) as wire:
            await daily_at_one(wire)
            wire.far.arm(POSTING, **how)
            await wire.pulse(hours=1)
            for _ in range(3):
                await wire.pulse(minutes=1)
            (posted,) = wire.far.in_channel()
            assert "Which tea is white?" in words(posted)
            pressed = await wire.far.press(BOB, int(posted["id"]), "Silver Needle")
            assert "Right · 10 points" in await wire.shown(pressed)

    test()


@in_loop
async def test_a_box_opens_only_for_an_answer_that_is_still_taken(database: str) -> None:
    """Nobody writes one on a phone to learn then that it comes to nothing."""
    async with connected(database, tea_pack(question("dark"))) as wire:
        await daily_at_one(wire)
        await wire.pulse(hours=1)
        posted = int(wire.far.in_channel()[0]["id"])
        opened = await wire.far.press(BOB, posted, BOX)
        await until(lambda: opened.modal)
        await wire.shown(await wire.far.submit(BOB, opened, {"answer": "oolong"}))
        again = await wire.far.press(BOB, posted, BOX)
        assert "answered this one already" in await wire.shown(again)
        assert again.modal is None and wire.far.messages[again.message or 0]["flags"] & EPHEMERAL


@pytest.mark.usefixtures("impatient")
@in_loop
async def test_a_box_opens_in_time_although_the_tutor_is_slow(database: str) -> None:
    slow: list[Slow] = []
    pack = tea_pack(question("dark"))
    async with connected(database, pack, lambda tutor: _kept(slow, Slow(tutor))) as wire:
        slow[0].go.set()
        asked = await wire.message(await wire.far.command(ADA, "quiz"))
        slow[0].go.clear()
        opened = await wire.far.press(ADA, asked, BOX)
        await until(lambda: opened.modal)


@in_loop
async def test_a_press_on_a_question_that_has_closed_says_so_and_counts_nothing(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        await wire.pulse(hours=1)
        (posted,) = wire.far.in_channel()
        still_shown = deepcopy(posted)
        await wire.pulse(hours=9)
        wire.far.messages[int(posted["id"])] = still_shown  # as on a screen that has not been refreshed
        said = await wire.shown(await wire.far.press(BOB, int(posted["id"]), "Silver Needle"))
        assert "closed" in said and "points" not in said
        board = await wire.shown(await wire.far.command(BOB, "leaderboard", period="all"))
        assert "Nobody has points yet" in board


@in_loop
async def test_a_channel_whose_history_is_closed_to_us_is_not_taken_for_an_empty_one(database: str) -> None:
    async with connected(database) as wire:
        wire.far.everyone = str((2**50 - 1) & ~(1 << 16) & ~0x8)
        with pytest.raises(Forbidden, match="history"):
            await wire.app.messenger.find(HERE, POST, NOON)


@in_loop
async def test_discord_hears_nothing_of_us_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.discord.app.FIRST_PAUSE", 0.02)
    away = [True]

    async def ready() -> None:
        if away:
            raise StoreBusy("The database is locked.")

    async with far_discord() as far:
        app = make_app(Scripted(lambda _: Message(())), DiscordSettings(far.token, far.api))
        task = asyncio.create_task(app.run(ready))
        await asyncio.sleep(0.2)
        assert far.requests == []
        away.clear()
        await far.ready()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@in_loop
async def test_a_wrong_token_is_one_sentence_and_not_tried_again(database: str) -> None:
    store = SqlStore(database)
    async with far_discord() as far:
        app = make_app(make_tutor(store), DiscordSettings("wrong", far.api))
        with pytest.raises(TutorError, match="does not accept DISCORD_TOKEN"):
            await app.run(_at_once)
        assert len(far.requests) == 1 and far.identifies == []
    store.close()


@in_loop
async def test_no_login_is_spent_when_few_are_left(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LEAST_WAIT", 0.02)
    store = SqlStore(database)
    async with far_discord() as far:
        far.remaining = 3
        app = make_app(make_tutor(store), DiscordSettings(far.token, far.api))
        task = asyncio.create_task(app.run(_at_once))
        await until(lambda: far.requests.count("GET /gateway/bot") > 3)
        assert far.identifies == []
        far.remaining = 1000
        await far.ready()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    store.close()


@in_loop
async def test_a_second_process_uploads_no_commands_again(database: str) -> None:
    store = SqlStore(database)
    async with far_discord() as far:
        for _ in range(2):
            async with running(far, make_tutor(store), store):
                await until(lambda: far.sessions)
            far.sessions.clear()
        assert sum(line.startswith("PUT") for line in far.requests) == 1
    store.close()


async def _at_once() -> None:
    """Nothing has to be ready."""


def _kept(kept: list[Slow], slow: Slow) -> Slow:
    kept.append(slow)
    return slow
