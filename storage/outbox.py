"""The outbox: claiming rows to send, and what became of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select, update

from bot.events import Place
from bot.ports import Asking, ChannelId, Delivery, DeliveryKind, PersonId, PostId, Spot, WorkspaceId
from storage.enqueuing import about, sent_of
from storage.ids import post_id, row_id
from storage.models import WAITING, Instant, askings, outbox, person_addresses
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import Parameters, given, of_asking, of_delivery
from storage.upsert import change, insert_new

_READY = Prepared(
    select(outbox)
    .where(WAITING, outbox.c.not_before <= bindparam("now"), outbox.c.platform == bindparam("on"))
    .order_by(outbox.c.not_before)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_CLAIM = Prepared(
    update(outbox)
    .where(given(outbox, row="id"))
    .values(
        state="sending",
        tries=outbox.c.tries + 1,
        first_sent_at=func.coalesce(outbox.c.first_sent_at, bindparam("now", type_=Instant)),
    )
)
_SENT = Prepared(
    update(outbox)
    .where(given(outbox, row="id"))
    .values(state=case((outbox.c.version > bindparam("shown"), "due"), else_="sent"), tries=0, trouble="")
)
_HELD = Prepared(
    update(outbox).where(  # by this very claim
        given(outbox, row="id", holder="owner", claim="tries"), outbox.c.state == "sending"
    )
)
_ADDRESS = Prepared(  # one of them is enough to tell a person something
    select(person_addresses)
    .where(given(person_addresses, person="person_id"))
    .order_by(person_addresses.c.platform)
    .limit(1)
)
_PLACE = ("workspace_id", "post_id", "platform", "team", "external_id")
_ONCE = (*_PLACE, "kind", "part")  # the key of a row beside its id
_SENT_AS = (*_PLACE, "channel_id", "thread", "key", "reference")  # what an update has of its question's row
_QUESTIONS = Prepared(select(*(outbox.c[name] for name in _SENT_AS)).where(sent_of(DeliveryKind.QUESTION)))
_HOLD = Prepared(select(askings.c.id).where(given(askings, asking="id")).with_for_update(read=True))
_IS_SENT = outbox.c.state == "sent"
_REVEALS = Prepared(
    update(outbox)
    .where(about(DeliveryKind.REVEAL), or_(WAITING, _IS_SENT))
    .values(
        version=outbox.c.version + 1,
        state=case((_IS_SENT, "due"), else_=outbox.c.state),
        not_before=case((_IS_SENT, bindparam("since", type_=Instant)), else_=outbox.c.not_before),
    )
)


class OutboxRows(Rows):
    """Tx on the outbox."""

    def claim(self, now: datetime, owner: str, platform: str, lease: timedelta, limit: int) -> list[Delivery]:
        """Take a platform's rows to send, the oldest first, with those whose lease ended unsettled."""
        rows = _READY.all(self.connection, {"now": now, "on": platform, "limit": limit})
        taken = [_delivery_of(row, owner, now) for row in rows]
        if taken:
            held = {"owner": owner, "not_before": now + lease, "now": now}
            _CLAIM.each(self.connection, [of_delivery(delivery) | held for delivery in taken])
        return taken

    def sent(self, delivery: Delivery, reference: str, at: datetime) -> bool:
        """The platform has the message. An update that was overtaken by another is due again."""
        values = {"shown": delivery.version, "reference": reference, "not_before": at}
        return _SENT.count(self.connection, of_delivery(delivery) | values) == 1

    def postpone(self, delivery: Delivery, until: datetime) -> None:
        """Surely not sent: to be tried again, unless somebody else has taken the row since."""
        values = {"state": "due", "not_before": until, "tries": delivery.tries}
        _HELD.run(self.connection, _claim_of(delivery) | values)

    def give_up(self, delivery: Delivery, state: str, trouble: str, at: datetime) -> bool:
        """End a row as `unsure` or `failed`; False where somebody else has taken it since."""
        values = {"state": state, "trouble": trouble[:300], "not_before": at}
        return _HELD.count(self.connection, _claim_of(delivery) | values) == 1

    def notify(self, spot: Spot, post: PostId, person: PersonId, body: str, at: datetime) -> None:
        """Have a person told in private of something about a post."""
        own = {"workspace": spot.workspace, "person": person}
        for address in _ADDRESS.all(self.connection, own):
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
        for row in _QUESTIONS.all(self.connection, of_asking(asking)):
            fresh = {"id": row_id(), "kind": DeliveryKind.UPDATE.value, "state": "due", "not_before": at}
            change(self.connection, outbox, _ONCE, _one_more, row._asdict() | fresh)

    def reveal_again(self, asking: Asking, at: datetime) -> None:
        """Have the reveals brought up to date, also those that are just being sent as they were.

        Whoever closes the asking at this moment waits, or has done it and is seen.
        """
        _HOLD.run(self.connection, of_asking(asking))
        _REVEALS.run(self.connection, of_asking(asking) | {"since": at})


def _one_more(refused: Any) -> dict[str, Any]:
    """Of an update that is there: it has more to show; where it does not wait any more, it is due again."""
    again = ("state", "not_before", "reference")
    values = {name: case((WAITING, outbox.c[name]), else_=refused[name]) for name in again}
    return values | {"version": outbox.c.version + 1}


def _claim_of(delivery: Delivery) -> Parameters:
    return of_delivery(delivery) | {"holder": delivery.owner, "claim": delivery.tries + 1}


def _delivery_of(row: Any, owner: str, now: datetime) -> Delivery:
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
