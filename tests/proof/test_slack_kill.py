"""A tutor in Slack that is killed at any moment loses no answer it acknowledged, and counts none twice."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import pytest

from tests.e2e.slack_program import PATIENCE
from tests.far_ends.slack import FarSlack, Person
from tests.far_ends.slack.program import Program, running
from tests.proof import size

KILLS = size(4, 200)
ANSWERS_A_KILL = size(10, 8)
OFTEN = 0.1  # seconds after which something is delivered again


@dataclass
class Answered:
    """Somebody's one answer, worth two points."""

    who: Person
    after: float | None = None  # seconds in which it was acknowledged

    @property
    def kept(self) -> bool:
        """Whether it was acknowledged when it was stored, and not for being late."""
        return self.after is not None and self.after < PATIENCE


async def answer(one: Answered, *, by_press: bool) -> None:
    """Write or press it until that is acknowledged: Slack delivers events again, people press again."""
    payload = one.who.press("Silver Needle") if by_press else one.who.line("Silver Needle")
    kind = "interactive" if by_press else "events_api"
    attempt = 0
    while True:
        await one.who.delivery.ready()
        began = time.monotonic()
        try:
            await one.who.delivery.send(kind, payload, attempt)
        except (aiohttp.ClientError, OSError):
            attempt += 1
            await asyncio.sleep(OFTEN)
        else:
            one.after = time.monotonic() - began
            return


async def asked(program: Program, number: int) -> list[Answered]:
    """People with an open question each."""
    people = [program.person(f"P{n}") for n in range(number)]
    for one in people:
        await one.says("/quiz")
    for one in people:
        await one.sees("[Silver Needle]")
    return [Answered(one) for one in people]


async def killed_all_the_while(
    far: FarSlack, program: Program, answers: list[Answered], chance: random.Random
) -> None:
    """Let everybody answer while the program is killed again and again, each time among some answers."""

    async def later(one: Answered, turn: int) -> None:
        await turns[turn].wait()
        await asyncio.sleep(chance.random() * 0.1)
        await answer(one, by_press=chance.random() < 0.5)

    def acknowledged() -> int:
        return sum(one.after is not None for one in answers)

    def reached(wanted: int) -> Callable[[], bool]:
        return lambda: acknowledged() >= wanted

    turns = [asyncio.Event() for _ in range(KILLS)]
    answering = [
        asyncio.create_task(later(one, place // ANSWERS_A_KILL)) for place, one in enumerate(answers)
    ]
    for turn in turns:
        turn.set()
        await far.until(reached(acknowledged() + chance.randrange(ANSWERS_A_KILL)), "some answers", 60)
        await asyncio.sleep(chance.random() * 0.05)
        await program.kill()
        await program.start()
    await asyncio.gather(*answering)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_killed_under_load_no_acknowledged_answer_is_lost_or_counted_twice(
    database: str, socket: bool, proved: Callable[[str], None]
) -> None:
    async def story() -> None:
        async with running(database, socket=socket) as (far, program):
            answers = await asked(program, KILLS * ANSWERS_A_KILL)
            await killed_all_the_while(far, program, answers, random.Random(5))
            kept = [one for one in answers if one.kept]
            general = far.workspaces["xoxb-T1"].channel("general")
            for one in kept:
                assert one.who.screen().count("1 of 1 right") <= 1
                one.who.enters(general)
                await one.who.types("/leaderboard all")
                await one.who.sees(f"**{one.who.user.name}** · 2  ← you")
            assert len(kept) > len(answers) // 2, "the machine is too slow for this proof"
            late = len(answers) - len(kept)
            proved(
                f"{KILLS} kills, {len(kept)} answers acknowledged as stored: 0 lost, 0 counted twice; "
                f"{late} others were acknowledged for being late"
            )

    asyncio.run(asyncio.wait_for(story(), size(120, 3_000)))
