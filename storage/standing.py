"""Points and streaks: the ledger, the totals that leaderboards read, and each person's streak."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, func, insert, select

from bot.learning import Streak, period_keys
from bot.ports import Asked, Member, Purpose, Rank
from storage.ids import row_id
from storage.models import (
    OPEN,
    askings,
    attempts,
    journal,
    ledger,
    members,
    persons,
    posts,
    schedules,
    streaks,
    totals,
)
from storage.rows import Rows
from storage.upsert import add, replace

_STREAK = (  # the columns of Streak's fields, in their order
    "current",
    "best",
    "last_date",
    "freezes",
    "run",
    "right_current",
    "right_best",
    "spoilt",
)
POSTED = ("posted", "late")  # what the journal says of a date on which a question was really posted


_EARNED_ON = select(func.coalesce(func.sum(ledger.c.points), 0)).where(
    ledger.c.workspace_id == bindparam("workspace"),
    ledger.c.person_id == bindparam("person"),
    ledger.c.local_date == bindparam("day"),
    ledger.c.source != Purpose.DAILY.value,
)
_KEPT_STREAK = select(streaks).where(
    streaks.c.workspace_id == bindparam("workspace"), streaks.c.person_id == bindparam("person")
)
_SCHEDULED = select(schedules.c.channel_id).where(schedules.c.workspace_id == bindparam("workspace")).limit(1)
_POSTED_DAYS = (
    select(journal.c.local_date)
    .distinct()
    .join(
        members,
        and_(
            members.c.workspace_id == journal.c.workspace_id,
            members.c.channel_id == journal.c.channel_id,
            members.c.person_id == bindparam("person"),
            members.c.since <= journal.c.local_date,
        ),
    )
    .where(
        journal.c.workspace_id == bindparam("workspace"),
        journal.c.what.in_(POSTED),
        journal.c.local_date > bindparam("after"),
        journal.c.local_date < bindparam("before"),
    )
    .order_by(journal.c.local_date)
)


class StandingRows(Rows):
    """Tx on the ledger, totals and streaks."""

    def earn(self, member: Member, asked: Asked, points: int, day: date, at: datetime) -> None:
        """Add points to the ledger and, in the same transaction, to every total they count in."""
        own = {"workspace_id": member.workspace, "person_id": member.person, "points": points}
        entry = {
            "id": row_id(),
            "channel_id": member.channel,
            "asking_id": asked.asking.id,
            "source": asked.asking.purpose.value,
            "local_date": day,
            "earned_at": at,
        }
        self.connection.execute(insert(ledger), own | entry)
        counted = [own | {"period": period, "shown": member.on_board} for period in period_keys(day)]
        add(self.connection, totals, "points", counted)

    def earned_on(self, member: Member, day: date) -> int:
        """What quizzes brought the member on a local date."""
        own = {"workspace": member.workspace, "person": member.person, "day": day}
        return int(self.connection.execute(_EARNED_ON, own).scalar_one())

    def streak(self, member: Member) -> Streak:
        """The member's streak as last stored."""
        own = {"workspace": member.workspace, "person": member.person}
        row = self.connection.execute(_KEPT_STREAK, own).first()
        return Streak(*(getattr(row, column) for column in _STREAK)) if row else Streak()

    def keep_streak(self, member: Member, kept: Streak) -> None:
        """Store the member's streak."""
        own = {"workspace_id": member.workspace, "person_id": member.person}
        replace(self.connection, streaks, own | dict(zip(_STREAK, astuple(kept), strict=True)))

    def answered_days(self, member: Member, *, daily: bool) -> dict[date, bool]:
        """The dates the member answered on, with whether rightly (see `replay`); dailies alone, or all."""
        latest = (
            select(attempts.c.asking_id, func.max(attempts.c["try"]).label("try"))
            .where(attempts.c.workspace_id == member.workspace, attempts.c.person_id == member.person)
            .group_by(attempts.c.asking_id)
            .subquery()
        )
        last = and_(attempts.c.asking_id == latest.c.asking_id, attempts.c["try"] == latest.c["try"])
        right = func.max(case((attempts.c.result == "correct", 1), else_=0))
        days = (
            select(attempts.c.local_date, right.label("right"))
            .join(latest, last)
            .where(attempts.c.workspace_id == member.workspace, attempts.c.person_id == member.person)
            .group_by(attempts.c.local_date)
        )
        if daily:
            asked = and_(
                askings.c.workspace_id == attempts.c.workspace_id, askings.c.id == attempts.c.asking_id
            )
            days = days.join(askings, asked).where(askings.c.purpose == Purpose.DAILY.value)
        return {row.local_date: bool(row.right) for row in self.connection.execute(days)}

    def open_since(self, member: Member) -> date | None:
        """The oldest date whose daily question is still open in a channel of the member's."""
        here = and_(
            members.c.workspace_id == posts.c.workspace_id,
            members.c.channel_id == posts.c.channel_id,
            members.c.person_id == member.person,
        )
        asked = and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id)
        oldest = (
            select(func.min(askings.c.local_date))
            .select_from(posts)
            .join(askings, asked)
            .join(members, here)
            .where(posts.c.workspace_id == member.workspace, OPEN, askings.c.purpose == Purpose.DAILY.value)
        )
        found: date | None = self.connection.execute(oldest).scalar()
        return found

    def posted_days(self, member: Member, after: date, before: date) -> list[date] | None:
        """Dates between on which a channel of the member's got its daily question, oldest first.

        None where the workspace has no schedule: then every date counts.
        """
        if self.connection.execute(_SCHEDULED, {"workspace": member.workspace}).first() is None:
            return None
        between = {"after": after, "before": before}
        own = {"workspace": member.workspace, "person": member.person}
        return list(self.connection.execute(_POSTED_DAYS, own | between).scalars())

    def leaders(self, member: Member, period: str, limit: int, *, channel: bool = False) -> tuple[Rank, ...]:
        """The best `limit` of a period, then the member if not among them; `channel`: of its people alone.

        Nobody is listed with nothing, nor, but to themself, who does not want to be on boards.
        """
        board = [totals.c.workspace_id == member.workspace, totals.c.period == period, totals.c.points > 0]
        if channel:
            here = and_(members.c.workspace_id == member.workspace, members.c.channel_id == member.channel)
            board.append(totals.c.person_id.in_(select(members.c.person_id).where(here)))
        same = and_(persons.c.workspace_id == totals.c.workspace_id, persons.c.id == totals.c.person_id)
        named = select(totals.c.person_id, totals.c.points, persons.c.name).join(persons, same).where(*board)
        best = named.where(totals.c.shown).order_by(totals.c.points.desc(), totals.c.person_id).limit(limit)
        rows = list(self.connection.execute(best))
        ranks = [1 + sum(other.points > row.points for other in rows) for row in rows]
        if member.person not in {row.person_id for row in rows}:
            own = self.connection.execute(named.where(totals.c.person_id == member.person)).all()
            rows += own
            ranks += [1 + self._better(board, row.points) for row in own]
        return tuple(
            Rank(rank, row.name, row.points, row.person_id == member.person)
            for rank, row in zip(ranks, rows, strict=True)
        )

    def _better(self, board: Sequence[ColumnElement[bool]], points: int) -> int:
        """How many of those on a board have more points."""
        ahead = (
            select(func.count()).select_from(totals).where(*board, totals.c.shown, totals.c.points > points)
        )
        return int(self.connection.execute(ahead).scalar_one())
