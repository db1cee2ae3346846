"""What people write in threads reaches the tutor: in order, once, and nothing else does."""

import asyncio
from typing import Any

import pytest

from adapters.discord import overhearing
from adapters.discord.settings import DiscordSettings
from bot.errors import StoreBusy, TutorError
from bot.events import Overheard, TakenBack
from bot.messages import Message, Text
from storage.store import SqlStore
from tests.adapters.discord.server import Scripted, make_app, make_tutor
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, Wire, connected, until
from tests.far_ends.discord import CHANNEL, CONTENT, GUILD, ME, NAMES, far_discord, user_of

LATER, LATEST = "2026-03-02T12:05:00+00:00", "2026-03-02T12:06:00+00:00"


class Ear(Scripted):
    """A tutor that only listens; `away` is how often its database is."""

    def __init__(self) -> None:
        super().__init__(lambda _: Message((Text("x"),)))
        self.overheard: list[Overheard | TakenBack] = []
        self.away = 0

    async def overhear(self, event: Overheard | TakenBack) -> None:
        if self.away:
            self.away -= 1
            raise StoreBusy("The database is locked.")
        self.overheard.append(event)

    @property
    def said(self) -> list[str]:
        """The texts so far; a deletion as the word gone."""
        return [event.text if isinstance(event, Overheard) else "gone" for event in self.overheard]


def listening(database: str, ear: Ear, *, relay: bool = True) -> Any:
    """A far end with an ear at it."""
    return connected(database, wrap=lambda _: ear, relay=relay)


async def thread(wire: Wire) -> int:
    """A thread below a message of somebody's."""
    message = await wire.far.say(BOB, "a question")
    await wire.far.begin_thread(message)
    return message


async def settled(wire: Wire, ear: Ear) -> list[str]:
    """All that was said until now, by a word that is said last."""
    there = next(iter(wire.far.threads))
    await wire.far.write(ADA, there, "last word")
    await until(lambda: "last word" in ear.said)
    return ear.said[:-1]


@in_loop
async def test_what_is_written_in_a_thread_is_overheard_with_its_channel_and_author(database: str) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        file = {"id": "1", "filename": "tea.png", "size": 1, "url": "https://cdn.example/tea.png",
                "proxy_url": "https://proxy.example/tea.png"}  # fmt: skip
        message = await wire.far.write(ADA, there, "look", attachments=[file])
        await until(lambda: ear.overheard)
        (event,) = ear.overheard
        assert isinstance(event, Overheard) and (event.message, event.text) == (str(message), "look")
        assert (event.where.team, event.where.id, event.where.thread) == (
            str(GUILD),
            str(CHANNEL),
            str(there),
        )
        assert (event.who.id, event.who.name) == (str(ADA), NAMES[ADA])
        assert event.links == (("tea.png", "https://cdn.example/tea.png"),) and event.edited_at is None


@in_loop
async def test_bots_webhooks_discord_itself_channels_and_direct_messages_are_left_alone(
    database: str,
) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        robot = user_of(77) | {"bot": True}
        for message in (
            await wire.far.write(77, there, "beep", author=robot),
            await wire.far.write(ME, there, "mine"),
        ):
            await wire.far.rewrite(message, "boop", LATER)
        await wire.far.write(ADA, there, "hook", webhook_id="5")
        await wire.far.write(ADA, there, "renamed it", type=4)
        await wire.far.say(ADA, "to all")
        await wire.far.say(ADA, "to you", direct=True)
        await wire.far.write(ADA, there, "")
        assert await settled(wire, ear) == []


@in_loop
async def test_nothing_is_overheard_and_nothing_privileged_asked_for_without_the_setting(
    database: str,
) -> None:
    ear = Ear()
    async with listening(database, ear, relay=False) as wire:
        there = await thread(wire)
        message = await wire.far.write(ADA, there, "private")
        await wire.far.rewrite(message, "changed", LATER)
        await wire.far.take_back(message)
        await wire.shown(await wire.far.command(ADA, "streak"))
        assert ear.overheard == [] and not wire.far.intents & CONTENT


@in_loop
async def test_an_edit_is_told_once_and_an_address_that_is_looked_at_is_none(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        message = await wire.far.write(ADA, there, "helo")
        await wire.far.touch(message, embeds=[{"title": "a page", "type": "link"}])
        await wire.far.rewrite(message, "hello", LATER)
        await wire.far.touch(message, pinned=True)
        await wire.far.rewrite(message, "hello!", LATEST)
        assert await settled(wire, ear) == ["helo", "hello", "hello!"]
        assert [event.edited_at is not None for event in ear.overheard if isinstance(event, Overheard)] == [
            False, True, True, False,
        ]  # fmt: skip
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@in_loop
async def test_deletions_are_told_one_by_one_also_of_many_at_once(database: str) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        messages = [await wire.far.write(ADA, there, str(number)) for number in range(3)]
        await wire.far.take_back(messages[0])
        await wire.far.take_back(*messages[1:])
        await settled(wire, ear)
        gone = [event for event in ear.overheard if isinstance(event, TakenBack)]
        assert [event.message for event in gone] == list(map(str, messages))
        assert {event.where.id for event in gone} == {str(CHANNEL)}


@in_loop
async def test_a_deletion_in_an_archived_thread_finds_its_channel(database: str) -> None:
    """The library forgets threads that are archived, so Discord is asked."""
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        message = await wire.far.write(ADA, there, "oops")
        await until(lambda: ear.overheard)
        await wire.far.archive(there)
        await wire.far.take_back(message)
        await until(lambda: len(ear.overheard) == 2)
        gone = ear.overheard[1]
        assert isinstance(gone, TakenBack) and gone.where.id == str(CHANNEL)


@in_loop
async def test_while_the_database_is_away_events_wait_and_none_overtakes_another(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overhearing, "PAUSES", (0.02,) * 5)
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        ear.away = 4
        message = await wire.far.write(ADA, there, "helo")
        await wire.far.rewrite(message, "hello", LATER)
        await wire.far.take_back(message)
        assert await settled(wire, ear) == ["helo", "hello", "gone"]


@in_loop
async def test_what_the_database_never_takes_is_logged_without_its_words_and_the_rest_goes_on(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(overhearing, "PAUSES", (0.01,) * 2)
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        ear.away = 3
        await wire.far.write(ADA, there, "zzyzx")
        assert await settled(wire, ear) == []
    assert "is not passed on" in caplog.text and "zzyzx" not in caplog.text


@in_loop
async def test_no_more_waits_than_there_is_room_for(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(overhearing, "WAITING", 3)
    monkeypatch.setattr(overhearing, "PAUSES", (0.5,))
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        ear.away = 1
        messages = [await wire.far.write(ADA, there, str(number)) for number in range(6)]
        await wire.far.take_back(messages[0])
        await until(lambda: "gone" in ear.said)
        assert ear.said == ["0", "1", "2", "gone"]
    assert "too much waits" in caplog.text


@in_loop
async def test_a_mention_in_a_thread_is_answered_and_overheard(database: str) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        mention = [user_of(ME) | {"member": wire.far._member(ME)}]
        await wire.far.write(ADA, there, f"<@{ME}> what is tea?", mentions=mention)
        await until(lambda: ear.heard and ear.overheard)
        assert ear.heard[0].where.thread == str(there)


@in_loop
async def test_mentions_emoji_commands_and_times_are_told_as_people_see_them(database: str) -> None:
    ear = Ear()
    async with listening(database, ear) as wire:
        there = await thread(wire)
        bob = user_of(12) | {"id": "123456789012345678", "member": wire.far._member(12)}
        text = "<@123456789012345678> <:tea:123456789012345678> </quiz:123456789012345678> <t:0:R> @everyone"
        await wire.far.write(ADA, there, text, mentions=[bob])
        assert await settled(wire, ear) == ["@Bob :tea: /quiz 1970-01-01 00:00 UTC @everyone"]


@in_loop
async def test_an_intent_that_is_switched_off_is_one_sentence_that_says_where_it_is(database: str) -> None:
    store = SqlStore(database)

    async def ready() -> None:
        """Nothing has to be."""

    async with far_discord() as far:
        app = make_app(make_tutor(store), DiscordSettings(far.token, far.api, relay=True))
        with pytest.raises(TutorError, match=r"Message Content Intent.*Bot page.*TUTOR_RELAY"):
            await asyncio.wait_for(app.run(ready), 20)
        assert len(far.identifies) == 1
    store.close()
