"""The platforms' teams: which have the tutor, and the removal of all that belonged to one that left."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, exists, select, tuple_

from storage.models import (
    channel_addresses,
    departures,
    installations,
    metadata,
    person_addresses,
    persons,
    secrets,
    workspaces,
)
from storage.rows import Rows
from storage.upsert import replace

_ADDRESSES = (channel_addresses, person_addresses, secrets, installations, departures)
_INSIDE = [table for table in reversed(metadata.sorted_tables) if "workspace_id" in table.c]


class TeamRows(Rows):
    """Tx on the platforms' teams."""

    def teams(self, platform: str) -> Mapping[str, bool]:
        """Each team of a platform that is known, with whether it has the tutor now."""
        known = select(installations.c.team, _left(installations).label("left"))
        rows = self.connection.execute(known.where(installations.c.platform == platform))
        return {row.team: not row.left for row in rows}

    def teams_of(self, platform: str, person: str) -> list[str]:
        """The teams with the tutor that know a platform's person, the one entered last first."""
        address = person_addresses.c
        same = and_(persons.c.workspace_id == address.workspace_id, persons.c.id == address.person_id)
        known = (
            select(address.team)
            .join(persons, same)
            .where(address.platform == platform, address.external_id == person, ~_left(person_addresses))
            .order_by(persons.c.joined_at.desc(), persons.c.id.desc())
        )
        return list(self.connection.execute(known).scalars())

    def set_left(self, platform: str, team: str, at: datetime | None) -> None:
        """Note since when a team is without the tutor; None: it has it."""
        if at is not None:
            replace(self.connection, departures, {"platform": platform, "team": team, "left_at": at})
            return
        own = and_(departures.c.platform == platform, departures.c.team == team)
        self.connection.execute(delete(departures).where(own))

    def drop_left(self, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows of what belongs to teams that left before; how many it were.

        The addresses go first: a team that comes back in the midst of it begins anew.
        """
        left = select(departures.c.platform, departures.c.team).where(departures.c.left_at < before)
        gone = 0
        for table in _ADDRESSES:
            gone += self._delete(table, tuple_(table.c.platform, table.c.team).in_(left), limit - gone)
        nobodys = workspaces.c.id.not_in(select(installations.c.workspace_id))
        orphans = self.connection.execute(select(workspaces.c.id).where(nobodys).limit(limit)).scalars().all()
        if orphans:
            for table in _INSIDE:
                gone += self._delete(table, table.c.workspace_id.in_(orphans), limit - gone)
            gone += self._delete(workspaces, workspaces.c.id.in_(orphans), limit - gone)
        return gone

    def _delete(self, table: Table, which: Any, limit: int) -> int:
        if limit <= 0:
            return 0
        some = select(*table.primary_key).where(which).limit(limit)
        return self.connection.execute(delete(table).where(tuple_(*table.primary_key).in_(some))).rowcount


def _left(addresses: Table) -> Any:
    """Whether the team of an address is without the tutor."""
    own = and_(departures.c.platform == addresses.c.platform, departures.c.team == addresses.c.team)
    return exists().where(own)
