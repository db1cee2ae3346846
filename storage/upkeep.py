"""Signs of life, and the removal of what is kept for a while only."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, bindparam, delete, select, tuple_

from bot.ports import Heartbeat, Kept
from storage.models import WAITING, deliveries, heartbeats, journal, outbox
from storage.prepared import Prepared
from storage.rows import Rows
from storage.upsert import replace


def _drop(table: Table, since: ColumnElement[datetime], *only: ColumnElement[bool]) -> Prepared:
    """Delete some rows that are older than `before`; of those, such as may go at all."""
    old = select(*table.primary_key).where(since < bindparam("before"), *only).limit(bindparam("limit"))
    return Prepared(delete(table).where(tuple_(*table.primary_key).in_(old)))


_DROP = {
    Kept.DELIVERIES: _drop(deliveries, deliveries.c.received_at),
    Kept.OUTBOX: _drop(outbox, outbox.c.not_before, ~WAITING),
    Kept.JOURNAL: _drop(journal, journal.c.at),
    Kept.HEARTBEATS: _drop(heartbeats, heartbeats.c.beat_at),
}

_HEARTBEATS = Prepared(select(heartbeats).order_by(heartbeats.c.beat_at.desc()))


class UpkeepRows(Rows):
    """Tx on the program's own housekeeping."""

    def beat(self, own: Heartbeat) -> None:
        """Store a process's sign of life."""
        row = {"owner": own.owner, "started_at": own.started_at, "beat_at": own.beat_at}
        replace(self.connection, heartbeats, row)

    def heartbeats(self) -> list[Heartbeat]:
        """The processes' last signs of life, the newest first."""
        rows = _HEARTBEATS.all(self.connection, {})
        return [Heartbeat(row.owner, row.started_at, row.beat_at) for row in rows]

    def drop_old(self, what: Kept, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows that are older than `before`; how many it were."""
        return _DROP[what].count(self.connection, {"before": before, "limit": limit})
