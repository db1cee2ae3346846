"""What people say on two platforms, passed on while processes are killed and both far ends misbehave."""

import asyncio
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from bot.events import Overheard
from tests.bot.usecases.test_linking import Group, grouping
from tests.far_ends.board import Board, Faults
from tests.kit import Side
from tests.proof import size
from tests.proof.test_kill import SPEED, worker

GROUPS = 4
LOUD = Faults(later=0.03, broken=0.03, dropped=0.01, lost=0.02, hung=0.01)  # a tenth of all posts


class Heard(NamedTuple):
    """Something said in one group on one side."""

    group: int
    platform: str
    number: int

    @property
    def text(self) -> str:
        return f"message {self.number} of group {self.group}"

    @property
    def channel(self) -> str:
        """Where it is to be passed on to; the channel's own name there, of its group alone."""
        return f"room{self.group}"


def paired(database: str) -> dict[int, dict[str, str]]:
    """Groups on two platforms that pass on their threads, each with a question posted; its names by side."""
    with grouping(database) as group:
        groups = [
            Group(
                group.talk,
                *(replace(side, team=f"{side.team}{n}", channel=f"room{n}") for side in sides(group)),
            )
            for n in range(GROUPS)
        ]
        for one in groups:
            one.pair()
            one.slack.say("/link relay threads")
            one.slack.say("/daily set 13:00 UTC")
        group.talk.pulse(hours=1)
        return {
            n: {
                side.platform: next(
                    f"ref-{key}" for key, (place, _) in side.wall.posted.items() if place.id == side.channel
                )
                for side in sides(one)
            }
            for n, one in enumerate(groups)
        }


def sides(group: Group) -> tuple[Side, Side]:
    return group.slack, group.discord


async def said(
    group: Group, threads: dict[int, dict[str, str]], script: Sequence[Heard], chance: random.Random
) -> None:
    """Have the tutor overhear all of it, some of it twice, as platforms deliver it."""
    for heard in script:
        side = group.slack if heard.platform == "slack" else group.discord
        here = replace(side, team=f"{side.team}{heard.group}", channel=heard.channel)
        place = here.place(threads[heard.group][heard.platform])
        event = Overheard(f"e{heard.number}", here.account("Ada"), place, f"m{heard.number}", heard.text)
        for _ in range(2 if chance.random() < 0.1 else 1):
            await group.talk.tutor.overhear(event)


def wait_for(boards: dict[str, Board], count: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while sum(len(relayed(board)) for board in boards.values()) < count:
        assert time.monotonic() < deadline, "some message was never passed on"
        time.sleep(0.05)  # a proof waits on real processes


def relayed(board: Board) -> list[tuple[str, str]]:
    """Channel and words of what was passed on to a far end, in its order, however often."""
    lines = ((channel, line) for channel, text in list(board.taken) for line in text.split("\n"))
    return [(channel, line) for channel, line in lines if line.startswith("message ")]


def test_what_is_said_is_passed_on_once_and_in_order(
    any_database: str, proved: Callable[[str], None]
) -> None:
    chance = random.Random(3)
    threads = paired(any_database)
    script = [
        Heard(chance.randrange(GROUPS), chance.choice(("slack", "discord")), number)
        for number in range(size(60, 1000))
    ]
    kills, started = 0, time.time() - 3_600 / SPEED
    with Board(replace(LOUD, chance=chance)) as slack, Board(replace(LOUD, chance=chance)) as discord:
        boards = {"slack": slack, "discord": discord}
        with grouping(any_database) as group:
            group.talk.clock.move(hours=1)
            for part in range(size(3, 20)):
                step = len(script) // size(3, 20)
                with worker(any_database, started, **boards) as process:
                    asyncio.run(said(group, threads, script[part * step : (part + 1) * step], chance))
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(chance.uniform(0.1, 0.9))
                    kills += 1
            asyncio.run(said(group, threads, script[(part + 1) * step :], chance))
        with worker(any_database, started, **boards):
            wait_for(boards, len(script), size(150, 400))
        for platform, board in boards.items():
            for room in range(GROUPS):
                wanted = [one.text for one in script if one.group == room and one.platform != platform]
                assert [text for channel, text in relayed(board) if channel == f"room{room}"] == wanted
        calls = slack.calls + discord.calls
    proved(
        f"{len(script)} messages in {2 * GROUPS} threads, {kills} kills, {calls} calls: each once, in order"
    )
