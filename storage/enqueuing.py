"""A new row of the outbox, and what has gone out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select

from bot.events import Place
from bot.ports import DeliveryKind, PostId, Spot
from storage.ids import post_id, row_id
from storage.models import outbox, posts
from storage.statements import given
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


def sent_of(kind: DeliveryKind) -> ColumnElement[bool]:
    """The rows of a kind about the posts of the given asking that a platform has."""
    return and_(about(kind), outbox.c.state == "sent")


def about(kind: DeliveryKind) -> ColumnElement[bool]:
    """The rows of a kind about the posts of the given asking."""
    its_posts = select(posts.c.id).where(given(posts, asking="asking_id"))
    return and_(given(outbox), outbox.c.kind == kind.value, outbox.c.post_id.in_(its_posts))
