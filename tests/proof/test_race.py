"""Several processes share the work of one minute: each channel gets its question once."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta

import psycopg

from tests.far_ends.board import Board, Faults
from tests.proof import size
from tests.proof.test_kill import ANSWER, QUESTION, schedule_channels, wait_for, worker

PROCESSES = size(2, 4)
OPEN = timedelta(minutes=size(15, 120))  # passes in as many seconds


def test_processes_on_one_server_share_due_channels_and_post_each_once(
    postgres_database: str, proved: Callable[[str], None]
) -> None:
    channels = schedule_channels(postgres_database, size(60, 2_000), OPEN)
    faults = Faults(later=0.1, broken=0.1, lost=0.1, hung=0.1)
    with Board(faults) as board, ExitStack() as workers:
        begin = time.time() + PROCESSES  # all are there before anything is due
        for _ in range(PROCESSES):
            workers.enter_context(worker(postgres_database, begin, board=board))
        assert wait_for(board, channels, size(40, 300))
        took = time.time() - begin
        assert board.titles() == {(c, title): 1 for c in channels for title in (QUESTION, ANSWER)}
    shares = owners(postgres_database)
    assert len(shares) == PROCESSES, shares
    assert min(shares.values()) >= len(channels) * 2 // PROCESSES // 5, shares
    proved(f"{len(channels)} channels, {PROCESSES} processes took {sorted(shares.values())}, {took:.0f} s")


def owners(database: str) -> Counter[str]:
    """How many messages each process delivered last."""
    with closing(psycopg.connect(database)) as connection:
        rows = connection.execute("SELECT owner, count(*) FROM outbox WHERE kind <> 'update' GROUP BY owner")
        return Counter(dict(rows.fetchall()))
