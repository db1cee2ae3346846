"""The running totals, computed anew from the ledger they are kept beside."""

from collections import Counter
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, text, update

from bot.learning import period_keys
from storage.models import ledger, totals, workspaces

WORKSPACE = ""  # the scope of totals over a whole workspace
_Key: TypeAlias = tuple[str, str, int]  # scope, period, person


def workspace_ids(connection: Connection) -> list[int]:
    """Every workspace."""
    return list(connection.execute(select(workspaces.c.id).order_by(workspaces.c.id)).scalars())


def rebuild(connection: Connection, workspace: int) -> int:
    """Make a workspace's totals what its ledger says; how many were not.

    Answers given meanwhile wait for the end of the transaction, so none is missed and none counted twice.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE totals IN EXCLUSIVE MODE"))
    found, wanted = _stored(connection, workspace), _counted(connection, workspace)
    gone = [key for key in found if key not in wanted]
    new = [key for key in wanted if key not in found]
    other = [key for key in wanted if key in found and wanted[key] != found[key]]
    for key in gone:
        connection.execute(delete(totals).where(_is(workspace, key)))
    for key in other:
        connection.execute(update(totals).where(_is(workspace, key)).values(points=wanted[key]))
    if new:
        connection.execute(insert(totals), [_row(workspace, key, wanted[key]) for key in new])
    return len(gone) + len(new) + len(other)


def _stored(connection: Connection, workspace: int) -> dict[_Key, int]:
    rows = connection.execute(select(totals).where(totals.c.workspace_id == workspace))
    return {(row.scope, row.period, row.person_id): row.points for row in rows}


def _counted(connection: Connection, workspace: int) -> Counter[_Key]:
    """The totals by the ledger: a day's points count in each of its periods, for the workspace and the channel."""
    per_day = (
        select(
            ledger.c.channel_id,
            ledger.c.person_id,
            ledger.c.local_date,
            func.sum(ledger.c.points).label("points"),
        )
        .where(ledger.c.workspace_id == workspace)
        .group_by(ledger.c.channel_id, ledger.c.person_id, ledger.c.local_date)
    )
    counted: Counter[_Key] = Counter()
    for row in connection.execute(per_day):
        for period in period_keys(row.local_date):
            for scope in (WORKSPACE, str(row.channel_id)):
                counted[scope, period, row.person_id] += row.points
    return counted


def _is(workspace: int, key: _Key) -> ColumnElement[bool]:
    scope, period, person = key
    return and_(
        totals.c.workspace_id == workspace,
        totals.c.scope == scope,
        totals.c.period == period,
        totals.c.person_id == person,
    )


def _row(workspace: int, key: _Key, points: int) -> dict[str, object]:
    scope, period, person = key
    return {
        "workspace_id": workspace,
        "scope": scope,
        "period": period,
        "person_id": person,
        "points": points,
    }
