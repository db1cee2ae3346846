"""Squads and who belongs to them."""

from collections import defaultdict

from sqlalchemy import and_, bindparam, delete, func, select

from bot.learning import Squad
from bot.ports import Member, SquadId, Team
from storage.ids import row_id
from storage.models import squad_members, squads, totals
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import belongs, given, of_member, share
from storage.upsert import insert_new, replace

NAME_LENGTH = 60

_SAME = belongs(squad_members, "squad_id", squads)
_SQUADS = Prepared(
    select(
        squads.c.id,
        squads.c.name,
        func.count(squad_members.c.person_id).label("members"),
        func.count().filter(squad_members.c.person_id == bindparam("person")).label("own"),
    )
    .outerjoin(squad_members, _SAME)
    .where(given(squads))
    .group_by(squads.c.workspace_id, squads.c.id)
    .order_by(squads.c.folded)
)
_LEAVE = Prepared(delete(squad_members).where(given(squad_members, person="person_id")))
_SCORES = Prepared(
    select(squads.c.name, func.coalesce(totals.c.points, 0).label("points"))
    .join(squad_members, _SAME)
    .outerjoin(
        totals, and_(share(totals, squad_members, "person_id"), totals.c.period == bindparam("period"))
    )
    .where(given(squads))
    .order_by(squads.c.folded)
)


class SquadRows(Rows):
    """Tx on squads."""

    def squads(self, member: Member) -> list[Team]:
        """The workspace's squads, by name."""
        return [
            Team(SquadId(row.id), row.name, row.members, own=row.own > 0)
            for row in _SQUADS.all(self.connection, of_member(member))
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
        return _LEAVE.count(self.connection, of_member(member)) > 0

    def squad_scores(self, member: Member, period: str) -> list[Squad[str]]:
        """Each squad's members' points in a period; who has any has taken part."""
        points = defaultdict[str, list[int]](list)
        for row in _SCORES.all(self.connection, of_member(member) | {"period": period}):
            points[row.name].append(row.points)
        return [Squad(name, each, sum(1 for one in each if one)) for name, each in points.items()]
