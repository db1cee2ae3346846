"""Inserts that meet a row that is already there; SQLite and PostgreSQL spell them alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert unless a row with the same key is there; whether it was inserted."""
    statement = _insert(connection)(table).on_conflict_do_nothing()
    counted = connection.execute(statement, row, execution_options={"preserve_rowcount": True})
    return counted.rowcount == 1


def replace(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert, or give the row with the same key these values."""
    statement = _insert(connection)(table)
    new = {name: statement.excluded[name] for name in row if not table.c[name].primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=new), row)


def add(connection: Connection, table: Table, column: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert each row, or add its `column` to that of the row with the same key."""
    statement = _insert(connection)(table)
    total = {column: table.c[column] + statement.excluded[column]}
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=total), rows
    )


def _insert(connection: Connection) -> Any:
    return sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
