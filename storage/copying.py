"""Rows of one workspace into another: copied parents first, deleted children first, ids kept.

Ids are made to be unique everywhere, so a row keeps its id. The workspace is part of every key, so rows are
copied and then deleted rather than changed.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, literal, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.models import metadata

OF_WORKSPACES = tuple(
    table
    for table in metadata.sorted_tables
    if "workspace_id" in table.c and table.c.workspace_id.primary_key
)  # parents first

Filters = Mapping[Table, ColumnElement[bool]]


def copy_rows(connection: Connection, origin: int, target: int, only: Filters | None = None) -> None:
    """Copy a workspace's rows, or those of the tables in `only` that fit; what is there already stays."""
    make = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    for table in _tables(only):
        names = [column.name for column in table.c]
        values: list[Any] = [literal(target) if name == "workspace_id" else table.c[name] for name in names]
        rows = select(*values).where(table.c.workspace_id == origin, *_condition(table, only))
        connection.execute(make(table).from_select(names, rows).on_conflict_do_nothing())


def delete_rows(connection: Connection, workspace: int, only: Filters | None = None) -> None:
    """Delete a workspace's rows, or those of the tables in `only` that fit."""
    for table in reversed(_tables(only)):
        connection.execute(delete(table).where(table.c.workspace_id == workspace, *_condition(table, only)))


def _tables(only: Filters | None) -> list[Table]:
    return [table for table in OF_WORKSPACES if only is None or table in only]


def _condition(table: Table, only: Filters | None) -> tuple[ColumnElement[bool], ...]:
    return () if only is None else (only[table],)
