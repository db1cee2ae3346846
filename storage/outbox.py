"""The outbox: claiming rows to send, and what became of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, func, select, update

from bot.events import Place
from bot.ports import Asking, ChannelId, Delivery, DeliveryKind, PersonId, PostId, Spot, WorkspaceId
from storage.ids import post_id, row_id
from storage.models import WAITING, outbox, person_addresses, posts
from storage.rows import Rows
from storage.upsert import insert_new


class OutboxRows(Rows):
    """Tx on the outbox."""

    def claim(self, now: datetime, owner: str, platform: str, lease: timedelta, limit: int) -> list[Delivery]:
        """Take a platform's rows to send, the oldest first, with those whose lease ended unsettled."""
        ready = (
            select(outbox)
            .where(WAITING, outbox.c.not_before <= now, outbox.c.platform == platform)
            .order_by(outbox.c.not_before)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self.connection.execute(ready).all()
        taken = [_delivery_of(row, owner, now) for row in rows]
        if taken:
            self.connection.execute(
                update(outbox)
                .where(outbox.c.workspace_id == bindparam("workspace"), outbox.c.id == bindparam("row"))
                .values(
                    state="sending",
                    owner=owner,
                    not_before=now + lease,
                    tries=outbox.c.tries + 1,
                    first_sent_at=func.coalesce(outbox.c.first_sent_at, now),
                ),
                [{"workspace": delivery.spot.workspace, "row": delivery.id} for delivery in taken],
            )
        return taken

    def sent(self, delivery: Delivery, reference: str, at: datetime) -> bool:
        """The platform has the message. An update that was overtaken by another is due again."""
        overtaken = outbox.c.version > delivery.version
        values = {
            "state": case((overtaken, "due"), else_="sent"),
            "tries": 0,
            "reference": reference,
            "not_before": at,
            "trouble": "",
        }
        return self.connection.execute(update(outbox).where(_row(delivery)).values(values)).rowcount == 1

    def postpone(self, delivery: Delivery, until: datetime) -> None:
        """Surely not sent: to be tried again, unless somebody else has taken the row since."""
        values = {"state": "due", "not_before": until, "tries": delivery.tries}
        self.connection.execute(update(outbox).where(_own(delivery)).values(values))

    def give_up(self, delivery: Delivery, state: str, trouble: str, at: datetime) -> bool:
        """End a row as `unsure` or `failed`; False where somebody else has taken it since."""
        values = {"state": state, "trouble": trouble[:300], "not_before": at}
        return self.connection.execute(update(outbox).where(_own(delivery)).values(values)).rowcount == 1

    def notify(self, spot: Spot, post: PostId, person: PersonId, body: str, at: datetime) -> None:
        """Have a person told in private of something about a post."""
        own = and_(person_addresses.c.workspace_id == spot.workspace, person_addresses.c.person_id == person)
        known = select(person_addresses).where(own).order_by(person_addresses.c.platform).limit(1)
        for address in self.connection.execute(known).all():
            row = {
                "workspace_id": spot.workspace,
                "id": row_id(),
                "kind": DeliveryKind.NOTICE.value,
                "body": body,
                "post_id": post,
                "channel_id": spot.channel,
                "platform": address.platform,
                "team": address.team,
                "external_id": address.external_id,
                "key": post_id(),
                "state": "due",
                "not_before": at,
            }
            insert_new(self.connection, outbox, row)

    def refresh(self, asking: Asking, at: datetime) -> None:
        """Have the posts of an asking that were sent brought up to date, not before `at`."""
        sent = _sent(asking, DeliveryKind.QUESTION)
        for row in self.connection.execute(select(outbox).where(sent)).all():
            self._update(row, at)

    def reveal_again(self, asking: Asking, at: datetime) -> None:
        """Have the reveals that were sent brought up to date."""
        due = {"state": "due", "not_before": at}
        self.connection.execute(update(outbox).where(_sent(asking, DeliveryKind.REVEAL)).values(due))

    def _update(self, question: Row[Any], at: datetime) -> None:
        same = {
            name: getattr(question, name)
            for name in ("workspace_id", "post_id", "platform", "team", "external_id")
        }
        fresh = {"id": row_id(), "kind": "update", "channel_id": question.channel_id, "key": question.key}
        fresh["thread"] = question.thread
        state = {"state": "due", "not_before": at, "reference": question.reference}
        if not insert_new(self.connection, outbox, same | fresh | state):
            mine = and_(*(outbox.c[name] == value for name, value in same.items()), outbox.c.kind == "update")
            newer = update(outbox).where(mine).values(version=outbox.c.version + 1)
            self.connection.execute(newer)
            self.connection.execute(update(outbox).where(mine, ~WAITING).values(state))


def _sent(asking: Asking, kind: DeliveryKind) -> Any:
    """The rows of an asking's posts that a platform has."""
    own = and_(posts.c.workspace_id == asking.workspace, posts.c.asking_id == asking.id)
    return and_(
        outbox.c.workspace_id == asking.workspace,
        outbox.c.kind == kind.value,
        outbox.c.state == "sent",
        outbox.c.post_id.in_(select(posts.c.id).where(own)),
    )


def _row(delivery: Delivery) -> Any:
    return and_(outbox.c.workspace_id == delivery.spot.workspace, outbox.c.id == delivery.id)


def _own(delivery: Delivery) -> Any:
    """The row while it is still held by this very claim."""
    held = and_(outbox.c.owner == delivery.owner, outbox.c.tries == delivery.tries + 1)
    return and_(_row(delivery), held, outbox.c.state == "sending")


def _delivery_of(row: Row[Any], owner: str, now: datetime) -> Delivery:
    return Delivery(
        id=row.id,
        kind=DeliveryKind(row.kind),
        post=PostId(row.post_id or ""),
        spot=Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id)),
        place=Place(
            row.platform,
            row.team,
            row.external_id,
            direct=row.kind == DeliveryKind.NOTICE,
            thread=row.thread or "",
        ),
        key=row.key,
        tries=row.tries,
        first_sent_at=row.first_sent_at or now,
        reference=row.reference,
        owner=owner,
        version=row.version,
        body=row.body,
    )
