"""Hostile texts through every command and every place: nothing comes to life, and Discord refuses nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import product

import pytest

from bot.commands import COMMANDS, Command, Kind
from bot.completion import completed
from bot.notes.model import Pack
from tests.adapters.discord.wire import ADA, Wire, connected
from tests.adapters.slack.test_hostile import pack_of
from tests.far_ends import discord
from tests.far_ends.discord import CHANNEL, Exchange, FarDiscord, walk
from tests.hostile import HOSTILE
from tests.kit import question, tea_pack

GROUPS = [HOSTILE[start : start + 11] for start in range(0, len(HOSTILE), 11)]
LONGEST = 6_000  # characters of an option's value; developers/interactions/application-commands
NAME = 32  # characters of a name that people give themselves


def tell(database: str, story: Callable[[Wire], Awaitable[None]], pack: Pack) -> None:
    """Let a story happen, by somebody who may do everything; nothing in it may live or be refused."""

    async def told() -> None:
        async with connected(database, pack) as wire:
            wire.far.managers.add(ADA)
            await story(wire)
            assert wire.far.live == []
            assert wire.far.refused == []

    asyncio.run(asyncio.wait_for(told(), 120))


def takes_words(command: Command) -> bool:
    """Whether a text may stand in one of its parameters; the answers of others do not depend on it."""
    return any(not one.choices and one.kind is not Kind.NUMBER for one in command.parameters)


def uses(command: Command, text: str) -> list[dict[str, str | int]]:
    """A command with the text in every parameter that takes words, by each of its choices."""
    values: dict[str, list[str | int]] = {
        parameter.name: list(parameter.choices) or ([3] if parameter.kind is Kind.NUMBER else [text])
        for parameter in command.parameters
    }
    return [dict(zip(values, given, strict=True)) for given in product(*values.values())]


async def answered(far: FarDiscord, exchange: Exchange) -> Exchange:
    """An interaction, once it has been answered."""
    await asyncio.wait_for(exchange.settled.wait(), 30)
    return exchange


async def write(far: FarDiscord, message: int, text: str) -> None:
    """Write into the answer box of a message."""
    opened = await answered(far, await far.press(ADA, message, "✎ Your answer"))
    await answered(far, await far.submit(ADA, opened, {"answer": text[:1_000]}))


async def said_to(far: FarDiscord, text: str, *, direct: bool) -> None:
    """Say something to the tutor, and wait until it has answered."""
    before = len(far.in_channel(CHANNEL + direct))
    far.posted.clear()
    await far.say(
        ADA, text[:2_000] if direct else f"<@1000> {text[:1_900]}", direct=direct, mention=not direct
    )
    await asyncio.wait_for(far.posted.wait(), 30)
    assert len(far.in_channel(CHANNEL + direct)) == before + 2


@pytest.mark.parametrize("texts", GROUPS, ids=range(len(GROUPS)))
def test_in_every_parameter_said_written_and_as_a_name(
    database: str, monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]
) -> None:
    async def story(wire: Wire) -> None:
        far = wire.far
        for number, text in enumerate(texts):
            monkeypatch.setitem(discord.NAMES, ADA, text[:NAME] or "?")
            far.channel_name = text[:100] or "?"
            for command in filter(takes_words, COMMANDS) if number else COMMANDS:
                for given in uses(command, text[:LONGEST] or "?"):
                    await answered(far, await far.command(ADA, command.name, **given))
                for parameter in filter(lambda p: completed(p.kind), command.parameters):
                    typed = await far.complete(ADA, command.name, parameter.name, text[:100])
                    await answered(far, typed)
            quiz = await answered(far, await far.command(ADA, "quiz"))
            assert quiz.message is not None
            await write(far, quiz.message, text or "?")
            await answered(far, await far.command(ADA, "leaderboard", period="all"))
            asked = await answered(far, await far.command(ADA, "ask", query="green tea"))
            await answered(far, await far.press(ADA, asked.message or 0, "share here"))
            if text.strip():
                await said_to(far, text, direct=True)
                await said_to(far, text, direct=False)

    tell(database, story, tea_pack(question("dark"), question("half-dark"), question("white")))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_in_notes_questions_options_explanations_and_reveals(database: str, text: str) -> None:
    async def story(wire: Wire) -> None:
        far = wire.far
        for name, given in (("ask", {"query": "oolong"}), ("topics", {}), ("help", {})):
            await answered(far, await far.command(ADA, name, **given))
        await answered(far, await far.command(ADA, "card", topic=text[:60] or "x"))
        asked = await answered(far, await far.command(ADA, "ask", query="oolong"))
        for part in list(walk(far.messages[asked.message or 0]["components"])):
            if part.get("label"):
                await answered(far, await far.press(ADA, asked.message or 0, part["label"]))
        await answered(far, await far.command(ADA, "daily", what="set", time="13:00", zone="UTC"))
        for _ in range(3):
            await wire.pulse(hours=1)
            await run_through(far, int(far.in_channel()[-1]["id"]))
            await wire.pulse(hours=23)
        quiz = await answered(far, await far.command(ADA, "quiz", n=3))
        for _ in range(6):
            await run_through(far, quiz.message or 0)

    tell(database, story, pack_of(text))


async def run_through(far: FarDiscord, message: int) -> None:
    """Answer what a message asks, if it does, wrongly."""
    controls = [part for part in walk(far.messages[message]["components"]) if "custom_id" in part]
    asking = [part for part in controls if part["custom_id"].startswith(("answer:", "write:"))]
    if not asking:
        return
    if asking[-1]["type"] == 3:
        values = [asking[-1]["options"][-1]["value"]]
        await answered(far, await far.pick(ADA, message, values))
    elif asking[-1]["custom_id"].startswith("write:"):
        await write(far, message, "something quite different")
    else:
        await answered(far, await far.press(ADA, message, asking[-1]["label"]))
