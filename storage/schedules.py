"""Channels' schedules, and their journals: what became of each date."""

from datetime import datetime, time, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from bot.learning import Schedule
from bot.ports import ChannelId, Daily, Entry, Spot, WorkspaceId
from storage.ids import row_id
from storage.models import RUNNING, channel_addresses, journal, persons, schedules
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import belongs, given, of_spot, share
from storage.upsert import insert, replace

WEEKDAYS = range(7)

_daily = select(schedules).where(given(schedules, channel="channel_id"))
_DAILY = Prepared(_daily)
_HELD = Prepared(_daily.with_for_update(key_share=True))
_DROP = Prepared(delete(schedules).where(given(schedules, channel="channel_id")))
_DUE = Prepared(
    select(schedules)
    .where(RUNNING, schedules.c.next_due_at <= bindparam("now"))
    .order_by(schedules.c.next_due_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_RUNNING_ON = Prepared(select(schedules).where(given(schedules, wanted="pack"), RUNNING))
_RUNNING_OF = Prepared(
    select(schedules)
    .join(channel_addresses, share(channel_addresses, schedules, "channel_id"))
    .where(
        channel_addresses.c.platform == bindparam("on"), channel_addresses.c.team == bindparam("of"), RUNNING
    )
    .with_for_update(of=schedules, key_share=True)
)
_JOURNAL = Prepared(
    select(journal, func.coalesce(persons.c.name, "").label("name"))
    .outerjoin(persons, belongs(journal, "person_id", persons))
    .where(given(journal, channel="channel_id"))
    .order_by(journal.c.at.desc(), journal.c.id.desc())
    .limit(bindparam("limit"))
)


class ScheduleRows(Rows):
    """Tx on schedules and journals."""

    def daily(self, spot: Spot, *, held: bool = False) -> Daily | None:
        """A channel's schedule; `held`: locked, because a schedule is stored whole."""
        row = (_HELD if held else _DAILY).first(self.connection, of_spot(spot))
        return _daily_of(row) if row else None

    def keep_daily(self, *dailies: Daily) -> None:
        """Store channels' schedules."""
        replace(self.connection, schedules, *map(_row_of, dailies))

    def drop_daily(self, spot: Spot) -> None:
        """Have a channel without a schedule."""
        _DROP.run(self.connection, of_spot(spot))

    def due_dailies(self, now: datetime, limit: int) -> list[Daily]:
        """Running schedules whose time has come, locked, the longest overdue first."""
        return [_daily_of(row) for row in _DUE.all(self.connection, {"now": now, "limit": limit})]

    def dailies(self, workspace: WorkspaceId, pack: str) -> list[Daily]:
        """The running schedules of a workspace on a pack."""
        wanted = {"workspace": workspace, "wanted": pack}
        return [_daily_of(row) for row in _RUNNING_ON.all(self.connection, wanted)]

    def dailies_of(self, platform: str, team: str) -> list[Daily]:
        """The running schedules of the channels of a platform's team, locked."""
        rows = _RUNNING_OF.all(self.connection, {"on": platform, "of": team})
        return [_daily_of(row) for row in rows]

    def note(self, spot: Spot, entry: Entry) -> None:
        """Write a line into a channel's journal."""
        where = {"workspace_id": spot.workspace, "id": row_id(), "channel_id": spot.channel}
        said = {"local_date": entry.day, "what": entry.what, "why": entry.why[:300], "at": entry.at}
        insert(self.connection, journal, where | said | {"person_id": entry.person})

    def journal(self, spot: Spot, limit: int) -> list[Entry]:
        """A channel's journal, newest first."""
        return [
            Entry(row.local_date, row.what, row.why, row.at, row.person_id, row.name)
            for row in _JOURNAL.all(self.connection, of_spot(spot) | {"limit": limit})
        ]


def _daily_of(row: Any) -> Daily:
    return Daily(
        spot=Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id)),
        schedule=_schedule(row.time, row.zone, row.days, row.open_minutes, row.grace_minutes),
        pack=row.pack,
        next_due_at=row.next_due_at,
        topics=row.topics,
        levels=row.levels,
        resend=row.resend,
        handled=row.handled,
        paused=row.paused,
        manager=row.manager,
    )


def daily_beside(row: Any) -> Daily | None:
    """The schedule that ends a row in which it is joined to something else; None where there was none."""
    own = SimpleNamespace(**dict(zip(schedules.c.keys(), row[-len(schedules.c) :], strict=True)))
    return None if own.channel_id is None else _daily_of(own)


@lru_cache(1024)  # most channels keep to one of few
def _schedule(at: str, zone: str, days: str, open_minutes: int, grace_minutes: int) -> Schedule:
    return Schedule(
        time=time.fromisoformat(at),
        zone=zone,
        days=frozenset(day for day in WEEKDAYS if days[day] == "1"),
        open_for=timedelta(minutes=open_minutes),
        grace=timedelta(minutes=grace_minutes),
    )


def _row_of(daily: Daily) -> dict[str, Any]:
    schedule = daily.schedule
    return {
        "workspace_id": daily.spot.workspace,
        "channel_id": daily.spot.channel,
        "time": f"{schedule.time:%H:%M}",
        "zone": schedule.zone,
        "days": "".join("1" if day in schedule.days else "0" for day in WEEKDAYS),
        "open_minutes": schedule.open_for // timedelta(minutes=1),
        "grace_minutes": schedule.grace // timedelta(minutes=1),
        "pack": daily.pack,
        "topics": daily.topics,
        "levels": daily.levels,
        "resend": daily.resend,
        "handled": daily.handled,
        "next_due_at": daily.next_due_at,
        "paused": daily.paused,
        "manager": daily.manager,
    }
