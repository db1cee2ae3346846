"""Statements that are compiled once and then run by the driver itself.

SQLAlchemy's own way from a statement to the driver takes ten times as long as SQLite takes to run it. What
is a constant of its module is written in SQLAlchemy as well, but its text and the conversions of its values
are kept. It must hold no list of unknown length: such a statement, and a rare one, is run by the connection.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine


class _Form:
    """A statement as one dialect has it, for parameters of these names."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect, names: list[str]) -> None:
        if compiled.post_compile_params:
            raise TypeError(f"a list of unknown length in {compiled.string}")
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        if missing := [name for name, bind in binds.items() if bind.required and name not in names]:
            raise TypeError(f"{', '.join(missing)} missing for {compiled.string}")
        self.text = compiled.string
        self._fixed = {name: value for name, value in compiled.params.items() if name not in names}
        converts = {
            name: _implemented(bind.type, dialect).bind_processor(dialect) for name, bind in binds.items()
        }
        self._converts = [(name, convert) for name, convert in converts.items() if convert]
        self._in_order = None if compiled.positiontup is None else _picking(compiled.positiontup)

    def values(self, parameters: dict[str, Any]) -> Any:
        """As the driver takes them."""
        given = {**self._fixed, **parameters}
        for name, convert in self._converts:
            given[name] = convert(given[name])
        return self._in_order(given) if self._in_order else given


def _picking(names: list[str]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """What takes the values of these names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple(given[name] for name in names)


class Prepared:
    """One statement; its rows are named tuples, in the order of its columns.

    To run it raises DBAPIError, which holds no values, and TypeError for a parameter that is not given or a
    list in the statement: both are faults of the program.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement: Any = statement
        self._forms: dict[tuple[str, ...], _Form] = {}
        self._rows: dict[str, Callable[[Any], Any]] = {}

    def all(self, connection: Connection, parameters: dict[str, Any]) -> list[Any]:
        """Every row."""
        cursor = self._send(connection, parameters)
        return list(map(self._row(connection, cursor), cursor.fetchall()))

    def first(self, connection: Connection, parameters: dict[str, Any]) -> Any | None:
        """The first row."""
        cursor = self._send(connection, parameters)
        row = cursor.fetchone()
        return None if row is None else self._row(connection, cursor)(row)

    def one(self, connection: Connection, parameters: dict[str, Any]) -> Any:
        """The first row of a statement that always has one. Raises LookupError where it has none."""
        row = self.first(connection, parameters)
        if row is None:
            raise LookupError(f"no row of: {self._statement}")
        return row

    def scalar(self, connection: Connection, parameters: dict[str, Any]) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.first(connection, parameters)
        return None if row is None else row[0]

    def scalars(self, connection: Connection, parameters: dict[str, Any]) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(connection, parameters)]

    def run(self, connection: Connection, parameters: dict[str, Any]) -> None:
        """Run what gives no rows."""
        self._send(connection, parameters)

    def count(self, connection: Connection, parameters: dict[str, Any]) -> int:
        """Run what gives no rows; how many it concerned."""
        return int(self._send(connection, parameters).rowcount)

    def each(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Run what gives no rows for each of these parameters, which name the same."""
        form = self._form(connection, rows[0])
        if len(rows) == 1:
            send(connection, form, form.values(rows[0]))
        else:
            send(connection, form, [form.values(row) for row in rows], many=True)

    def _send(self, connection: Connection, parameters: dict[str, Any]) -> Any:
        form = self._form(connection, parameters)
        return send(connection, form, form.values(parameters))

    def _form(self, connection: Connection, parameters: dict[str, Any]) -> _Form:
        key = (connection.dialect.name, *parameters)
        if (form := self._forms.get(key)) is None:
            names = list(parameters)
            compiled = self._statement.compile(dialect=connection.dialect, column_keys=names)
            form = self._forms[key] = _Form(compiled, connection.dialect, names)
        return form

    def _row(self, connection: Connection, cursor: Any) -> Callable[[Any], Any]:
        dialect = connection.dialect
        if (row := self._rows.get(dialect.name)) is None:
            row = self._rows[dialect.name] = _row(self._statement, dialect, cursor.description)
        return row


def send(connection: Connection, form: _Form, values: Any, *, many: bool = False) -> Any:
    """Run a statement on a transaction's own connection; the driver's cursor."""
    cursor = connection.connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(form.text, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, form.text, error) from error
    return cursor


def _told(connection: Connection, text: str, error: Exception) -> DBAPIError:
    """A driver's error as SQLAlchemy tells it."""
    dialect = connection.dialect
    driver: Any = connection.connection.dbapi_connection
    if dialect.is_disconnect(error, driver, None):  # type: ignore[arg-type]  # a driver as SQLAlchemy types it
        try:  # so that SQLAlchemy sees it, and lets go of the pool's other connections too
            connection.exec_driver_sql("SELECT 1")
        except DBAPIError as lost:
            return lost
    kind = IntegrityError if isinstance(error, dialect.loaded_dbapi.IntegrityError) else DBAPIError
    return kind(text, None, error)


def _row(statement: Any, dialect: Dialect, told: Any) -> Callable[[Any], Any]:
    """What makes a row of what the driver gives, and tells of its columns."""
    columns = list(statement.exported_columns)
    names = [column.key for column in columns]
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # a name's second column has a number
    make: Callable[[Any], Any] = kind._make
    converts = [
        _implemented(column.type, dialect).result_processor(dialect, driver_type)
        for column, (_, driver_type, *_) in zip(columns, told, strict=True)
    ]
    if not any(converts):
        return make
    return lambda row: make(
        [convert(value) if convert else value for convert, value in zip(converts, row, strict=True)]
    )


def _implemented(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
