"""Daily posts and reveals while processes are killed and the far end misbehaves: none lost, none doubled."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import time as time_of_day
from datetime import timedelta

import pytest

from bot.events import Account, Place
from bot.learning import Schedule, next_due
from bot.ports import Daily, Tx
from storage.store import SqlStore
from tests.far_ends.board import Board, Faults
from tests.proof import size
from tests.proof.worker import BEGIN

SPEED = 60  # a minute a second
DUE = BEGIN + timedelta(seconds=90)
OPEN = timedelta(hours=12)  # far longer than the posting takes, however slow the machine
SKIP = OPEN / SPEED  # of real time: a process that believes to have started so much earlier sees it closed
QUESTION, ANSWER = TITLES = "Question of the day", "The answer"


def schedule_channels(database: str, count: int, opened: timedelta = OPEN, a_workspace: int = 5) -> list[str]:
    """Channels with a daily question at DUE, some to a workspace; their names."""
    schedule = Schedule(time_of_day(DUE.hour, DUE.minute), "UTC", frozenset(range(7)), opened)

    def work(tx: Tx) -> list[str]:
        names = [f"C{number}" for number in range(count)]
        for number, name in enumerate(names):
            team = f"T{number // a_workspace}"
            member = tx.enter(Account("board", team, "boss", "Boss"), Place("board", team, name), BEGIN)
            handled = BEGIN.date() - timedelta(days=1)
            due = next_due(schedule, handled)[1]
            tx.keep_daily(Daily(member.spot, schedule, "tea", due, handled=handled))
        return names

    with closing(SqlStore(database)) as store:
        return asyncio.run(store.run(work))


@contextmanager
def worker(database: str, started: float, **boards: Board) -> Iterator[subprocess.Popen[str]]:
    """A working process that writes to these platforms, killed at the end."""
    ports = [f"{platform}={board.port}" for platform, board in boards.items()]
    command = [sys.executable, "-m", "tests.proof.worker", database, str(started), str(SPEED), *ports]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(board: Board, channels: list[str], seconds: float, titles: Sequence[str] = TITLES) -> bool:
    """Whether every channel got its messages in time."""
    deadline = time.monotonic() + seconds
    wanted = {(channel, title) for channel in channels for title in titles}
    while time.monotonic() < deadline:
        if wanted <= set(board.titles()):
            return True
        time.sleep(0.05)  # a proof waits on real processes
    return False


@pytest.mark.parametrize("seed", range(size(1, 4)))
def test_no_post_is_lost_or_doubled_by_kills_and_a_bad_line(
    any_database: str, seed: int, proved: Callable[[str], None]
) -> None:
    channels = schedule_channels(any_database, size(30, 500))
    chance = random.Random(seed)
    faults = Faults(later=0.05, broken=0.05, dropped=0.03, lost=0.05, hung=0.03, chance=chance)
    deadly = replace(faults, kill=0.02)
    kills, started = 0, time.time()
    with Board() as board:
        for title in TITLES:
            board.faults = deadly
            kills += kill_until_half_there(any_database, started, board, title, len(channels))
            board.faults = faults
            with worker(any_database, started, board=board):
                assert wait_for(board, channels, size(30, 300), (title,)), f"some channel lacks: {title}"
            started -= SKIP.total_seconds()
        assert board.titles() == {(c, title): 1 for c in channels for title in TITLES}
    proved(f"{len(channels)} questions and reveals, {kills} kills, {board.calls} calls: 0 lost, 0 doubled")


def kill_until_half_there(database: str, started: float, board: Board, title: str, channels: int) -> int:
    """Kill process after process until half of the messages are out and enough have died; how many did."""
    kills, enough, deadline = 0, size(2, 15), time.monotonic() + size(30, 400)
    while kills < enough or sum(found == title for _, found in board.titles()) < channels / 2:
        assert time.monotonic() < deadline, f"{kills} processes in a row got too little done"
        with worker(database, started, board=board) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(board.faults.chance.uniform(0.05, 0.9))
            kills += 1
    return kills
