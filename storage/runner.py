"""How units of work reach the database: in groups through one thread (SQLite), or each on a thread of a pool.

SQLite has one writer and makes each commit durable by waiting for the disk, so units that wait together
share one commit, each in a savepoint of its own. PostgreSQL groups commits itself.
"""

import asyncio
import queue
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.errors import StoreBusy, StoreError
from storage.engine import SCRUB, scrub, translate
from storage.prepared import Prepared
from storage.schema import prepare

T = TypeVar("T")
GROUP = 64  # units that share one commit at the most
THREADS = 8  # transactions under way at once on a server
_SAVE, _UNDO, _KEEP = map(Prepared, map(text, ("SAVEPOINT unit", "ROLLBACK TO unit", "RELEASE unit")))
TRIES = 5  # runs of one unit that keeps meeting others


class _Opening:
    """An engine whose database is brought up to date before its first use."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ready = False
        self._lock = threading.Lock()

    def engine(self) -> Engine:
        with self._lock:
            if not self._ready:
                prepare(self._engine)
                self._ready = True
        return self._engine

    def translate(self, error: DBAPIError) -> StoreError:
        return translate(error, self._engine.url)

    def close(self) -> None:
        self._engine.dispose()


@dataclass(frozen=True, slots=True)
class _Unit:
    work: Callable[[Connection], Any]
    future: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class _End:
    """What came of a unit."""

    unit: _Unit
    value: Any = None
    error: Exception | None = None

    def tell(self) -> None:
        """Let whoever waits for it go on; to be called where they wait."""
        if self.unit.future.done():  # they gave up
            return
        if self.error is None:
            self.unit.future.set_result(self.value)
        else:
            self.unit.future.set_exception(self.error)


class GroupRunner:
    """One thread that takes what is waiting and commits it together."""

    def __init__(self, engine: Engine) -> None:
        self._opening = _Opening(engine)
        self._connection: Connection | None = None  # the thread's own, from its first unit to its end
        self._waiting: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its commit. Raises StoreError, or what `work` raised."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put(_Unit(work, future))
        return await future

    def close(self) -> None:
        """Run what is waiting, then end."""
        self._waiting.put(None)
        self._thread.join()
        self._opening.close()

    def _serve(self) -> None:
        while (first := self._waiting.get()) is not None:
            group = [first]
            while len(group) < GROUP and not self._waiting.empty():
                unit = self._waiting.get()
                if unit is None:
                    self._waiting.put(None)
                    break
                group.append(unit)
            _tell(self._committed([unit for unit in group if not unit.future.cancelled()]))
        self._let_go()

    def _committed(self, group: list[_Unit]) -> list[_End]:
        run = _in_savepoint if len(group) > 1 else _alone
        try:
            connection = self._connected()
            with connection.begin():
                ends = [run(connection, unit) for unit in group]
        except DBAPIError as error:
            self._let_go()  # whatever state it is in
            if len(group) > 1:  # one unit's trouble is not its neighbours'
                return [end for unit in group for end in self._committed([unit])]
            return [_End(unit, error=self._opening.translate(error)) for unit in group]
        except Exception as error:  # noqa: BLE001  # whoever waits must hear of it; the thread goes on
            return [_End(unit, error=error) for unit in group]
        if SCRUB in connection.info:
            with suppress(sqlite3.Error):  # the units are stored; the next group tries again
                scrub(connection)
        return ends

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._opening.engine().connect()
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _alone(connection: Connection, unit: _Unit) -> _End:
    """Run the one unit of a transaction."""
    return _End(unit, unit.work(connection))


def _in_savepoint(connection: Connection, unit: _Unit) -> _End:
    """Run one unit so that its failure undoes only itself."""
    _SAVE.run(connection, {})
    try:
        end = _alone(connection, unit)
    except DBAPIError:
        raise  # the database itself is in trouble: the whole group is undone
    except Exception as error:  # noqa: BLE001  # handed to whoever waits
        _UNDO.run(connection, {})
        _KEEP.run(connection, {})
        return _End(unit, error=error)
    _KEEP.run(connection, {})
    return end


def _tell(ends: list[_End]) -> None:
    """Let all who wait go on; each event loop is woken once."""
    waiting = defaultdict[asyncio.AbstractEventLoop, list[_End]](list)
    for end in ends:
        waiting[end.unit.future.get_loop()].append(end)
    for loop, its in waiting.items():
        with suppress(RuntimeError):  # it is closed: nobody waits any more
            loop.call_soon_threadsafe(_tell_each, its)


def _tell_each(ends: list[_End]) -> None:
    for end in ends:
        end.tell()


class PoolRunner:
    """A pool of threads, each unit in a transaction of its own, run again after a conflict or a cut.

    Connections are not asked before each use whether they still work: that would be a round trip more.
    """

    def __init__(self, engine: Engine) -> None:
        self._opening = _Opening(engine)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="store")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its commit. Raises StoreError, or what `work` raised."""
        return await asyncio.wrap_future(self._pool.submit(self._run, work))

    def close(self) -> None:
        """Run what is waiting, then end."""
        self._pool.shutdown()
        self._opening.close()

    def _run(self, work: Callable[[Connection], T]) -> T:
        met: DBAPIError | None = None
        for _ in range(TRIES):
            try:
                with self._opening.engine().begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if not _may_help(error):
                    raise self._opening.translate(error) from error
                met = error
        raise StoreBusy("Too many people are doing the same thing at once; try again in a moment.") from met


def _may_help(error: DBAPIError) -> bool:
    """Whether running the unit again may: it met another (a serialisation failure, a deadlock, a key just
    taken), or its connection was lost, perhaps hours ago.
    """
    met_another = getattr(error.orig, "sqlstate", "") in ("40001", "40P01")
    return met_another or isinstance(error, IntegrityError) or error.connection_invalidated
