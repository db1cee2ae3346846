"""Quizzes of a whole channel: their questions, and the threads in which they are posted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, insert, select, update

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
from storage.rows import Rows
from storage.upsert import insert_new

_ASKED = and_(
    askings.c.workspace_id == group_askings.c.workspace_id, askings.c.id == group_askings.c.asking_id
)
_OF = and_(
    group_quizzes.c.workspace_id == group_askings.c.workspace_id,
    group_quizzes.c.id == group_askings.c.group_id,
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
        here = and_(
            group_quizzes.c.workspace_id == spot.workspace, group_quizzes.c.channel_id == spot.channel
        )
        return self.connection.execute(select(group_quizzes.c.id).where(here, GOING_ON)).first() is not None

    def add_to_group(self, group: GroupQuiz, number: int, asking: Asking, at: datetime) -> PostId:
        """Store a question of a quiz with its post."""
        post = post_id()
        key = {"workspace_id": group.spot.workspace, "asking_id": asking.id}
        self.connection.execute(
            insert(posts), key | {"id": post, "channel_id": group.spot.channel, "posted_at": at}
        )
        self.connection.execute(
            insert(group_askings), key | {"group_id": group.id, "number": number, "post_id": post}
        )
        return post

    def announce(self, group: GroupQuiz, at: datetime) -> None:
        """Have every address of the channel told; the row is about the first question's post."""
        first = self._post(group.spot.workspace, group.id, 1)
        assert first is not None
        here = and_(
            channel_addresses.c.workspace_id == group.spot.workspace,
            channel_addresses.c.channel_id == group.spot.channel,
            channel_addresses.c.off.is_(None),
        )
        for row in self.connection.execute(select(channel_addresses).where(here)).all():
            place = Place(row.platform, row.team, row.external_id)
            enqueue(self.connection, Letter(DeliveryKind.OPENING, group.spot, first, place), at)

    def group_of(self, asking: Asking) -> tuple[GroupQuiz, int]:
        """The quiz of an asking, and its number in it."""
        found = (
            select(group_quizzes, group_askings.c.number)
            .join(group_askings, _OF)
            .where(group_askings.c.workspace_id == asking.workspace, group_askings.c.asking_id == asking.id)
        )
        row = self.connection.execute(found).one()
        return _group_of(row), row.number

    def next_in_thread(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """Have the question after the delivery's posted below the same opening."""
        place = delivery.place
        number, thread = 0, reference
        here = self._place_of(delivery)
        if here is None:
            return
        if delivery.kind is DeliveryKind.QUESTION:
            number, thread = here.number, place.thread
        following = self._post(delivery.spot.workspace, here.group_id, number + 1)
        if following is not None:
            there = Place(place.platform, place.team, place.id, thread=thread)
            letter = Letter(DeliveryKind.QUESTION, delivery.spot, following, there)
            enqueue(self.connection, letter, at)

    def end_group(self, asking: Asking, at: datetime) -> None:
        """Close the quiz of an asking where none of its askings is open any more."""
        group, _ = self.group_of(asking)
        still_open = (
            select(func.count())
            .select_from(group_askings)
            .join(askings, _ASKED)
            .where(
                group_askings.c.workspace_id == asking.workspace,
                group_askings.c.group_id == group.id,
                askings.c.closed_at.is_(None),
            )
        )
        if self.connection.execute(still_open).scalar_one():
            return
        own = and_(group_quizzes.c.workspace_id == asking.workspace, group_quizzes.c.id == group.id)
        self.connection.execute(update(group_quizzes).where(own).values(closed_at=at))
        first = self._post(asking.workspace, group.id, 1)
        opened = select(outbox).where(
            outbox.c.workspace_id == asking.workspace,
            outbox.c.post_id == first,
            outbox.c.kind == DeliveryKind.OPENING.value,
            outbox.c.state == "sent",
        )
        for row in self.connection.execute(opened).all():
            place = Place(row.platform, row.team, row.external_id, thread=row.reference)
            letter = Letter(DeliveryKind.RESULTS, group.spot, PostId(row.post_id), place)
            enqueue(self.connection, letter, at)

    def askings_of(self, group: GroupQuiz) -> list[Asking]:
        """A quiz's questions in their order."""
        mine = and_(
            group_askings.c.workspace_id == group.spot.workspace, group_askings.c.group_id == group.id
        )
        found = select(askings).join(group_askings, _ASKED).where(mine).order_by(group_askings.c.number)
        return [asking_of(row) for row in self.connection.execute(found)]

    def _place_of(self, delivery: Delivery) -> Row[Any] | None:
        """Which question of which quiz a delivery is about."""
        mine = and_(
            group_askings.c.workspace_id == delivery.spot.workspace,
            group_askings.c.post_id == delivery.post,
        )
        return self.connection.execute(select(group_askings).where(mine)).first()

    def _post(self, workspace: int, group: int, number: int) -> PostId | None:
        found = select(group_askings.c.post_id).where(
            group_askings.c.workspace_id == workspace,
            group_askings.c.group_id == group,
            group_askings.c.number == number,
        )
        post: str | None = self.connection.execute(found).scalar()
        return None if post is None else PostId(post)


def _group_of(row: Row[Any]) -> GroupQuiz:
    spot = Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id))
    return GroupQuiz(GroupId(row.id), spot, row.topic, row.total, row.closes_at)
