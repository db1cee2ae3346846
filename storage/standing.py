"""Points and streaks: the ledger, the totals that leaderboards read, and each person's streak."""

from datetime import date, datetime

from sqlalchemy import and_, func, insert, select

from bot.learning import Streak, period_keys
from bot.ports import Asked, Member, Rank
from storage.ids import row_id
from storage.models import ledger, persons, streaks, totals
from storage.rows import Rows
from storage.upsert import add, replace


WORKSPACE = ""  # the scope of totals over a whole workspace


class StandingRows(Rows):
    """Tx on the ledger, totals and streaks."""

    def earn(self, member: Member, asked: Asked, points: int, day: date, at: datetime) -> None:
        """Add points to the ledger and, in the same transaction, to every total they count in."""
        own = {"workspace_id": member.workspace, "person_id": member.person, "points": points}
        entry = {
            "id": row_id(),
            "channel_id": member.channel,
            "asking_id": asked.asking,
            "local_date": day,
            "earned_at": at,
        }
        self.connection.execute(insert(ledger), own | entry)
        scopes = (WORKSPACE, str(member.channel))
        counted = [own | {"scope": s, "period": p} for s in scopes for p in period_keys(day)]
        add(self.connection, totals, "points", counted)

    def earned_on(self, member: Member, day: date) -> int:
        """Points of the member on a local date."""
        earned = select(func.coalesce(func.sum(ledger.c.points), 0)).where(
            ledger.c.workspace_id == member.workspace,
            ledger.c.person_id == member.person,
            ledger.c.local_date == day,
        )
        return int(self.connection.execute(earned).scalar_one())

    def streak(self, member: Member) -> Streak:
        """The member's streak as last stored."""
        own = and_(streaks.c.workspace_id == member.workspace, streaks.c.person_id == member.person)
        row = self.connection.execute(select(streaks).where(own)).first()
        return Streak(row.current, row.best, row.last_date) if row else Streak()

    def keep_streak(self, member: Member, kept: Streak) -> None:
        """Store the member's streak."""
        own = {"workspace_id": member.workspace, "person_id": member.person}
        replace(
            self.connection,
            streaks,
            {**own, "current": kept.current, "best": kept.best, "last_date": kept.last},
        )

    def leaders(self, member: Member, period: str, limit: int) -> tuple[Rank, ...]:
        """The best `limit` of a period, then the member if not among them. Nobody is listed with nothing."""
        board = and_(
            totals.c.workspace_id == member.workspace,
            totals.c.scope == WORKSPACE,
            totals.c.period == period,
            totals.c.points > 0,
        )
        scores = (
            select(totals.c.person_id, totals.c.points, persons.c.name)
            .join(
                persons,
                and_(persons.c.workspace_id == totals.c.workspace_id, persons.c.id == totals.c.person_id),
            )
            .where(board)
        )
        best = self.connection.execute(
            scores.order_by(totals.c.points.desc(), totals.c.person_id).limit(limit)
        ).all()
        rows = list(best)
        if member.person not in {row.person_id for row in best}:
            rows += self.connection.execute(scores.where(totals.c.person_id == member.person)).all()
        above = {
            points: self.connection.execute(
                select(func.count()).select_from(totals).where(board, totals.c.points > points)
            ).scalar_one()
            for points in {row.points for row in rows}
        }
        return tuple(
            Rank(above[row.points] + 1, row.name, row.points, row.person_id == member.person) for row in rows
        )
