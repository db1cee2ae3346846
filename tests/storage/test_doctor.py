"""What the doctor finds in a database, without changing it."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.ports import Heartbeat, Tx
from storage import doctor
from storage.doctor import check_database, scheduled
from storage.engine import make_engine, parse_url
from storage.store import SqlStore
from tests.adapters.serve.kit import due_channels, moment
from tests.kit import SetClock


def said(address: str, clock: SetClock | None = None) -> str:
    """Every finding in a line, with its sign."""
    found = check_database(address, clock or SetClock(moment()))
    return "\n".join(f"{'✓' if f.ok else '✗'} {f.what} → {f.mend}" for f in found)


def beat(address: str, *beats: Heartbeat) -> None:
    def work(tx: Tx) -> None:
        for each in beats:
            tx.beat(each)

    with closing(SqlStore(address)) as store:
        asyncio.run(store.run(work))


def test_a_database_in_use_is_well(any_database: str) -> None:
    now = moment()
    beat(any_database, Heartbeat("a", now, now), Heartbeat("b", now, now - timedelta(hours=1)))
    found = said(any_database)
    assert "✗" not in found
    assert "✓ schema " in found and "can be opened for reading and writing" in found
    assert "✓ 1 process serves this database now" in found


def test_the_doctor_leaves_nothing_behind(any_database: str) -> None:
    said(any_database)
    engine = make_engine(parse_url(any_database))
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_database_that_is_not_there_yet_is_no_fault_and_is_not_made(database: str) -> None:
    assert "✓ " in said(database) and "the first start makes it" in said(database)
    assert not Path(database).exists()


def test_another_schema_is_said_with_what_to_do(database: str) -> None:
    beat(database)
    beat(database, Heartbeat("a", moment(), moment()))
    with closing(sqlite3.connect(database)) as other:
        other.execute("UPDATE alembic_version SET version_num = '0000'")
        other.commit()
    assert "✗ schema 0000, this program needs" in said(database) and "exam-tutor db upgrade" in said(database)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Ada, " * 100)
    assert "✗ database → " in said(str(tmp_path / "letter"))


def test_a_server_that_is_away_is_said_without_its_password() -> None:
    found = said("postgresql://ada:s3cret-word@127.0.0.1:1/db")
    assert "cannot be reached" in found and "s3cret" not in found


def test_a_full_disk_is_said(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE", 1 << 60)
    assert "✗ " in said(database) and "free some space" in said(database)


def test_a_clock_that_differs_from_the_server_s_is_said(any_database: str) -> None:
    """SQLite has no clock of its own, but remembers what time it was."""
    beat(any_database, Heartbeat("a", moment(), moment()))
    found = said(any_database, SetClock(moment() - timedelta(minutes=10)))
    assert "s in the future → this clock was set back" in found
    both = "the clocks of this machine and of the database differ by 600" in found
    assert both == any_database.startswith("postgresql")


def test_the_channels_with_a_schedule_that_runs_are_known_by_platform(any_database: str) -> None:
    def work(tx: Tx) -> None:
        due_channels(tx, 3, moment())
        paused = tx.due_dailies(moment(), 1)[0]
        tx.keep_daily(replace(paused, paused="by Ada"))

    with closing(SqlStore(any_database)) as store:
        asyncio.run(store.run(work))
    found = scheduled(any_database, "echo")
    assert [(place.platform, place.team) for place in found] == [("echo", "T1")] * 2
    assert len({place.id for place in found} & {"C0", "C1", "C2"}) == 2
    assert scheduled(any_database, "slack") == []


def test_a_database_that_cannot_be_read_has_no_scheduled_channels(tmp_path: Path) -> None:
    assert scheduled(str(tmp_path / "none.sqlite3"), "echo") == []
    (tmp_path / "torn.sqlite3").write_text("no database")
    assert scheduled(str(tmp_path / "torn.sqlite3"), "echo") == []
