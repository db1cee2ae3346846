"""What the database cannot do is said in one sentence, and nothing is lost."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from bot.errors import StoreBusy, StoreUnusable
from storage import engine
from storage.store import SqlStore
from tests.storage.test_store import enter


def use(database: str) -> None:
    with closing(SqlStore(database)) as store:
        asyncio.run(store.run(enter))


@contextmanager
def locked(database: str) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_locked_database_is_said_and_works_once_it_is_free(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 10)
    use(database)
    with closing(SqlStore(database)) as store:
        with locked(database), pytest.raises(StoreBusy, match=r"in use by another program; try again"):
            asyncio.run(store.run(enter))
        asyncio.run(store.run(enter))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_is_said(database: str) -> None:
    use(database)
    Path(database).chmod(0o444)
    with pytest.raises(StoreUnusable, match="read-only; allow writing"):
        use(database)


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada, " * 100)
    with pytest.raises(StoreUnusable, match="is no database of exam-tutor"):
        use(str(letter))
    assert letter.read_text() == "Dear Ada, " * 100


def test_a_database_of_a_newer_program_is_said_and_left_alone(database: str) -> None:
    use(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    with pytest.raises(StoreUnusable, match=r"newer exam-tutor \(schema 9999"):
        use(database)


def test_a_database_of_another_program_is_said_and_left_alone(database: str) -> None:
    with closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    with pytest.raises(StoreUnusable, match="another program"):
        use(database)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnusable, match="folder of the database"):
        SqlStore(str(tmp_path / "file" / "tutor.sqlite3"))


@pytest.mark.parametrize("address", ["mysql://host/db", "nonsense://x", "http://[oops"])
def test_an_address_of_another_kind_is_said(address: str) -> None:
    with pytest.raises(StoreUnusable, match=r"not supported|no database address"):
        SqlStore(address)


def test_a_password_is_never_in_a_sentence() -> None:
    with pytest.raises(StoreUnusable) as refused:
        SqlStore("mysql://ada:s3cret@host/db")
    assert "s3cret" not in str(refused.value)


def test_a_server_that_is_away_is_said() -> None:
    address = "postgresql://ada:s3cret@127.0.0.1:1/db"
    with closing(SqlStore(address)) as store, pytest.raises(StoreBusy, match="cannot be reached") as refused:
        asyncio.run(store.run(enter))
    assert "s3cret" not in str(refused.value)


def test_connections_that_were_cut_while_nobody_used_them_are_not_noticed(postgres_database: str) -> None:
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"

    async def many(store: SqlStore) -> None:
        await asyncio.gather(*(store.run(enter) for _ in range(8)))

    with closing(SqlStore(postgres_database)) as store:
        asyncio.run(many(store))
        with psycopg.connect(postgres_database, autocommit=True) as other:
            other.execute(f"{cut} AND pid <> pg_backend_pid()")
        asyncio.run(many(store))
