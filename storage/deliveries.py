"""Events that were handled, with what was answered: a copy gets the same answer and has no second effect."""

from datetime import datetime

from sqlalchemy import select

from bot.ports import Member
from storage.models import deliveries
from storage.rows import Rows
from storage.statements import given
from storage.upsert import insert

_OUTCOME = select(deliveries.c.outcome).where(given(deliveries, event="delivery"))


class DeliveryRows(Rows):
    """Tx on the inbox of deliveries."""

    def outcome(self, member: Member, delivery: str) -> str | None:
        """What was stored for a delivery, or None for a new one."""
        seen = {"workspace": member.workspace, "event": delivery}
        found: str | None = self.connection.execute(_OUTCOME, seen).scalar()
        return found

    def remember(self, member: Member, delivery: str, outcome: str, at: datetime) -> None:
        """Store an outcome; a copy handled elsewhere at the same moment makes this unit run again."""
        row = {"workspace_id": member.workspace, "delivery": delivery, "person_id": member.person}
        insert(self.connection, deliveries, row | {"outcome": outcome, "received_at": at})
