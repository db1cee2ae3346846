"""Who and where: platform accounts and channels to the persons and channels of a workspace."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, insert, select, update

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
    """A table whose rows are known by addresses on the platforms."""

    rows: Table
    addresses: Table
    column: str


_PERSONS = _Addressed(persons, person_addresses, "person_id")
_CHANNELS = _Addressed(channels, channel_addresses, "channel_id")


class PeopleRows(Rows):
    """Tx on workspaces, persons, channels and their addresses."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind an account and a place; workspace, person and channel are made on first sight.

        The person's row is locked (where the database locks rows), so two events of one person take turns.
        """
        workspace, zone = self._workspace(who.platform, who.team, at)
        person = self._id(_PERSONS, workspace, who, {"joined_at": at})
        channel = self._id(_CHANNELS, workspace, where, {})
        own = and_(persons.c.workspace_id == workspace, persons.c.id == person)
        known = self.connection.execute(
            select(persons.c.name, persons.c.on_board).where(own).with_for_update()
        ).one()
        name = who.name[:NAME_LENGTH] or known.name
        if name != known.name:
            self.connection.execute(update(persons).where(own).values(name=name))
        return Member(
            WorkspaceId(workspace), PersonId(person), ChannelId(channel), name, zone, known.on_board
        )

    def _workspace(self, platform: str, team: str, at: datetime) -> tuple[int, str]:
        wanted = (
            select(workspaces.c.id, workspaces.c.zone)
            .join(installations, installations.c.workspace_id == workspaces.c.id)
            .where(installations.c.platform == platform, installations.c.team == team)
        )
        row = self.connection.execute(wanted).first()
        if row is None:
            made = row_id()
            self.connection.execute(insert(workspaces), {"id": made, "name": team, "created_at": at})
            if not insert_new(
                self.connection, installations, {"platform": platform, "team": team, "workspace_id": made}
            ):
                self.connection.execute(
                    workspaces.delete().where(workspaces.c.id == made)
                )  # somebody else was first
            row = self.connection.execute(wanted).one()
        return row.id, row.zone

    def _id(self, kind: _Addressed, workspace: int, at: Account | Place, more: dict[str, Any]) -> int:
        address = {"platform": at.platform, "team": at.team, "external_id": at.id}
        wanted = select(kind.addresses.c[kind.column]).where(
            *(kind.addresses.c[name] == value for name, value in address.items())
        )
        found: int | None = self.connection.execute(wanted).scalar()
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
        return int(self.connection.execute(wanted).scalar_one())

    def person(self, member: Member, person: PersonId) -> Member:
        """Somebody of the member's workspace, at the member's place; locked as by `enter`."""
        own = and_(persons.c.workspace_id == member.workspace, persons.c.id == person)
        known = self.connection.execute(
            select(persons.c.name, persons.c.on_board).where(own).with_for_update()
        ).one()
        return replace(member, person=person, name=known.name, on_board=known.on_board)

    def accounts(self, member: Member) -> list[Account]:
        """The accounts by which the member is known."""
        own = and_(
            person_addresses.c.workspace_id == member.workspace, person_addresses.c.person_id == member.person
        )
        rows = self.connection.execute(select(person_addresses).where(own))
        return [Account(row.platform, row.team, row.external_id, member.name) for row in rows]

    def join(self, member: Member, since: date) -> None:
        """Note that the member belongs to the channel; the first date noted stays."""
        row = {"workspace_id": member.workspace, "channel_id": member.channel, "person_id": member.person}
        insert_new(self.connection, members, row | {"since": since})
