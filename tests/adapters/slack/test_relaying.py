"""What people write in threads reaches the tutor, which passes it on; what it is passed comes to threads."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack import overhearing
from bot.commands import BY_NAME, parse
from bot.errors import StoreBusy
from bot.events import Account, CommandCalled, Event, Overheard, Place, TakenBack
from bot.messages import Buttons, Heading, Message, Text
from bot.outbox import Outbox, Route
from bot.tutor import Tutor
from bot.usecases.ticking import tick
from tests.far_ends.slack import Person
from tests.far_ends.slack.office import LEASE, Office, office
from tests.far_ends.slack.world import number
from tests.hostile import HOSTILE
from tests.kit import Wall, text_of

ASKED = "1700000000.000100"  # a message with a thread below it
GROUPS = [HOSTILE[start : start + 20] for start in range(0, len(HOSTILE), 20)]
WAYS = pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])


class Ears:
    """A tutor that keeps what it overhears; `trouble` is what the next times meet."""

    def __init__(self) -> None:
        self.heard: list[Overheard | TakenBack] = []
        self.asked: list[Event] = []
        self.trouble: list[Exception] = []

    async def handle(self, event: Event) -> Message:
        self.asked.append(event)
        return Message((Text("heard"),))

    async def overhear(self, event: Overheard | TakenBack) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        self.heard.append(event)

    @property
    def texts(self) -> list[str]:
        """What people wrote."""
        return [event.text for event in self.heard if isinstance(event, Overheard)]


def listening(
    database: str,
    story: Callable[[Office, Ears, Person], Awaitable[None]],
    *,
    socket: bool = False,
    relay: str = "threads",
) -> None:
    """Ada is in a channel where the tutor listens."""

    async def told() -> None:
        ears = Ears()
        async with office(database, socket=socket, answers=ears, TUTOR_RELAY=relay) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await story(here, ears, ada)

    asyncio.run(asyncio.wait_for(told(), 30))


@WAYS
def test_a_reply_in_a_thread_is_overheard_with_who_and_where(database: str, socket: bool) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("I think it is oolong &amp; nothing else", ASKED)
        (heard,) = ears.heard
        assert heard == Overheard(
            f"M{said.ts}",
            Account("slack", "T1", "UADA", "ada"),
            Place("slack", "T1", "CGENERAL", thread=ASKED),
            said.ts,
            "I think it is oolong & nothing else",
        )

    listening(database, story, socket=socket)


def test_without_the_setting_nothing_is_overheard(database: str) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("hello", ASKED)
        await ada.edits(said, "hallo")
        await ada.deletes(said)
        assert ears.heard == []

    listening(database, story, relay="")


@WAYS
def test_edits_and_deletions_are_overheard(database: str, socket: bool) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("helo", ASKED)
        await ada.edits(said, "hello")
        await ada.deletes(said)
        _first, edit, gone = ears.heard
        assert isinstance(edit, Overheard) and edit.edited_at and edit.text == "hello"
        assert edit.message == said.ts and edit.where.thread == ASKED and edit.who.name == "ada"
        assert gone == TakenBack(Place("slack", "T1", "CGENERAL"), said.ts)

    listening(database, story, socket=socket)


def test_a_deleted_message_that_leaves_a_tombstone_is_taken_back(database: str) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("hello", ASKED)
        await ada.replies("below it", said.ts)
        await ada.deletes(said)
        assert ears.heard[-1] == TakenBack(Place("slack", "T1", "CGENERAL"), said.ts)

    listening(database, story)


def test_a_change_that_nobody_made_is_no_edit(database: str) -> None:
    """Slack tells of a changed message too when it shows what a link leads to."""

    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("<https://tea.example>", ASKED)
        await ada.edits(said, said.text, attachments=[{"title": "Tea"}])
        assert len(ears.heard) == 1

    listening(database, story)


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"bot_id": "BTUTOR", "user": "UTUTOR"},
        {"user": "UTUTOR"},
        {"user": "USLACKBOT"},
        {"user": None},
        {"subtype": "bot_message", "user": None, "username": "bridge"},
        {"bot_profile": {"id": "B1"}},
        {"subtype": "channel_join"},
        {"subtype": "reminder_add"},
        {"thread_ts": None},
        {"channel_type": "mpim"},
    ],
    ids=str,
)
def test_what_is_no_persons_reply_in_a_thread_is_not_overheard(
    database: str, more: Mapping[str, Any]
) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        await ada.replies("hello", ASKED, **more)
        assert ears.heard == [] and ears.asked == []

    listening(database, story)


def test_edits_and_deletions_of_the_tutors_own_posts_are_not_overheard(database: str) -> None:
    async def story(here: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("hello", ASKED, bot_id="BTUTOR", user="UTUTOR")
        said.by = here.workspace.bot_user
        await ada.edits(said, "hallo", bot_id="BTUTOR")
        await ada.deletes(said)
        assert ears.heard == []

    listening(database, story)


def test_the_beginning_of_a_thread_is_no_reply(database: str) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        said = await ada.replies("question", "")
        await ada.edits(said, "question?", thread_ts=said.ts)
        assert ears.heard == []

    listening(database, story)


@pytest.mark.parametrize(
    "more",
    [{"subtype": "file_share"}, {"subtype": "thread_broadcast"}, {"channel_type": "group"}],
    ids=["file", "broadcast", "private"],
)
def test_files_broadcasts_and_private_channels_are_overheard(database: str, more: Mapping[str, Any]) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        await ada.replies("hello", ASKED, **more)
        assert ears.texts == ["hello"]

    listening(database, story)


def test_files_are_links_with_their_names_and_nothing_but_https(database: str) -> None:
    files = [
        {"id": "F1", "title": "My notes", "name": "notes.md", "permalink": "https://t1.slack.com/files/F1"},
        {"id": "F2", "name": "tea.png", "permalink": "https://t1.slack.com/files/F2"},
        {"id": "F3", "name": "odd", "permalink": "javascript:alert(1)"},
        {"id": "F4", "mode": "tombstone"},
    ]

    async def story(_: Office, ears: Ears, ada: Person) -> None:
        await ada.replies("", ASKED, subtype="file_share", files=files)
        (heard,) = ears.heard
        assert isinstance(heard, Overheard)
        assert heard.links == (
            ("My notes", "https://t1.slack.com/files/F1"),
            ("tea.png", "https://t1.slack.com/files/F2"),
        )

    listening(database, story)


def test_mentions_are_names_and_nothing_of_slacks_markup_is_left(database: str) -> None:
    async def story(here: Office, ears: Ears, ada: Person) -> None:
        here.person("Bob")
        await ada.replies(
            "<@UBOB> and <@UNOBODY>: <!channel> in <#C9|tea>, <https://evil|https://good>", ASKED
        )
        assert ears.texts == ["@bob and @someone: @channel in #tea, https://good (https://evil)"]
        before = here.made("users.info")
        await ada.replies("<@UBOB> again", ASKED)
        assert here.made("users.info") == before, "names are remembered"

    listening(database, story)


def test_a_mention_of_the_tutor_in_a_thread_is_answered_and_overheard_once(database: str) -> None:
    async def story(_: Office, ears: Ears, ada: Person) -> None:
        text = "<@UTUTOR> /streak"
        said = await ada.replies(text, ASKED)
        mention = {"type": "app_mention", "user": "UADA", "channel": "CGENERAL", "text": text, "ts": said.ts}
        await ada.delivery.send("events_api", ada.event({**mention, "thread_ts": ASKED}))
        await ada.sees("heard")
        assert len(ears.heard) == 1
        assert [event.name for event in ears.asked if isinstance(event, CommandCalled)] == ["streak"]

    listening(database, story)


@WAYS
def test_what_could_not_be_stored_is_not_acknowledged_and_the_next_copy_is(
    database: str, socket: bool, caplog: pytest.LogCaptureFixture
) -> None:
    refusal: tuple[type[BaseException], ...] = (TimeoutError,) if socket else (AssertionError,)

    async def story(_: Office, ears: Ears, ada: Person) -> None:
        ears.trouble = [StoreBusy("The database cannot be reached; try again in a moment.")]
        with pytest.raises(refusal):
            await ada.replies("canary", ASKED)
        assert ears.heard == []
        await ada.replies("canary", ASKED)
        assert ears.texts == ["canary"]

    with caplog.at_level(logging.DEBUG):
        listening(database, story, socket=socket)
    assert "cannot be reached" in caplog.text and "canary" not in caplog.text


def test_what_takes_too_long_is_refused_in_time_and_goes_on(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overhearing, "STORED_IN", 0.05)

    async def story(here: Office, ears: Ears, ada: Person) -> None:
        go, overhear = asyncio.Event(), ears.overhear

        async def slow(event: Overheard | TakenBack) -> None:
            await go.wait()
            await overhear(event)

        ears.overhear = slow  # type: ignore[method-assign]  # the test's own tutor
        with pytest.raises(AssertionError, match="503"):
            await ada.replies("hello", ASKED)
        go.set()
        await here.settled()
        assert ears.texts == ["hello"]

    listening(database, story)


def test_lines_of_a_channel_keep_their_order_though_a_name_comes_late(database: str) -> None:
    async def story(here: Office, ears: Ears, ada: Person) -> None:
        bob = here.person("Bob")
        bob.enters(ada.channel)
        await bob.replies("known", ASKED)
        here.far.faults["users.info"].append("429:1")
        first = asyncio.create_task(ada.replies("first", ASKED))
        await here.far.until(lambda: here.made("users.info") == 2, "the question who Ada is")
        second = asyncio.create_task(bob.replies("second", ASKED))
        await asyncio.gather(first, second, return_exceptions=True)
        await here.settled()
        assert ears.texts == ["known", "first", "second"]

    listening(database, story)


@dataclass
class Elsewhere:
    """Dan's side of the same group on Discord, without Discord: he has the same tutor."""

    here: Office
    tutor: Tutor
    wall: Wall = field(default_factory=Wall)

    async def types(self, line: str) -> Message:
        """What the tutor answers to a command."""
        name, _, rest = line[1:].partition(" ")
        return await self._calls(name, parse(BY_NAME[name], rest))

    async def presses(self, shown: Message, label: str) -> Message:
        """What the tutor answers to a press of a button whose label begins so."""
        offers = [offer for part in shown.parts if isinstance(part, Buttons) for offer in part.buttons]
        button = next(offer for offer in offers if offer.label.startswith(label))
        return await self._calls(button.command, button.args)

    async def writes(self, text: str, name: str = "Dan", message: str = "", **more: Any) -> str:
        """A line below the daily question; the message's id."""
        question = next(key for key, (place, _) in self.wall.posted.items() if not place.thread)
        where, own = Place("discord", "G1", "42", "general", thread=f"ref-{question}"), message or number("D")
        who = Account("discord", "G1", "dan", name)
        await self.tutor.overhear(Overheard(number("E"), who, where, own, text, **more))
        return own

    async def deletes(self, message: str) -> None:
        """Take a line away."""
        await self.tutor.overhear(TakenBack(Place("discord", "G1", "42"), message))

    async def pulse(self, **later: float) -> None:
        """Let time pass, then do all that is due on both sides."""
        self.here.clock.move(**later)
        await tick(self.here.desk)
        routes = {"slack": Route(self.here.slack.messenger, LEASE), "discord": Route(self.wall, LEASE)}
        await Outbox(self.here.desk, routes).drain()

    def sees(self) -> list[str]:
        """What stands in the thread on Discord."""
        return [text_of(message) for place, message in self.wall.posted.values() if place.thread]

    async def _calls(self, name: str, args: Any) -> Message:
        who, where = Account("discord", "G1", "dan", "Dan"), Place("discord", "G1", "42", "general")
        return await self.tutor.handle(CommandCalled(number("E"), who, where, name, dict(args), manager=True))


def paired(database: str, story: Callable[[Person, Elsewhere, str], Awaitable[None]]) -> None:
    """Ada on Slack, Dan on Discord, one channel, and a daily question below which threads are relayed."""

    async def told() -> None:
        async with office(database, TUTOR_RELAY="threads") as here:
            ada, dan = here.person("Ada", admin=True), Elsewhere(here, Tutor(here.desk))
            ada.enters(here.channel())
            for what, button in (("workspace", "become one group"), ("channel", "make them one")):
                shown = await dan.types(f"/link {what}")
                code = next(part.text for part in shown.parts if isinstance(part, Heading))
                await ada.types(f"/link {what} {code}")
                await ada.presses(button)
                await here.settled()
            await ada.types("/link relay threads")
            await ada.types("/daily set 13:00 UTC daily")
            await dan.pulse(hours=1.1)
            asked = next(m for m in ada.channel.messages if not m.only and m.by == here.workspace.bot_user)
            await story(ada, dan, asked.ts)
            unknown = "users.info: user_not_found: "  # where a text mentions nobody
            assert here.far.live == [] and set(here.far.refused) <= {unknown}

    asyncio.run(asyncio.wait_for(told(), 60))


def test_a_thread_on_slack_is_passed_on_with_edits_and_deletions(database: str) -> None:
    async def story(ada: Person, dan: Elsewhere, asked: str) -> None:
        said = await ada.replies("I think it is oolong", asked, copies=3)
        await dan.pulse(seconds=1)
        (shown,) = dan.sees()
        assert "ada · Slack" in shown and "I think it is oolong" in shown
        await ada.edits(said, "I know it is oolong")
        await dan.pulse(seconds=1)
        assert "I know it is oolong" in dan.sees()[0]
        await ada.deletes(said)
        await dan.pulse(seconds=1)
        assert dan.sees() == []

    paired(database, story)


def test_what_is_written_elsewhere_comes_into_the_thread_with_edits_and_deletions(database: str) -> None:
    async def story(ada: Person, dan: Elsewhere, asked: str) -> None:
        said = await dan.writes("so do I", links=(("notes.md", "https://drive.example/1"),))
        await dan.pulse(seconds=1)
        shown = await ada.sees("Dan · Discord", "so do I", "notes.md: https://drive.example/1")
        assert shown.count("so do I") == 1 and ada.channel.messages[-1].thread == asked
        await dan.writes("so does she", message=said, edited_at=datetime.now(UTC))
        await dan.pulse(seconds=1)
        assert "so do I" not in await ada.sees("so does she")
        await dan.deletes(said)
        await dan.pulse(seconds=1)
        assert "so does she" not in ada.screen()

    paired(database, story)


def test_a_relayed_message_whose_reply_was_lost_stands_in_the_thread_once(database: str) -> None:
    async def story(ada: Person, dan: Elsewhere, _: str) -> None:
        dan.here.far.faults["chat.postMessage"].append("502 after")
        await dan.writes("first")
        await dan.writes("second")
        for _try in range(4):
            await dan.pulse(seconds=LEASE.total_seconds() + 5)
        screen = await ada.sees("first", "second")
        assert screen.count("first") == 1 and screen.index("first") < screen.index("second")

    paired(database, story)


LITERAL = ("<!channel>", "<@U1>", "<https://evil|https://good>", "@everyone")
ODD = (*LITERAL, "x" * 40_000, "\u202etxet", "\u2066")


def test_nothing_that_is_passed_on_comes_to_life_or_is_called_something_else(database: str) -> None:
    async def story(ada: Person, dan: Elsewhere, asked: str) -> None:
        for text in ODD:
            await dan.writes(text, text[:80], links=((text[:200], "https://drive.example/1"),))
        await dan.pulse(seconds=1)
        shown = [m for m in ada.channel.messages if m.thread == asked]
        assert len(shown) == len(ODD)
        screen = ada.screen()
        for literal in LITERAL:
            assert screen.count(literal) == 3, "in the name, the text and the label, as it was written"
        assert "\u202e" not in screen and "\u2066" not in screen and "x" * 1_500 not in screen

    paired(database, story)


@pytest.mark.parametrize("texts", GROUPS, ids=range(len(GROUPS)))
def test_hostile_texts_pass_both_ways_and_are_taken_back(database: str, texts: tuple[str, ...]) -> None:
    async def story(ada: Person, dan: Elsewhere, asked: str) -> None:
        await ada.replies("hello", asked)
        own: list[str] = []
        for text in texts:
            attached = ((text[:200], "https://drive.example/1"),)
            own.append(await dan.writes(text, text[:80], links=attached))
            await ada.replies(text, asked, files=[{"title": text, "permalink": "https://t1.slack.com/1"}])
        await dan.pulse(seconds=1)
        for text, message in zip(reversed(texts), own, strict=True):
            await dan.writes(text, text[:80], message, edited_at=datetime.now(UTC))
        await dan.pulse(seconds=1)
        mine = [m for m in ada.channel.messages if m.thread == asked and m.by == "UTUTOR"]
        assert len(mine) == len(texts)
        for message in own:
            await dan.deletes(message)
        await dan.pulse(seconds=1)
        assert not any(m.by == "UTUTOR" for m in ada.channel.messages if m.thread == asked)

    paired(database, story)
