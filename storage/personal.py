"""Everything that is stored about one person: what they want of it, a copy of it, and its end.

A table is about a person where it has a column `person_id`; the few other traces are named here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, delete, exists, select, update

from bot.ports import Asking, Member, Wishes
from storage.askings import asking_of
from storage.engine import SCRUB
from storage.frozen import thaw
from storage.models import (
    OPEN,
    askings,
    attempts,
    channel_addresses,
    channels,
    deliveries,
    joins,
    journal,
    ledger,
    members,
    metadata,
    outbox,
    person_addresses,
    persons,
    posts,
    quizzes,
    relays,
    reports,
    schedules,
    squad_members,
    streaks,
    totals,
)
from storage.rows import Rows

_OWN = (  # deleted first
    attempts,
    ledger,
    totals,
    streaks,
    squad_members,
    members,
    reports,
    deliveries,
    relays,
)
_OTHERS = (  # columns of rows that stay, and name a person
    schedules.c.manager,
    journal.c.person_id,
    reports.c.settled_by,
)
PERSONAL = tuple(table for table in metadata.sorted_tables if "person_id" in table.c)


class PersonalRows(Rows):
    """Tx on what is stored about a member."""

    def wishes(self, member: Member) -> Wishes:
        """What the member wants others to see."""
        row = self.connection.execute(
            select(persons.c.on_board, persons.c.named).where(_own(persons, member))
        ).one()
        return Wishes(row.on_board, row.named)

    def keep_wishes(self, member: Member, wishes: Wishes) -> None:
        """Store the wishes; every total knows whether it is shown."""
        values = {"on_board": wishes.on_board, "named": wishes.named}
        self.connection.execute(update(persons).where(_own(persons, member)).values(values))
        self.connection.execute(update(totals).where(_own(totals, member)).values(shown=wishes.on_board))

    def stored_about(self, member: Member) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about the member, by table; answers come with what was asked."""
        found = {table.name: self._rows(select(table).where(_own(table, member))) for table in PERSONAL}
        found["persons"] = self._rows(select(persons).where(_own(persons, member)))
        found["schedules"] = self._rows(
            select(schedules).where(
                schedules.c.workspace_id == member.workspace, schedules.c.manager == member.person
            )
        )
        found["outbox"] = self._rows(select(outbox).where(self._to(member)))
        asked = self._prompts(member)
        found["attempts"] = [{**row, "asked": asked.get(row["asking_id"])} for row in found["attempts"]]
        return {name: rows for name, rows in found.items() if rows}

    def forget(self, member: Member) -> list[Asking]:
        """Delete every row about the member, and have the file hold nothing of it either.

        What they are just doing is waited for, because not all of it names them by a foreign key.
        """
        self.connection.execute(select(persons.c.id).where(_own(persons, member)).with_for_update())
        answered = and_(
            attempts.c.workspace_id == askings.c.workspace_id,
            attempts.c.asking_id == askings.c.id,
            attempts.c.person_id == member.person,
        )
        still_open = select(askings).join(attempts, answered).where(OPEN, _here(askings, member)).distinct()
        opened = [asking_of(row) for row in self.connection.execute(still_open)]
        self.connection.execute(delete(outbox).where(self._to(member)))
        passed_on = select(relays.c.id).where(_own(relays, member))
        self.connection.execute(
            delete(outbox).where(
                _here(outbox, member), outbox.c.kind == "relay", outbox.c.part.in_(passed_on)
            )
        )
        for table in _OWN:
            self.connection.execute(delete(table).where(_own(table, member)))
        for column in _OTHERS:
            mine = and_(_here(column.table, member), column == member.person)
            self.connection.execute(update(column.table).where(mine).values({column.name: None}))
        self._delete_private_questions(member)
        self._delete_who_else_they_were(member)
        for table in (person_addresses, persons):
            self.connection.execute(delete(table).where(_own(table, member)))
        self._delete_unused_channels(member)
        self.connection.info[SCRUB] = True
        return opened

    def _delete_private_questions(self, member: Member) -> None:
        """What the member alone was asked."""
        private = select(posts.c.id, posts.c.asking_id).where(_own(posts, member))
        rows = self.connection.execute(private).all()
        for some in _batches(rows):
            ids, asked = [row.id for row in some], [row.asking_id for row in some]
            for table, column, values in (
                (outbox, outbox.c.post_id, ids),
                (posts, posts.c.id, ids),
                (askings, askings.c.id, asked),
            ):
                self.connection.execute(delete(table).where(_here(table, member), column.in_(values)))
        self.connection.execute(delete(quizzes).where(_own(quizzes, member)))

    def _delete_who_else_they_were(self, member: Member) -> None:
        """Accounts that were joined to this one keep nothing either."""
        mine = and_(_here(joins, member), joins.c.person_id == member.person)
        others = list(self.connection.execute(select(joins.c.other_id).where(mine)).scalars())
        self.connection.execute(delete(joins).where(mine))
        gone = and_(_here(persons, member), persons.c.id.in_(others))
        self.connection.execute(delete(persons).where(gone))

    def _delete_unused_channels(self, member: Member) -> None:
        """Conversations with the tutor alone are channels too, and their addresses may name a person."""
        used = [
            exists().where(_same_channel(table))
            for table in metadata.sorted_tables
            if "channel_id" in table.c and table is not channel_addresses
        ]
        unused = select(channels.c.id).where(_here(channels, member), *(~one for one in used))
        gone = list(self.connection.execute(unused).scalars())
        for table, column in ((channel_addresses, channel_addresses.c.channel_id), (channels, channels.c.id)):
            for some in _batches(gone):
                self.connection.execute(delete(table).where(_here(table, member), column.in_(some)))

    def _prompts(self, member: Member) -> dict[object, str]:
        tried = select(attempts.c.asking_id).where(_own(attempts, member))
        asked = select(askings.c.id, askings.c.question).where(
            _here(askings, member), askings.c.id.in_(tried)
        )
        return {row.id: thaw(row.question).prompt for row in self.connection.execute(asked)}

    def _to(self, member: Member) -> ColumnElement[bool]:
        """Messages that went to the member alone."""
        addressed = exists().where(
            _own(person_addresses, member),
            *(person_addresses.c[name] == outbox.c[name] for name in ("platform", "team", "external_id")),
        )
        return and_(_here(outbox, member), outbox.c.kind == "notice", addressed)

    def _rows(self, wanted: Select[Any]) -> list[dict[str, object]]:
        return [_plain(row) for row in self.connection.execute(wanted)]


def _own(table: Table, member: Member) -> ColumnElement[bool]:
    person = table.c.id if table is persons else table.c.person_id
    return and_(_here(table, member), person == member.person)


def _here(table: Any, member: Member) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == member.workspace)


def _same_channel(table: Table) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == channels.c.workspace_id, table.c.channel_id == channels.c.id)


def _plain(row: Row[Any]) -> dict[str, object]:
    """A row as JSON has it, without what the program alone needs."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row._mapping.items()
        if name not in ("workspace_id", "person_id")
    }


def _batches(values: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    """SQLite bounds the number of parameters of a statement."""
    return (values[start : start + size] for start in range(0, len(values), size))
