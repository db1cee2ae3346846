"""A signed slash command over loopback HTTP through the whole adapter and engine, beside bare Bolt.

The yardstick is slack-bolt with one catch-all empty handler and `process_before_response=True`, on the same
kind of server, called by the same client, in the same run; the runs alternate. Answers are stored in SQLite
with synchronous=FULL; many people answer a few questions in words. Client and servers share one process, so
both sides of a ratio hold the client's cost. Two more figures tell where the time goes: the adapter before a
tutor that has its answer ready, and a commit of one row by the bare driver on the same disk.

Run: python -m benchmarks.slack
"""

import asyncio
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from itertools import count, cycle
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.clock import SystemClock
from adapters.slack import tasks
from adapters.slack.app import opened
from adapters.slack.reception import Answers
from adapters.slack.settings import SlackSettings, read
from benchmarks.queries import AGAIN, new_queries
from bot.events import Account, CommandCalled, Event, Overheard, Place, TakenBack
from bot.library import Library
from bot.messages import Message, Text
from bot.notes import load
from bot.notes.model import QuestionKind
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.far_ends.slack import SECRET, FarSlack, encoded, signed
from tests.far_ends.slack.office import ALL_SCOPES

NOTES = Path(__file__).parent.parent / "content" / "aws-developer"
QUESTIONS = 10  # many people answer the same few, as they do a daily one
REQUESTS, RUNS, AT_ONCE = 150, 5, 16
_numbers = count()


def request(command: str, text: str, user: str) -> tuple[bytes, dict[str, str]]:
    """A signed slash command."""
    payload = {
        "command": command,
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": user,
        "user_name": user.lower(),
        "trigger_id": f"t{next(_numbers)}",
        "response_url": "http://127.0.0.1:9/",
    }
    body, content = encoded("slash_commands", payload)
    return body.encode(), {**signed(body), "Content-Type": content}


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """An aiohttp server on loopback."""
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


def bare() -> web.Application:
    """Bolt with one catch-all handler that does nothing."""

    async def authorize(team_id: str) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_user_id="U", bot_id="B"
        )

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @bolt.command(re.compile(".*"))
    async def nothing(ack: Any) -> None:
        await ack()

    async def posted(asked: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(asked)))

    app = web.Application()
    app.router.add_post("/slack/events", posted)
    return app


async def post(session: aiohttp.ClientSession, url: str, asked: tuple[bytes, dict[str, str]]) -> str:
    """Deliver one request and read the answer."""
    async with session.post(url, data=asked[0], headers=asked[1]) as said:
        assert said.status == 200
        return await said.text()


async def timed(session: aiohttp.ClientSession, url: str, requests: list[Any], at_once: int) -> float:
    """Microseconds a request."""
    waiting = iter(requests)

    async def work(mine: Iterator[Any]) -> None:
        for asked in mine:
            await post(session, url, asked)

    began = time.perf_counter()
    await asyncio.gather(*(work(waiting) for _ in range(at_once)))
    return (time.perf_counter() - began) / len(requests) * 1e6


async def people(session: aiohttp.ClientSession, url: str, number: int) -> list[str]:
    """People with an open question each."""
    names = [f"U{next(_numbers)}" for _ in range(number)]
    for name in names:
        assert "Question 1 of 1" in await post(session, url, request("/quiz", "1", name))
    return names


@dataclass(frozen=True)
class Ready:
    """A tutor that has its answer ready, but never the same: what was said before need not be rendered."""

    said: Message

    async def handle(self, _event: Event) -> Message:
        """The answer, whatever was asked."""
        return replace(self.said, parts=(Text(f"{next(_numbers)}"), *self.said.parts))

    async def overhear(self, _event: Overheard | TakenBack) -> None:
        """Nobody is overheard here."""


@dataclass(frozen=True)
class Row:
    """A line of the table: where its requests go, what they are, the goals one at a time and many at once."""

    name: str
    url: str
    goals: tuple[str, str] = ("", "")
    queries: Iterator[str] = cycle(AGAIN)  # noqa: RUF009 - one for all rows is meant

    async def requests(self, session: aiohttp.ClientSession) -> list[Any]:
        """Fresh ones."""
        if "/answer" in self.name:
            return [request("/answer", "no idea", name) for name in await people(session, self.url, REQUESTS)]
        return [request("/ask", next(self.queries), "U1") for _ in range(REQUESTS)]


async def measure(session: aiohttp.ClientSession, rows: list[Row]) -> None:
    """Print the table; the first row is the yardstick."""
    found: dict[tuple[str, int], list[float]] = {}
    for _ in range(RUNS):
        for at_once in (1, AT_ONCE):
            for row in rows:
                requests = await row.requests(session)
                found.setdefault((row.name, at_once), []).append(
                    await timed(session, row.url, requests, at_once)
                )
    head = f"{'µs':>9}{'x empty':>9}{'goal':>7}"
    print(f"{'a signed slash command':<34}{head}    {head.replace('   µs', 'at 16')}")
    for row in rows:
        line = f"{row.name:<34}"
        for at_once, goal in zip((1, AT_ONCE), row.goals, strict=True):
            us = statistics.median(found[row.name, at_once])
            line += f"{us:>9.0f}{us / statistics.median(found[rows[0].name, at_once]):>8.2f}x{goal:>7}    "
        print(line.rstrip())


def commits(folder: str, number: int = 100) -> float:
    """Microseconds that a commit of one row takes."""
    with closing(sqlite3.connect(f"{folder}/floor.sqlite3", isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n)")
        spent = []
        for n in range(number):
            began = time.perf_counter()
            connection.execute("INSERT INTO t VALUES (?)", (n,))
            spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1e6


@asynccontextmanager
async def tutored(settings: SlackSettings, tutor: Answers, store: SqlStore) -> AsyncIterator[str]:
    """The whole adapter before a tutor."""
    async with opened(settings, tutor, store.installations, store.tokens(SystemClock())) as slack:
        app = web.Application()
        slack.add_routes(app)
        async with served(app) as url:
            yield url


async def main() -> None:
    """Serve all and measure."""
    tasks.PATIENCE = 60.0  # every answer is in its acknowledgement, on a busy machine too
    notes = load(NOTES)
    typed = [question for question in notes.questions if question.kind is QuestionKind.TEXT]
    pack = replace(notes, questions=tuple(typed[:QUESTIONS]))
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"{folder}/tutor.sqlite3")
        tutor = Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary)))
        asked = CommandCalled(
            "1", Account("slack", "T1", "U1", "u1"), Place("slack", "T1", "C1"), "ask", {"query": AGAIN[0]}
        )
        async with FarSlack() as far, aiohttp.ClientSession() as session, served(bare()) as empty:
            far.workspace("T1", scopes=ALL_SCOPES)
            settings = read(
                {"SLACK_API_URL": far.api_url, "SLACK_BOT_TOKEN": "xoxb-T1", "SLACK_SIGNING_SECRET": SECRET}
            )
            assert settings is not None
            ready = Ready(await tutor.handle(asked))
            async with tutored(settings, ready, store) as adapter, tutored(settings, tutor, store) as whole:
                rows = [
                    Row("Bolt, empty handler", empty),
                    Row("the adapter alone", adapter),
                    Row("/ask, never asked before", whole, ("1.5x", ""), new_queries(notes)),
                    Row("/ask, asked before", whole, ("1.5x", "")),
                    Row("/answer, stored (SQLite FULL)", whole, ("3.5x", "2.5x")),
                ]
                await measure(session, rows)
        store.close()
        print(f"\nA commit of one row by the bare driver takes {commits(folder):.0f} µs on this disk.")


if __name__ == "__main__":
    asyncio.run(main())
