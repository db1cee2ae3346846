"""Two accounts of one person: their histories put together, and taken apart again.

What goes over is kept by its keys, so that joining can be undone. Whatever is earned while joined stays with
the person who stayed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, insert, select, tuple_, update

from bot.ports import Member, PersonId, WorkspaceId
from storage.ids import row_id
from storage.models import (
    attempts,
    deliveries,
    joins,
    journal,
    ledger,
    members,
    person_addresses,
    persons,
    posts,
    quizzes,
    relays,
    reports,
    schedules,
    squad_members,
    streaks,
)
from storage.rows import Rows
from storage.totals import rebuild_person
from storage.upsert import insert_new

CANCELLED = "join"  # the source of entries that take away what was earned twice
_MOVED = {  # rows that are somebody's: their table, and the column that says whose
    "attempts": attempts.c.person_id,
    "ledger": ledger.c.person_id,
    "posts": posts.c.person_id,
    "quizzes": quizzes.c.person_id,
    "reports": reports.c.person_id,
    "settled": reports.c.settled_by,
    "managed": schedules.c.manager,
    "journal": journal.c.person_id,
    "relays": relays.c.person_id,
    "deliveries": deliveries.c.person_id,
    "addresses": person_addresses.c.person_id,
}
_ENTRY = ("channel_id", "asking_id", "local_date")  # what an entry and the one that takes it away share


class JoinRows(Rows):
    """Tx on persons with several accounts."""

    def join_persons(self, stays: Member, goes: PersonId, at: datetime) -> None:
        """Put one person's history to another's; where both answered, the first answer counts."""
        moved = _Pair(self.connection, stays.workspace, stays.person, goes).join(at)
        row = {"workspace_id": stays.workspace, "id": row_id(), "person_id": stays.person, "other_id": goes}
        self.connection.execute(insert(joins), row | {"moved": json.dumps(moved), "at": at})

    def part_persons(self, member: Member) -> PersonId | None:
        """Undo the member's newest join; who the other one is from now on, None where there was none."""
        own = and_(joins.c.workspace_id == member.workspace, joins.c.person_id == member.person)
        newest = select(joins).where(own).order_by(joins.c.at.desc(), joins.c.id.desc()).limit(1)
        row = self.connection.execute(newest).first()
        if row is None:
            return None
        _Pair(self.connection, member.workspace, member.person, row.other_id).part(json.loads(row.moved))
        gone = and_(joins.c.workspace_id == member.workspace, joins.c.id == row.id)
        self.connection.execute(delete(joins).where(gone))
        return PersonId(row.other_id)

    def joined(self, workspace: WorkspaceId) -> list[PersonId]:
        """Everybody in the workspace with joined accounts."""
        found = select(joins.c.person_id).where(joins.c.workspace_id == workspace).order_by(joins.c.at.desc())
        return [PersonId(person) for person in self.connection.execute(found).scalars()]


class _Pair:
    """Two persons of a workspace: `stays` takes the other's history over, or gives it back."""

    def __init__(self, connection: Connection, workspace: int, stays: int, goes: int) -> None:
        self._connection = connection
        self._workspace = workspace
        self._stays = stays
        self._goes = goes

    def join(self, at: datetime) -> dict[str, Any]:
        """Move everything; what is needed to move it back."""
        dropped, cancelled = self._settle_doubles(at)
        self._drop_doubled_reports()
        moved = {name: self._move(column) for name, column in _MOVED.items()}
        more = {
            "members": self._join_members(),
            "squad": self._join_squads(),
            "wishes": self._join_wishes(),
            "name": self._name(),
        }
        self._connection.execute(delete(streaks).where(self._of(streaks.c.person_id, self._goes)))
        self._rebuild()
        return {"dropped": dropped, "cancelled": cancelled, "moved": moved, **more}

    def part(self, kept: Mapping[str, Any]) -> None:
        """Move back what was moved and is still there."""
        for name, column in _MOVED.items():
            for keys in _batches(kept["moved"][name]):
                here = and_(self._of(column, self._stays), _key(column.table).in_(map(tuple, keys)))
                self._set(column.table, here, {column.name: self._goes})
        for row in kept["dropped"]:
            insert_new(self._connection, attempts, _thawed(row))
        for some in _batches(kept["cancelled"]):
            own = and_(ledger.c.workspace_id == self._workspace, ledger.c.id.in_(some))
            self._connection.execute(delete(ledger).where(own))
        self._part_members(kept["members"])
        self._part_squads(kept["squad"])
        before, after = kept["wishes"]
        mine = and_(self._of(persons.c.id, self._stays), persons.c.on_board == after[0])
        self._set(persons, and_(mine, persons.c.named == after[1]), dict(zip(_WISHES, before, strict=True)))
        self._set(persons, self._of(persons.c.id, self._stays), {"name": kept["name"]})
        self._rebuild()

    # -- tries and points -------------------------------------------------------------------------------

    def _settle_doubles(self, at: datetime) -> tuple[list[dict[str, Any]], list[int]]:
        """Where both answered, drop the later one's tries and take away what they brought."""
        tries = defaultdict[int, dict[int, list[Row[Any]]]](dict)
        both = self._of(attempts.c.person_id, self._stays, self._goes)
        rows = self._connection.execute(select(attempts).where(both).order_by(attempts.c["try"]))
        for row in rows:
            tries[row.asking_id].setdefault(row.person_id, []).append(row)
        dropped: list[dict[str, Any]] = []
        cancelled: list[int] = []
        for asking, made in tries.items():
            if len(made) == 2:
                loser = max(made, key=lambda person: (made[person][0].answered_at, person == self._goes))
                dropped += [_frozen(row) for row in made[loser]]
                theirs = and_(self._of(attempts.c.person_id, loser), attempts.c.asking_id == asking)
                self._connection.execute(delete(attempts).where(theirs))
                cancelled += self._cancel(loser, asking, at)
        return dropped, cancelled

    def _cancel(self, loser: int, asking: int, at: datetime) -> list[int]:
        """Entries that take away what an asking brought; the ledger itself only grows."""
        theirs = and_(self._of(ledger.c.person_id, loser), ledger.c.asking_id == asking)
        entries = [
            {name: getattr(row, name) for name in _ENTRY}
            | {"workspace_id": self._workspace, "id": row_id(), "person_id": self._stays}
            | {"source": CANCELLED, "points": -row.points, "earned_at": at}
            for row in self._connection.execute(select(ledger).where(theirs)).all()
        ]
        if entries:
            self._connection.execute(insert(ledger), entries)
        return [entry["id"] for entry in entries]

    def _drop_doubled_reports(self) -> None:
        """Of two reports on the same try, the one of whoever stays is enough."""
        same = ("asking_id", "kind", "try")
        mine = select(*(reports.c[name] for name in same)).where(self._of(reports.c.person_id, self._stays))
        double = tuple_(*(reports.c[name] for name in same)).in_(mine)
        self._connection.execute(delete(reports).where(self._of(reports.c.person_id, self._goes), double))

    # -- whose is what ----------------------------------------------------------------------------------

    def _move(self, column: Any) -> list[list[Any]]:
        """Make the rows that name who goes name who stays; their keys, as they are then."""
        theirs = self._of(column, self._goes)
        keys = [name.name for name in _key_columns(column.table)]
        rows = self._connection.execute(select(*(column.table.c[name] for name in keys)).where(theirs))
        found = [[self._stays if n == column.name else v for n, v in zip(keys, r, strict=True)] for r in rows]
        self._set(column.table, theirs, {column.name: self._stays})
        return found

    def _join_members(self) -> dict[str, list[list[Any]]]:
        mine, theirs = (self._memberships(person) for person in (self._stays, self._goes))
        for channel, since in theirs.items():
            self._belong(self._stays, channel, min(since, mine.get(channel, since)))
        self._connection.execute(delete(members).where(self._of(members.c.person_id, self._goes)))
        return {
            name: [[channel, since.isoformat()] for channel, since in some.items()]
            for name, some in (("mine", mine), ("theirs", theirs))
        }

    def _part_members(self, kept: Mapping[str, list[list[Any]]]) -> None:
        mine = dict(map(tuple, kept["mine"]))
        for channel, since in kept["theirs"]:
            if channel in mine:
                self._belong(self._stays, channel, date.fromisoformat(mine[channel]))
            else:
                own = and_(self._of(members.c.person_id, self._stays), members.c.channel_id == channel)
                self._connection.execute(delete(members).where(own))
            self._belong(self._goes, channel, date.fromisoformat(since))

    def _memberships(self, person: int) -> dict[int, date]:
        rows = self._connection.execute(select(members).where(self._of(members.c.person_id, person)))
        return {row.channel_id: row.since for row in rows}

    def _belong(self, person: int, channel: int, since: date) -> None:
        row = {"workspace_id": self._workspace, "channel_id": channel, "person_id": person, "since": since}
        if not insert_new(self._connection, members, row):
            own = and_(self._of(members.c.person_id, person), members.c.channel_id == channel)
            self._set(members, own, {"since": since})

    def _join_squads(self) -> list[Any]:
        """Who stays keeps their squad, or takes the other's: the other's, and whether it was taken."""
        theirs = self._squad(self._goes)
        self._connection.execute(delete(squad_members).where(self._of(squad_members.c.person_id, self._goes)))
        return [theirs, theirs is not None and self._enlist(self._stays, theirs)]

    def _part_squads(self, kept: Sequence[Any]) -> None:
        theirs, taken = kept
        if taken and self._squad(self._stays) == theirs:
            own = self._of(squad_members.c.person_id, self._stays)
            self._connection.execute(delete(squad_members).where(own))
        if theirs is not None:
            self._enlist(self._goes, theirs)

    def _squad(self, person: int) -> int | None:
        own = select(squad_members.c.squad_id).where(self._of(squad_members.c.person_id, person))
        found: int | None = self._connection.execute(own).scalar()
        return found

    def _enlist(self, person: int, squad: int) -> bool:
        row = {"workspace_id": self._workspace, "person_id": person, "squad_id": squad}
        return insert_new(self._connection, squad_members, row)

    def _join_wishes(self) -> list[list[bool]]:
        """Whatever one of the two did not want is not done: the wishes before, and from now on."""
        mine, theirs = (
            list(self._connection.execute(select(*_wishes()).where(self._of(persons.c.id, person))).one())
            for person in (self._stays, self._goes)
        )
        both = [bool(one and other) for one, other in zip(mine, theirs, strict=True)]
        self._set(persons, self._of(persons.c.id, self._stays), dict(zip(_WISHES, both, strict=True)))
        return [[bool(wish) for wish in mine], both]

    def _name(self) -> str:
        """What who stays is called; while joined, it is what the account that was used last is called."""
        own = select(persons.c.name).where(self._of(persons.c.id, self._stays))
        return str(self._connection.execute(own).scalar_one())

    # -- small ------------------------------------------------------------------------------------------

    def _of(self, column: Any, *people: int) -> ColumnElement[bool]:
        return and_(column.table.c.workspace_id == self._workspace, column.in_(people))

    def _set(self, table: Table, rows: ColumnElement[bool], values: Mapping[str, Any]) -> None:
        self._connection.execute(update(table).where(rows).values(**values))

    def _rebuild(self) -> None:
        for person in (self._stays, self._goes):
            rebuild_person(self._connection, self._workspace, person)


_WISHES = ("on_board", "named")


def _wishes() -> list[Any]:
    return [persons.c[name] for name in _WISHES]


def _key_columns(table: Table) -> list[Any]:
    return [column for column in table.primary_key if column.name != "workspace_id"]


def _key(table: Table) -> Any:
    return tuple_(*_key_columns(table))


def _frozen(row: Row[Any]) -> dict[str, Any]:
    """A try as JSON has it."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row._mapping.items()
    }


def _thawed(row: dict[str, Any]) -> dict[str, Any]:
    day, at = date.fromisoformat(row["local_date"]), datetime.fromisoformat(row["answered_at"])
    return {**row, "local_date": day, "answered_at": at}


def _batches(values: Sequence[Any], size: int = 200) -> Iterator[Sequence[Any]]:
    """SQLite bounds the number of parameters of a statement."""
    return (values[start : start + size] for start in range(0, len(values), size))
