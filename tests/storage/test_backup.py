"""A backup is the database of one moment, whole, or it is not there."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from storage.backup import copy


def filled(path: Path, rows: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE pairs (a INTEGER, b INTEGER)")
        made.execute("BEGIN")
        made.executemany("INSERT INTO pairs VALUES (?, ?)", [(n, n) for n in range(rows)])
        made.execute("COMMIT")


def test_a_backup_made_while_people_write_is_of_one_moment(tmp_path: Path) -> None:
    """The writer keeps both columns equal in every transaction, so a copy of two moments would differ."""
    database, stop = tmp_path / "a.sqlite3", threading.Event()
    filled(database, 2_000)

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as writer:
            while not stop.is_set():
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("UPDATE pairs SET a = a + 1")
                writer.execute("UPDATE pairs SET b = b + 1")
                writer.execute("COMMIT")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            copy(database, tmp_path / f"{number}.bak")
    finally:
        stop.set()
        thread.join()
    for number in range(5):
        with closing(sqlite3.connect(tmp_path / f"{number}.bak")) as made:
            assert made.execute("SELECT count(*), sum(a != b) FROM pairs").fetchone() == (2_000, 0)
            assert made.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite3"
    filled(database, 1)
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("INSERT INTO pairs VALUES (7, 7)")
        copy(database, tmp_path / "b.sqlite3")
    with closing(sqlite3.connect(tmp_path / "b.sqlite3")) as made:
        assert made.execute("SELECT max(a) FROM pairs").fetchone() == (7,)


def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite3"
    filled(database, 1)
    with pytest.raises(StoreError, match="could not be written"):
        copy(database, tmp_path / "missing" / "b.sqlite3")
    assert sorted(p.name for p in tmp_path.iterdir() if "missing" in p.name or ".part" in p.name) == []


def test_a_damaged_database_is_not_passed_off_as_a_backup(tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite3"
    filled(database, 20_000)
    with closing(sqlite3.connect(database)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = bytearray(database.read_bytes())
    damaged[3 * 4096 : 5 * 4096] = b"\x55" * 2 * 4096
    database.write_bytes(damaged)
    with pytest.raises(StoreError, match="could not be written"):
        copy(database, tmp_path / "b.sqlite3")
    assert not (tmp_path / "b.sqlite3").exists() and not (tmp_path / "b.sqlite3.part").exists()
