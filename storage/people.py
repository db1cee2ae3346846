"""Who and where: platform accounts and channels to the persons and channels of a workspace."""

from dataclasses import replace
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
    """A table whose rows are known by addresses on the platforms, and the statement that finds one."""

    rows: Table
    addresses: Table
    column: str
    found: Select[Any]

    @classmethod
    def by(cls, rows: Table, addresses: Table, column: str) -> "_Addressed":
        """The rows that `column` of the addresses names."""
        address = (addresses.c[name] == bindparam(name) for name in ("platform", "team", "external_id"))
        return cls(rows, addresses, column, select(addresses.c[column]).where(*address))


_PERSONS = _Addressed.by(persons, person_addresses, "person_id")
_CHANNELS = _Addressed.by(channels, channel_addresses, "channel_id")
_WORKSPACE = select(installations.c.workspace_id).where(
    installations.c.platform == bindparam("platform"), installations.c.team == bindparam("team")
)
_ENTERED = (  # all of a member that has been there before
    select(
        workspaces.c.id.label("workspace"),
        workspaces.c.zone,
        persons.c.id.label("person"),
        persons.c.name,
        persons.c.on_board,
        channel_addresses.c.channel_id.label("channel"),
    )
    .join(installations, installations.c.workspace_id == workspaces.c.id)
    .join(
        person_addresses,
        and_(
            person_addresses.c.platform == installations.c.platform,
            person_addresses.c.team == installations.c.team,
        ),
    )
    .join(
        persons,
        and_(
            persons.c.workspace_id == person_addresses.c.workspace_id,
            persons.c.id == person_addresses.c.person_id,
        ),
    )
    .join(
        channel_addresses,
        and_(
            channel_addresses.c.platform == bindparam("place_platform"),
            channel_addresses.c.team == bindparam("place_team"),
            channel_addresses.c.external_id == bindparam("place"),
        ),
    )
    .where(
        installations.c.platform == bindparam("platform"),
        installations.c.team == bindparam("team"),
        person_addresses.c.external_id == bindparam("external_id"),
    )
    .with_for_update(of=persons)
)


class PeopleRows(Rows):
    """Tx on workspaces, persons, channels and their addresses."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind an account and a place; workspace, person and channel are made on first sight.

        The person's row is locked (where the database locks rows), so two events of one person take turns.
        """
        names = {
            "platform": who.platform,
            "team": who.team,
            "external_id": who.id,
            "place_platform": where.platform,
            "place_team": where.team,
            "place": where.id,
        }
        known = self.connection.execute(_ENTERED, names).first()
        if known is None:
            workspace = self._workspace(who.platform, who.team, at)
            self._id(_PERSONS, workspace, who, {"joined_at": at})
            self._id(_CHANNELS, workspace, where, {})
            known = self.connection.execute(_ENTERED, names).one()
        name = who.name[:NAME_LENGTH] or known.name
        if name != known.name:
            own = and_(persons.c.workspace_id == known.workspace, persons.c.id == known.person)
            self.connection.execute(update(persons).where(own).values(name=name))
        return Member(
            WorkspaceId(known.workspace),
            PersonId(known.person),
            ChannelId(known.channel),
            name,
            known.zone,
            known.on_board,
        )

    def _workspace(self, platform: str, team: str, at: datetime) -> int:
        address = {"platform": platform, "team": team}
        found: int | None = self.connection.execute(_WORKSPACE, address).scalar()
        if found is None:
            made = row_id()
            self.connection.execute(insert(workspaces), {"id": made, "name": team, "created_at": at})
            if not insert_new(self.connection, installations, address | {"workspace_id": made}):
                self.connection.execute(
                    workspaces.delete().where(workspaces.c.id == made)
                )  # somebody else was first
            found = int(self.connection.execute(_WORKSPACE, address).scalar_one())
        return found

    def _id(self, kind: _Addressed, workspace: int, at: Account | Place, more: dict[str, Any]) -> int:
        address = {"platform": at.platform, "team": at.team, "external_id": at.id}
        found: int | None = self.connection.execute(kind.found, address).scalar()
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
        return int(self.connection.execute(kind.found, address).scalar_one())

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
