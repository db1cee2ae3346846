"""Installations that share a workspace: linking two groups into one, and parting them again."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.ports import Installation, Member, WorkspaceId
from storage.codes import new_code, normal
from storage.copying import OF_WORKSPACES, copy_rows, delete_rows
from storage.ids import row_id
from storage.models import (
    DAILY,
    OPEN,
    WAITING,
    askings,
    attempts,
    channel_addresses,
    channels,
    deliveries,
    group_askings,
    group_quizzes,
    installations,
    journal,
    ledger,
    members,
    one_time_tokens,
    outbox,
    person_addresses,
    persons,
    posts,
    quizzes,
    relays,
    reports,
    rulings,
    schedules,
    squad_members,
    squads,
    streaks,
    totals,
    workspaces,
)
from storage.pairs import PairRows
from storage.totals import rebuild

_ADDRESSES = (installations, person_addresses, channel_addresses)


class LinkRows(PairRows):
    """Tx on the installations of a workspace."""

    def issue_code(self, purpose: str, payload: str, at: datetime, lasts: timedelta) -> str:
        """A fresh code that can be typed, with what it stands for."""
        code = new_code()
        row = {"purpose": purpose, "token": normal(code), "payload": payload, "expires_at": at + lasts}
        self.connection.execute(insert(one_time_tokens), row)
        return code

    def read_code(self, purpose: str, code: str, at: datetime) -> str | None:
        """What a code stands for, while it lasts."""
        own = _code(purpose, code, at)
        found: str | None = self.connection.execute(select(one_time_tokens.c.payload).where(own)).scalar()
        return found

    def take_code(self, purpose: str, code: str, at: datetime) -> str | None:
        """What a code stands for, once."""
        taken = delete(one_time_tokens).where(_code(purpose, code, at)).returning(one_time_tokens.c.payload)
        found: str | None = self.connection.execute(taken).scalar()
        return found

    def installations(self, workspace: WorkspaceId) -> list[Installation]:
        """Where a workspace is installed, with how many of its people are known there."""
        people = (
            select(func.count(func.distinct(person_addresses.c.person_id)))
            .where(
                person_addresses.c.workspace_id == workspace,
                person_addresses.c.platform == installations.c.platform,
                person_addresses.c.team == installations.c.team,
            )
            .scalar_subquery()
        )
        found = (
            select(installations.c.platform, installations.c.team, people.label("people"))
            .where(installations.c.workspace_id == workspace)
            .order_by(installations.c.platform, installations.c.team)
        )
        return [Installation(*row) for row in self.connection.execute(found)]

    def merge_workspaces(self, stays: WorkspaceId, goes: WorkspaceId) -> None:
        """Make all of one workspace the other's."""
        self._hold(goes, stays)
        self._make_room_for_dailies(stays, goes)
        self._join_squads_of_one_name(stays, goes)
        copy_rows(self.connection, goes, stays)
        for table in _ADDRESSES:
            moved = update(table).where(table.c.workspace_id == goes).values(workspace_id=stays)
            self.connection.execute(moved)
        delete_rows(self.connection, goes)
        self.connection.execute(delete(workspaces).where(workspaces.c.id == goes))

    def split_workspace(self, member: Member, installation: Installation, at: datetime) -> WorkspaceId:
        """Make an installation a workspace of its own, with its people and channels and what is theirs."""
        old, new = member.workspace, row_id()
        self._hold(old)
        self.connection.execute(
            insert(workspaces), {"id": new, "name": installation.team, "zone": member.zone, "created_at": at}
        )
        leaving = _leaving(old, installation)
        copy_rows(self.connection, old, new, leaving)
        for table in _ADDRESSES:
            there = _at(table, old, installation)
            self.connection.execute(update(table).where(there).values(workspace_id=new))
        self._forget_who_left(old, new)
        self.renumber(new)
        for workspace in (old, new):
            rebuild(self.connection, workspace)
        return WorkspaceId(new)

    def _hold(self, origin: int, *others: int) -> None:
        """Have nobody change what is about to be copied: neither members nor whoever posts, asks or closes.

        A change between the copy of a row and its deletion would be lost: a message would be sent twice.
        """
        all_ = select(workspaces.c.id).where(workspaces.c.id.in_((origin, *others)))
        self.connection.execute(all_.order_by(workspaces.c.id).with_for_update())
        for table, which in ((schedules, true()), (askings, OPEN), (outbox, WAITING)):
            rows = select(*table.primary_key).where(table.c.workspace_id == origin, which)
            self.connection.execute(rows.order_by(*table.primary_key).with_for_update())

    def _make_room_for_dailies(self, stays: int, goes: int) -> None:
        """A date's questions of both groups stand beside each other in its series."""
        most = select(func.coalesce(func.max(askings.c.series), -1)).where(
            askings.c.workspace_id == stays, DAILY
        )
        after = int(self.connection.execute(most).scalar_one()) + 1
        shifted = update(askings).where(askings.c.workspace_id == goes, DAILY)
        self.connection.execute(shifted.values(series=askings.c.series + after))

    def _join_squads_of_one_name(self, stays: int, goes: int) -> None:
        """Squads of the same name become one."""
        names = select(squads.c.folded, squads.c.id).where(squads.c.workspace_id == stays)
        there = {row.folded: row.id for row in self.connection.execute(names)}
        own = select(squads).where(squads.c.workspace_id == goes, squads.c.folded.in_(there))
        for row in self.connection.execute(own).all():
            other = {"workspace_id": goes, "id": there[row.folded], "name": row.name}
            self.connection.execute(insert(squads), other | {"folded": f"#{row.id}"})
            mine = and_(squad_members.c.workspace_id == goes, squad_members.c.squad_id == row.id)
            self.connection.execute(update(squad_members).where(mine).values(squad_id=other["id"]))
            gone = and_(squads.c.workspace_id == goes, squads.c.id == row.id)
            self.connection.execute(delete(squads).where(gone))

    def _forget_who_left(self, old: int, new: int) -> None:
        """What went with an installation is not kept where it was."""
        gone = select(persons.c.id).where(persons.c.workspace_id == new)
        theirs = {table: table.c.person_id.in_(gone) for table in OF_WORKSPACES if "person_id" in table.c}
        asked = theirs.pop(quizzes)
        nameless = {outbox: ~exists().where(_same_address(outbox, old)) & (outbox.c.kind != "notice")}
        idle = {schedules: ~exists().where(_addressed(schedules, old))}
        delete_rows(self.connection, old, nameless | idle | theirs)
        unseen = ~exists().where(posts.c.workspace_id == old, posts.c.asking_id == askings.c.id)
        delete_rows(self.connection, old, {askings: and_(askings.c.purpose == "quiz", unseen)})
        delete_rows(self.connection, old, {quizzes: asked, persons: persons.c.id.in_(gone)})


def _code(purpose: str, code: str, at: datetime) -> ColumnElement[bool]:
    return and_(
        one_time_tokens.c.purpose == purpose,
        one_time_tokens.c.token == normal(code),
        one_time_tokens.c.expires_at > at,
    )


def _same_address(table: Table, workspace: int) -> ColumnElement[bool]:
    """The address that a row is for, if it is still one of the workspace's."""
    return and_(
        channel_addresses.c.workspace_id == workspace,
        *(channel_addresses.c[name] == table.c[name] for name in ("platform", "team", "external_id")),
    )


def _addressed(table: Table, workspace: int) -> ColumnElement[bool]:
    return and_(
        channel_addresses.c.workspace_id == workspace, channel_addresses.c.channel_id == table.c.channel_id
    )


def _leaving(old: int, installation: Installation) -> dict[Table, ColumnElement[bool]]:
    """The rows that go with an installation: of people known only there, and of its channels."""
    there = _at(person_addresses, old, installation)
    elsewhere = person_addresses.alias()
    known_elsewhere = exists().where(
        elsewhere.c.workspace_id == old,
        elsewhere.c.person_id == person_addresses.c.person_id,
        or_(elsewhere.c.platform != installation.platform, elsewhere.c.team != installation.team),
    )
    people = select(person_addresses.c.person_id).where(there, ~known_elsewhere)
    own_channels = select(channel_addresses.c.channel_id).where(_at(channel_addresses, old, installation))
    sent = select(outbox.c.post_id).where(_at(outbox, old, installation), outbox.c.post_id.is_not(None))
    kept_posts = or_(
        posts.c.person_id.in_(people),
        and_(posts.c.person_id.is_(None), or_(posts.c.channel_id.in_(own_channels), posts.c.id.in_(sent))),
    )

    def of(table: Table, column: str, *condition: ColumnElement[bool]) -> Select[tuple[int]]:
        return select(table.c[column]).where(table.c.workspace_id == old, *condition)

    theirs = {
        table: table.c.person_id.in_(people)
        for table in (quizzes, attempts, streaks, ledger, totals, squad_members, members, reports, deliveries)
    }
    here = {
        table: table.c.channel_id.in_(own_channels) for table in (schedules, journal, group_quizzes, relays)
    }
    earned, tried = of(ledger, "channel_id", theirs[ledger]), of(attempts, "asking_id", theirs[attempts])
    groups = of(group_quizzes, "id", here[group_quizzes])
    return {
        **theirs,
        **here,
        persons: persons.c.id.in_(people),
        squads: true(),
        rulings: true(),
        channels: or_(
            channels.c.id.in_(own_channels),
            channels.c.id.in_(earned),
            channels.c.id.in_(of(posts, "channel_id", kept_posts)),
            channels.c.id.in_(of(members, "channel_id", theirs[members])),
        ),
        askings: or_(
            askings.c.id.in_(tried),
            askings.c.id.in_(of(ledger, "asking_id", theirs[ledger])),
            askings.c.id.in_(of(posts, "asking_id", kept_posts)),
            askings.c.id.in_(of(group_askings, "asking_id", group_askings.c.group_id.in_(groups))),
        ),
        posts: kept_posts,
        group_askings: group_askings.c.group_id.in_(groups),
        outbox: _at(outbox, old, installation),
    }


def _at(table: Table, workspace: int, installation: Installation) -> ColumnElement[bool]:
    return and_(
        table.c.workspace_id == workspace,
        table.c.platform == installation.platform,
        table.c.team == installation.team,
    )
