"""Daily posts and reveals while processes are killed and the far end misbehaves: none lost, none doubled."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
OPEN = timedelta(minutes=size(15, 45))  # at full size posting takes longer under the kills
QUESTION, ANSWER = "Question of the day", "The answer"


def schedule_channels(database: str, count: int, a_workspace: int = 5) -> list[str]:
    """Channels with a daily question at DUE, some to a workspace; their names."""
    schedule = Schedule(time_of_day(DUE.hour, DUE.minute), "UTC", frozenset(range(7)), OPEN)

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


def wait_for(board: Board, channels: list[str], seconds: float) -> bool:
    """Whether every channel got its question and its answer in time."""
    deadline = time.monotonic() + seconds
    wanted = {(channel, title) for channel in channels for title in (QUESTION, ANSWER)}
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
    faults = Faults(later=0.05, broken=0.05, dropped=0.03, lost=0.05, hung=0.03, kill=0.02, chance=chance)
    kills, started = 0, time.time()
    with Board(faults) as board:
        deadline = time.monotonic() + size(9, 100)
        while time.monotonic() < deadline:
            with worker(any_database, started, board=board) as process:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(chance.uniform(0.05, 0.9))
                kills += 1
        board.faults = replace(faults, kill=0.0)
        with worker(any_database, started, board=board):
            assert wait_for(board, channels, size(30, 120)), "some channel never got its question and answer"
        assert kills >= size(4, 30)
        assert board.titles() == {(c, title): 1 for c in channels for title in (QUESTION, ANSWER)}
    proved(f"{len(channels)} questions and reveals, {kills} kills, {board.calls} calls: 0 lost, 0 doubled")
