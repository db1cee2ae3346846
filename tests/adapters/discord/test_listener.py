"""What people do on a Discord server, and what they see (a simulated server, in process)."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import discord
import pytest

from adapters.discord import listener
from adapters.discord.render import PEN
from bot.events import CommandCalled, Event, Said
from bot.messages import (
    Audience,
    Choices,
    Field,
    FieldKind,
    Form,
    Heading,
    Message,
    Text,
)
from bot.notes.model import QuestionKind
from storage.store import SqlStore
from tests.adapters.discord.server import Scripted, labels, make_app, make_tutor, serving, shown
from tests.adapters.discord.wire import ADA, BOB, connected, until
from tests.far_ends.discord import ALL, CHANNEL, OWN_ROLE, READ_HISTORY, words
from tests.kit import WHITE, question, tea_pack

POST = "P" * 20


def in_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an asynchronous test in a loop of its own."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


@in_loop
async def test_every_command_of_the_list_is_there_and_answers_its_caller_alone(database: str) -> None:
    async with serving(database) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "ask", query="is green tea oxidised")
        assert asked.ephemeral and "Green tea is not oxidised" in shown(asked)
        assert {"ask", "quiz", "streak", "leaderboard", "topics", "card", "help"} <= set(
            ada.available_commands(server.channel)
        )


@in_loop
async def test_topics_are_completed_while_they_are_typed(database: str) -> None:
    async with serving(database) as server:
        ada = server.person("ada")
        choices = await ada.autocomplete(server.channel, "quiz", "topic", "gre")
        assert choices == [{"name": "Green tea", "value": "Green tea"}]
        started = await ada.slash(server.channel, "quiz", topic="Green tea", n=1)
        assert "Question 1 of 1" in shown(started)


@in_loop
async def test_time_zones_are_completed_by_their_cities(database: str) -> None:
    async with serving(database) as server:
        ada = server.person("ada")
        choices = await ada.autocomplete(server.channel, "daily", "zone", "new y")
        assert choices[0] == {"name": "America/New_York", "value": "America/New_York"}
        assert 0 < len(await ada.autocomplete(server.channel, "daily", "zone", "")) <= 25


@in_loop
async def test_an_answer_changes_the_question_into_its_verdict(database: str) -> None:
    async with serving(database, tea_pack(WHITE)) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "quiz")
        answered = await ada.click(asked.response, label="Silver Needle")
        assert answered.response.id == asked.response.id
        assert "Which tea is white?" in shown(answered) and "✅ Right · 2 points" in shown(answered)
        assert labels(answered) == ["this question is wrong", "another quiz", "leaderboard"]


@in_loop
async def test_a_close_answer_gets_another_try_under_the_same_question(database: str) -> None:
    async with serving(database, tea_pack(question("dark", answers=("Darjeeling First Flush",)))) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "quiz")
        first = await _write(ada, asked, "First Flush")
        assert "🟡 Close." in shown(first) and "Which tea is dark?" in shown(first)
        second = await _write(ada, first, "darjeeling first flush")
        assert "Which tea is dark?" in shown(second) and "🟡 Close." in shown(second)
        assert "✅ Right · 1 point" in shown(second)
        assert second.response.id == asked.response.id


@in_loop
async def test_several_options_are_picked_at_once(database: str) -> None:
    both = question(
        "mixed",
        QuestionKind.MULTIPLE,
        answers=("Silver Needle", "Assam"),
        choices=tuple(
            choice if choice.text != "Assam" else type(choice)("Assam", right=True)
            for choice in WHITE.choices
        ),
    )
    async with serving(database, tea_pack(both)) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "quiz")
        (menu,) = _controls(asked)
        right = [o["value"] for o in menu["options"] if "Lapsang" not in o["label"]]
        assert "✅ Right" in shown(await ada.select(asked.response, right))


@in_loop
async def test_a_press_is_understood_after_a_restart(database: str) -> None:
    async with serving(database, tea_pack(WHITE)) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "quiz")
        store = SqlStore(database)
        await server.env.restart_bot(make_app(make_tutor(store, tea_pack(WHITE))).client())
        assert "✅ Right" in shown(await ada.click(asked.response, label="Silver Needle"))
        store.close()


class Sleepy(Scripted):
    """Takes so many seconds for everything."""

    def __init__(self, seconds: float) -> None:
        super().__init__(lambda _: Message((Text("Done."),)))
        self._seconds = seconds

    async def handle(self, event: Event) -> Message:
        await asyncio.sleep(self._seconds)
        return await super().handle(event)


@pytest.mark.parametrize(("seconds", "end"), [(20, "Done."), (20 * 60, "This took too long")])
def test_what_takes_long_is_announced_at_once_and_never_left_waiting(
    database: str, seconds: float, end: str
) -> None:
    """Discord wants a first response within 3 seconds, and takes edits for 15 minutes."""

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: Sleepy(seconds)) as server:
            asked = await server.person("ada").slash(server.channel, "streak")
            assert asked.deferred and asked.ephemeral
            await server.env.advance_time(seconds)
            assert end in shown(asked) and asked.followups == []

    test()


SILENT = discord.PermissionOverwrite(send_messages=False)


@in_loop
async def test_what_it_may_not_write_is_not_promised(database: str) -> None:
    """In the channel where it is called, or in the one picked; people without a say hear that first."""
    async with serving(database) as server:
        silent = {server.guild.default_role: SILENT}
        closed = server.guild.create_text_channel("closed", overwrites=silent)
        boss, bob = server.person("ada", discord.Permissions(manage_channels=True)), server.person("bob")
        refusal = "I may not write there: allow me Send Messages in the channel's settings"
        assert refusal in shown(await boss.slash(closed, "daily", what="set"))
        assert refusal in shown(await boss.slash(server.channel, "daily", what="now", channel=closed))
        assert refusal in shown(await bob.slash(closed, "quiz", together="together"))
        assert "Only those who manage" in shown(await bob.slash(closed, "daily", what="now"))
        assert "has no daily question" in shown(await boss.slash(closed, "daily", what="status"))
        assert "Question 1" in shown(await bob.slash(closed, "quiz"))
        assert "needs a channel of a server" in shown(await bob.user.slash("quiz", together="together"))


@in_loop
async def test_commands_are_uploaded_once_and_not_again(database: str) -> None:
    async with serving(database) as server:
        store = SqlStore(database)
        await server.env.restart_bot(make_app(make_tutor(store)).client())
        uploads = [r for r in server.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert len(uploads) == 1
        store.close()


@pytest.mark.parametrize(
    ("custom_id", "said"),
    [(f"answer:{POST}:0", "no longer there"), ("something:else", "belongs to an older tutor")],
)
def test_a_press_on_what_is_no_more_is_answered_kindly(database: str, custom_id: str, said: str) -> None:
    @in_loop
    async def test() -> None:
        async with serving(database) as server:
            view = discord.ui.LayoutView()
            view.add_item(discord.ui.ActionRow(discord.ui.Button(label="old", custom_id=custom_id)))
            view.stop()
            ada = server.person("ada")
            channel = server.client.get_channel(server.channel.id)
            assert isinstance(channel, discord.TextChannel)
            old = await channel.send(view=view)
            pressed = await ada.click(old, label="old")
            assert pressed.ephemeral and said in shown(pressed)

    test()


@in_loop
async def test_a_message_for_the_channel_is_seen_by_all_and_one_for_a_person_is_not(database: str) -> None:
    def says(event: Event) -> Message:
        public = isinstance(event, CommandCalled) and event.name == "topics"
        return Message((Text("Hello"),), Audience.CHANNEL if public else Audience.PRIVATE)

    async with serving(database, wrap=lambda _: Scripted(says)) as server:
        ada = server.person("ada")
        assert not (await ada.slash(server.channel, "topics")).ephemeral
        assert (await ada.slash(server.channel, "streak")).ephemeral


@in_loop
async def test_an_answer_to_a_public_question_is_private_and_leaves_the_question(database: str) -> None:
    def says(event: Event) -> Message:
        if isinstance(event, CommandCalled):
            return Message((Text("Which?"), Choices(POST, ("a", "b"))), Audience.CHANNEL)
        return Message((Text("Right."),))

    async with serving(database, wrap=lambda _: Scripted(says)) as server:
        ada = server.person("ada")
        asked = await ada.slash(server.channel, "topics")
        answered = await ada.click(asked.response, label="a")
        assert answered.ephemeral and answered.response.id != asked.response.id
        assert labels(asked) == ["a", "b"]


@in_loop
async def test_a_form_opens_with_its_pickers_and_calls_its_command(database: str) -> None:
    form = Form(
        "Daily question",
        "topics",
        (
            Field("time", "At what time", FieldKind.TIME, "09:00", required=True),
            Field("days", "On which days", FieldKind.SOME_OF, "mon,fri", ("mon", "tue", "fri")),
            Field("pack", "From which notes", FieldKind.ONE_OF, "tea", ("tea", "coffee")),
        ),
        (("action", "set"),),
    )
    tutor = Scripted(
        lambda event: (
            Message((Text("Fill it in."), form))
            if isinstance(event, CommandCalled) and event.name == "streak"
            else Message((Text("Set."),))
        )
    )
    async with serving(database, wrap=lambda _: tutor) as server:
        ada = server.person("ada")
        opened = await ada.slash(server.channel, "streak")
        assert opened.modal is not None and opened.modal["title"] == "Daily question"
        done = await ada.submit_modal(opened, {"time": "10:30", "days": ["mon", "tue"], "pack": ["coffee"]})
        assert done.ephemeral and shown(done) == "Set."
        called = tutor.heard[-1]
        assert isinstance(called, CommandCalled) and called.name == "topics"
        assert called.args == {"action": "set", "time": "10:30", "days": "mon,tue", "pack": "coffee"}


@in_loop
async def test_a_mention_is_answered_behind_a_button_for_its_author_alone(database: str) -> None:
    async with serving(database) as server:
        ada, bob = server.person("ada"), server.person("bob")
        assert server.client.user is not None
        await ada.send(server.channel, f"{server.client.user.mention} is green tea oxidised?")
        offer = server.channel.last_message
        assert "Green tea" not in str(offer.components)
        mine = await ada.click(offer, label="Show it to me")
        assert mine.ephemeral and "Green tea is not oxidised" in shown(mine)
        assert "for somebody else" in shown(await bob.click(offer, label="Show it to me"))


@in_loop
async def test_what_does_not_concern_the_tutor_is_left_alone(database: str) -> None:
    tutor = Scripted(lambda _: Message((Text("x"),)))
    async with serving(database, wrap=lambda _: tutor) as server:
        await server.person("ada").send(server.channel, "is green tea oxidised?")
        robot = server.guild.add_member(server.env.create_user("robot", bot=True))
        await robot.send(server.channel, f"hi {server.client.user.mention if server.client.user else ''}")
        assert tutor.heard == []


@in_loop
async def test_a_reply_to_the_tutor_is_talk_among_people(database: str) -> None:
    """Discord counts it as a mention, and would have an open question answered with "nice one"."""
    tutor = Scripted(lambda _: Message((Text("x"),)))
    async with connected(database, wrap=lambda _: tutor) as wire:
        await wire.far.say(ADA, "nice one", mention=True, type=19)
        await wire.far.say(BOB, "<@1000> and this?", mention=True, type=19)
        await until(lambda: tutor.heard)
        assert [event.text for event in tutor.heard if isinstance(event, Said)] == ["and this?"]


@in_loop
async def test_what_discord_itself_remarks_in_a_direct_message_is_no_question(database: str) -> None:
    """Such as that somebody pinned a message."""
    tutor = Scripted(lambda _: Message((Text("x"),)))
    async with connected(database, wrap=lambda _: tutor) as wire:
        await wire.far.say(ADA, "", direct=True, type=6)
        await wire.far.say(ADA, "hello", direct=True)
        await until(lambda: tutor.heard)
        assert [isinstance(event, Said) and event.text for event in tutor.heard] == ["hello"]


@pytest.mark.parametrize("readable", [False, True])
def test_whoever_picks_the_role_of_the_tutor_is_heard_or_told_how_to_be(
    database: str, readable: bool
) -> None:
    """It has the same name in Discord's list."""

    @in_loop
    async def test() -> None:
        async with connected(database, relay=readable) as wire:
            await wire.far.say(ADA, f"<@&{OWN_ROLE}> is green tea oxidised?", mention_roles=[str(OWN_ROLE)])
            await until(lambda: len(wire.far.in_channel()) == 2)
            answer = words(wire.far.in_channel()[-1])
            if not readable:
                assert "That was my role" in answer
                return
            offer = int(wire.far.in_channel()[-1]["id"])
            pressed = await wire.far.press(ADA, offer, "Show it to me")
            assert "Green tea is not oxidised" in await wire.shown(pressed)

    test()


@pytest.mark.parametrize("trouble", ["typing", "history", "forbidden"])
def test_a_mention_is_answered_where_that_can_be(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    """Although nobody sees that it is being typed, or the answer cannot be a reply."""
    monkeypatch.setattr(listener, "AT_ONCE", 0.0)

    @in_loop
    async def test() -> None:
        async with connected(database) as wire:
            if trouble == "history":
                wire.far.everyone = str(int(ALL) & ~READ_HISTORY)
            else:
                where = "typing" if trouble == "typing" else "messages"
                wire.far.arm(f"POST /channels/{CHANNEL}/{where}", status=403, code=50013)
            await wire.far.say(ADA, "<@1000> is green tea oxidised?", mention=True)
            if trouble == "forbidden":
                await until(lambda: "stays unanswered" in caplog.text)
                assert "Traceback" not in caplog.text
            else:
                await until(lambda: len(wire.far.in_channel()) == 2)

    test()


@pytest.mark.parametrize(
    ("why", "said"),
    [("deleted", "has been deleted"), ("history", "Read Message History"), ("trouble", "press once more")],
)
def test_a_mention_that_cannot_be_read_again_is_said_so(database: str, why: str, said: str) -> None:
    @in_loop
    async def test() -> None:
        async with connected(database) as wire:
            mention = await wire.far.say(ADA, "<@1000> is green tea oxidised?", mention=True)
            await until(lambda: len(wire.far.in_channel()) == 2)
            offer = int(wire.far.in_channel()[-1]["id"])
            if why == "deleted":
                await wire.far.take_back(mention)
            elif why == "history":
                wire.far.everyone = str(int(ALL) & ~READ_HISTORY)
            else:
                wire.far.arm(f"GET /channels/{CHANNEL}/messages/", status=400)
            assert said in await wire.shown(await wire.far.press(ADA, offer, "Show it to me"))

    test()


@in_loop
async def test_direct_messages_ask_and_answer_for_the_server_of_the_person(database: str) -> None:
    async with serving(database) as server:
        ada = server.person("ada")
        await ada.slash(server.channel, "quiz")
        user = ada.user
        await user.send_dm("is green tea oxidised?")
        assert "Green tea is not oxidised" in str(user.dm_channel.last_message.components)
        started = await user.slash("quiz")
        await user.send_dm("oolong")
        assert "Right" in str(user.dm_channel.last_message.components), started


@in_loop
async def test_an_empty_mention_gets_help(database: str) -> None:
    tutor = Scripted(lambda _: Message((Heading("help"),)))
    async with serving(database, wrap=lambda _: tutor) as server:
        assert server.client.user is not None
        await server.person("ada").send(server.channel, server.client.user.mention)
        assert [event.name for event in tutor.heard if isinstance(event, CommandCalled)] == ["help"]


def _controls(result: Any) -> list[dict[str, Any]]:
    return [
        part
        for box in result.response.components
        for row in box["components"]
        for part in row.get("components", [])
    ]


async def _write(person: Any, asked: Any, text: str) -> Any:
    box = next(label for label in labels(asked) if label.startswith(PEN))
    opened = await person.click(asked.response, label=box)
    return await person.submit_modal(opened, {"answer": text})
