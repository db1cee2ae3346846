"""Quizzes of a whole channel: their questions, and the threads in which they are posted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from bot.events import Place
from bot.ports import (
    Asking,
    ChannelId,
    Delivery,
    DeliveryKind,
    GroupId,
    GroupQuiz,
    Member,
    PostId,
    Spot,
    WorkspaceId,
)
from storage.askings import asking_of
from storage.enqueuing import Letter, enqueue
from storage.ids import post_id, row_id
from storage.models import GOING_ON, askings, channel_addresses, group_askings, group_quizzes, outbox, posts
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import belongs, given, of_asking, of_delivery, of_spot
from storage.upsert import insert, insert_new

_ADDRESSES = Prepared(
    select(channel_addresses).where(
        given(channel_addresses, channel="channel_id"), channel_addresses.c.off.is_(None)
    )
)
_GOING_ON = Prepared(select(group_quizzes.c.id).where(given(group_quizzes, channel="channel_id"), GOING_ON))
_of_asking = (
    select(group_quizzes, group_askings.c.number)
    .join(group_askings, belongs(group_askings, "group_id", group_quizzes))
    .where(given(group_askings, asking="asking_id"))
)
_ASKINGS = Prepared(
    select(askings)
    .join(group_askings, belongs(group_askings, "asking_id", askings))
    .where(given(group_askings, group="group_id"))
    .order_by(group_askings.c.number)
)
_STILL_OPEN = Prepared(
    select(func.count())
    .select_from(group_askings)
    .join(askings, belongs(group_askings, "asking_id", askings))
    .where(given(group_askings, group="group_id"), askings.c.closed_at.is_(None))
)
_END = Prepared(update(group_quizzes).where(given(group_quizzes, group="id")))
_OPENED = Prepared(
    select(outbox).where(
        given(outbox, post="post_id"),
        outbox.c.kind == DeliveryKind.OPENING.value,
        outbox.c.state == "sent",
    )
)
_GROUP_OF = Prepared(_of_asking)
_HOLD = Prepared(_of_asking.with_for_update(of=group_quizzes, key_share=True))
_PLACE = Prepared(
    select(group_askings, group_quizzes.c.closed_at)
    .join(group_quizzes, belongs(group_askings, "group_id", group_quizzes))
    .where(given(group_askings, post="post_id"))
    .with_for_update(of=group_quizzes, read=True)
)
_POST = Prepared(
    select(group_askings.c.post_id).where(given(group_askings, group="group_id", number="number"))
)


class GroupRows(Rows):
    """Tx on quizzes of a whole channel."""

    def open_group(self, member: Member, topic: str, total: int, closes_at: datetime) -> GroupQuiz | None:
        """Begin a quiz, unless one goes on in the channel."""
        group = GroupQuiz(GroupId(row_id()), member.spot, topic, total, closes_at)
        row = {"workspace_id": member.workspace, "id": group.id, "channel_id": member.channel}
        about = {"topic": topic[:200], "total": total, "closes_at": closes_at}
        return group if insert_new(self.connection, group_quizzes, row | about) else None

    def group_goes_on(self, spot: Spot) -> bool:
        """Whether a quiz goes on in a channel."""
        return _GOING_ON.first(self.connection, of_spot(spot)) is not None

    def add_to_group(self, group: GroupQuiz, number: int, asking: Asking, at: datetime) -> PostId:
        """Store a question of a quiz with its post."""
        post = post_id()
        key = {"workspace_id": group.spot.workspace, "asking_id": asking.id}
        insert(self.connection, posts, key | {"id": post, "channel_id": group.spot.channel, "posted_at": at})
        insert(
            self.connection, group_askings, key | {"group_id": group.id, "number": number, "post_id": post}
        )
        return post

    def announce(self, group: GroupQuiz, at: datetime) -> None:
        """Have every address of the channel told; the row is about the first question's post."""
        first = self._post(group.spot.workspace, group.id, 1)
        assert first is not None
        for row in _ADDRESSES.all(self.connection, of_spot(group.spot)):
            place = Place(row.platform, row.team, row.external_id)
            enqueue(self.connection, Letter(DeliveryKind.OPENING, group.spot, first, place), at)

    def group_of(self, asking: Asking) -> tuple[GroupQuiz, int]:
        """The quiz of an asking, and its number in it."""
        row = _GROUP_OF.one(self.connection, of_asking(asking))
        return _group_of(row), row.number

    def next_in_thread(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """Have the question after the delivery's posted below the same opening; after the end, the results.

        Nobody ends the quiz meanwhile, so either they see the opening there or it is seen here that they did.
        """
        place = delivery.place
        number, thread = 0, reference
        here = self._place_of(delivery)
        if here is None:
            return
        if here.closed_at is not None:
            if delivery.kind is DeliveryKind.OPENING:
                there = Place(place.platform, place.team, place.id, thread=thread)
                enqueue(
                    self.connection, Letter(DeliveryKind.RESULTS, delivery.spot, delivery.post, there), at
                )
            return
        if delivery.kind is DeliveryKind.QUESTION:
            number, thread = here.number, place.thread
        following = self._post(delivery.spot.workspace, here.group_id, number + 1)
        if following is not None:
            there = Place(place.platform, place.team, place.id, thread=thread)
            letter = Letter(DeliveryKind.QUESTION, delivery.spot, following, there)
            enqueue(self.connection, letter, at)

    def end_group(self, asking: Asking, at: datetime) -> None:
        """Close the quiz of an asking where none of its askings is open any more.

        Who closes others of its askings at the same moment waits: else each would take the other's for open.
        """
        group = _group_of(_HOLD.one(self.connection, of_asking(asking)))
        about = {"workspace": asking.workspace, "group": group.id}
        if _STILL_OPEN.scalar(self.connection, about):
            return
        _END.run(self.connection, about | {"closed_at": at})
        first = self._post(asking.workspace, group.id, 1)
        for row in _OPENED.all(self.connection, {"workspace": asking.workspace, "post": first}):
            place = Place(row.platform, row.team, row.external_id, thread=row.reference)
            letter = Letter(DeliveryKind.RESULTS, group.spot, PostId(row.post_id), place)
            enqueue(self.connection, letter, at)

    def askings_of(self, group: GroupQuiz) -> list[Asking]:
        """A quiz's questions in their order."""
        about = {"workspace": group.spot.workspace, "group": group.id}
        return [asking_of(row) for row in _ASKINGS.all(self.connection, about)]

    def _place_of(self, delivery: Delivery) -> Row[Any] | None:
        """Which question of which quiz a delivery is about."""
        return _PLACE.first(self.connection, of_delivery(delivery))

    def _post(self, workspace: int, group: int, number: int) -> PostId | None:
        about = {"workspace": workspace, "group": group, "number": number}
        post: str | None = _POST.scalar(self.connection, about)
        return None if post is None else PostId(post)


def _group_of(row: Row[Any]) -> GroupQuiz:
    spot = Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id))
    return GroupQuiz(GroupId(row.id), spot, row.topic, row.total, row.closes_at)
