"""A tutor in Slack that is killed at any moment counts each answer once and loses none it acknowledged."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest

from tests.far_ends.slack import APP_TOKEN, SECRET, FarSlack, Http, Person
from tests.far_ends.slack.office import ALL_SCOPES

KILLS = 4
PEOPLE = 40


class Program:
    """A process that can be killed and started again."""

    def __init__(self, far: FarSlack, database: str, session: aiohttp.ClientSession, *, socket: bool) -> None:
        self._env = {
            **os.environ,
            "SLACK_API_URL": far.api_url,
            "SLACK_BOT_TOKEN": "xoxb-T1",
            **({"SLACK_APP_TOKEN": APP_TOKEN} if socket else {"SLACK_SIGNING_SECRET": SECRET}),
        }
        self._database = database
        self.http = Http(session, "")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.e2e.slack_program",
            self._database,
            env=self._env,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        port = int(await self._process.stdout.readline())
        self.http.url = f"http://127.0.0.1:{port}/slack/events"

    async def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()


@asynccontextmanager
async def running(database: str, *, socket: bool) -> AsyncIterator[tuple[FarSlack, Program]]:
    async with FarSlack() as far, aiohttp.ClientSession() as session:
        far.workspace("T1", scopes=ALL_SCOPES)
        program = Program(far, database, session, socket=socket)
        await program.start()
        try:
            yield far, program
        finally:
            with suppress(ProcessLookupError):
                await program.kill()


def person(far: FarSlack, program: Program, name: str, *, socket: bool) -> Person:
    workspace = far.workspaces["xoxb-T1"]
    return Person(far, workspace, workspace.user(name), far if socket else program.http)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_killed_between_question_and_click_it_judges_the_click_once(database: str, socket: bool) -> None:
    async def story() -> None:
        async with running(database, socket=socket) as (far, program):
            ada = person(far, program, "Ada", socket=socket)
            await ada.says("/quiz")
            await ada.sees("[Silver Needle]")
            await program.kill()
            far.sockets.clear()
            await program.start()
            await ada.presses("Silver Needle", copies=3)
            await ada.sees("1 of 1 right, 2 points")
            await ada.says("/leaderboard all")
            await ada.sees("1. **ada** · 2")

    asyncio.run(asyncio.wait_for(story(), 50))


def test_killed_under_load_no_answer_is_lost_or_counted_twice(database: str) -> None:
    """Slack delivers an event again until it is acknowledged; each answer is worth two points, once."""

    async def story() -> None:
        chance = random.Random(5)
        async with running(database, socket=False) as (far, program):
            people = [person(far, program, f"P{n}", socket=False) for n in range(PEOPLE)]
            for one in people:
                await one.says("/quiz")
            for one in people:
                await one.sees("[Silver Needle]")
            acknowledged = 0

            async def answer(one: Person) -> None:
                nonlocal acknowledged
                said = one.line("Silver Needle")
                await asyncio.sleep(chance.random() * 0.5 * KILLS)
                for attempt in range(100):
                    try:
                        await one.delivery.send("events_api", said, attempt)
                    except (aiohttp.ClientError, OSError):
                        await asyncio.sleep(0.1)
                    else:
                        acknowledged += 1
                        return

            answering = [asyncio.create_task(answer(one)) for one in people]
            for _ in range(KILLS):
                await asyncio.sleep(0.15 + chance.random() * 0.3)
                await program.kill()
                await program.start()
            await asyncio.gather(*answering)
            assert acknowledged == PEOPLE
            judge = person(far, program, "Judge", socket=False)
            judge.enters(far.workspaces["xoxb-T1"].channel("general"))
            for one in people:
                assert one.screen().count("1 of 1 right") <= 1
                one.enters(judge.channel)
                await one.types("/leaderboard all")
                await one.sees(f"**{one.user.name}** · 2  ← you")

    asyncio.run(asyncio.wait_for(story(), 100))
