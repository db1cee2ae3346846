"""Writing in the thread of a message, whatever state it is in, and having people's buttons work there."""

import discord
import pytest

from bot.errors import Invalid
from bot.events import CommandCalled, Place
from bot.messages import Choices, Message, Text
from tests.adapters.discord.server import Scripted
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.test_wire import daily_at_one
from tests.adapters.discord.wire import ADA, Wire, connected
from tests.far_ends.discord import (
    ADMINISTRATOR,
    ALL,
    CHANNEL,
    GUILD,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    Json,
    walk,
    words,
)
from tests.kit import NOON, WHITE, tea_pack

FIRST, SECOND = "K" * 20, "Q" * 20


def said(text: str) -> Message:
    return Message((Text(text),))


async def below(wire: Wire) -> Place:
    """The place below a message of the tutor's, whose thread nobody has opened."""
    question = await wire.app.messenger.post(Place("discord", str(GUILD), str(CHANNEL)), said("q"), FIRST)
    return Place("discord", str(GUILD), str(CHANNEL), thread=question)


def carried(message: Json) -> str:
    """The key that a question's buttons carry."""
    ids = (str(part.get("custom_id", "")) for part in walk(message["components"]))
    return next(custom_id.split(":")[1] for custom_id in ids if custom_id.startswith("answer:"))


async def forum_post(wire: Wire) -> int:
    """A post in a forum, where Ada manages."""
    post = await wire.far.say(ADA, "exam talk")
    wire.far.threads[post] = "exam talk"
    wire.far.forum_posts.add(post)
    wire.far.managers.add(ADA)
    await wire.far.begin_thread(post)
    return post


def forbid_threads(wire: Wire) -> None:
    lacking = discord.Permissions(administrator=True, create_public_threads=True)
    wire.far.everyone = str(int(ALL) & ~lacking.value)


@in_loop
async def test_a_message_in_a_thread_is_changed_and_removed_there(database: str) -> None:
    async with connected(database) as wire:
        there = await below(wire)
        posted = await wire.app.messenger.post(there, said("helo"), SECOND)
        await wire.app.messenger.update(there, posted, said("hello"))
        assert [words(message) for message in wire.far.in_channel(int(there.thread))] == ["hello"]
        await wire.app.messenger.remove(there, posted)
        await wire.app.messenger.remove(there, posted)
        assert wire.far.in_channel(int(there.thread)) == []


@in_loop
async def test_an_archived_thread_is_woken(database: str) -> None:
    async with connected(database) as wire:
        there, messenger = await below(wire), wire.app.messenger
        thread = int(there.thread)
        posted = await messenger.post(there, said("one"), SECOND)
        for change in (
            messenger.update(there, posted, said("two")),
            messenger.post(there, said("three"), "Z" * 20),
            messenger.remove(there, posted),
        ):
            await wire.far.archive(thread)
            await change
            assert thread not in wire.far.archived
        assert [words(message) for message in wire.far.in_channel(thread)] == ["three"]


@in_loop
async def test_in_a_thread_that_a_moderator_has_locked_nothing_is_written(database: str) -> None:
    async with connected(database) as wire:
        there = await below(wire)
        await wire.app.messenger.post(there, said("one"), SECOND)
        await wire.far.archive(int(there.thread), lock=True)
        with pytest.raises(Invalid, match="locked"):
            await wire.app.messenger.post(there, said("two"), "Z" * 20)
        assert len(wire.far.in_channel()) == 1, "nor in the channel instead"


@pytest.mark.parametrize("why", ["permission", "50024", "160006"])
def test_where_no_thread_can_be_made_it_is_a_reply_in_the_channel(database: str, why: str) -> None:
    """And found, changed and removed there."""

    @in_loop
    async def test() -> None:
        async with connected(database) as wire:
            there, messenger = await below(wire), wire.app.messenger
            if why == "permission":
                forbid_threads(wire)
            else:
                wire.far.arm("POST .*/threads", status=400, code=int(why))
            posted = await messenger.post(there, said("helo"), SECOND)
            reply = wire.far.in_channel()[1]
            assert reply["message_reference"]["message_id"] == int(there.thread)
            assert await messenger.find(there, SECOND, NOON) == posted
            await messenger.update(there, posted, said("hello"))
            assert words(reply) == "hello"
            await messenger.remove(there, posted)
            await messenger.remove(there, posted)
            assert len(wire.far.in_channel()) == 1

    test()


@in_loop
async def test_below_a_message_that_was_deleted_nothing_is_written(database: str) -> None:
    async with connected(database) as wire:
        there = await below(wire)
        await wire.far.take_back(int(there.thread))
        with pytest.raises(Invalid):
            await wire.app.messenger.post(there, said("x"), SECOND)
        assert wire.far.in_channel() == []


@in_loop
async def test_a_command_in_a_thread_is_one_in_its_channel(database: str) -> None:
    """By its id and that of the thread, also where the library does not know the channel."""
    tutor = Scripted(lambda _: said("x"))
    async with connected(database, wrap=lambda _: tutor) as wire:
        there = await below(wire)
        await wire.far.begin_thread(int(there.thread))
        other = await wire.far.say(ADA, "hello")
        wire.far.threads[other] = "of a channel unknown"
        await wire.far.dispatch("THREAD_CREATE", wire.far._thread(other) | {"parent_id": "4444"})
        for thread in (int(there.thread), other):
            await wire.shown(await wire.far.command_in(thread, ADA, "streak"))
        places = [event.where for event in tutor.heard if isinstance(event, CommandCalled)]
        assert [(place.id, place.thread) for place in places] == [
            (str(CHANNEL), there.thread),
            ("4444", str(other)),
        ]


@in_loop
async def test_below_the_daily_question_the_schedule_is_the_channels(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        await wire.pulse(hours=1)
        (question,) = wire.far.in_channel()
        await wire.far.begin_thread(int(question["id"]))
        asked = await wire.far.command_in(int(question["id"]), ADA, "daily", what="status")
        assert "The next one comes" in await wire.shown(asked)


@in_loop
async def test_a_post_of_a_forum_is_a_channel_of_its_own(database: str) -> None:
    """It has a schedule, where the tutor may write in threads, and is looked through after a crash."""
    async with connected(database, tea_pack(WHITE)) as wire:
        post = await forum_post(wire)
        for lacking, said in (
            (SEND_IN_THREADS, "allow me Send Messages in Posts"),
            (SEND_MESSAGES, "is set"),
        ):
            wire.far.everyone = str(int(ALL) & ~lacking & ~ADMINISTRATOR)
            asked = await wire.far.command_in(post, ADA, "daily", what="set", time="13:00", zone="UTC")
            assert said in await wire.shown(asked)
        await wire.pulse(hours=1)
        (question,) = (message for message in wire.far.in_channel(post) if "white" in words(message))
        there = Place("discord", str(GUILD), str(post))
        assert await wire.app.messenger.find(there, carried(question), NOON) == question["id"]


@in_loop
async def test_in_a_post_of_a_forum_that_is_locked_the_daily_question_is_paused(database: str) -> None:
    """And not tried every day in vain."""
    async with connected(database, tea_pack(WHITE)) as wire:
        post = await forum_post(wire)
        await wire.shown(await wire.far.command_in(post, ADA, "daily", what="set", time="13:00", zone="UTC"))
        await wire.far.archive(post, lock=True)
        await wire.pulse(hours=1)
        said = await wire.shown(await wire.far.command_in(post, ADA, "daily", what="status"))
        assert "Paused: A moderator has locked it." in said


@in_loop
async def test_a_thread_is_named_for_a_quiz_or_for_talk(database: str) -> None:
    asked = Message((Choices("p" * 20, ("Assam", "Lapsang")),))
    for name, first in (("Quiz", asked), ("Discussion", said("hello"))):
        async with connected(database) as wire:
            there = await below(wire)
            await wire.app.messenger.post(there, first, SECOND)
            assert wire.far.threads == {int(there.thread): name}
