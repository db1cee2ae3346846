"""Who and where: platform accounts and channels to the persons and channels of a workspace."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, select, update

from bot.events import Account, Place
from bot.ports import ChannelId, Member, PersonId, WorkspaceId
from storage.ids import row_id
from storage.models import (
    channel_addresses,
    channels,
    deliveries,
    installations,
    members,
    person_addresses,
    persons,
    workspaces,
)
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import Parameters, belongs, given, of_member
from storage.upsert import insert, insert_new

NAME_LENGTH = 200
_ADDRESS = ("platform", "team", "external_id")


class _Addressed(NamedTuple):
    """A table whose rows are known by addresses on the platforms, and the statement that finds one."""

    name: str  # of one row
    rows: Table
    addresses: Table

    @property
    def column(self) -> str:
        """Of an address: whose it is."""
        return f"{self.name}_id"

    def given(self) -> ColumnElement[bool]:
        """The given address."""
        return and_(*(self.addresses.c[name] == bindparam(f"{self.name}_{name}") for name in _ADDRESS))

    def parameters(self, at: Account | Place) -> Parameters:
        """An address, as `given` has it."""
        return {f"{self.name}_{name}": value for name, value in _address(at).items()}


def _address(at: Account | Place) -> Parameters:
    return dict(zip(_ADDRESS, (at.platform, at.team, at.id), strict=True))


_PERSON = _Addressed("person", persons, person_addresses)
_CHANNEL = _Addressed("channel", channels, channel_addresses)
_WHOSE = {
    kind: Prepared(select(kind.addresses.c[kind.column]).where(kind.given())) for kind in (_PERSON, _CHANNEL)
}
_UNUSED = {
    kind: Prepared(delete(kind.rows).where(given(kind.rows, row="id"))) for kind in (_PERSON, _CHANNEL)
}
_workspace = (
    select(workspaces.c.id)
    .join(installations)
    .where(installations.c.platform == bindparam("platform"), installations.c.team == bindparam("team"))
)
_WORKSPACE = Prepared(_workspace)
_UNUSED_WORKSPACE = Prepared(delete(workspaces).where(workspaces.c.id == bindparam("row")))
_met = (
    _workspace.join(persons, persons.c.workspace_id == workspaces.c.id)
    .join(person_addresses, belongs(person_addresses, "person_id", persons))
    .join(channel_addresses, channel_addresses.c.workspace_id == workspaces.c.id)
    .where(_PERSON.given(), _CHANNEL.given())
    .with_only_columns(
        workspaces.c.id.label("workspace"),
        workspaces.c.zone,
        persons.c.id.label("person"),
        persons.c.name,
        persons.c.on_board,
        channel_addresses.c.channel_id.label("channel"),
    )
)
_MET = Prepared(_met)
_MET_WITH_OUTCOME = Prepared(
    _met.outerjoin(
        deliveries,
        and_(deliveries.c.workspace_id == workspaces.c.id, deliveries.c.delivery == bindparam("event")),
    ).add_columns(deliveries.c.outcome)
)
_LOCK = Prepared(
    select(persons.c.name, persons.c.on_board).where(given(persons, person="id")).with_for_update()
)
_ACCOUNTS = Prepared(select(person_addresses).where(given(person_addresses, person="person_id")))
_NOW_WITH_OUTCOME = Prepared(
    select(person_addresses.c.person_id, deliveries.c.outcome)
    .outerjoin(
        deliveries,
        and_(
            deliveries.c.workspace_id == person_addresses.c.workspace_id,
            deliveries.c.delivery == bindparam("event"),
        ),
    )
    .where(_PERSON.given())
)
_RENAME = Prepared(update(persons).where(given(persons, person="id")))


class PeopleRows(Rows):
    """Tx on workspaces, persons, channels and their addresses, and on the inbox of deliveries."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind an account and a place; workspace, person and channel are made on first sight."""
        return self._member(self._met(_MET, {}, who, where, at), who)

    def admit(self, who: Account, where: Place, delivery: str, at: datetime) -> Member | str:
        """What was stored for a delivery, or, for a new one, the member, whose other events wait.

        Waiting takes a lock, and that a write: a copy is told its outcome without either.
        """
        row = self._met(_MET_WITH_OUTCOME, {"event": delivery}, who, where, at)
        if row.outcome is not None:
            return str(row.outcome)
        member = self._member(row, who)
        if self.connection.dialect.name == "sqlite":  # all of it is this transaction's
            return member
        locked = _LOCK.first(self.connection, of_member(member))
        now = _NOW_WITH_OUTCOME.first(self.connection, {"event": delivery} | _PERSON.parameters(who))
        if locked is None or now is None or now.person_id != member.person:
            return self.admit(who, where, delivery, at)  # forgotten, joined or parted meanwhile
        return replace(member, on_board=locked.on_board) if now.outcome is None else str(now.outcome)

    def remember(self, member: Member, delivery: str, outcome: str, at: datetime) -> None:
        """Store an outcome; a copy handled elsewhere at the same moment makes this unit run again."""
        row = {"workspace_id": member.workspace, "delivery": delivery, "person_id": member.person}
        insert(self.connection, deliveries, row | {"outcome": outcome, "received_at": at})

    def person(self, member: Member, person: PersonId) -> Member:
        """Somebody of the member's workspace, at the member's place; locked as by `admit`."""
        own = {"workspace": member.workspace, "person": person}
        known = _LOCK.one(self.connection, own)
        return replace(member, person=person, name=known.name, on_board=known.on_board)

    def accounts(self, member: Member) -> list[Account]:
        """The accounts by which the member is known."""
        rows = _ACCOUNTS.all(self.connection, of_member(member))
        return [Account(row.platform, row.team, row.external_id, member.name) for row in rows]

    def _met(self, wanted: Prepared, more: Parameters, who: Account, where: Place, at: datetime) -> Any:
        """Who and where, with what else is wanted."""
        met = more | {"platform": who.platform, "team": who.team}
        met |= _PERSON.parameters(who) | _CHANNEL.parameters(where)
        row = wanted.first(self.connection, met)
        if row is None:
            workspace = self._workspace(who.platform, who.team, at)
            self._meet(_PERSON, workspace, who, name=who.name or who.handle, joined_at=at)
            self._meet(_CHANNEL, workspace, where, name=where.name)
            row = wanted.one(self.connection, met)
        return row

    def _member(self, row: Any, who: Account) -> Member:
        name = who.name[:NAME_LENGTH] or row.name
        member = Member(
            WorkspaceId(row.workspace),
            PersonId(row.person),
            ChannelId(row.channel),
            name,
            row.zone,
            row.on_board,
        )
        if name != row.name:
            _RENAME.run(self.connection, of_member(member) | {"name": name})
        return member

    def _workspace(self, platform: str, team: str, at: datetime) -> int:
        installed = {"platform": platform, "team": team}
        found: int | None = _WORKSPACE.scalar(self.connection, installed)
        if found is not None:
            return found
        made = row_id()
        insert(self.connection, workspaces, {"id": made, "name": team, "created_at": at})
        if insert_new(self.connection, installations, installed | {"workspace_id": made}):
            return made
        _UNUSED_WORKSPACE.run(self.connection, {"row": made})  # somebody else was first
        return int(_WORKSPACE.one(self.connection, installed).id)

    def _meet(
        self, kind: _Addressed, workspace: int, at: Account | Place, *, name: str, **more: datetime
    ) -> None:
        """Make the row behind an address, unless it is there."""
        if _WHOSE[kind].first(self.connection, kind.parameters(at)) is not None:
            return
        made = row_id()
        row = {"workspace_id": workspace, "id": made, "name": name[:NAME_LENGTH], **more}
        insert(self.connection, kind.rows, row)
        mine = {"workspace_id": workspace, kind.column: made}
        if not insert_new(self.connection, kind.addresses, _address(at) | mine):
            _UNUSED[kind].run(self.connection, {"workspace": workspace, "row": made})

    def join(self, member: Member, since: date) -> None:
        """Note that the member belongs to the channel; the first date noted stays."""
        row = {"workspace_id": member.workspace, "channel_id": member.channel, "person_id": member.person}
        insert_new(self.connection, members, row | {"since": since})
