"""A signed slash command over loopback HTTP through the whole adapter and engine, beside bare Bolt.

The yardstick is slack-bolt with one catch-all empty handler and `process_before_response=True`, on the same
kind of server, called by the same client, in the same run; the runs alternate. Answers are stored in SQLite
with synchronous=FULL; many people answer a few questions. Client and servers share one process, so both sides
of a ratio hold the client's cost.

Run: python -m benchmarks.slack
"""

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.clock import SystemClock
from adapters.slack.app import opened
from adapters.slack.settings import read
from bot.library import Library
from bot.notes import load
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.far_ends.slack import SECRET, FarSlack, encoded, signed
from tests.far_ends.slack.office import ALL_SCOPES

NOTES = Path(__file__).parent.parent / "content" / "aws-developer"
QUERIES = ("sqs visibility timeout", "lambda memory", "kinesis shard limit", "cloudfront ttl")
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


async def measure(session: aiohttp.ClientSession, empty: str, tutor: str) -> None:
    """Print the table."""
    head = f"{'µs':>9}{'x empty':>9}{'goal':>7}"
    print(f"{'a signed slash command':<34}{head}    {head.replace('   µs', 'at 16')}")
    found: dict[tuple[str, int], list[float]] = {}
    for _ in range(RUNS):
        for at_once in (1, AT_ONCE):
            nobody = [request("/ask", QUERIES[n % 4], "U1") for n in range(REQUESTS)]
            asking = [request("/ask", QUERIES[n % 4], "U1") for n in range(REQUESTS)]
            answering = [
                request("/answer", "no idea", name) for name in await people(session, tutor, REQUESTS)
            ]
            for name, url, requests in (
                ("Bolt, empty handler", empty, nobody),
                ("/ask", tutor, asking),
                ("/answer, stored (SQLite FULL)", tutor, answering),
            ):
                found.setdefault((name, at_once), []).append(await timed(session, url, requests, at_once))
    for name, one_goal, many_goal in (
        ("Bolt, empty handler", "", ""),
        ("/ask", "1.5x", ""),
        ("/answer, stored (SQLite FULL)", "3.5x", "2.5x"),
    ):
        row = f"{name:<34}"
        for at_once, goal in ((1, one_goal), (AT_ONCE, many_goal)):
            us = statistics.median(found[name, at_once])
            ratio = us / statistics.median(found["Bolt, empty handler", at_once])
            row += f"{us:>9.0f}{ratio:>8.2f}x{goal:>7}    "
        print(row.rstrip())


async def main() -> None:
    """Serve both and measure."""
    with tempfile.TemporaryDirectory() as folder:
        store, clock = SqlStore(f"{folder}/tutor.sqlite3"), SystemClock()
        notes = load(NOTES)
        pack = replace(notes, questions=notes.questions[:QUESTIONS])
        tutor = Tutor(Desk(store, clock, Library((pack,), pack.glossary)))
        async with FarSlack() as far, aiohttp.ClientSession() as session, served(bare()) as empty:
            far.workspace("T1", scopes=ALL_SCOPES)
            env = {"SLACK_API_URL": far.api_url, "SLACK_BOT_TOKEN": "xoxb-T1", "SLACK_SIGNING_SECRET": SECRET}
            settings = read(env)
            assert settings is not None
            async with opened(settings, tutor, store.installations, store.tokens(clock)) as slack:
                app = web.Application()
                slack.add_routes(app)
                async with served(app) as url:
                    await measure(session, empty, url)
        store.close()


if __name__ == "__main__":
    asyncio.run(main())
