"""Inserts that meet a row that is already there; SQLite and PostgreSQL spell them alike.

Statements are built once a table and its columns: building one takes longer than running it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

_COUNTED = {"preserve_rowcount": True}


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert unless a row with the same key is there; whether it was inserted."""
    statement = _insert_new(connection.dialect.name, table)
    return connection.execute(statement, row, execution_options=_COUNTED).rowcount == 1


def replace(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert, or give the row with the same key these values."""
    connection.execute(_replace(connection.dialect.name, table, tuple(row)), row)


def add(connection: Connection, table: Table, column: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert each row, or add its `column` to that of the row with the same key."""
    connection.execute(_add(connection.dialect.name, table, column), rows)


@cache
def _insert_new(dialect: str, table: Table) -> Executable:
    statement: Executable = _insert(dialect, table).on_conflict_do_nothing()
    return statement


@cache
def _replace(dialect: str, table: Table, columns: tuple[str, ...]) -> Executable:
    statement = _insert(dialect, table)
    new = {name: statement.excluded[name] for name in columns if not table.c[name].primary_key}
    return _or_update(statement, table, new)


@cache
def _add(dialect: str, table: Table, column: str) -> Executable:
    statement = _insert(dialect, table)
    return _or_update(statement, table, {column: table.c[column] + statement.excluded[column]})


def _or_update(statement: Any, table: Table, values: dict[str, Any]) -> Executable:
    updating: Executable = statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=values
    )
    return updating


def _insert(dialect: str, table: Table) -> Any:
    return (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)
