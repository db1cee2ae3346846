"""What people say about verdicts and questions, and what managers decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, func, or_, select, update

from bot.ports import (
    Asked,
    Asking,
    ChannelId,
    Member,
    PersonId,
    PostId,
    Report,
    ReportId,
    ReportKind,
    Ruling,
    Tried,
    WorkspaceId,
)
from storage.askings import RIGHT
from storage.ids import row_id
from storage.models import askings, attempts, ledger, persons, posts, reports, rulings, word
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import belongs, given, of_member, share
from storage.upsert import insert_new

_OPEN = reports.c.state == word("open")


def _with_people(about: Table) -> Select[Any]:
    """The people of rows that name an asking and a person, with a post in which they saw the asking."""
    seen = and_(
        share(posts, about, "asking_id"),
        or_(posts.c.person_id.is_(None), posts.c.person_id == about.c.person_id),
    )
    first = select(posts.c.id).where(seen).order_by(posts.c.posted_at, posts.c.id).limit(1)
    there = and_(
        posts.c.workspace_id == about.c.workspace_id, posts.c.id == first.correlate(about).scalar_subquery()
    )
    return (
        select(persons.c.id, persons.c.name, persons.c.on_board, posts.c.id.label("post"), posts.c.channel_id)
        .select_from(about)
        .join(persons, belongs(about, "person_id", persons))
        .join(posts, there)
        .where(given(about))
    )


_OPEN_REPORTS = Prepared(
    _with_people(reports)
    .add_columns(reports.c.id.label("report"), reports.c.kind, reports.c["try"].label("number"))
    .where(_OPEN)
    .order_by(reports.c.made_at, reports.c.id)
    .limit(bindparam("limit"))
)
_SETTLE = update(reports).where(given(reports), reports.c.id.in_(bindparam("rows", expanding=True)), _OPEN)
_RULED_RIGHT = Prepared(
    select(rulings.c.digest).where(
        given(rulings, question="question_id"), rulings.c.kind == Ruling.RIGHT.value
    )
)
_WITHDRAWN = Prepared(
    select(rulings.c.question_id, rulings.c.digest).where(
        given(rulings), rulings.c.kind == Ruling.WITHDRAWN.value
    )
)
_THESE_TRIES = given(attempts, question="question_id")
_TRIED = Prepared(_with_people(attempts).where(_THESE_TRIES, attempts.c["try"] == 1))
_LOCK_ASKINGS = Prepared(  # whoever is storing a try at one holds it until that is stored
    select(askings.c.id)
    .where(given(askings, question="question_id"), askings.c.closed_at.is_(None))
    .order_by(askings.c.id)
    .with_for_update()
)
_LOCK = Prepared(
    select(persons.c.id)
    .where(given(persons), persons.c.id.in_(select(attempts.c.person_id).where(_THESE_TRIES)))
    .order_by(persons.c.id)
    .with_for_update()
)
_MAKE_RIGHT = Prepared(
    update(attempts)
    .where(given(attempts, asking="asking_id", person="person_id"), attempts.c["try"] >= bindparam("number"))
    .values(result=RIGHT, score=1.0)
)
_EARNED = Prepared(
    select(func.coalesce(func.sum(ledger.c.points), 0)).where(
        given(ledger, person="person_id", asking="asking_id")
    )
)


class ReportRows(Rows):
    """Tx on reports and rulings."""

    def report(self, member: Member, asked: Asked, kind: ReportKind, number: int, at: datetime) -> bool:
        """Store a report, once for each try and kind."""
        row = {"workspace_id": member.workspace, "id": row_id(), "kind": kind.value, "try": number}
        about = {"asking_id": asked.asking.id, "person_id": member.person, "state": "open", "made_at": at}
        return insert_new(self.connection, reports, row | about)

    def open_reports(self, member: Member, limit: int) -> list[Report]:
        """The oldest open reports."""
        found = _OPEN_REPORTS.all(self.connection, of_member(member) | {"limit": limit})
        return [
            Report(ReportId(row.report), ReportKind(row.kind), _tried(member, row), row.number)
            for row in found
        ]

    def settle(self, member: Member, ids: Sequence[ReportId], ruling: str, at: datetime) -> int:
        """Close reports that are still open."""
        values = {"state": ruling, "settled_at": at, "settled_by": member.person}
        return self.connection.execute(_SETTLE, of_member(member) | {"rows": ids} | values).rowcount

    def rule(self, member: Member, question: str, digest: str, ruling: Ruling, at: datetime) -> None:
        """Store a decision."""
        row = {"workspace_id": member.workspace, "question_id": question, "digest": digest}
        insert_new(self.connection, rulings, row | {"kind": ruling.value, "at": at})

    def ruled_right(self, member: Member, question: str) -> frozenset[str]:
        """Digests of answers that were ruled right."""
        about = of_member(member) | {"question": question}
        return frozenset(_RULED_RIGHT.scalars(self.connection, about))

    def withdrawn(self, workspace: WorkspaceId) -> Mapping[str, frozenset[str]]:
        """Digests of withdrawn questions, by id."""
        gone = defaultdict[str, set[str]](set)
        for row in _WITHDRAWN.all(self.connection, {"workspace": workspace}):
            gone[row.question_id].add(row.digest)
        return {question: frozenset(digests) for question, digests in gone.items()}

    def tried(self, member: Member, question: str) -> list[Tried]:
        """Everybody who tried a question, locked one after another in the same order by everyone."""
        about = of_member(member) | {"question": question}
        _LOCK_ASKINGS.run(self.connection, about)
        _LOCK.run(self.connection, about)
        return [_tried(member, row) for row in _TRIED.all(self.connection, about)]

    def make_right(self, member: Member, asking: Asking, number: int) -> None:
        """Have tries from `number` on count as right."""
        these = of_member(member) | {"asking": asking.id, "number": number}
        _MAKE_RIGHT.run(self.connection, these)

    def earned(self, member: Member, asking: Asking) -> int:
        """What an asking brought so far."""
        about = of_member(member) | {"asking": asking.id}
        return int(_EARNED.scalar(self.connection, about))


def _tried(member: Member, row: Any) -> Tried:
    """Somebody of the member's workspace."""
    who = replace(
        member,
        person=PersonId(row.id),
        channel=ChannelId(row.channel_id),
        name=row.name,
        on_board=row.on_board,
    )
    return Tried(who, PostId(row.post))
