"""Who and where: platform accounts and channels to the persons and channels of a workspace."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, and_, bindparam, insert, select, update

from bot.events import Account, Place
from bot.ports import ChannelId, Member, PersonId, WorkspaceId
from storage.ids import row_id
from storage.models import (
    channel_addresses,
    channels,
    installations,
    members,
    person_addresses,
    persons,
    workspaces,
)
from storage.rows import Rows
from storage.upsert import insert_new

NAME_LENGTH = 200


class _Addressed(NamedTuple):
    """A table whose rows are known by addresses on the platforms; `wanted` finds one by its address."""

    rows: Table
    addresses: Table
    column: str
    wanted: Select[Any]


def _addressed(rows: Table, addresses: Table, column: str) -> _Addressed:
    address = (addresses.c[name] == bindparam(name) for name in ("platform", "team", "external_id"))
    return _Addressed(rows, addresses, column, select(addresses.c[column]).where(*address))


_PERSONS = _addressed(persons, person_addresses, "person_id")
_CHANNELS = _addressed(channels, channel_addresses, "channel_id")
_WORKSPACE = (
    select(workspaces.c.id, workspaces.c.zone)
    .join(installations, installations.c.workspace_id == workspaces.c.id)
    .where(
        installations.c.platform == bindparam("platform"),
        installations.c.team == bindparam("team"),
    )
)
_OWN = and_(persons.c.workspace_id == bindparam("workspace"), persons.c.id == bindparam("person"))
_PERSON = select(persons.c.name, persons.c.on_board).where(_OWN).with_for_update()
_RENAME = update(persons).where(_OWN)


class PeopleRows(Rows):
    """Tx on workspaces, persons, channels and their addresses."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind an account and a place; workspace, person and channel are made on first sight.

        The person's row is locked (where the database locks rows), so two events of one person take turns.
        """
        workspace, zone = self._workspace(who.platform, who.team, at)
        person = self._id(_PERSONS, workspace, who, {"joined_at": at})
        channel = self._id(_CHANNELS, workspace, where, {})
        own = {"workspace": workspace, "person": person}
        known = self.connection.execute(_PERSON, own).one()
        name = who.name[:NAME_LENGTH] or known.name
        if name != known.name:
            self.connection.execute(_RENAME, own | {"name": name})
        return Member(
            WorkspaceId(workspace), PersonId(person), ChannelId(channel), name, zone, known.on_board
        )

    def _workspace(self, platform: str, team: str, at: datetime) -> tuple[int, str]:
        wanted = {"platform": platform, "team": team}
        row = self.connection.execute(_WORKSPACE, wanted).first()
        if row is None:
            made = row_id()
            self.connection.execute(insert(workspaces), {"id": made, "name": team, "created_at": at})
            if not insert_new(
                self.connection, installations, {"platform": platform, "team": team, "workspace_id": made}
            ):
                self.connection.execute(
                    workspaces.delete().where(workspaces.c.id == made)
                )  # somebody else was first
            row = self.connection.execute(_WORKSPACE, wanted).one()
        return row.id, row.zone

    def _id(self, kind: _Addressed, workspace: int, at: Account | Place, more: dict[str, Any]) -> int:
        address = {"platform": at.platform, "team": at.team, "external_id": at.id}
        found: int | None = self.connection.execute(kind.wanted, address).scalar()
        if found is not None:
            return found
        made = row_id()
        row = {"workspace_id": workspace, "id": made, "name": at.name[:NAME_LENGTH], **more}
        self.connection.execute(insert(kind.rows), row)
        if insert_new(
            self.connection, kind.addresses, {**address, "workspace_id": workspace, kind.column: made}
        ):
            return made
        self.connection.execute(
            kind.rows.delete().where(kind.rows.c.workspace_id == workspace, kind.rows.c.id == made)
        )
        return int(self.connection.execute(kind.wanted, address).scalar_one())

    def join(self, member: Member, since: date) -> None:
        """Note that the member belongs to the channel; the first date noted stays."""
        row = {"workspace_id": member.workspace, "channel_id": member.channel, "person_id": member.person}
        insert_new(self.connection, members, row | {"since": since})
