"""The tutor in Slack as a process that can be killed and started again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp

from tests.far_ends.slack.office import ALL_SCOPES
from tests.far_ends.slack.people import SECRET, Http, Person
from tests.far_ends.slack.server import APP_TOKEN, FarSlack


class Program:
    """A process of `tests.e2e.slack_program` beside a Slack."""

    def __init__(self, far: FarSlack, database: str, session: aiohttp.ClientSession, *, socket: bool) -> None:
        self._far = far
        self._socket = socket
        self._env = {
            **os.environ,
            "SLACK_API_URL": far.api_url,
            "SLACK_BOT_TOKEN": "xoxb-T1",
            **({"SLACK_APP_TOKEN": APP_TOKEN} if socket else {"SLACK_SIGNING_SECRET": SECRET}),
        }
        self._database = database
        self._http = Http(session, "")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Run it, until it listens."""
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
        self._http.url = f"http://127.0.0.1:{port}/slack/events"

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    def person(self, name: str) -> Person:
        """Somebody of the workspace."""
        workspace = self._far.workspaces["xoxb-T1"]
        return Person(self._far, workspace, workspace.user(name), self._far if self._socket else self._http)


@asynccontextmanager
async def running(database: str, *, socket: bool) -> AsyncIterator[tuple[FarSlack, Program]]:
    """A Slack, and the program that serves it."""
    async with FarSlack() as far, aiohttp.ClientSession() as session:
        far.workspace("T1", scopes=ALL_SCOPES)
        program = Program(far, database, session, socket=socket)
        await program.start()
        try:
            yield far, program
        finally:
            with suppress(ProcessLookupError):
                await program.kill()
