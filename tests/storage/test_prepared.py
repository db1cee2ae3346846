"""What is run by the driver itself comes to what SQLAlchemy's own way comes to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError

from storage.engine import make_engine, parse_url
from storage.models import Instant, metadata
from storage.prepared import Prepared

_TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("day", Date),
    Column("at", Instant),
    Column("share", Float),
    Column("there", Boolean),
    Column("try", Integer),
)
_AT = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
_FULL = {"id": 1, "name": "tea", "day": date(2024, 2, 29), "at": _AT, "share": 0.1, "there": True, "try": 2}
_EMPTY = dict.fromkeys(_FULL) | {"id": 2}
_INSERT = Prepared(insert(_TABLE))
_ALL = select(_TABLE).order_by(_TABLE.c.id)
_NAMED = Prepared(select(_TABLE.c.id).where(_TABLE.c.name == bindparam("wanted"), _TABLE.c.there == true()))
_RENAME = Prepared(update(_TABLE).where(_TABLE.c.id == bindparam("row")))


@pytest.fixture
def connection(any_database: str) -> Iterator[Connection]:
    engine = make_engine(parse_url(any_database))
    with engine.connect() as opened, opened.begin():
        _TABLE.create(opened)
        yield opened
        opened.rollback()
    engine.dispose()


def fill(connection: Connection) -> None:
    _INSERT.each(connection, [_FULL, _EMPTY])


def test_values_are_stored_as_by_sqlalchemy(connection: Connection) -> None:
    fill(connection)
    stored = [dict(row) for row in connection.execute(_ALL).mappings()]
    assert stored == [_FULL | {"at": _AT.astimezone(UTC)}, _EMPTY]


def test_rows_are_those_of_sqlalchemy(connection: Connection) -> None:
    connection.execute(insert(_TABLE), [_FULL, _EMPTY])
    rows = Prepared(_ALL).all(connection, {})
    assert rows == [tuple(row) for row in connection.execute(_ALL)]
    assert rows[0].at == _AT and rows[0].there is True and rows[1].day is None


def test_what_a_statement_says_itself_goes_with_it(connection: Connection) -> None:
    fill(connection)
    assert _NAMED.scalars(connection, {"wanted": "tea"}) == [1]
    assert _NAMED.first(connection, {"wanted": "coffee"}) is None
    assert _NAMED.scalar(connection, {"wanted": "coffee"}) is None


def test_new_values_are_those_that_are_given(connection: Connection) -> None:
    fill(connection)
    assert _RENAME.count(connection, {"row": 1, "name": "oolong"}) == 1
    assert _RENAME.count(connection, {"row": 3, "name": "oolong", "share": 0.5}) == 0
    assert connection.execute(select(_TABLE.c.name, _TABLE.c.share).where(_TABLE.c.id == 1)).one() == (
        "oolong",
        0.1,
    )


def test_a_name_that_comes_again_is_told_by_its_place(connection: Connection) -> None:
    fill(connection)
    other = _TABLE.alias()
    both = Prepared(select(_TABLE.c.id, _TABLE.c.name, other.c.id).where(_TABLE.c.id < other.c.id))
    row = both.one(connection, {})
    assert (row.id, row.name, row[2]) == (1, "tea", 2)


def test_a_row_that_must_be_there_and_is_not_is_a_fault(connection: Connection) -> None:
    with pytest.raises(LookupError):
        _NAMED.one(connection, {"wanted": "tea"})


def test_a_parameter_that_is_not_given_is_a_fault_and_not_null(connection: Connection) -> None:
    with pytest.raises(TypeError, match="wanted missing"):
        _NAMED.all(connection, {})


def test_errors_are_those_of_sqlalchemy_without_anybodys_words(connection: Connection) -> None:
    _INSERT.run(connection, _FULL)
    with pytest.raises(IntegrityError) as refused:
        _INSERT.run(connection, _FULL | {"name": "a secret"})
    assert "a secret" not in str(refused.value)


def test_a_list_is_refused_and_not_sent_half_written(connection: Connection) -> None:
    some = Prepared(select(_TABLE.c.id).where(_TABLE.c.id.in_((1, 2))))
    with pytest.raises(TypeError, match="list"):
        some.all(connection, {})


def test_no_column_has_a_value_that_only_sqlalchemy_would_fill_in() -> None:
    columns = [column for table in metadata.tables.values() for column in table.c]
    assert not [column for column in columns if column.default or column.onupdate]
