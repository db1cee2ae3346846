"""What an operator does with a database keeps what is in it."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import MetaData, select, text

from bot.errors import StoreError, StoreUnusable, UsageError
from storage import schema
from storage.admin import Admin
from storage.engine import make_engine, parse_url
from storage.models import metadata
from storage.store import SqlStore
from tests.storage.test_store import enter
from tests.storage.test_totals import play

Contents: TypeAlias = dict[str, list[dict[str, Any]]]

ADDED = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("persons") as persons:
        persons.add_column(sa.Column("colour", sa.String(9), nullable=False, server_default="red"))
        persons.alter_column("name", type_=sa.String(300))
    {then}


def downgrade() -> None:
    with op.batch_alter_table("persons") as persons:
        persons.alter_column("name", type_=sa.String(200))
        persons.drop_column("colour")
"""


def contents(address: str) -> Contents:
    """Every row of every table of the program, as a set of its columns' values."""
    engine = make_engine(parse_url(address))
    found: Contents = {}
    with engine.connect() as connection:
        there = MetaData()
        there.reflect(connection)
        for table in there.sorted_tables:
            if table.name in metadata.tables:
                rows = connection.execute(select(table)).mappings()
                found[table.name] = sorted(({name: row[name] for name in row} for row in rows), key=repr)
    engine.dispose()
    return found


def only_what_is_in(other: Contents, found: Contents) -> Contents:
    """What was found, without the tables and columns that the other does not have."""
    columns = {table: set(rows[0]) for table, rows in other.items() if rows}
    return {
        table: [{name: row[name] for name in row if name in columns.get(table, row)} for row in found[table]]
        for table in other
    }


def with_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "") -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).parent / "migrations", folder)
    (folder / "versions" / "added.py").write_text(ADDED.format(head=schema.HEAD, then=then))
    monkeypatch.setattr(schema, "_MIGRATIONS", folder)
    monkeypatch.setattr(schema, "HEAD", "9999")


def test_an_empty_database_has_no_schema_and_gets_one(any_database: str) -> None:
    admin = Admin(any_database)
    assert admin.current().found is None
    assert admin.upgrade().found == admin.current().found == schema.HEAD


def test_looking_at_a_database_that_is_not_there_does_not_make_one(database: str) -> None:
    assert Admin(database).current().found is None
    assert not Path(database).exists()


def test_a_table_that_others_point_to_is_made_anew_with_every_row_in_place(
    any_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up, down and up again; with foreign keys on, SQLite would refuse, or lose what points there."""
    play(any_database, 3, 40)
    before = contents(any_database)
    assert len(before["ledger"]) == 40
    with_revision(tmp_path, monkeypatch)
    admin = Admin(any_database)
    for _ in range(2):
        assert admin.upgrade().found == "9999"
        assert only_what_is_in(before, contents(any_database)) == before
        assert admin.downgrade().found != "9999"
        assert contents(any_database) == before


def test_every_revision_goes_down_and_up_again_and_loses_only_what_it_brought(any_database: str) -> None:
    play(any_database, 4, 40)
    before = contents(any_database)
    admin = Admin(any_database)
    while admin.current().found != "0001":
        admin.downgrade()
        left = contents(any_database)
        assert left == only_what_is_in(left, before)
    assert admin.upgrade().found == schema.HEAD
    assert contents(any_database) == before


def test_going_back_to_nothing_has_to_be_said(any_database: str) -> None:
    play(any_database, 5, 1)
    admin = Admin(any_database)
    while admin.current().found != "0001":
        admin.downgrade()
    with pytest.raises(UsageError, match="say “downgrade base” to drop every table"):
        admin.downgrade()
    assert len(contents(any_database)["persons"]) == 1
    assert admin.downgrade("base").found is None


def test_an_unknown_revision_is_refused(any_database: str) -> None:
    Admin(any_database).upgrade()
    with pytest.raises(UsageError, match="cannot go back to “nonsense”"):
        Admin(any_database).downgrade("nonsense")


def test_an_sqlite_file_is_copied_before_it_is_migrated(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(database, 6, 5)
    old = schema.HEAD
    with_revision(tmp_path, monkeypatch)
    Admin(database).upgrade()
    with closing(sqlite3.connect(f"{database}.schema-{old}.bak")) as kept:
        assert kept.execute("SELECT count(*) FROM ledger").fetchone() == (5,)
        assert "colour" not in str(kept.execute("SELECT * FROM persons").description)


@pytest.mark.parametrize(
    "then", ["raise RuntimeError('the power went')", "op.execute('DELETE FROM workspaces')"]
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """Also one that would leave rows without what they belong to."""
    play(database, 7, 5)
    before, old = contents(database), schema.HEAD
    with_revision(tmp_path, monkeypatch, then)
    with pytest.raises((RuntimeError, StoreError)):
        Admin(database).upgrade()
    assert contents(database) == before
    assert Admin(database).current().found == old


def test_the_store_migrates_an_older_database_by_itself(
    any_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(any_database, 8, 3)
    before = contents(any_database)
    with_revision(tmp_path, monkeypatch)
    with closing(SqlStore(any_database)) as store:
        asyncio.run(store.run(enter))
    assert Admin(any_database).current().found == "9999"
    assert contents(any_database)["ledger"] == before["ledger"]


def test_a_database_of_a_newer_program_is_left_alone(any_database: str) -> None:
    Admin(any_database).upgrade()
    engine = make_engine(parse_url(any_database))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'future'"))
    engine.dispose()
    for call in (Admin(any_database).upgrade, Admin(any_database).downgrade):
        with pytest.raises(StoreUnusable, match=r"(of|by) a newer exam-tutor"):
            call()
    assert Admin(any_database).current().found == "future"


def test_processes_that_start_at_once_migrate_once(any_database: str) -> None:
    async def all_at_once() -> None:
        stores = [SqlStore(any_database) for _ in range(4)]
        try:
            await asyncio.gather(*(store.run(enter) for store in stores))
        finally:
            for store in stores:
                store.close()

    asyncio.run(all_at_once())
    assert Admin(any_database).current().found == schema.HEAD


def test_a_backup_does_not_replace_a_file_and_needs_a_database(database: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no database at"):
        Admin(database).backup(tmp_path / "b.sqlite3")
    play(database, 9, 3)
    Admin(database).backup(tmp_path / "b.sqlite3")
    assert contents(str(tmp_path / "b.sqlite3")) == contents(database)
    with pytest.raises(UsageError, match="choose another name"):
        Admin(database).backup(tmp_path / "b.sqlite3")


def test_a_server_is_backed_up_by_its_own_tool() -> None:
    with pytest.raises(UsageError, match="back it up with: pg_dump"):
        Admin("postgresql://ada:s3cret-word@host/db").backup(Path("x"))
