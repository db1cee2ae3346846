"""Squads and who belongs to them."""

from collections import defaultdict

from sqlalchemy import and_, delete, func, select

from bot.learning import Squad
from bot.ports import Member, SquadId, Team
from storage.ids import row_id
from storage.models import squad_members, squads, totals
from storage.rows import Rows
from storage.upsert import insert_new, replace

NAME_LENGTH = 60
_SAME = and_(squad_members.c.workspace_id == squads.c.workspace_id, squad_members.c.squad_id == squads.c.id)


class SquadRows(Rows):
    """Tx on squads."""

    def squads(self, member: Member) -> list[Team]:
        """The workspace's squads, by name."""
        belongs = func.count(squad_members.c.person_id)
        own = func.count().filter(squad_members.c.person_id == member.person)
        found = (
            select(squads.c.id, squads.c.name, belongs.label("members"), own.label("own"))
            .outerjoin(squad_members, _SAME)
            .where(squads.c.workspace_id == member.workspace)
            .group_by(squads.c.workspace_id, squads.c.id)
            .order_by(squads.c.folded)
        )
        return [
            Team(SquadId(row.id), row.name, row.members, own=row.own > 0)
            for row in self.connection.execute(found)
        ]

    def make_squad(self, member: Member, name: str) -> bool:
        """Found a squad, unless there is one of that name."""
        row = {"workspace_id": member.workspace, "id": row_id(), "name": name, "folded": name.casefold()}
        return insert_new(self.connection, squads, row)

    def join_squad(self, member: Member, squad: SquadId) -> None:
        """Move the member to a squad."""
        row = {"workspace_id": member.workspace, "person_id": member.person, "squad_id": squad}
        replace(self.connection, squad_members, row)

    def leave_squad(self, member: Member) -> bool:
        """Take the member out of their squad."""
        own = delete(squad_members).where(
            squad_members.c.workspace_id == member.workspace, squad_members.c.person_id == member.person
        )
        return self.connection.execute(own).rowcount > 0

    def squad_scores(self, member: Member, period: str) -> list[Squad[str]]:
        """Each squad's members' points in a period; who has any has taken part."""
        earned = and_(
            totals.c.workspace_id == squad_members.c.workspace_id,
            totals.c.person_id == squad_members.c.person_id,
            totals.c.period == period,
        )
        rows = self.connection.execute(
            select(squads.c.name, func.coalesce(totals.c.points, 0).label("points"))
            .join(squad_members, _SAME)
            .outerjoin(totals, earned)
            .where(squads.c.workspace_id == member.workspace)
            .order_by(squads.c.folded)
        )
        points = defaultdict[str, list[int]](list)
        for row in rows:
            points[row.name].append(row.points)
        return [Squad(name, each, sum(1 for one in each if one)) for name, each in points.items()]
