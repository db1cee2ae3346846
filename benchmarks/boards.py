"""What boards and the look for what is due cost, from a thousand people and channels to a million.

Beside the board stands what it replaces: adding up everybody's points. Run: python -m benchmarks.boards
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from bot.events import Account, Place
from bot.ports import Member, Tx
from storage.store import SqlStore

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZES = (1_000, 100_000, 1_000_000)
GOALS = {1_000: "≤ 1 ms", 100_000: "≤ 5 ms", 1_000_000: "≤ 50 ms"}
RUNS = 100
Times: TypeAlias = tuple[float, float]
ADDED_UP = (
    "SELECT person_id, sum(points) AS total FROM ledger WHERE workspace_id = ? AND local_date >= ?"
    " GROUP BY person_id ORDER BY total DESC LIMIT 10"
)


def enter(tx: Tx) -> Member:
    """The one who looks."""
    return tx.enter(Account("bench", "T", "reader", "reader"), Place("bench", "T", "C"), NOW)


def fill_people(database: Path, member: Member, people: int) -> None:
    """So many people with points of this week, of 2,000 different sums, in ledger and totals."""
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        own = (member.workspace,)
        asking, post = -1, "p" * 20
        raw.execute(
            "INSERT INTO askings (workspace_id, id, local_date, question_id, question, asked_at)"
            " VALUES (?, ?, '2026-03-02', 'q', '{}', '2026-03-02 12:00:00')",
            (*own, asking),
        )
        raw.execute(
            "INSERT INTO posts (workspace_id, id, asking_id, channel_id, posted_at)"
            " VALUES (?, ?, ?, ?, '2026-03-02 12:00:00')",
            (*own, post, asking, member.channel),
        )
        numbers = range(1, people + 1)
        raw.executemany(
            "INSERT INTO persons (workspace_id, id, name, joined_at) VALUES (?, ?, ?, '2026-03-02 12:00:00')",
            ((*own, number, f"person {number}") for number in numbers),
        )
        raw.executemany(
            "INSERT INTO ledger (workspace_id, id, person_id, channel_id, asking_id, source, points,"
            " local_date, earned_at) VALUES (?, ?, ?, ?, ?, 'quiz', ?, '2026-03-02', '2026-03-02 12:00:00')",
            ((*own, n, n, member.channel, asking, 1 + n * 7919 % 2_000) for n in numbers),
        )
        raw.executemany(
            "INSERT INTO totals (workspace_id, period, person_id, points, shown)"
            " VALUES (?, '2026-W10', ?, ?, 1)",
            ((*own, n, 1 + n * 7919 % 2_000) for n in numbers),
        )
        raw.execute(
            "INSERT INTO totals (workspace_id, period, person_id, points, shown)"
            " VALUES (?, '2026-W10', ?, 1000, 1)",
            (*own, member.person),
        )
        raw.commit()
        raw.execute("ANALYZE")


def fill_channels(database: Path, member: Member, channels: int) -> None:
    """So many channels with a daily question, none of them due."""
    later = (NOW + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.000000")
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        numbers = range(1, channels + 1)
        raw.executemany(
            "INSERT INTO channels (workspace_id, id, name) VALUES (?, ?, 'c')",
            ((member.workspace, number) for number in numbers),
        )
        raw.executemany(
            "INSERT INTO schedules (workspace_id, channel_id, time, zone, days, open_minutes, grace_minutes,"
            " pack, topics, levels, resend, next_due_at)"
            " VALUES (?, ?, '13:00', 'UTC', '1111111', 480, 360, 'p', '', '', 0, ?)",
            ((member.workspace, number, later) for number in numbers),
        )
        raw.commit()


def took(work: Callable[[Tx], object]) -> Callable[[Tx], Times]:
    """A unit of work with the milliseconds that it took, without the way to the store's thread and back."""

    def timed(tx: Tx) -> Times:
        wall, cpu = time.perf_counter(), time.thread_time()
        work(tx)
        return (time.perf_counter() - wall) * 1e3, (time.thread_time() - cpu) * 1e3

    return timed


def alternately(works: Mapping[int, tuple[SqlStore, Callable[[Tx], object]]]) -> dict[int, Times]:
    """The median of each size's work, on the wall and of the processor; the sizes take turns."""
    found: dict[int, list[Times]] = {size: [] for size in works}
    for _ in range(RUNS):
        for size, (store, work) in works.items():
            found[size].append(asyncio.run(store.run(took(work))))
    return {
        size: (statistics.median(wall), statistics.median(cpu))
        for size, times in found.items()
        for wall, cpu in [zip(*times, strict=True)]
    }


def added_up(database: Path, member: Member) -> float:
    """Milliseconds for the week's best ten by adding up what everybody earned."""
    with closing(sqlite3.connect(database)) as raw:
        began = time.perf_counter()
        raw.execute(ADDED_UP, (member.workspace, "2026-03-02")).fetchall()
        return (time.perf_counter() - began) * 1e3


def boards(folder: Path) -> None:
    """The week's best ten with one's own rank, in the middle of all, beside adding up the week."""
    print(f"{'':<46}{'added up':>11}{'ours':>13}{'CPU':>13}  goal")
    with ExitStack() as stores:
        works, floors = {}, {}
        for people in SIZES:
            database = folder / f"people-{people}.sqlite3"
            store = stores.enter_context(closing(SqlStore(str(database))))
            member = asyncio.run(store.run(enter))
            fill_people(database, member, people)
            floors[people] = added_up(database, member)
            works[people] = store, partial(_look, member)
        for people, (wall, cpu) in alternately(works).items():
            what = f"top 10 and own rank {people:>11,} people"
            print(f"{what:<46}{floors[people]:>8.2f} ms{wall:>10.2f} ms{cpu:>10.2f} ms  {GOALS[people]}")


def _look(member: Member, tx: Tx) -> object:
    return tx.leaders(member, "2026-W10", 10)


def due(folder: Path) -> None:
    """A look for what is due where nothing is."""
    with ExitStack() as stores:
        works = {}
        for channels in SIZES:
            database = folder / f"channels-{channels}.sqlite3"
            store = stores.enter_context(closing(SqlStore(str(database))))
            fill_channels(database, asyncio.run(store.run(enter)), channels)
            works[channels] = store, lambda tx: tx.due_dailies(NOW, 100)
        found = alternately(works)
    for channels, (wall, cpu) in found.items():
        what = f"nothing due in {channels:>11,} channels"
        print(f"{what:<46}{'':>11}{wall:>10.3f} ms{cpu:>10.3f} ms")
    (first, _), (last, _) = found[SIZES[0]], found[SIZES[-1]]
    print(f"growth from {SIZES[0]:,} to {SIZES[-1]:,} channels: {last / first:.2f}x  (goal ≤ 2x)")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        boards(Path(name))
        due(Path(name))


if __name__ == "__main__":
    main()
