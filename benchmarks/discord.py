"""Interactions a second through the Discord adapter and the engine, beside an empty DynamicItem.

Both get gateway payloads in process; only the network call is replaced. `/ask` searches the shipped pack. The
answers are to one question, each by somebody else, as to a daily one, stored in SQLite with synchronous=FULL.
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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import discord
from discord.webhook.async_ import AsyncWebhookAdapter

from adapters.clock import SystemClock
from adapters.discord.client import Client
from adapters.discord.render import render
from adapters.discord.settings import DiscordSettings
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
    user_of,
    walk,
)
from tests.kit import WHITE, tea_pack

PASSES, COUNT, BURST = 7, 320, 16
PACK = Path(__file__).parent.parent / "content" / "aws-developer"
QUERIES = (
    "how long are sqs messages kept",
    "lambda timeout",
    "what does a dead letter queue do",
    "kms rotation",
)
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


class Answered:
    """Counts the responses that would have gone out."""

    def __init__(self) -> None:
        self.count = 0
        self._wanted = 0
        self._all: asyncio.Future[None] | None = None

    async def respond(self, number: int, *_args: Any, **_kwargs: Any) -> Json:
        self.count += 1
        if self._all is not None and self.count >= self._wanted and not self._all.done():
            self._all.set_result(None)
        return {"interaction": {"id": str(number), "type": 2}}

    async def after(self, how_many: int, begin: Callable[[], None]) -> None:
        """Begin, and wait until that many more were answered."""
        self._wanted = self.count + how_many
        self._all = asyncio.get_running_loop().create_future()
        begin()
        await self._all


def ours(tutor: Watched) -> Client:
    """The adapter's client as it is, not connected."""
    return make_app(tutor, DiscordSettings("token", shard_count=1)).client()


async def logged_in(client: discord.Client) -> Any:
    """Its state, as after a login."""
    await client._async_setup_hook()
    state: Any = client._connection
    client.http._HTTPClient__session = None  # type: ignore[attr-defined]  # the library's own mangled name
    state.user = discord.ClientUser(state=state, data=user_of(ME))  # type: ignore[arg-type]
    state.application_id = ME
    state._add_guild_from_data(FarDiscord()._guild(GUILD))
    return state


class Payloads:
    """Gateway payloads, each with an id of its own."""

    def __init__(self) -> None:
        self._far = FarDiscord()
        self._ids = itertools.count(10**18)

    def pressed(self, person: int, components: list[Json], custom_id: str) -> Json:
        """Somebody presses a button of a message that only they see."""
        number = next(self._ids)
        shown = {"components": components, "flags": 1 << 15 | 1 << 6}
        self._far.messages[number] = self._far._message(number, CHANNEL, shown, user_of(ME))
        data = {"custom_id": custom_id, "component_type": 2}
        return self._far._interaction(Exchange(number, "t", number), COMPONENT, person, data)

    def called(self, person: int, name: str, **options: str) -> Json:
        """Somebody uses a command."""
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        data = {"id": "1", "name": name, "type": 1, "options": given}
        return self._far._interaction(Exchange(next(self._ids), "t", None), COMMAND, person, data)


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


async def timed(answered: Answered, state: Any, payloads: list[Json], at_once: int) -> float:
    """Microseconds for each of the payloads, so many at once."""
    began = time.perf_counter()
    for start in range(0, len(payloads), at_once):
        group = payloads[start : start + at_once]
        await answered.after(len(group), lambda group=group: _parse(state, group))  # type: ignore[misc]
    return (time.perf_counter() - began) / len(payloads) * 1e6


def _parse(state: Any, payloads: list[Json]) -> None:
    for payload in payloads:
        state.parse_interaction_create(payload)


async def speed(database: str) -> None:
    """Print microseconds and ratios, one at a time and in bursts; the three alternate."""
    answered = Answered()
    # the network call is all that is replaced
    setattr(AsyncWebhookAdapter, "create_interaction_response", answered.respond)  # noqa: B010
    store = SqlStore(database)
    pack = load(PACK)
    asked = Watched(Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary))))
    answered_by = Watched(Tutor(Desk(store, SystemClock(), Library((tea_pack(WHITE),), Glossary()))))
    empty = discord.Client(intents=discord.Intents(guilds=True))
    empty.add_dynamic_items(Empty)
    floor, asking, storing = [await logged_in(c) for c in (empty, ours(asked), ours(answered_by))]
    payloads, people = Payloads(), itertools.count(1)
    button = discord.ui.Button[Any](label="press", custom_id="empty:1")
    small = [discord.ui.ActionRow[Any](button).to_component_dict()]
    found: dict[tuple[str, int], list[float]] = {}
    within: dict[tuple[str, int], list[float]] = {}
    for _ in range(PASSES):
        for at_once in (1, BURST):
            presses = [payloads.pressed(1, small, "empty:1") for _ in range(COUNT)]
            asks = [payloads.called(1, "ask", query=QUERIES[n % len(QUERIES)]) for n in range(COUNT)]
            stored = await answers(answered_by, payloads, people)
            for name, state, work, tutor in (
                ("an empty DynamicItem", floor, presses, None),
                ("/ask", asking, asks, asked),
                ("an answer stored", storing, stored, answered_by),
            ):
                before = tutor.seconds if tutor else 0.0
                took = await timed(answered, state, work, at_once)
                found.setdefault((name, at_once), []).append(took)
                engine = (tutor.seconds if tutor else 0.0) - before
                within.setdefault((name, at_once), []).append(engine / COUNT * 1e6)
    store.close()
    medians = [{key: statistics.median(of[key]) for key in of} for of in (found, within)]
    _print_speed(*medians)


def _print_speed(median: dict[tuple[str, int], float], within: dict[tuple[str, int], float]) -> None:
    goals = {("/ask", 1): 2, ("/ask", BURST): 2, ("an answer stored", 1): 6, ("an answer stored", BURST): 3}
    head = f"Discord, median of {PASSES} x {COUNT}"
    columns = f"{'at once':>8}{'us':>9}{'in the tutor':>14}{'a second':>10}{'ratio':>8}{'goal':>7}"
    print(f"{head:<34}{columns}")
    for (name, at_once), took in sorted(median.items(), key=lambda entry: entry[0][1]):
        floor = median["an empty DynamicItem", at_once]
        goal = f"{goals[name, at_once]}x" if (name, at_once) in goals else ""
        engine = f"{within[name, at_once]:.0f}" if at_once == 1 and goal else ""  # bursts overlap
        row = f"{at_once:>8}{took:>9.0f}{engine:>14}{1e6 / took:>10,.0f}{took / floor:>7.1f}x{goal:>7}"
        print(f"{name:<34}{row}")


async def memory(guilds: int) -> None:
    """Print the resident megabytes of a client that is on so many servers, and of one that is on none."""
    pack = load(PACK)
    store = SqlStore(":memory:")
    tutor = Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary)))
    state = await logged_in(ours(Watched(tutor)))
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
