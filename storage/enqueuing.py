"""A new row of the outbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.events import Place
from bot.ports import DeliveryKind, PostId, Spot
from storage.ids import post_id, row_id
from storage.models import outbox
from storage.upsert import insert_new


@dataclass(frozen=True, slots=True)
class Letter:
    """Something about a post that is to be sent to a place."""

    kind: DeliveryKind
    spot: Spot
    post: PostId
    place: Place


def enqueue(connection: Connection, letter: Letter, at: datetime) -> None:
    """Have a letter sent, once for each kind, post and place.

    A question's key is its post's id, anything else gets one of its own.
    """
    row = {
        "workspace_id": letter.spot.workspace,
        "id": row_id(),
        "kind": letter.kind.value,
        "post_id": letter.post,
        "channel_id": letter.spot.channel,
        "platform": letter.place.platform,
        "team": letter.place.team,
        "external_id": letter.place.id,
        "thread": letter.place.thread or None,
        "key": letter.post if letter.kind is DeliveryKind.QUESTION else post_id(),
        "state": "due",
        "not_before": at,
    }
    insert_new(connection, outbox, row)
