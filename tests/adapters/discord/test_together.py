"""A quiz of a whole channel, in a thread of its own."""

import sqlite3
from contextlib import closing

import pytest

from bot.errors import Gone
from bot.events import Place
from bot.messages import Message, Text
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, Wire, connected
from tests.far_ends.discord import CHANNEL, GUILD, Json, words
from tests.kit import NOON, WHITE, question, tea_pack

PACK = tea_pack(WHITE, question("dark"))


async def opened(wire: Wire) -> int:
    """A quiz of two questions, begun by Ada; the message whose thread it is in."""
    await wire.shown(await wire.far.command(ADA, "quiz", n=2, together="together"))
    for _ in range(4):
        await wire.pulse(seconds=1)
    (opening,) = wire.far.in_channel()
    assert "A quiz for everybody" in words(opening)
    return int(opening["id"])


async def answered(wire: Wire, who: int, asked: Json, right: bool) -> str:
    """By a button, or in the box."""
    if "Silver Needle" in words(asked):
        pressed = await wire.far.press(who, int(asked["id"]), "Silver Needle" if right else "Assam")
        return await wire.shown(pressed)
    box = await wire.far.press(who, int(asked["id"]), "✎ Your answer")
    await box.settled.wait()
    return await wire.shown(await wire.far.submit(who, box, {"answer": "oolong" if right else "none"}))


@in_loop
async def test_the_questions_are_in_the_thread_and_the_results_too(database: str) -> None:
    async with connected(database, PACK) as wire:
        thread = await opened(wire)
        questions = wire.far.in_channel(thread)
        assert sorted("Question 1 of 2" in words(asked) for asked in questions) == [False, True]
        for asked in questions:
            assert "Right" in await answered(wire, ADA, asked, right=True)
            assert "Not right" in await answered(wire, BOB, asked, right=False)
        await wire.pulse(hours=1)
        await wire.pulse(seconds=5)
        results = words(wire.far.in_channel(thread)[-1])
        assert "Results · 2 questions" in results and "Ada · 2 of 2" in results
        assert "Closed" in words(wire.far.in_channel(thread)[0])
    with closing(sqlite3.connect(database)) as connection:
        (channels,) = zip(*connection.execute("SELECT external_id FROM channel_addresses"), strict=True)
    assert channels == (str(CHANNEL),), "whoever answers in a thread is in its channel"


@pytest.mark.parametrize("what", ["POST .*/threads", r"POST /channels/\d{15,}/messages"])
@pytest.mark.parametrize("accept", [True, False])
def test_each_question_is_posted_once_through_trouble(database: str, what: str, accept: bool) -> None:
    @in_loop
    async def test() -> None:
        async with connected(database, PACK) as wire:
            wire.far.arm(what, status=502, accept=accept)
            thread = await opened(wire)
            await wire.pulse(minutes=2)
            await wire.pulse(minutes=2)
            asked = [words(message).split("\n")[0] for message in wire.far.in_channel(thread)]
            assert sorted(asked) == ["### Question 1 of 2", "### Question 2 of 2"]

    test()


@in_loop
async def test_in_a_thread_that_nobody_has_opened_nothing_is_found(database: str) -> None:
    async with connected(database) as wire:
        here = Place("discord", str(GUILD), str(CHANNEL))
        opening = await wire.app.messenger.post(here, Message((Text("x"),)), "K" * 20)
        there = Place("discord", str(GUILD), str(CHANNEL), thread=opening)
        assert await wire.app.messenger.find(there, "Q" * 20, NOON) is None
        posted = await wire.app.messenger.post(there, Message((Text("y"),)), "Q" * 20)
        assert await wire.app.messenger.find(there, "Q" * 20, NOON) == posted
        await wire.app.messenger.update(there, posted, Message((Text("z"),)))
        assert [words(message) for message in wire.far.in_channel(int(opening))] == ["z"]


@in_loop
async def test_a_channel_that_is_gone_is_no_thread_to_be_opened(database: str) -> None:
    async with connected(database) as wire:
        gone = Place("discord", str(GUILD), "404")
        with pytest.raises(Gone):
            await wire.app.messenger.post(gone, Message((Text("x"),)), "K" * 20)
        assert not any("threads" in line for line in wire.far.requests)
