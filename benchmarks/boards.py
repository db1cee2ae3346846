"""What boards and the look for what is due cost, from a thousand people and channels to a million.

Beside the board stands what it replaces: adding up everybody's points. Run: python -m benchmarks.boards
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.events import Account, Place
from bot.ports import Member, Tx
from storage.store import SqlStore

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZES = (1_000, 100_000, 1_000_000)
GOALS = {1_000: "≤ 1 ms", 100_000: "≤ 5 ms", 1_000_000: "≤ 50 ms"}
RUNS = 30
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


def milliseconds(store: SqlStore, work: Callable[[Tx], object], least: int = RUNS) -> float:
    """The median of a unit of work."""
    took = []
    for _ in range(least):
        began = time.perf_counter()
        asyncio.run(store.run(work))
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1e3


def board(folder: Path, people: int) -> None:
    """The week's best ten with one's own rank, beside adding up the week."""
    database = folder / f"people-{people}.sqlite3"
    with closing(SqlStore(str(database))) as store:
        member = asyncio.run(store.run(enter))
        fill_people(database, member, people)
        empty = milliseconds(store, lambda tx: None)
        ours = milliseconds(store, lambda tx: tx.leaders(member, "2026-W10", 10)) - empty
    with closing(sqlite3.connect(database)) as raw:
        began = time.perf_counter()
        raw.execute(ADDED_UP, (member.workspace, "2026-03-02")).fetchall()
        summed = (time.perf_counter() - began) * 1e3
    shown = f"{people:>11,} people"
    print(f"top 10 and own rank {shown:<32}{summed:>11.2f} ms {ours:>11.2f} ms  {GOALS[people]}")
    database.unlink()


def due(folder: Path, channels: int) -> float:
    """A look for what is due where nothing is."""
    database = folder / f"channels-{channels}.sqlite3"
    with closing(SqlStore(str(database))) as store:
        member = asyncio.run(store.run(enter))
        fill_channels(database, member, channels)
        empty = milliseconds(store, lambda tx: None, 200)
        took = milliseconds(store, lambda tx: tx.due_dailies(NOW, 100), 200)
    print(f"nothing due in {channels:>11,} channels{'':<21}{empty:>11.3f} ms {took:>11.3f} ms")
    database.unlink()
    return took


def main() -> None:
    """Print the tables."""
    print(f"{'':<52}{'added up':>14}{'ours':>15}  goal")
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            board(Path(name), size)
        print(f"{'':<52}{'empty unit':>14}{'ours':>15}")
        took = [due(Path(name), size) for size in SIZES]
        print(f"growth from {SIZES[0]:,} to {SIZES[-1]:,} channels: {took[-1] / took[0]:.2f}x  (goal ≤ 2x)")


if __name__ == "__main__":
    main()
