"""What people say about verdicts and questions, and what managers decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

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
from storage.models import attempts, ledger, persons, posts, reports, rulings
from storage.rows import Rows
from storage.upsert import insert_new


class ReportRows(Rows):
    """Tx on reports and rulings."""

    def report(self, member: Member, asked: Asked, kind: ReportKind, number: int, at: datetime) -> bool:
        """Store a report, once for each try and kind."""
        row = {"workspace_id": member.workspace, "id": row_id(), "kind": kind.value, "try": number}
        about = {"asking_id": asked.asking.id, "person_id": member.person, "state": "open", "made_at": at}
        return insert_new(self.connection, reports, row | about)

    def open_reports(self, member: Member, limit: int) -> list[Report]:
        """The oldest open reports."""
        found = (
            _with_people(member, reports)
            .add_columns(reports.c.id.label("report"), reports.c.kind, reports.c["try"].label("number"))
            .where(reports.c.state == "open")
            .order_by(reports.c.made_at, reports.c.id)
            .limit(limit)
        )
        return [
            Report(ReportId(row.report), ReportKind(row.kind), _tried(member, row), row.number)
            for row in self.connection.execute(found)
        ]

    def settle(self, member: Member, ids: Sequence[ReportId], ruling: str, at: datetime) -> int:
        """Close reports that are still open."""
        still = and_(
            reports.c.workspace_id == member.workspace, reports.c.id.in_(ids), reports.c.state == "open"
        )
        values = {"state": ruling, "settled_at": at, "settled_by": member.person}
        return self.connection.execute(update(reports).where(still).values(values)).rowcount

    def rule(self, member: Member, question: str, digest: str, ruling: Ruling, at: datetime) -> None:
        """Store a decision."""
        row = {"workspace_id": member.workspace, "question_id": question, "digest": digest}
        insert_new(self.connection, rulings, row | {"kind": ruling.value, "at": at})

    def ruled_right(self, member: Member, question: str) -> frozenset[str]:
        """Digests of answers that were ruled right."""
        found = select(rulings.c.digest).where(
            rulings.c.workspace_id == member.workspace,
            rulings.c.question_id == question,
            rulings.c.kind == Ruling.RIGHT.value,
        )
        return frozenset(self.connection.execute(found).scalars())

    def withdrawn(self, workspace: WorkspaceId) -> Mapping[str, frozenset[str]]:
        """Digests of withdrawn questions, by id."""
        found = select(rulings.c.question_id, rulings.c.digest).where(
            rulings.c.workspace_id == workspace, rulings.c.kind == Ruling.WITHDRAWN.value
        )
        gone = defaultdict[str, set[str]](set)
        for row in self.connection.execute(found):
            gone[row.question_id].add(row.digest)
        return {question: frozenset(digests) for question, digests in gone.items()}

    def tried(self, member: Member, question: str) -> list[Tried]:
        """Everybody who tried a question, locked one after another in the same order by everyone."""
        own = and_(attempts.c.workspace_id == member.workspace, attempts.c.question_id == question)
        who = select(attempts.c.person_id).where(own)
        people = select(persons.c.id).where(persons.c.workspace_id == member.workspace, persons.c.id.in_(who))
        self.connection.execute(people.order_by(persons.c.id).with_for_update())
        found = _with_people(member, attempts).where(own, attempts.c["try"] == 1)
        return [_tried(member, row) for row in self.connection.execute(found)]

    def make_right(self, member: Member, asking: Asking, number: int) -> None:
        """Have tries from `number` on count as right."""
        these = and_(
            attempts.c.workspace_id == member.workspace,
            attempts.c.asking_id == asking.id,
            attempts.c.person_id == member.person,
            attempts.c["try"] >= number,
        )
        self.connection.execute(update(attempts).where(these).values(result=RIGHT, score=1.0))

    def earned(self, member: Member, asking: Asking) -> int:
        """What an asking brought so far."""
        brought = select(func.coalesce(func.sum(ledger.c.points), 0)).where(
            ledger.c.workspace_id == member.workspace,
            ledger.c.person_id == member.person,
            ledger.c.asking_id == asking.id,
        )
        return int(self.connection.execute(brought).scalar_one())


def _with_people(member: Member, about: Any) -> Select[Any]:
    """The people of rows that name an asking and a person, with a post in which they saw the asking."""
    who = and_(persons.c.workspace_id == about.c.workspace_id, persons.c.id == about.c.person_id)
    seen = and_(
        posts.c.workspace_id == about.c.workspace_id,
        posts.c.asking_id == about.c.asking_id,
        or_(posts.c.person_id.is_(None), posts.c.person_id == about.c.person_id),
    )
    first = select(func.min(posts.c.id)).where(seen).correlate(about).scalar_subquery()
    there: ColumnElement[bool] = and_(posts.c.workspace_id == about.c.workspace_id, posts.c.id == first)
    return (
        select(persons.c.id, persons.c.name, persons.c.on_board, posts.c.id.label("post"), posts.c.channel_id)
        .select_from(about)
        .join(persons, who)
        .join(posts, there)
        .where(about.c.workspace_id == member.workspace)
    )


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
