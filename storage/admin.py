"""What an operator does with a database: migrate it up and down, copy it, compute its totals anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.errors import UsageError
from storage import backup, schema, totals
from storage.engine import make_engine, parse_url, translate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Schema:
    """The version a database has (None: none yet), and the one that this program needs."""

    found: str | None
    needed: str = schema.HEAD


class Admin:
    """The database at `address`. Every call opens it, and closes it again; each raises StoreError."""

    def __init__(self, address: str) -> None:
        self._url = parse_url(address)

    def current(self) -> Schema:
        """The schema, which is left as it is."""
        if self._url.get_backend_name() == "sqlite" and not Path(self._url.database or "").exists():
            return Schema(None)
        return Schema(self._run(schema.version))

    def upgrade(self) -> Schema:
        """Bring the schema up to date."""
        with self._engine() as engine:
            schema.prepare(engine)
        return self.current()

    def downgrade(self, revision: str = "") -> Schema:
        """Take the schema back to `revision`, by default one step; an SQLite file is copied before."""
        with self._engine() as engine, schema.migrating(engine) as connection:
            schema.downgrade(connection, revision)
        return self.current()

    def backup(self, file: Path) -> None:
        """Copy an SQLite database to `file`, which must not be there yet. It may be in use meanwhile."""
        if self._url.get_backend_name() != "sqlite":
            raise UsageError(
                f"This database is PostgreSQL; back it up with: pg_dump --format=custom -f {file}"
            )
        database = Path(self._url.database or "")
        if not database.is_file():
            raise UsageError(f"There is no database at {database} to back up.")
        if file.exists():
            raise UsageError(f"There is a file {file} already; choose another name for the backup.")
        backup.copy(database, file)

    def rebuild_totals(self) -> int:
        """Make every total what the ledger says; how many were not. People may go on meanwhile."""
        with self._engine() as engine:
            schema.prepare(engine)
            with engine.begin() as connection:
                everywhere = totals.workspace_ids(connection)
            return sum(_in(engine, partial(totals.rebuild, workspace=place)) for place in everywhere)

    def _run(self, work: Callable[[Connection], T]) -> T:
        with self._engine() as engine:
            return _in(engine, work)

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        engine = make_engine(self._url)
        try:
            yield engine
        except DBAPIError as error:
            raise translate(error, self._url) from error
        finally:
            engine.dispose()


def _in(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)
