"""A day of one group that is half on Slack, half on Discord, recorded in docs/group-journey.md.

Run with UPDATE_DOCS=1 to write the record anew.
"""

import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.outbox import Outbox, Route
from bot.tutor import Tutor
from bot.usecases.ticking import tick
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, CEM, Wire, running
from tests.e2e.test_discord_journey import Diary
from tests.far_ends.discord import CHANNEL, MAY_READ, far_discord, words
from tests.far_ends.slack import FarSlack, Person
from tests.far_ends.slack.office import ALL_SCOPES, Office, office
from tests.far_ends.slack.transcript import Script
from tests.far_ends.slack.world import Channel, Message
from tests.kit import WHITE, tea_pack

RECORD = Path(__file__).parent.parent.parent / "docs" / "group-journey.md"
PREFACE = """# A day of one group on Slack and Discord

Written by `tests/e2e/test_group_journey.py`, over loopback, from stand-ins for both platforms at once. Eve,
Fay and Cem are on Slack, Ada, Bob and Cem on Discord: Cem has an account on both. Codes are made anew each
time; here they read ABCDE-FGHJK.
"""
CODE = re.compile(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b")
LEASE = timedelta(seconds=120)


@dataclass
class Both(Wire):
    """The Discord end, with time passing on both."""

    office: Office

    async def pulse(self, **later: float) -> None:
        self.clock.move(**later)
        await tick(self.desk)
        routes = {
            "slack": Route(self.office.slack.messenger, LEASE),
            "discord": Route(self.app.messenger, LEASE),
        }
        await Outbox(self.desk, routes).drain()


class Group:
    """Both platforms, their people, and the one record of it."""

    def __init__(self, wire: Both, far: FarSlack) -> None:
        here = wire.office
        self.wire = wire
        self.diary = Diary(wire)
        self.script = Script(far, here.settled)
        self.script.text = self.diary.lines
        self.diary.lines[:] = [PREFACE]
        self.channel: Channel = here.channel()
        self.eve, self.fay, self.cem = people = [
            here.person("Eve", admin=True),
            here.person("Fay"),
            here.person("Cem"),
        ]
        for person in people:
            person.enters(self.channel)
        self.script.watch(*people)

    async def types(self, who: Person, line: str) -> None:
        """A slash command on Slack."""
        await self.script.step(f"On Slack, {who.user.name.capitalize()} types `{line}`", who.types(line))

    async def presses(self, who: Person, label: str) -> None:
        """A button on Slack."""
        name = who.user.name.capitalize()
        await self.script.step(f"On Slack, {name} presses *{label}*", who.presses(label))

    async def later(self, what: str, **later: float) -> None:
        """Time passes; what is new on Discord, then on Slack."""
        await self.diary.later(f"{what}, on Discord", CHANNEL, **later)
        await self.script.step(f"{what}, on Slack", self.wire.office.settled())

    async def link(self, what: str, by: Person, there: int, label: str) -> None:
        """A code from Slack, typed and confirmed on Discord."""
        await self.types(by, f"/link {what}")
        code = CODE.findall(by.screen())[-1]
        await self.diary.command(there, "link", what=what, value=code)
        await self.diary.presses(there, label)

    def question(self) -> tuple[Message, int]:
        """The daily question on Slack and on Discord."""
        asked = next(m for m in self.channel.messages if "Silver Needle" in str(m.blocks))
        there = next(m for m in self.wire.far.in_channel() if "Silver Needle" in words(m))
        return asked, int(there["id"])

    async def until(self, true: Callable[[], bool]) -> None:
        """Let seconds pass until something has come through."""
        for _ in range(100):
            if true():
                return
            await self.wire.pulse(seconds=1)
        raise AssertionError("it never came through")

    def below(self, asked: Message) -> list[str]:
        """What stands in the question's thread on Slack, by people and by the tutor."""
        return [str(m.blocks or m.text) for m in self.channel.messages if m.thread == asked.ts]


@asynccontextmanager
async def grouped(database: str) -> AsyncIterator[Group]:
    """A group before it knows of itself, each half with the tutor."""
    async with FarSlack() as slack:
        slack.workspace("T1", scopes=ALL_SCOPES)
        async with (
            office(database, pack=tea_pack(WHITE), far=slack, TUTOR_RELAY="threads") as here,
            far_discord() as far,
        ):
            far.flags = MAY_READ
            far.managers.add(ADA)
            async with running(far, Tutor(here.desk), here.store, relay=True) as app:
                yield Group(Both(far, app, here.desk, here.clock, here), slack)
                assert far.refused == [] and slack.refused == [] and slack.live == []


async def become_one(group: Group) -> None:
    """Groups, channels, and the two accounts of Cem."""
    await group.link("workspace", group.eve, ADA, "become one group")
    await group.link("channel", group.eve, ADA, "make them one")
    await group.link("me", group.cem, CEM, "yes, both are mine")
    await group.types(group.eve, "/link")


async def a_question(group: Group) -> None:
    """Five people with six accounts answer one question."""
    await group.types(group.eve, "/daily set 13:00 UTC")
    await group.later("At 13:00", hours=1)
    group.diary.looks_at_the_question(ADA, BOB, CEM)
    await group.presses(group.eve, "Silver Needle")
    await group.presses(group.fay, "Assam")
    await group.presses(group.cem, "Silver Needle")
    await group.diary.presses(ADA, "Silver Needle")
    await group.diary.presses(BOB, "Lapsang")
    await group.diary.presses(CEM, "Assam")
    await group.later("A minute later", minutes=1)


async def a_thread(group: Group) -> None:
    """What is said below the question, on both sides."""
    await group.types(group.eve, "/link relay threads")
    asked, thread = group.question()
    far, name = group.wire.far, "On Slack, Fay"
    said = await group.fay.replies("I took Assam for a white tea", asked.ts)
    await group.until(lambda: "Assam for a white" in str(far.in_channel(thread)))
    group.diary.says(f"{name} writes below the question; in its thread on Discord")
    group.diary.looks_into(thread)
    answer = await far.write(BOB, thread, "so did I")
    await group.until(lambda: "so did I" in str(group.below(asked)))
    await group.script.step("On Discord, Bob answers there: so did I", group.wire.office.settled())
    await group.fay.edits(said, "I took Assam for a white tea. It is black")
    await group.until(lambda: "It is black" in str(far.in_channel(thread)))
    group.diary.says(f"{name} edits what was said; the thread on Discord now")
    group.diary.looks_into(thread)
    await far.take_back(answer)
    await group.until(lambda: "so did I" not in str(group.below(asked)))
    group.diary.says("Bob deletes his answer, and it is gone on Slack too")
    assert len(group.below(asked)) == 1


async def sharing(group: Group) -> None:
    """What one side shows to everybody, the other is shown too."""
    await group.types(group.fay, "/ask is green tea oxidised")
    await group.presses(group.fay, "share here")
    await group.later("At once", seconds=1)
    await group.diary.command(BOB, "ask", query="Green tea")
    await group.diary.presses(BOB, "share here")
    await group.later("At once", seconds=1)


@in_loop
async def test_a_day_on_both_is_as_recorded(database: str) -> None:
    async with grouped(database) as group:
        await become_one(group)
        await a_question(group)
        await a_thread(group)
        await sharing(group)
        await group.later("At 21:00", hours=8)
        await group.types(group.fay, "/leaderboard")
        await group.diary.command(BOB, "leaderboard")
        asked, thread = group.question()
        there = words(group.wire.far.messages[thread])
        for shown in (str(asked.blocks), there):
            assert "Closed. 5 people have answered." in shown
    told = CODE.sub("ABCDE-FGHJK", "\n".join(group.diary.lines)).rstrip() + "\n"
    told = re.sub(r"\n{3,}", "\n\n", told)
    if os.environ.get("UPDATE_DOCS"):
        RECORD.write_text(told)
    assert told == RECORD.read_text()


@in_loop
async def test_while_one_side_is_down_for_an_hour_the_other_goes_on_and_then_both_agree(
    database: str,
) -> None:
    async with grouped(database) as group:
        await become_one(group)
        await group.types(group.eve, "/daily set 13:00 UTC")
        far = group.wire.far
        far.arm("POST .*/channels/.*/messages", status=503, times=1_000)
        await group.later("At 13:00", hours=1)
        assert far.in_channel() == []
        await group.presses(group.fay, "Assam")
        await group.types(group.fay, "/leaderboard")
        assert "**fay** · 1" in group.fay.screen()
        for _ in range(6):
            await group.wire.pulse(minutes=10)
        assert far.in_channel() == []
        far.faults.clear()
        await group.later("At 14:10", minutes=10)
        group.diary.looks_at_the_question(ADA)
        await group.diary.presses(ADA, "Silver Needle")
        await group.later("At 21:10", hours=7)
        posts = [words(message) for message in far.in_channel()]
        assert len(posts) == 2 and "Closed. 2 people have answered." in posts[0]
        asked, _ = group.question()
        assert "Closed. 2 people have answered." in str(asked.blocks)
        assert "The answer" in posts[1] and "The answer" in group.fay.screen()
