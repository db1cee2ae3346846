"""What storing costs: an answer, a repeated press, a board, a look for what is due.

Each figure stands beside its floor, measured in the same run. The floor of a transaction is the very statements
that ours sent, replayed through the bare driver on a copy of the database.

Run: python -m benchmarks.storage [postgresql://…]
"""

import asyncio
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.events import Account, Place, TextAnswered
from bot.learning import Schedule
from bot.library import Library
from bot.notes.model import Pack, Question, QuestionKind, Source
from bot.ports import Asking, AskingId, Daily, Purpose, Tx
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.ids import row_id
from storage.models import persons, totals, workspaces
from storage.store import SqlStore

ANSWERS = 1_000
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = Place("bench", "T", "C")
QUESTION = Question("q", QuestionKind.TEXT, "Which tea?", ("oolong",), Source("tea.md", 1, 1))
PACK = Pack("tea", "Tea", questions=(QUESTION,))
Statement = tuple[str, Any, bool]


class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


def row(what: str, floor: float, ours: float, goal: str, unit: str = "µs") -> None:
    """A line of the table."""
    print(f"{what:<58}{floor:>11.1f} {unit:<3}{ours:>11.1f} {unit:<3}{ours / floor:>8.2f}x  {goal}")


def opened(store: SqlStore) -> str:
    """An open daily question; its post."""

    def work(tx: Tx) -> str:
        member = tx.enter(Account("bench", "T", "boss", "boss"), HERE, NOW)
        asking = Asking(
            AskingId(row_id()),
            member.workspace,
            QUESTION,
            NOW.date(),
            Purpose.DAILY,
            "tea",
            closes_at=NOW + timedelta(hours=8),
        )
        tx.put(asking, NOW)
        return tx.post(member.spot, asking, NOW)

    return asyncio.run(store.run(work))


def pressed(post: str, number: int, delivery: str = "") -> TextAnswered:
    """Somebody's answer."""
    who = Account("bench", "T", f"p{number}", f"p{number}")
    return TextAnswered(delivery or f"d{number}", who, HERE, post, "oolong")


async def one_by_one(tutor: Tutor, events: list[TextAnswered]) -> list[float]:
    """Seconds each took."""
    took = []
    for each in events:
        began = time.perf_counter()
        await tutor.handle(each)
        took.append(time.perf_counter() - began)
    return took


async def together(tutor: Tutor, events: list[TextAnswered], at_once: int) -> float:
    """Seconds for all, some at once."""
    room = asyncio.Semaphore(at_once)

    async def one(each: TextAnswered) -> None:
        async with room:
            await tutor.handle(each)

    began = time.perf_counter()
    await asyncio.gather(*map(one, events))
    return time.perf_counter() - began


@contextmanager
def recording() -> Iterator[list[Statement]]:
    """The statements that engines send meanwhile, with what ends each transaction."""
    sent: list[Statement] = []

    def before(_c: Any, _cur: Any, statement: str, parameters: Any, _ctx: Any, many: bool) -> None:
        sent.append((statement, parameters, many))

    def commit(_connection: Any) -> None:
        sent.append(("COMMIT", (), False))

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", commit)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "commit", commit)


def replay(connection: Any, statements: list[Statement]) -> list[float]:
    """Seconds of each transaction when the bare driver sends the same statements."""
    cursor, took, began = connection.cursor(), [], time.perf_counter()
    for statement, parameters, many in statements:
        (cursor.executemany if many else cursor.execute)(statement, parameters)
        if cursor.description:
            cursor.fetchall()
        if statement == "COMMIT":
            took.append(time.perf_counter() - began)
            began = time.perf_counter()
    return took


def sqlite_answers(folder: Path) -> None:
    """An answer, alone and among 16; a repeated press."""
    database = folder / "ours.sqlite3"
    with closing(SqlStore(str(database))) as store:
        tutor = Tutor(Desk(store, Standing(), Library((PACK,), Glossary())))
        post = opened(store)
        events = [pressed(post, number) for number in range(ANSWERS)]
        asyncio.run(one_by_one(tutor, events[:50]))
        copy = folder / "raw.sqlite3"
        with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as target:
            live.backup(target)
        with recording() as statements:
            ours = asyncio.run(one_by_one(tutor, events[50:]))
        with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA foreign_keys = ON")
            floor = replay(raw, statements)
        first = statistics.median(ours)
        row("an answer, SQLite FULL, one at a time", statistics.median(floor) * 1e6, first * 1e6, "≤ 2x")
        more = [pressed(post, number) for number in range(ANSWERS, 3 * ANSWERS)]
        each = asyncio.run(together(tutor, more, 16)) / len(more)
        row("an answer, 16 at once (floor: one by one)", statistics.mean(floor) * 1e6, each * 1e6, "≤ 1x")
        again = statistics.median(asyncio.run(one_by_one(tutor, events[50:])))
        row("a repeated press (floor: a first one)", first * 1e6, again * 1e6, "≤ 0.5x")


def main() -> None:
    """Print the table."""
    print(f"{'':<58}{'floor':>15}{'ours':>15}{'ratio':>9}  goal")
    with tempfile.TemporaryDirectory() as name:
        sqlite_answers(Path(name))


if __name__ == "__main__":
    main()
