"""From a database address to an engine with the right habits, and from a driver's error to a sentence."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.errors import StoreBusy, StoreError, StoreUnusable

BUSY_TIMEOUT_MS = 3_000
SCRUB = "scrub"  # in a connection's info: what was deleted is to leave the files, too
CONNECT_TIMEOUT_S = 5  # a server that is silently away is away
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an answer that was confirmed survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
)


def parse_url(address: str) -> URL:
    """A database address as SQLAlchemy has it; a plain path is an SQLite file."""
    try:
        url = make_url(address if "://" in address else f"sqlite:///{address}")
    except ArgumentError:
        raise StoreUnusable(f"“{_shown(address)}” is no database address; try sqlite:///FILE.") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url


def make_engine(url: URL) -> Engine:
    """An engine for SQLite or PostgreSQL. Connects to nothing yet. Raises StoreUnusable."""
    try:
        if url.get_backend_name() != "sqlite":
            wait = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_TIMEOUT_S}
            return create_engine(url, pool_use_lifo=True, connect_args=wait)
        if url.database:
            Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"check_same_thread": False})
    except (NoSuchModuleError, ModuleNotFoundError):
        raise StoreUnusable(
            f"Databases of the kind “{url.drivername}” are not supported; use sqlite or postgresql."
        ) from None
    except OSError as error:
        raise StoreUnusable(
            f"The folder of the database {url.database} cannot be made: {error.strerror}."
        ) from None
    event.listen(engine, "connect", _sqlite_connected)
    # As a listener for "begin" it would have every statement look for listeners, a quarter of its time.
    engine.dialect.do_begin = _sqlite_begins  # type: ignore[method-assign]
    return engine


def _sqlite_connected(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours: the driver's own begin too late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _sqlite_begins(dbapi_connection: Any) -> None:
    # A transaction that reads first and writes later would lose other people's writes in between.
    dbapi_connection.execute("BEGIN IMMEDIATE")


def scrub(connection: Connection) -> None:
    """Take what was deleted out of SQLite's log as well, as a unit of work on this connection asked.

    While somebody else reads the log it cannot be emptied; then the next call tries again.
    """
    driver: Any = connection.connection.driver_connection
    busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not busy:
        del connection.info[SCRUB]


_SENTENCES: tuple[tuple[str, type[StoreError], str], ...] = (
    ("locked", StoreBusy, "The database {where} is in use by another program; try again in a moment."),
    (
        "readonly",
        StoreUnusable,
        "The database {where} is read-only; allow writing to the file and its folder.",
    ),
    ("disk is full", StoreBusy, "The disk of the database {where} is full; free some space, then try again."),
    ("not a database", StoreUnusable, "{where} is no database of exam-tutor; choose another file with --db."),
    ("malformed", StoreUnusable, "The database {where} is damaged; put a backup in its place."),
    (
        "unable to open",
        StoreUnusable,
        "The database {where} cannot be opened; check the path and its permissions.",
    ),
)


def translate(error: DBAPIError, url: URL) -> StoreError:
    """What a driver's error means to a person, without any secret of the address."""
    said = str(error.orig).lower()
    where = _where(url)
    for clue, kind, sentence in _SENTENCES:
        if clue in said:
            return kind(sentence.format(where=where))
    if error.connection_invalidated or "connect" in said:
        return StoreBusy(f"The database {where} cannot be reached; try again in a moment.")
    return StoreError(
        f"The database {where} could not do that ({type(error.orig).__name__}); nothing was changed."
    )


def _where(url: URL) -> str:
    return (
        str(url.database)
        if url.get_backend_name() == "sqlite"
        else f"{url.database} on {url.host or 'this machine'}"
    )


def _shown(address: str) -> str:
    return address.rsplit("@", maxsplit=1)[-1][:60]
