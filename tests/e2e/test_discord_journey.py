"""A day with the tutor on a Discord server, recorded in docs/discord-journey.md.

Run with UPDATE_DOCS=1 to write the record anew.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from adapters.discord.invite import invitation
from adapters.discord.settings import DiscordSettings
from bot.notes.model import Source, Topic
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, CEM, Wire, connected, until
from tests.far_ends.discord import CHANNEL, EPHEMERAL, GUILD, NAMES, Exchange, Json, walk
from tests.kit import WHITE, question, tea_pack

RECORD = Path(__file__).parent.parent.parent / "docs" / "discord-journey.md"
PREFACE = """# A day with the tutor on Discord

Written by `tests/e2e/test_discord_journey.py`, over a real gateway WebSocket and REST on loopback, from a
stand-in for Discord that refuses what Discord refuses. A quote is a box on the screen, `[words]` are buttons.
"""
_TOPICS = {name: ("Tea", name) for name in ("Dark tea", "First flush", "White tea")}
_QUESTIONS = tea_pack(
    question("dark", topic=_TOPICS["Dark tea"]),
    question("first", topic=_TOPICS["First flush"], answers=("Darjeeling First Flush",)),
    replace(WHITE, topic=_TOPICS["White tea"]),
)
PACK = replace(
    _QUESTIONS,
    topics=(*_QUESTIONS.topics, *(Topic(path, 2, Source("tea.md", 5, 5)) for path in _TOPICS.values())),
)

Filled = str | list[str]


class Diary:
    """What people did and what they saw, as Markdown."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.lines = [PREFACE]
        self._at: dict[int, int] = {}
        self._question = 0

    async def invites(self, who: int) -> None:
        self.says(f"{NAMES[who]} runs `exam-tutor discord invite`")
        far = self._wire.far
        link = await invitation(DiscordSettings(far.token, far.api))
        self.lines += ["```", link, "```"]
        self.says(f"{NAMES[who]} opens the link, chooses a server and agrees")
        await far.add_guild(GUILD)
        names = " ".join(f"`/{command['name']}`" for command in far.commands)
        self.lines += [f"*everybody there has the commands* {names}"]

    async def command(self, who: int, name: str, **options: str | int) -> None:
        given = "".join(f" {option}: {value}" for option, value in options.items())
        self.says(f"{NAMES[who]} uses `/{name}{given}`")
        await self._sees(who, await self._wire.far.command(who, name, **options))

    async def completes(self, who: int, name: str, option: str, typed: str) -> None:
        self.says(f"{NAMES[who]} types `/{name} {option}: {typed}` and is offered")
        exchange = await self._wire.far.complete(who, name, option, typed)
        await until(lambda: exchange.choices is not None)
        self.lines += [f"> {choice['name']}" for choice in exchange.choices or ()]

    async def presses(self, who: int, label: str) -> None:
        self.says(f"{NAMES[who]} presses *{label.strip('✎ ')}*")
        await self._sees(who, await self._wire.far.press(who, self._at[who], label))

    async def writes(self, who: int, label: str, text: str) -> None:
        self.says(f"{NAMES[who]} presses *{label.strip('✎ ')}*, writes “{text}” and submits")
        opened = await self._wire.far.press(who, self._at[who], label)
        await until(lambda: opened.modal)
        await self._sees(who, await self._wire.far.submit(who, opened, {"answer": text}))

    async def mentions(self, who: int, text: str) -> None:
        self.says(f"{NAMES[who]} writes to the channel: @tutor {text}")
        await self._posts(who, CHANNEL, await self._count(CHANNEL, who, f"<@1000> {text}", mention=True))

    async def writes_directly(self, who: int, text: str) -> None:
        self.says(f"{NAMES[who]} writes to the tutor directly: {text}")
        await self._posts(who, CHANNEL + 1, await self._count(CHANNEL + 1, who, text, direct=True))

    async def _count(self, channel: int, who: int, text: str, **how: bool) -> int:
        before = len(self._answers(channel))
        await self._wire.far.say(who, text, **how)
        return before

    async def _posts(self, who: int, channel: int, before: int) -> None:
        await until(lambda: len(self._answers(channel)) > before)
        message = self._answers(channel)[-1]
        self._at[who] = int(message["id"])
        self._shows("everybody sees" if channel == CHANNEL else f"{NAMES[who]} sees", message)

    def _answers(self, channel: int) -> list[Json]:
        return [message for message in self._wire.far.in_channel(channel) if message["author"]["bot"]]

    async def _sees(self, who: int, exchange: Exchange) -> None:
        number = self._at[who] = await self._wire.message(exchange)
        message = self._wire.far.messages[number]
        private = message["flags"] & EPHEMERAL
        changed = "in the same place, " if exchange.kind == 7 else ""
        self._shows(f"{changed}only {NAMES[who]} sees" if private else f"{changed}everybody sees", message)

    async def fills(self, who: int, name: str, given: dict[str, str], values: dict[str, Filled]) -> None:
        options = "".join(f" {option}: {value}" for option, value in given.items())
        filled = ", ".join(f"{k}: {v if isinstance(v, str) else ' '.join(v)}" for k, v in values.items())
        self.says(f"{NAMES[who]} uses `/{name}{options}`, fills the form ({filled}) and submits")
        opened = await self._wire.far.command(who, name, **given)
        await until(lambda: opened.modal)
        await self._sees(who, await self._wire.far.submit(who, opened, values))

    async def later(self, what: str, channel: int = CHANNEL, **later: float) -> None:
        """Let time pass; what is new or has changed in the channel."""
        before = {message["id"]: str(message["components"]) for message in self._answers(channel)}
        self.says(what)
        await self._wire.pulse(**later)
        self._changes(channel, before)

    def looks_into(self, channel: int) -> None:
        """What stands in a channel, or in a thread."""
        self._changes(channel, {})

    def _changes(self, channel: int, before: Mapping[str, str]) -> None:
        for message in self._answers(channel):
            if before.get(message["id"]) != str(message["components"]):
                changed = message["id"] in before
                self._shows("the question now" if changed else "everybody sees", message)
                self.lines.append("")
                self._question = int(message["id"])

    def thread(self) -> int:
        """The thread below the newest message of the channel."""
        return int(self._answers(CHANNEL)[-1]["id"])

    def looks_at_the_question(self, *people: int) -> None:
        for who in people:
            self._at[who] = self._question

    def says(self, sentence: str) -> None:
        self.lines += ["", f"**{sentence}**", ""]

    def _shows(self, to: str, message: Json) -> None:
        self.lines += [f"*{to}:*", ""]
        for box in message["components"]:
            for part in box["components"]:
                if "content" in part:
                    self.lines += [_quoted(row) for row in part["content"].split("\n")]
                else:
                    labels = [f"`[{button['label']}]`" for button in walk([part]) if "label" in button]
                    self.lines += [">", f"> {' '.join(labels)}"]
            self.lines += [""]
        self.lines.pop()


def _quoted(row: str) -> str:
    """A line of Discord's markdown as a document's: small print is the one thing that differs."""
    return f"> <sub>{row.removeprefix('-# ')}</sub>  " if row.startswith("-# ") else f"> {row}  ".rstrip(">")


async def day(diary: Diary) -> None:
    """A server gets the tutor, and a channel its daily question, which is answered by a press, in a box, and
    at the second try; then boards, notes and streaks."""
    await diary.invites(ADA)
    await diary.command(BOB, "daily", what="set", time="9:00", zone="Europe/Berlin")
    await diary.fills(
        ADA,
        "daily",
        {"what": "set"},
        {"time": "14:00", "zone": "Europe/Berlin", "days": ["daily"], "open": ["8h"], "topics": "White tea"},
    )
    await diary.later("At 14:00", hours=1, seconds=1)
    diary.looks_at_the_question(ADA, BOB, CEM)
    await diary.presses(ADA, "Silver Needle")
    await diary.presses(BOB, "Lapsang")
    await diary.presses(CEM, "Silver Needle")
    await diary.later("Some seconds later", seconds=5)
    await diary.later("At 22:00", hours=8)
    await diary.command(ADA, "daily", what="set", time="14:00", topics="First flush")
    await diary.later("On the next day at 14:00", hours=16)
    diary.looks_at_the_question(ADA, BOB, CEM)
    await diary.writes(CEM, "✎ Your answer", "first flush")
    await diary.writes(CEM, "✎ Your answer", "darjeeling first flush")
    await diary.writes(ADA, "✎ Your answer", "darjeeling first flush")
    await diary.writes(BOB, "✎ Your answer", "oolong")
    await diary.later("At 22:00", hours=8)
    await diary.command(CEM, "leaderboard")
    await diary.completes(ADA, "ask", "query", "gre")
    await diary.command(ADA, "ask", query="Green tea")
    await diary.presses(ADA, "share here")
    await diary.command(CEM, "streak")
    await diary.command(ADA, "daily", what="status")


async def talk(diary: Diary) -> None:
    """Quizzes, notes, and a line without a command."""
    await diary.completes(ADA, "quiz", "topic", "dar")
    await diary.command(ADA, "quiz", topic="Dark tea")
    await diary.writes(ADA, "✎ Your answer", "oolong")
    await diary.command(ADA, "card", topic="green")
    await diary.mentions(BOB, "is green tea oxidised?")
    await diary.presses(BOB, "Show it to me")
    await diary.writes_directly(CEM, "is green tea oxidised?")
    await diary.command(CEM, "help")


async def together(diary: Diary) -> None:
    """A quiz of the whole channel, in a thread."""
    await diary.command(BOB, "quiz", n=1, topic="White tea", together="together")
    await diary.later("At once", seconds=1)
    thread = diary.thread()
    diary.says("In its thread")
    diary.looks_into(thread)
    diary.looks_at_the_question(ADA, CEM)
    await diary.presses(ADA, "Silver Needle")
    await diary.presses(CEM, "Assam")
    await diary.later("When its time is over, in the thread", thread, hours=1)


@in_loop
async def test_a_day_on_a_server_is_as_recorded(database: str) -> None:
    async with connected(database, PACK, guilds=0) as wire:
        wire.far.managers.add(ADA)
        diary = Diary(wire)
        await day(diary)
        await talk(diary)
        await together(diary)
        assert wire.far.refused == []
        assert all(exchange.followups == 0 for exchange in wire.far.exchanges.values())
    told = "\n".join(diary.lines).rstrip() + "\n"
    if os.environ.get("UPDATE_DOCS"):
        RECORD.write_text(told)
    assert told == RECORD.read_text()
