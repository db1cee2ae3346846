"""Signs of life, and the removal of what is kept for a while only."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, delete, select, tuple_

from bot.ports import Heartbeat, Kept
from storage.models import WAITING, deliveries, heartbeats, journal, outbox
from storage.rows import Rows
from storage.upsert import replace


class _Old(NamedTuple):
    """Where something is kept, the column that says since when, and which rows may go at all."""

    table: Table
    since: ColumnElement[datetime]
    only: tuple[ColumnElement[bool], ...] = ()


_OLD: Mapping[Kept, _Old] = {
    Kept.DELIVERIES: _Old(deliveries, deliveries.c.received_at),
    Kept.OUTBOX: _Old(outbox, outbox.c.not_before, (~WAITING,)),
    Kept.JOURNAL: _Old(journal, journal.c.at),
    Kept.HEARTBEATS: _Old(heartbeats, heartbeats.c.beat_at),
}


class UpkeepRows(Rows):
    """Tx on the program's own housekeeping."""

    def beat(self, own: Heartbeat) -> None:
        """Store a process's sign of life."""
        row = {"owner": own.owner, "started_at": own.started_at, "beat_at": own.beat_at}
        replace(self.connection, heartbeats, row)

    def heartbeats(self) -> list[Heartbeat]:
        """The processes' last signs of life, the newest first."""
        rows = self.connection.execute(select(heartbeats).order_by(heartbeats.c.beat_at.desc()))
        return [Heartbeat(row.owner, row.started_at, row.beat_at) for row in rows]

    def drop_old(self, what: Kept, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows that are older than `before`; how many it were."""
        table, since, only = _OLD[what]
        key = tuple_(*table.primary_key)
        old = select(*table.primary_key).where(since < before, *only).limit(limit)
        return self.connection.execute(delete(table).where(key.in_(old))).rowcount
