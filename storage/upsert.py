"""Inserts, most of which may meet a row that is already there; SQLite and PostgreSQL spell them alike.

Statements are built once a dialect, table and columns; see `storage.statements`.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.prepared import Prepared


def insert(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row whose key is new."""
    _insert_one(connection.dialect.name, table).run(connection, row)


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert unless a row with the same key is there; whether it was inserted."""
    return _insert_new(connection.dialect.name, table).count(connection, row) == 1


def insert_new_from(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Select[Any], given: dict[str, Any]
) -> bool:
    """Insert what a query finds, unless a row with the same key is there; whether it was inserted."""
    return _insert_new_from(connection.dialect.name, table, names, rows).count(connection, given) == 1


def replace(connection: Connection, table: Table, *rows: dict[str, Any]) -> None:
    """Insert each row, or give the row with the same key its values. All name the same columns."""
    if rows:
        _replace(connection.dialect.name, table, tuple(rows[0])).each(connection, rows)


def add(connection: Connection, table: Table, column: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert each row, or add its `column` to that of the row with the same key."""
    _add(connection.dialect.name, table, column).each(connection, rows)


def change(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    values: Callable[[Any], dict[str, Any]],
    row: dict[str, Any],
) -> None:
    """Insert, or give the row with the same `key` the `values` that follow from the row refused."""
    _change(connection.dialect.name, table, key, values).run(connection, row)


@cache
def _insert_one(dialect: str, table: Table) -> Prepared:
    return Prepared(_insert(dialect, table))


@cache
def _insert_new(dialect: str, table: Table) -> Prepared:
    return Prepared(_insert(dialect, table).on_conflict_do_nothing())


@cache
def _insert_new_from(dialect: str, table: Table, names: tuple[str, ...], rows: Select[Any]) -> Prepared:
    return Prepared(_insert(dialect, table).from_select(names, rows).on_conflict_do_nothing())


@cache
def _replace(dialect: str, table: Table, columns: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    new = {name: statement.excluded[name] for name in columns if not table.c[name].primary_key}
    return _or_update(statement, _key(table), new)


@cache
def _add(dialect: str, table: Table, column: str) -> Prepared:
    statement = _insert(dialect, table)
    return _or_update(statement, _key(table), {column: table.c[column] + statement.excluded[column]})


@cache
def _change(
    dialect: str, table: Table, key: tuple[str, ...], values: Callable[[Any], dict[str, Any]]
) -> Prepared:
    statement = _insert(dialect, table)
    return _or_update(statement, key, values(statement.excluded))


def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _or_update(statement: Any, key: tuple[str, ...], values: dict[str, Any]) -> Prepared:
    return Prepared(statement.on_conflict_do_update(index_elements=key, set_=values))


@cache
def _insert(dialect: str, table: Table) -> Any:
    return (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)
