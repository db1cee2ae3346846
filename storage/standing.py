"""Points and streaks: the ledger, the totals that leaderboards read, and each person's streak."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, select

from bot.learning import Streak, period_keys
from bot.ports import Asked, Member, Purpose, Rank
from storage.ids import row_id
from storage.models import (
    DAILY,
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
    word,
)
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import belongs, given, of_member, share
from storage.upsert import add, insert, replace

_COLUMNS = {field.name: "last_date" if field.name == "last" else field.name for field in fields(Streak)}
ONE_DAY = timedelta(days=1)
POSTED = ("posted", "late")  # what the journal says of a date on which a question was really posted

_EARNED_ON = Prepared(
    select(func.coalesce(func.sum(ledger.c.points), 0)).where(
        given(ledger, person="person_id", day="local_date"), ledger.c.source != Purpose.DAILY.value
    )
)
_STREAK = Prepared(select(streaks).where(given(streaks, person="person_id")))
_later = attempts.alias()
_LAST_TRY = ~exists().where(
    share(_later, attempts, "asking_id", "person_id"), _later.c["try"] > attempts.c["try"]
)
_days = (
    select(attempts.c.local_date, func.max(case((attempts.c.result == "correct", 1), else_=0)).label("right"))
    .where(given(attempts, person="person_id"), _LAST_TRY)
    .group_by(attempts.c.local_date)
)
_DAYS = Prepared(_days)
_DAILY_DAYS = Prepared(_days.join(askings, belongs(attempts, "asking_id", askings)).where(DAILY))
_OPEN_SINCE = Prepared(
    select(func.min(askings.c.local_date))
    .select_from(members)
    .join(posts, and_(share(posts, members, "channel_id"), posts.c.person_id.is_(None)))
    .join(askings, belongs(posts, "asking_id", askings))
    .where(given(members, person="person_id"), OPEN, DAILY)
)
_SCHEDULED = Prepared(select(schedules.c.channel_id).where(given(schedules)).limit(1))
_POSTED_DAYS = Prepared(
    select(journal.c.local_date)
    .distinct()
    .join(members, and_(share(members, journal, "channel_id"), members.c.since <= journal.c.local_date))
    .where(
        given(journal),
        members.c.person_id == bindparam("person"),
        journal.c.what.in_([word(what) for what in POSTED]),
        journal.c.local_date > bindparam("after"),
        journal.c.local_date < bindparam("before"),
    )
    .order_by(journal.c.local_date)
)


class _Board(NamedTuple):
    """The best of a period, what one person has, and how many have more; nobody is on it with nothing."""

    best: Prepared
    own: Prepared
    ahead: Prepared


def _board(*only: ColumnElement[bool]) -> _Board:
    board = and_(given(totals, period="period"), *only)
    named = (
        select(totals.c.person_id, totals.c.points, persons.c.name)
        .join(persons, belongs(totals, "person_id", persons))
        .where(board, totals.c.points > 0)
    )
    best = named.where(totals.c.shown).order_by(totals.c.points.desc(), totals.c.person_id)
    ahead = select(func.count()).where(board, totals.c.shown, totals.c.points > bindparam("own"))
    return _Board(
        Prepared(best.limit(bindparam("limit"))),
        Prepared(named.where(totals.c.person_id == bindparam("person"))),
        Prepared(ahead),
    )


_OF_CHANNEL = select(members.c.person_id).where(given(members, channel="channel_id"))
_BOARDS = {False: _board(), True: _board(totals.c.person_id.in_(_OF_CHANNEL))}  # whether of the channel alone


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
        insert(self.connection, ledger, own | entry)
        counted = [own | {"period": period, "shown": member.on_board} for period in period_keys(day)]
        add(self.connection, totals, "points", counted)

    def earned_on(self, member: Member, day: date) -> int:
        """What quizzes brought the member on a local date."""
        return int(_EARNED_ON.one(self.connection, of_member(member) | {"day": day})[0])

    def streak(self, member: Member) -> Streak:
        """The member's streak as last stored."""
        row = _STREAK.first(self.connection, of_member(member))
        return (
            Streak(**{name: getattr(row, column) for name, column in _COLUMNS.items()}) if row else Streak()
        )

    def keep_streak(self, member: Member, kept: Streak) -> None:
        """Store the member's streak."""
        own = {"workspace_id": member.workspace, "person_id": member.person}
        values = {column: getattr(kept, name) for name, column in _COLUMNS.items()}
        replace(self.connection, streaks, own | values)

    def answered_days(self, member: Member, *, daily: bool) -> dict[date, bool]:
        """The dates the member answered on, with whether rightly (see `replay`); dailies alone, or all."""
        days = (_DAILY_DAYS if daily else _DAYS).all(self.connection, of_member(member))
        return {row.local_date: bool(row.right) for row in days}

    def open_since(self, member: Member) -> date | None:
        """The oldest date whose daily question is still open in a channel of the member's."""
        found: date | None = _OPEN_SINCE.scalar(self.connection, of_member(member))
        return found

    def posted_days(self, member: Member, after: date, before: date) -> list[date] | None:
        """Dates between on which a channel of the member's got its daily question, oldest first.

        None where the workspace has no schedule: then every date counts.
        """
        own = of_member(member)
        if _SCHEDULED.first(self.connection, own) is None:
            return None
        if before - after <= ONE_DAY:
            return []
        return _POSTED_DAYS.scalars(self.connection, own | {"after": after, "before": before})

    def leaders(self, member: Member, period: str, limit: int, *, channel: bool = False) -> tuple[Rank, ...]:
        """The best `limit` of a period, then the member if not among them; `channel`: of its people alone.

        Nobody is listed with nothing, nor, but to themself, who does not want to be on boards.
        """
        board, wanted = _BOARDS[channel], of_member(member) | {"period": period}
        rows = board.best.all(self.connection, wanted | {"limit": limit})
        ranks = [1 + sum(other.points > row.points for other in rows) for row in rows]
        if member.person not in {row.person_id for row in rows}:
            own = board.own.first(self.connection, wanted)
            if own is not None:
                ahead = board.ahead.one(self.connection, wanted | {"own": own.points})[0]
                rows, ranks = [*rows, own], [*ranks, 1 + ahead]
        return tuple(
            Rank(rank, row.name, row.points, row.person_id == member.person)
            for rank, row in zip(ranks, rows, strict=True)
        )
