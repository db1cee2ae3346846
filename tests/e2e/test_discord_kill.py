"""A tutor on Discord that is killed at any moment counts each answer once and loses none that it showed."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress

import pytest

from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.wire import ADA, BOB, until
from tests.far_ends.discord import Exchange, FarDiscord, far_discord, words

RIGHT = "Silver Needle"
KILLS, PEOPLE = 4, 24


class Program:
    """A process of the tutor that can be killed and started again."""

    def __init__(self, far: FarDiscord, database: str) -> None:
        self._far = far
        self._database = database
        self._env = {**os.environ, "DISCORD_TOKEN": far.token, "DISCORD_API_URL": far.api}
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._far.forget_sessions()
        command = (sys.executable, "-m", "tests.e2e.discord_program", self._database)
        self._process = await asyncio.create_subprocess_exec(*command, env=self._env)
        await until(lambda: self._far.sessions)

    async def end(self, with_signal: int = signal.SIGKILL) -> int:
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(with_signal)
        return await self._process.wait()


@asynccontextmanager
async def running(database: str) -> AsyncIterator[tuple[FarDiscord, Program]]:
    async with far_discord() as far:
        program = Program(far, database)
        await program.start()
        try:
            yield far, program
        finally:
            await program.end()


async def question_for(far: FarDiscord, person: int) -> int:
    """A question put to somebody; the message with its buttons."""
    exchange = await far.command(person, "quiz", n=1)
    await until(lambda: exchange.message)
    assert exchange.message is not None
    return exchange.message


def counted(database: str) -> list[tuple[int, int]]:
    """Everybody with answers: how many tries were stored, and the points they brought."""
    earned = "SELECT coalesce(sum(points), 0) FROM ledger WHERE person_id = attempts.person_id"
    query = f"SELECT count(*), ({earned}) FROM attempts GROUP BY person_id"
    with closing(sqlite3.connect(database)) as connection:
        return [tuple(row) for row in connection.execute(query)]


@in_loop
async def test_killed_between_question_and_press_it_grades_the_press_once(database: str) -> None:
    async with running(database) as (far, program):
        question = await question_for(far, ADA)
        await program.end()
        await program.start()
        pressed = await far.press(ADA, question, RIGHT)
        await until(pressed.settled.is_set)
        assert "✅ Right · 2 points" in words(far.messages[question])
        assert counted(database) == [(1, 2)]


@in_loop
async def test_killed_between_grading_and_showing_it_shows_the_verdict_at_the_next_press(
    database: str,
) -> None:
    async with running(database) as (far, program):
        question = await question_for(far, ADA)
        far.arm("POST .*/callback", seconds=60, status=502)
        await far.press(ADA, question, RIGHT)
        await until(lambda: counted(database) and not far.faults[-1].times)  # else the next press meets it
        await program.end()
        await program.start()
        again = await far.press(ADA, question, "Assam")
        await until(again.settled.is_set)
        assert "You have answered this one already" in words(far.messages[question])
        assert counted(database) == [(1, 2)]


@pytest.mark.parametrize("seed", [1])
def test_killed_again_and_again_it_counts_every_answer_once(database: str, seed: int) -> None:
    """People press until they see a verdict; each is counted once, and whoever saw points has them."""
    chance = random.Random(seed)

    @in_loop
    async def test() -> None:
        async with running(database) as (far, program):
            questions = {person: await question_for(far, person) for person in range(100, 100 + PEOPLE)}
            done: set[int] = set()

            async def insist(person: int) -> None:
                while person not in done:
                    await asyncio.sleep(chance.uniform(0, 0.4))
                    if far.sessions and any(s.socket for s in far.sessions.values()):
                        exchange = await far.press(person, questions[person], RIGHT)
                        with suppress(TimeoutError):
                            async with asyncio.timeout(1.5):
                                await exchange.settled.wait()
                            done.add(person)

            people = [asyncio.create_task(insist(person)) for person in questions]
            for _ in range(KILLS):
                await asyncio.sleep(chance.uniform(0.1, 0.4))
                await program.end()
                await program.start()
            async with asyncio.timeout(40):
                await asyncio.gather(*people)
            assert counted(database) == [(1, 2)] * PEOPLE

    test()


@in_loop
async def test_told_to_end_it_finishes_what_is_under_way(database: str) -> None:
    async with running(database) as (far, program):
        questions = [await question_for(far, person) for person in (ADA, BOB)]
        far.arm("POST .*/callback", status=429, seconds=0.5, times=2)
        presses: list[Exchange] = [
            await far.press(person, question, RIGHT)
            for person, question in zip((ADA, BOB), questions, strict=True)
        ]
        await until(lambda: len(counted(database)) == 2)
        began = time.monotonic()
        assert await program.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 10
        assert all(press.settled.is_set() for press in presses)
