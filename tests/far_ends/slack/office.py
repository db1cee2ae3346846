"""The tutor in a Slack on loopback: everything real but Slack itself."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import aiohttp
from aiohttp import web

from adapters.slack import people
from adapters.slack.app import Slack, opened
from adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES
from adapters.slack.reception import Answers
from adapters.slack.settings import SlackSettings, read
from bot.library import Library
from bot.notes.model import Pack
from bot.outbox import Outbox, Route
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore
from tests.far_ends.slack.people import SECRET, Delivery, Http, Person
from tests.far_ends.slack.server import APP_TOKEN, FarSlack
from tests.far_ends.slack.world import Channel, Workspace
from tests.kit import SetClock, tea_pack

LEASE = timedelta(seconds=120)
LONG = 3_600.0
ALL_SCOPES = set(SCOPES) | set(OPTIONAL_SCOPES)


@dataclass
class Office:
    """One workspace where the tutor is installed."""

    far: FarSlack
    workspace: Workspace
    slack: Slack
    desk: Desk
    store: SqlStore
    clock: SetClock
    url: str  # where the tutor listens; "" over Socket Mode
    session: aiohttp.ClientSession

    def person(self, name: str, workspace: Workspace | None = None, **about: Any) -> Person:
        """Somebody of the workspace."""
        home = workspace or self.workspace
        return Person(self.far, home, home.user(name, **about), self.delivery)

    @property
    def delivery(self) -> Delivery:
        """How Slack reaches the tutor here."""
        return Http(self.session, f"{self.url}/slack/events") if self.url else self.far

    def channel(self, name: str = "general", **about: Any) -> Channel:
        """A channel of the workspace."""
        return self.workspace.channel(name, **about)

    def made(self, method: str) -> int:
        """How often the tutor called a method."""
        return sum(called == method for called, _ in self.far.calls)

    async def pulse(self, **later: float) -> None:
        """Let time pass, then do all that is due."""
        self.clock.move(**later)
        await tick(self.desk)
        await Outbox(self.desk, {"slack": Route(self.slack.messenger, LEASE)}).drain()

    async def settled(self) -> None:
        """Wait until the tutor has nothing under way."""
        await self.slack.idle()


@asynccontextmanager
async def office(
    database: str,
    *,
    socket: bool = False,
    pack: Pack | None = None,
    far: FarSlack | None = None,
    answers: Answers | None = None,
    names_after: float = LONG,
    **env: str,
) -> AsyncIterator[Office]:
    """An office on the database at `database`.

    `env` overrides settings, `far` is a Slack that is there already, `answers` stands in for the tutor. Names
    are looked up after so many seconds; else the calls that a story makes would depend on how long it takes.
    """
    if far is None:
        more: Any = {"socket": socket, "pack": pack, "answers": answers, "names_after": names_after, **env}
        async with FarSlack() as made:
            made.workspace("T1", scopes=ALL_SCOPES)
            async with office(database, far=made, **more) as here:
                yield here
        return
    workspace = next(team for team in far.workspaces.values() if team.id == "T1")
    store, clock = SqlStore(database), SetClock()
    library = Library((pack or tea_pack(),), Glossary())
    desk = Desk(store, clock, library, random.Random(7))
    await store.run(lambda _: None)  # the tables are made, as `serve` does before anybody can ask
    settings = _settings(far, workspace, socket=socket, env=env)
    with closing(store), patch.object(people, "BETWEEN", names_after):
        async with (
            aiohttp.ClientSession() as session,
            opened(settings, answers or Tutor(desk), store.installations, store.tokens(clock)) as slack,
            _serving(slack) as url,
        ):
            yield Office(far, workspace, slack, desk, store, clock, "" if socket else url, session)


def _settings(far: FarSlack, workspace: Workspace, *, socket: bool, env: dict[str, str]) -> SlackSettings:
    way = {"SLACK_APP_TOKEN": APP_TOKEN} if socket else {"SLACK_SIGNING_SECRET": SECRET}
    given = {"SLACK_API_URL": far.api_url, "SLACK_BOT_TOKEN": workspace.token, **way, **env}
    settings = read(given)
    assert settings is not None
    return settings


@asynccontextmanager
async def _serving(slack: Slack) -> AsyncIterator[str]:
    """A server with Slack's routes on it, beside the connection of Socket Mode."""
    app = web.Application()
    slack.add_routes(app)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    running = asyncio.create_task(slack.run())
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await runner.cleanup()
