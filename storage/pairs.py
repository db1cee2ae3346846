"""A channel's addresses on several platforms: pairing two channels into one, and parting them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update

from bot.events import Place
from bot.ports import Address, ChannelId, Spot, WorkspaceId
from storage.ids import row_id
from storage.models import (
    channel_addresses,
    channels,
    group_quizzes,
    journal,
    ledger,
    members,
    outbox,
    person_addresses,
    posts,
    relays,
    schedules,
)
from storage.relays import LOCK_CHANNEL
from storage.rows import Rows
from storage.upsert import insert_new

_HISTORY = (posts, ledger, journal, outbox, group_quizzes, relays)  # what a channel's rows are moved with


class PairRows(Rows):
    """Tx on a channel's addresses."""

    def addresses(self, spot: Spot) -> list[Address]:
        """Where a channel is, on every platform."""
        found = select(channel_addresses).where(_of(channel_addresses, spot))
        return [
            Address(Place(row.platform, row.team, row.external_id), row.off or "")
            for row in self.connection.execute(found.order_by(channel_addresses.c.platform))
        ]

    def spot_of(self, place: Place) -> Spot | None:
        """The channel at a place, if it is known."""
        row = self.connection.execute(select(channel_addresses).where(_at(place))).first()
        return Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id)) if row else None

    def name_of(self, spot: Spot) -> str:
        """What people call a channel; "" where no platform has said."""
        own = and_(channels.c.workspace_id == spot.workspace, channels.c.id == spot.channel)
        name: str = self.connection.execute(select(channels.c.name).where(own)).scalar_one()
        return name

    def switch(self, place: Place, off: str | None) -> None:
        """Have nothing posted at a place, and why; or have it posted there again."""
        self.connection.execute(update(channel_addresses).where(_at(place)).values(off=off))

    def hold_channels(self, *spots: Spot) -> None:
        """Lock channels, one after another in the same order by everyone."""
        for spot in sorted(spots, key=lambda spot: spot.channel):
            LOCK_CHANNEL.run(self.connection, {"workspace": spot.workspace, "at": spot.channel})

    def merge_channels(self, stays: Spot, goes: Spot) -> None:
        """Make all of one channel the other's. Only one of them may have a schedule, or a quiz going on."""
        earliest = func.min(members.c.since)
        both = select(members.c.person_id, earliest.label("since")).where(
            members.c.workspace_id == stays.workspace,
            members.c.channel_id.in_((stays.channel, goes.channel)),
        )
        for row in self.connection.execute(both.group_by(members.c.person_id)).all():
            self._belong(stays, row.person_id, row.since)
        self.connection.execute(delete(members).where(_of(members, goes)))
        self._move(goes, stays)

    def renumber(self, workspace: int) -> None:
        """Give every channel of a workspace a new id: its twin in another one is another channel."""
        own = select(channels).where(channels.c.workspace_id == workspace)
        for row in self.connection.execute(own).mappings().all():
            old, new = (Spot(WorkspaceId(workspace), ChannelId(n)) for n in (row["id"], row_id()))
            self.connection.execute(insert(channels), {**row, "id": new.channel})
            here = update(members).where(_of(members, old))
            self.connection.execute(here.values(channel_id=new.channel))
            self._move(old, new)

    def _move(self, old: Spot, new: Spot) -> None:
        """Make all but the people of a channel another one's."""
        for table in (*_HISTORY, schedules, channel_addresses):
            moved = update(table).where(_of(table, old)).values(channel_id=new.channel)
            self.connection.execute(moved)
        own = and_(channels.c.workspace_id == old.workspace, channels.c.id == old.channel)
        self.connection.execute(delete(channels).where(own))

    def split_channel(self, spot: Spot, place: Place) -> Spot:
        """Make a place a channel of its own, with its people and the same schedule; the history stays."""
        new = Spot(spot.workspace, ChannelId(row_id()))
        name = self.name_of(spot)
        self.connection.execute(
            insert(channels), {"workspace_id": new.workspace, "id": new.channel, "name": name}
        )
        self.connection.execute(update(channel_addresses).where(_at(place)).values(channel_id=new.channel))
        own_schedule = select(schedules).where(_of(schedules, spot)).with_for_update()
        kept = self.connection.execute(own_schedule).mappings().first()
        if kept is not None:
            self.connection.execute(insert(schedules), {**kept, "channel_id": new.channel})
        self._part_members(spot, new, place)
        return new

    def _part_members(self, old: Spot, new: Spot, place: Place) -> None:
        """Everybody belongs to the channels of the platforms that they are on."""
        known = (
            select(members.c.person_id, members.c.since, person_addresses.c.platform, person_addresses.c.team)
            .join(
                person_addresses,
                and_(
                    person_addresses.c.workspace_id == members.c.workspace_id,
                    person_addresses.c.person_id == members.c.person_id,
                ),
            )
            .where(_of(members, old))
        )
        homes: dict[int, set[bool]] = {}
        since = {}
        for row in self.connection.execute(known):
            homes.setdefault(row.person_id, set()).add(
                (row.platform, row.team) == (place.platform, place.team)
            )
            since[row.person_id] = row.since
        for person, there in homes.items():
            if True in there:
                self._belong(new, person, since[person])
            if False not in there:
                gone = and_(_of(members, old), members.c.person_id == person)
                self.connection.execute(delete(members).where(gone))

    def _belong(self, spot: Spot, person: int, since: object) -> None:
        row = {
            "workspace_id": spot.workspace,
            "channel_id": spot.channel,
            "person_id": person,
            "since": since,
        }
        if not insert_new(self.connection, members, row):
            own = and_(_of(members, spot), members.c.person_id == person)
            self.connection.execute(update(members).where(own).values(since=since))


def _of(table: Any, spot: Spot) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == spot.workspace, table.c.channel_id == spot.channel)


def _at(place: Place) -> ColumnElement[bool]:
    return and_(
        channel_addresses.c.platform == place.platform,
        channel_addresses.c.team == place.team,
        channel_addresses.c.external_id == place.id,
    )
