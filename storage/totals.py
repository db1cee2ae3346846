"""The running totals, computed anew from the ledger they are kept beside."""

from collections import Counter
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, text, update

from bot.learning import period_keys
from storage.models import ledger, persons, totals, workspaces


class _Total(NamedTuple):
    points: int
    shown: bool


_Key: TypeAlias = tuple[str, int]  # period, person


def workspace_ids(connection: Connection) -> list[int]:
    """Every workspace."""
    return list(connection.execute(select(workspaces.c.id).order_by(workspaces.c.id)).scalars())


def rebuild(connection: Connection, workspace: int) -> int:
    """Make a workspace's totals what its ledger and its people's wishes say; how many were not.

    Answers given meanwhile wait for the end of the transaction, so none is missed and none counted twice.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE totals IN EXCLUSIVE MODE"))
    found, wanted = _stored(connection, workspace), _counted(connection, workspace)
    gone = [key for key in found if key not in wanted]
    other = [key for key in found if key in wanted and wanted[key] != found[key]]
    new = [key for key in wanted if key not in found]
    for key in gone:
        connection.execute(delete(totals).where(_is(workspace, key)))
    for key in other:
        connection.execute(update(totals).where(_is(workspace, key)).values(**wanted[key]._asdict()))
    if new:
        connection.execute(insert(totals), [_row(workspace, key, wanted[key]) for key in new])
    return len(gone) + len(other) + len(new)


def rebuild_person(connection: Connection, workspace: int, person: int) -> None:
    """Make one person's totals what the ledger says."""
    own = and_(totals.c.workspace_id == workspace, totals.c.person_id == person)
    connection.execute(delete(totals).where(own))
    counted = _counted(connection, workspace, person)
    if counted:
        connection.execute(insert(totals), [_row(workspace, key, total) for key, total in counted.items()])


def _stored(connection: Connection, workspace: int) -> dict[_Key, _Total]:
    rows = connection.execute(select(totals).where(totals.c.workspace_id == workspace))
    return {(row.period, row.person_id): _Total(row.points, row.shown) for row in rows}


def _counted(connection: Connection, workspace: int, person: int | None = None) -> dict[_Key, _Total]:
    """The totals by the ledger, of one person or all: what a day brought counts in each of its periods."""
    whose = () if person is None else (ledger.c.person_id == person,)
    per_day = (
        select(ledger.c.person_id, ledger.c.local_date, func.sum(ledger.c.points).label("points"))
        .where(ledger.c.workspace_id == workspace, *whose)
        .group_by(ledger.c.person_id, ledger.c.local_date)
    )
    counted: Counter[_Key] = Counter()
    for row in connection.execute(per_day):
        for period in period_keys(row.local_date):
            counted[period, row.person_id] += row.points
    wishes = select(persons.c.id, persons.c.on_board).where(persons.c.workspace_id == workspace)
    shown = {row.id: row.on_board for row in connection.execute(wishes)}
    return {key: _Total(points, shown[key[1]]) for key, points in counted.items()}


def _is(workspace: int, key: _Key) -> ColumnElement[bool]:
    period, person = key
    return and_(totals.c.workspace_id == workspace, totals.c.period == period, totals.c.person_id == person)


def _row(workspace: int, key: _Key, total: _Total) -> dict[str, object]:
    period, person = key
    return {"workspace_id": workspace, "period": period, "person_id": person, **total._asdict()}
