"""A channel that is on Slack too: what people write below the daily question passes, and comes to no life."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from adapters.discord.events import PLATFORM
from bot.events import Account, CommandCalled, Overheard, Place, TakenBack
from bot.messages import Buttons, Heading, Message
from bot.outbox import Outbox, Route
from bot.tutor import Tutor
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, Wire, connected, until
from tests.far_ends.discord import CHANNEL, GUILD, words
from tests.hostile import HOSTILE
from tests.kit import LEASE, WHITE, Wall, tea_pack, text_of

HERE = Place(PLATFORM, str(GUILD), str(CHANNEL), "general")
THERE = Place("slack", "T1", "C1", "tea")
HARM = (*HOSTILE, "@everyone", "<@1>", "<@&1>", "[https://good.example](https://evil.example)", "x" * 40_000,
        "\u202egnp.exe", "```\nopen")  # fmt: skip


@dataclass
class Pair:
    """Both sides: Discord over its wire, Slack as a wall."""

    wire: Wire
    ear: "Ear"
    slack: Wall = field(default_factory=Wall)
    numbers: Any = field(default_factory=count)

    async def call(self, where: Place, name: str, **args: str) -> Message:
        """What a manager's command brings."""
        who = Account(where.platform, where.team, f"boss-{where.platform}", "Boss")
        event = CommandCalled(f"e{next(self.numbers)}", who, where, name, args, manager=True)
        return await self.wire.tutor.handle(event)

    async def link(self, what: str) -> None:
        """Show a code there, type it here, and confirm."""
        shown = await self.call(THERE, "link", what=what)
        code = next(part.text for part in shown.parts if isinstance(part, Heading))
        asked = await self.call(HERE, "link", what=what, value=code)
        button = next(part.buttons[0] for part in asked.parts if isinstance(part, Buttons))
        await self.call(HERE, button.command, **dict(button.args))

    async def pulse(self, **later: float) -> None:
        """Let time pass, then deliver on both sides."""
        await self.wire.pulse(**later)
        await Outbox(self.wire.desk, {"slack": Route(self.slack, LEASE)}).drain()

    async def passed(self) -> None:
        """Deliver one after another of what waits in a thread."""
        for _ in range(4):
            await self.pulse(seconds=1)

    @property
    def heard(self) -> int:
        """How much of what people did on Discord the tutor has taken in."""
        return self.ear.done

    @property
    def question(self) -> int:
        """The daily question on Discord."""
        return int(self.wire.far.in_channel()[0]["id"])

    @property
    def below_here(self) -> list[str]:
        """What the tutor wrote below the question on Discord."""
        return [words(m) for m in self.wire.far.in_channel(self.question) if m["author"]["bot"]]

    @property
    def below_there(self) -> list[str]:
        """What the tutor wrote below the question on Slack."""
        return [text_of(message) for place, message in self.slack.posted.values() if place.thread]

    async def says(self, text: str, message: str, **more: Any) -> None:
        """Cem writes below the question on Slack."""
        thread = f"ref-{next(iter(self.slack.posted))}"
        where = Place("slack", "T1", "C1", "tea", thread=thread)
        who = Account("slack", "T1", "cem", more.pop("name", "Cem"))
        event = Overheard(f"e{next(self.numbers)}", who, where, message, text, **more)
        await self.wire.tutor.overhear(event)


class Ear(Tutor):
    """The tutor, which counts what it has overheard to the end."""

    done = 0

    async def overhear(self, event: Overheard | TakenBack) -> None:
        await super().overhear(event)
        self.done += 1


@asynccontextmanager
async def paired(database: str) -> AsyncIterator[Pair]:
    """One channel on both, with today's question."""
    ears: list[Ear] = []

    def wrap(tutor: Tutor) -> Ear:
        ears.append(Ear(tutor._desk))
        return ears[0]

    async with connected(database, tea_pack(WHITE), wrap, relay=True) as wire:
        pair = Pair(wire, ears[0])
        await pair.call(THERE, "help")
        await pair.link("workspace")
        await pair.link("channel")
        await pair.call(HERE, "link", what="relay", value="threads")
        await pair.call(HERE, "daily", what="set", time="13:00", zone="UTC")
        await pair.pulse(hours=1)
        yield pair


@in_loop
async def test_what_is_written_edited_and_deleted_on_discord_passes_to_slack(database: str) -> None:
    async with paired(database) as pair:
        far = pair.wire.far
        await far.begin_thread(pair.question)
        message = await far.write(ADA, pair.question, "I think it is oolong")
        await until(lambda: pair.heard == 1)
        await pair.passed()
        assert ["Ada · Discord" in text and "oolong" in text for text in pair.below_there] == [True]
        await far.rewrite(message, "I think it is white", "2026-03-02T13:05:00+00:00")
        await until(lambda: pair.heard == 2)
        await pair.passed()
        assert ["white" in text for text in pair.below_there] == [True]
        await far.take_back(message)
        await until(lambda: pair.heard == 3)
        await pair.passed()
        assert pair.below_there == []


@in_loop
async def test_what_is_written_edited_and_deleted_on_slack_is_in_the_thread_and_never_comes_back(
    database: str,
) -> None:
    async with paired(database) as pair:
        await pair.says("helo", "m1")
        await pair.passed()
        assert ["Cem · Slack" in text and "helo" in text for text in pair.below_here] == [True]
        await pair.says("hello", "m1", edited_at=datetime.now(UTC))
        await pair.wire.far.archive(pair.question)
        await pair.passed()
        assert ["hello" in text for text in pair.below_here] == [True]
        await pair.wire.tutor.overhear(TakenBack(THERE, "m1"))
        await pair.passed()
        assert pair.below_here == [] and pair.below_there == []


@in_loop
async def test_a_reply_that_is_lost_shows_a_message_once(database: str) -> None:
    async with paired(database) as pair:
        pair.wire.far.arm(f"POST /channels/{pair.question}/messages", status=None, accept=True)
        pair.wire.far.threads[pair.question] = "open already"
        await pair.says("hello", "m1")
        await pair.passed()
        await pair.pulse(minutes=2)
        assert len(pair.below_here) == 1


@pytest.mark.parametrize("part", range(4))
def test_hostile_words_names_and_files_come_to_no_life(database: str, part: int) -> None:
    @in_loop
    async def test() -> None:
        async with paired(database) as pair:
            far = pair.wire.far
            for number, text in enumerate(HARM[part::4]):
                await pair.says(text or "?", f"m{number}", name=text[:30] or "?")
            for _ in range(2 * len(HARM) // 4 + 8):
                await pair.pulse(seconds=1)
            assert len(pair.below_here) == len(HARM[part::4])
            assert far.live == [] and far.refused == []

    test()


@in_loop
async def test_a_file_is_a_link_that_shows_where_it_leads(database: str) -> None:
    async with paired(database) as pair:
        await pair.says("look", "m1", links=(("paypal.com", "https://drive.example/a/b.png"),))
        await pair.passed()
        assert "[paypal.com](<https://drive.example/a/b.png>) · drive.example" in pair.below_here[0]
