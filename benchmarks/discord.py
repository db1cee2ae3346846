"""Interactions a second through the Discord adapter and the engine, beside an empty DynamicItem.

Each is a bot connected over loopback: gateway events in, compressed, and REST calls out. The far end is in
the same process and checks nothing, so both sides of a ratio hold its cost. `/ask` searches the shipped pack.
The answers are to one question, each by somebody else, as to a daily one, stored in SQLite with
synchronous=FULL.
Run: python -m benchmarks.discord
"""

import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
from aiohttp import web

from adapters.clock import SystemClock
from adapters.discord.client import Client, point_at
from adapters.discord.render import render
from adapters.discord.settings import DiscordSettings
from benchmarks.queries import AGAIN, new_queries
from bot.events import Account, CommandCalled, Event, Place
from bot.library import Library
from bot.messages import Message
from bot.notes import load
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.adapters.discord.server import make_app
from tests.far_ends.discord import (
    CHANNEL,
    COMMAND,
    COMPONENT,
    GUILD,
    ME,
    Exchange,
    FarDiscord,
    Json,
    far_discord,
    user_of,
    walk,
)
from tests.kit import WHITE, tea_pack

PASSES, COUNT, BURST = 7, 320, 16
PACK = Path(__file__).parent.parent / "content" / "aws-developer"
EMPTY, NEW, KNOWN = "an empty DynamicItem", "/ask, never asked before", "/ask, asked before"
STORED = "an answer stored"
GUILDS = (1, 1_000, 10_000)
CHANNELS = 10  # of each guild


class Empty(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"empty:(?P<id>\d+)"):
    """What a bot does at the least: it acknowledges a press."""

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any, /) -> "Empty":
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()


class Watched:
    """The tutor, and how long it took in all."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self.library, self.teams = tutor.library, tutor.teams
        self.seconds = 0.0

    async def handle(self, event: Event) -> Message:
        began = time.perf_counter()
        message = await self._tutor.handle(event)
        self.seconds += time.perf_counter() - began
        return message


class Sink(FarDiscord):
    """A far end that takes everything as it comes."""

    def _refusal(self, data: Json) -> web.Response | None:
        return None


class Payloads:
    """Interactions as the gateway sends them, each with an id of its own."""

    def __init__(self, far: FarDiscord) -> None:
        self._far = far
        self._ids = itertools.count(10**18)

    def pressed(self, person: int, components: list[Json], custom_id: str) -> Json:
        """Somebody presses a button of a message that only they see."""
        number = next(self._ids)
        shown = {"components": components, "flags": 1 << 15 | 1 << 6}
        self._far.messages[number] = self._far._message(number, CHANNEL, shown, user_of(ME))
        return self._made(number, COMPONENT, person, {"custom_id": custom_id, "component_type": 2})

    def called(self, person: int, name: str, **options: str) -> Json:
        """Somebody uses a command."""
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        return self._made(None, COMMAND, person, {"id": "1", "name": name, "type": 1, "options": given})

    def _made(self, source: int | None, kind: int, person: int, data: Json) -> Json:
        number = next(self._ids)
        exchange = Exchange(number, f"token-{number}", source)
        self._far.exchanges[exchange.token] = exchange
        return self._far._interaction(exchange, kind, person, data)


class Bot:
    """A bot that is connected, as the shard of its own by which the far end tells it from the others."""

    def __init__(self, far: FarDiscord, shard: int, tutor: Watched | None) -> None:
        self._far = far
        self._shard = shard
        self.tutor = tutor

    async def takes(self, payloads: list[Json], at_once: int) -> float:
        """Microseconds for each of the payloads, so many at once, until its response has arrived."""
        began = time.perf_counter()
        for start in range(0, len(payloads), at_once):
            group = payloads[start : start + at_once]
            for payload in group:
                await self._far.dispatch("INTERACTION_CREATE", payload, self._shard)
            for payload in group:
                await self._far.exchanges[payload["token"]].settled.wait()
        return (time.perf_counter() - began) / len(payloads) * 1e6


@asynccontextmanager
async def connected(far: FarDiscord, client: discord.Client, shard: int) -> AsyncIterator[None]:
    """A client on the far end."""
    async with client:
        task = asyncio.create_task(client.start(far.token))
        while not any(session.shard == shard for session in far.sessions.values()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        yield
        await client.close()
        await asyncio.wait({task})


async def answers(tutor: Watched, payloads: Payloads, people: Iterator[int]) -> list[Json]:
    """A press on an option of a question, by each of COUNT new people."""
    made = []
    for person in itertools.islice(people, COUNT):
        who = Account("discord", str(GUILD), str(person), f"person{person}")
        where = Place("discord", str(GUILD), str(CHANNEL), "general")
        asked = await tutor.handle(CommandCalled(f"quiz-{person}", who, where, "quiz", {"n": "1"}))
        components = [box.to_component_dict() for box in render(asked).boxes]
        ids = (str(part.get("custom_id", "")) for part in walk(components))
        pick = next(custom_id for custom_id in ids if custom_id.startswith("answer:"))
        made.append(payloads.pressed(person, components, pick))
    return made


def ours(tutor: Watched, api: str, shard: int) -> Client:
    """The adapter's client as it is."""
    return make_app(tutor, DiscordSettings("far-end-token", api, shards=(shard,), shard_count=3)).client()


async def speed(database: str) -> None:
    """Print microseconds and ratios, one at a time and in bursts; the three alternate."""
    store = SqlStore(database)
    pack = load(PACK)
    asked = Watched(Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary))))
    answered = Watched(Tutor(Desk(store, SystemClock(), Library((tea_pack(WHITE),), Glossary()))))
    empty = discord.AutoShardedClient(intents=discord.Intents(guilds=True), shard_ids=[0], shard_count=3)
    empty.add_dynamic_items(Empty)
    async with far_discord(Sink) as far:
        point_at(far.api)
        async with (
            connected(far, ours(asked, far.api, 1), 1),
            connected(far, ours(answered, far.api, 2), 2),
            connected(far, empty, 0),
        ):
            bots = {EMPTY: Bot(far, 0, None)}
            bots |= {NEW: Bot(far, 1, asked), KNOWN: Bot(far, 1, asked), STORED: Bot(far, 2, answered)}
            await _measure(far, bots, answered)
    store.close()


async def _measure(far: FarDiscord, bots: dict[str, Bot], answered: Watched) -> None:
    payloads, people = Payloads(far), itertools.count(1)
    new, known = new_queries(load(PACK)), itertools.cycle(AGAIN)
    button = discord.ui.Button[Any](label="press", custom_id="empty:1")
    small = [discord.ui.ActionRow[Any](button).to_component_dict()]
    found: dict[tuple[str, int], list[float]] = {}
    within: dict[tuple[str, int], list[float]] = {}
    for _ in range(PASSES):
        for at_once in (1, BURST):
            work = {
                EMPTY: [payloads.pressed(1, small, "empty:1") for _ in range(COUNT)],
                NEW: [payloads.called(1, "ask", query=next(new)) for _ in range(COUNT)],
                KNOWN: [payloads.called(1, "ask", query=next(known)) for _ in range(COUNT)],
                STORED: await answers(answered, payloads, people),
            }
            for name, bot in bots.items():
                before = bot.tutor.seconds if bot.tutor else 0.0
                found.setdefault((name, at_once), []).append(await bot.takes(work[name], at_once))
                engine = (bot.tutor.seconds if bot.tutor else 0.0) - before
                within.setdefault((name, at_once), []).append(engine / COUNT * 1e6)
            for session in far.sessions.values():
                session.sent.clear()
    medians = [{key: statistics.median(of[key]) for key in of} for of in (found, within)]
    _print_speed(*medians)


def _print_speed(median: dict[tuple[str, int], float], within: dict[tuple[str, int], float]) -> None:
    goals = {(name, at_once): 2 for name in (NEW, KNOWN) for at_once in (1, BURST)}
    goals |= {(STORED, 1): 6, (STORED, BURST): 3}
    head = f"Discord, median of {PASSES} x {COUNT}"
    columns = f"{'at once':>8}{'us':>9}{'in the tutor':>14}{'a second':>10}{'ratio':>8}{'goal':>7}"
    print(f"{head:<34}{columns}")
    for (name, at_once), took in sorted(median.items(), key=lambda entry: entry[0][1]):
        floor = median[EMPTY, at_once]
        goal = f"{goals[name, at_once]}x" if (name, at_once) in goals else ""
        engine = f"{within[name, at_once]:.0f}" if at_once == 1 and goal else ""  # bursts overlap
        row = f"{at_once:>8}{took:>9.0f}{engine:>14}{1e6 / took:>10,.0f}{took / floor:>7.1f}x{goal:>7}"
        print(f"{name:<34}{row}")


async def logged_in(client: discord.Client) -> Any:
    """Its state, as after a login."""
    await client._async_setup_hook()
    state: Any = client._connection
    state.user = discord.ClientUser(state=state, data=user_of(ME))  # type: ignore[arg-type]
    return state


async def memory(guilds: int) -> None:
    """Print the resident megabytes of a client that is on so many servers, and of one that is on none."""
    pack = load(PACK)
    store = SqlStore(":memory:")
    tutor = Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary)))
    state = await logged_in(ours(Watched(tutor), "", 0))
    before = _resident()
    far = FarDiscord()
    for guild in range(guilds):
        data = far._guild(GUILD + guild * 100)
        data["channels"] = [
            {**data["channels"][0], "id": str(10**15 + guild * CHANNELS + n)} for n in range(CHANNELS)
        ]
        state._add_guild_from_data(json.loads(json.dumps(data)))
    print(f"{_resident():.1f} {_resident() - before:.1f}")
    store.close()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Both tables."""
    if len(sys.argv) > 1:
        asyncio.run(memory(int(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(speed(f"{folder}/tutor.sqlite3"))
    print(f"\n{f'memory, servers of {CHANNELS} channels':<34}{'resident':>12}{'of it for servers':>20}")
    for guilds in GUILDS:
        command = [sys.executable, "-m", "benchmarks.discord", str(guilds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        whole, added = done.stdout.split()
        print(f"{guilds:<34,}{whole:>9} MB{added:>17} MB")


if __name__ == "__main__":
    main()
