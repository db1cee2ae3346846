"""The questions that go to whole channels: put, posted, closed, revealed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, select, update

from bot.events import Place
from bot.learning import Shown
from bot.ports import (
    Answered,
    Asking,
    AskingId,
    ChannelId,
    Daily,
    Delivery,
    DeliveryKind,
    PostId,
    Spot,
    WorkspaceId,
)
from storage.askings import RIGHT, asking_of
from storage.enqueuing import Letter, enqueue, sent_of
from storage.frozen import freeze
from storage.ids import post_id, row_id
from storage.models import (
    DAILY,
    OPEN,
    Instant,
    askings,
    attempts,
    channel_addresses,
    outbox,
    persons,
    posts,
    schedules,
)
from storage.prepared import Prepared
from storage.rows import Rows
from storage.schedules import daily_beside
from storage.statements import belongs, given, of_asking, of_spot, share
from storage.upsert import insert

_ASKING = Prepared(update(askings).where(given(askings, asking="id")))
_TO = bindparam("to", type_=Instant)
_MOVE = Prepared(
    update(askings)
    .where(given(askings, asking="id"), askings.c.closed_at.is_(None))
    .values(closes_at=case((askings.c.closes_at > _TO, askings.c.closes_at), else_=_TO))
)
_OF_DATE = Prepared(
    select(askings)
    .where(given(askings, wanted="pack", day="local_date"), DAILY)
    .order_by(askings.c.series.desc())
    .limit(1)
)
_posted = (
    select(askings, schedules)
    .select_from(posts)
    .join(askings, belongs(posts, "asking_id", askings))
    .outerjoin(schedules, given(schedules, channel="channel_id"))
    .where(given(posts, post="id"))
)
_POSTED = Prepared(_posted)
_POSTED_HELD = Prepared(_posted.with_for_update(of=askings, read=True))
_TO_CHANNEL = and_(given(posts, channel="channel_id"), posts.c.person_id.is_(None))
_LAST = Prepared(
    select(askings)
    .join(posts, belongs(posts, "asking_id", askings))
    .where(_TO_CHANNEL, DAILY)
    .order_by(askings.c.local_date.desc(), askings.c.series.desc())
    .limit(1)
)
_SHOWN = Prepared(
    select(
        askings.c.question_id,
        func.count(posts.c.id.distinct()).label("times"),
        func.max(askings.c.local_date).label("last"),
        func.count(attempts.c.person_id).label("tried"),
        func.count(attempts.c.person_id).filter(attempts.c.result == RIGHT).label("right"),
    )
    .select_from(posts)
    .join(askings, belongs(posts, "asking_id", askings))
    .outerjoin(attempts, and_(share(attempts, posts, "asking_id"), attempts.c["try"] == 1))
    .where(_TO_CHANNEL, DAILY)
    .group_by(askings.c.question_id)
)
_ADDRESSES = Prepared(
    select(channel_addresses).where(
        given(channel_addresses, channel="channel_id"), channel_addresses.c.off.is_(None)
    )
)
_ASKED = Prepared(select(outbox).where(sent_of(DeliveryKind.QUESTION)))
_OVER = Prepared(
    select(askings)
    .where(OPEN, askings.c.closes_at <= bindparam("now"))
    .order_by(askings.c.closes_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_ANSWERS = Prepared(
    select(
        persons.c.id,
        persons.c.name,
        persons.c.named,
        persons.c.on_board,
        attempts.c.result,
        attempts.c.response,
    )
    .select_from(attempts)
    .join(persons, belongs(attempts, "person_id", persons))
    .where(given(attempts, asking="asking_id"))
    .order_by(attempts.c["try"], attempts.c.answered_at)
)
_ANSWERED_SINCE = Prepared(
    select(attempts.c.person_id)
    .where(given(attempts, asking="asking_id"), attempts.c.answered_at >= bindparam("since", type_=Instant))
    .limit(1)
)


class DailyRows(Rows):
    """Tx on daily askings and their posts."""

    def daily_asking(self, workspace: WorkspaceId, pack: str, day: date) -> Asking | None:
        """The newest daily asking of a date."""
        wanted = {"workspace": workspace, "wanted": pack, "day": day}
        row = _OF_DATE.first(self.connection, wanted)
        return asking_of(row) if row else None

    def last_daily(self, spot: Spot) -> Asking | None:
        """The newest daily asking of a channel."""
        row = _LAST.first(self.connection, of_spot(spot))
        return asking_of(row) if row else None

    def new_asking_id(self) -> AskingId:
        """An id for an asking that is about to be put."""
        return AskingId(row_id())

    def put(self, asking: Asking, at: datetime) -> None:
        """Store a new asking."""
        insert(self.connection, askings, _row_of(asking, at))

    def move_closing(self, asking: Asking, to: datetime) -> bool:
        """Have an asking stay open at least until then, whatever somebody else just did with it."""
        return _MOVE.count(self.connection, of_asking(asking) | {"to": to}) == 1

    def post(self, spot: Spot, asking: Asking, at: datetime) -> PostId:
        """Have a channel asked: a post, and a row of the outbox for each of the channel's addresses."""
        post = post_id()
        key = {"workspace_id": spot.workspace, "id": post, "channel_id": spot.channel}
        insert(self.connection, posts, key | {"asking_id": asking.id, "posted_at": at})
        for address in _ADDRESSES.all(self.connection, of_spot(spot)):
            self._send(DeliveryKind.QUESTION, spot, post, address, at)
        return post

    def asked_before(self, spot: Spot) -> Mapping[str, Shown]:
        """How often, when last and with what success each question was a channel's daily one.

        Its success is the share of first tries that were right.
        """
        return {
            row.question_id: Shown(row.times, row.last, 1 - row.right / row.tried if row.tried else 0.0)
            for row in _SHOWN.all(self.connection, of_spot(spot))
        }

    def due_closings(self, now: datetime, limit: int) -> list[Asking]:
        """Askings whose time is over and which are not closed, locked."""
        return [asking_of(row) for row in _OVER.all(self.connection, {"now": now, "limit": limit})]

    def close(self, asking: Asking, at: datetime) -> None:
        """Mark an asking closed."""
        _ASKING.run(self.connection, of_asking(asking) | {"closed_at": at})

    def reveal_everywhere(self, asking: Asking, at: datetime) -> None:
        """Have each channel that was asked get the reveal."""
        for row in _ASKED.all(self.connection, of_asking(asking)):
            spot = Spot(asking.workspace, ChannelId(row.channel_id))
            self._send(DeliveryKind.REVEAL, spot, PostId(row.post_id), row, at)

    def reveal(self, delivery: Delivery, at: datetime) -> None:
        """Have the channel of a question's delivery get the reveal."""
        letter = Letter(DeliveryKind.REVEAL, delivery.spot, delivery.post, delivery.place)
        enqueue(self.connection, letter, at)

    def answers(self, asking: Asking) -> list[Answered]:
        """The last try of everybody who answered, in the order of answering."""
        rows = _ANSWERS.all(self.connection, of_asking(asking))
        last = {row.id: Answered(*row) for row in rows}
        return list(last.values())

    def answered_since(self, asking: Asking, since: datetime) -> bool:
        """Whether somebody has tried an asking at that time or later."""
        return _ANSWERED_SINCE.first(self.connection, of_asking(asking) | {"since": since}) is not None

    def posted(self, spot: Spot, post: PostId, *, held: bool = False) -> tuple[Asking, Daily | None]:
        """The asking of a channel's post, and the channel's schedule; `held`: the asking is locked."""
        wanted = _POSTED_HELD if held else _POSTED
        row = wanted.one(self.connection, of_spot(spot) | {"post": post})
        return asking_of(row), daily_beside(row)

    def _send(self, kind: DeliveryKind, spot: Spot, post: PostId, address: Any, at: datetime) -> None:
        """Have a channel's address sent something about a post."""
        place = Place(address.platform, address.team, address.external_id)
        enqueue(self.connection, Letter(kind, spot, post, place), at)


def _row_of(asking: Asking, at: datetime) -> dict[str, Any]:
    return {
        "workspace_id": asking.workspace,
        "id": asking.id,
        "local_date": asking.day,
        "question_id": asking.question.id,
        "question": freeze(asking.question),
        "asked_at": at,
        "purpose": asking.purpose.value,
        "pack": asking.pack,
        "series": asking.series,
        "reason": asking.reason,
        "closes_at": asking.closes_at,
    }
