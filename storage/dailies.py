"""Schedules, and the questions that go to whole channels."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, select, update

from bot.events import Place
from bot.learning import Schedule, Shown
from bot.ports import (
    Answered,
    Asking,
    AskingId,
    ChannelId,
    Daily,
    Delivery,
    DeliveryKind,
    Entry,
    PostId,
    Purpose,
    Spot,
    WorkspaceId,
)
from storage.askings import RIGHT, asking_of
from storage.enqueuing import Letter, enqueue
from storage.frozen import freeze
from storage.ids import post_id, row_id
from storage.models import askings, attempts, channel_addresses, journal, outbox, persons, posts, schedules
from storage.rows import Rows
from storage.upsert import replace

WEEKDAYS = range(7)


class DailyRows(Rows):
    """Tx on schedules, daily askings and their posts."""

    def daily(self, spot: Spot) -> Daily | None:
        """A channel's schedule."""
        row = self.connection.execute(select(schedules).where(_at(schedules, spot))).first()
        return _daily_of(row) if row else None

    def keep_daily(self, daily: Daily) -> None:
        """Store a channel's schedule."""
        replace(self.connection, schedules, _row_of(daily))

    def drop_daily(self, spot: Spot) -> None:
        """Have a channel without a schedule."""
        self.connection.execute(delete(schedules).where(_at(schedules, spot)))

    def due_dailies(self, now: datetime, limit: int) -> list[Daily]:
        """Running schedules whose time has come, locked, the longest overdue first."""
        due = (
            select(schedules)
            .where(schedules.c.paused.is_(None), schedules.c.next_due_at <= now)
            .order_by(schedules.c.next_due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [_daily_of(row) for row in self.connection.execute(due)]

    def dailies(self, workspace: WorkspaceId, pack: str) -> list[Daily]:
        """The running schedules of a workspace on a pack."""
        mine = and_(
            schedules.c.workspace_id == workspace, schedules.c.pack == pack, schedules.c.paused.is_(None)
        )
        return [_daily_of(row) for row in self.connection.execute(select(schedules).where(mine))]

    def dailies_of(self, platform: str, team: str) -> list[Daily]:
        """The running schedules of the channels of a platform's team."""
        address = channel_addresses.c
        same = and_(
            address.workspace_id == schedules.c.workspace_id, address.channel_id == schedules.c.channel_id
        )
        running = (
            select(schedules)
            .join(channel_addresses, same)
            .where(address.platform == platform, address.team == team, schedules.c.paused.is_(None))
        )
        return [_daily_of(row) for row in self.connection.execute(running)]

    def note(self, spot: Spot, entry: Entry) -> None:
        """Write a line into a channel's journal."""
        where = {"workspace_id": spot.workspace, "id": row_id(), "channel_id": spot.channel}
        said = {"local_date": entry.day, "what": entry.what, "why": entry.why[:300], "at": entry.at}
        self.connection.execute(insert(journal), where | said | {"person_id": entry.person})

    def journal(self, spot: Spot, limit: int) -> list[Entry]:
        """A channel's journal, newest first."""
        who = and_(persons.c.workspace_id == journal.c.workspace_id, persons.c.id == journal.c.person_id)
        lines = (
            select(journal, func.coalesce(persons.c.name, "").label("name"))
            .outerjoin(persons, who)
            .where(_at(journal, spot))
            .order_by(journal.c.at.desc(), journal.c.id.desc())
            .limit(limit)
        )
        return [
            Entry(row.local_date, row.what, row.why, row.at, row.person_id, row.name)
            for row in self.connection.execute(lines)
        ]

    def daily_asking(self, workspace: WorkspaceId, pack: str, day: date) -> Asking | None:
        """The newest daily asking of a date."""
        row = self.connection.execute(
            select(askings)
            .where(
                askings.c.workspace_id == workspace,
                askings.c.purpose == Purpose.DAILY.value,
                askings.c.pack == pack,
                askings.c.local_date == day,
            )
            .order_by(askings.c.series.desc())
            .limit(1)
        ).first()
        return asking_of(row) if row else None

    def last_daily(self, spot: Spot) -> Asking | None:
        """The newest daily asking of a channel."""
        same = and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id)
        row = self.connection.execute(
            select(askings)
            .join(posts, same)
            .where(_at(posts, spot), askings.c.purpose == Purpose.DAILY.value)
            .order_by(askings.c.local_date.desc(), askings.c.series.desc())
            .limit(1)
        ).first()
        return asking_of(row) if row else None

    def put(self, asking: Asking, at: datetime) -> None:
        """Store an asking, or its new closing time."""
        key = {"workspace_id": asking.workspace, "id": asking.id}
        same = and_(askings.c.workspace_id == asking.workspace, askings.c.id == asking.id)
        known = self.connection.execute(
            update(askings).where(same).values(closes_at=asking.closes_at)
        ).rowcount
        if not known:
            self.connection.execute(insert(askings), key | _asking_row(asking, at))

    def new_asking_id(self) -> AskingId:
        """An id for an asking that is about to be put."""
        return AskingId(row_id())

    def post(self, spot: Spot, asking: Asking, at: datetime) -> PostId:
        """Have a channel asked: a post, and a row of the outbox for each of the channel's addresses."""
        post = post_id()
        key = {"workspace_id": spot.workspace, "id": post, "channel_id": spot.channel}
        self.connection.execute(insert(posts), key | {"asking_id": asking.id, "posted_at": at})
        addresses = select(channel_addresses).where(
            _at(channel_addresses, spot), channel_addresses.c.off.is_(None)
        )
        for address in self.connection.execute(addresses).all():
            self._send(DeliveryKind.QUESTION, spot, post, address, at)
        return post

    def asked_before(self, spot: Spot) -> Mapping[str, Shown]:
        """How often, when last and with what success each question was a channel's daily one."""
        mine = and_(
            posts.c.workspace_id == spot.workspace,
            posts.c.channel_id == spot.channel,
            askings.c.purpose == Purpose.DAILY.value,
        )
        same = and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id)
        rows = self.connection.execute(
            select(
                askings.c.question_id,
                func.count().label("times"),
                func.max(askings.c.local_date).label("last"),
            )
            .join(askings, same)
            .where(mine)
            .group_by(askings.c.question_id)
        ).all()
        wrong = self._wrong_share(spot) if rows else {}
        return {row.question_id: Shown(row.times, row.last, wrong.get(row.question_id, 0.0)) for row in rows}

    def _wrong_share(self, spot: Spot) -> dict[str, float]:
        """Of a channel's daily questions, the share of first tries that were not right, by question."""
        tried = and_(
            posts.c.workspace_id == attempts.c.workspace_id,
            posts.c.asking_id == attempts.c.asking_id,
            attempts.c["try"] == 1,
        )
        right = func.count().filter(attempts.c.result == RIGHT)
        rows = self.connection.execute(
            select(attempts.c.question_id, func.count().label("all"), right.label("right"))
            .join(posts, tried)
            .where(posts.c.workspace_id == spot.workspace, posts.c.channel_id == spot.channel)
            .group_by(attempts.c.question_id)
        )
        return {row.question_id: 1 - row.right / row.all for row in rows}

    def due_closings(self, now: datetime, limit: int) -> list[Asking]:
        """Askings whose time is over and which are not closed, locked."""
        over = (
            select(askings)
            .where(
                askings.c.closes_at.is_not(None), askings.c.closed_at.is_(None), askings.c.closes_at <= now
            )
            .order_by(askings.c.closes_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [asking_of(row) for row in self.connection.execute(over)]

    def close(self, asking: Asking, at: datetime) -> None:
        """Mark an asking closed."""
        same = and_(askings.c.workspace_id == asking.workspace, askings.c.id == asking.id)
        self.connection.execute(update(askings).where(same).values(closed_at=at))

    def reveal_everywhere(self, asking: Asking, at: datetime) -> None:
        """Have each channel that was asked get the reveal."""
        asked = select(outbox).where(
            outbox.c.workspace_id == asking.workspace,
            outbox.c.kind == DeliveryKind.QUESTION.value,
            outbox.c.state == "sent",
            outbox.c.post_id.in_(
                select(posts.c.id).where(
                    posts.c.workspace_id == asking.workspace, posts.c.asking_id == asking.id
                )
            ),
        )
        for row in self.connection.execute(asked).all():
            self._send(DeliveryKind.REVEAL, spot_of(row), PostId(row.post_id), row, at)

    def reveal(self, delivery: Delivery, at: datetime) -> None:
        """Have the channel of a question's delivery get the reveal."""
        letter = Letter(DeliveryKind.REVEAL, delivery.spot, delivery.post, delivery.place)
        enqueue(self.connection, letter, at)

    def answers(self, asking: Asking) -> list[Answered]:
        """The last try of everybody who answered, in the order of answering."""
        who = and_(persons.c.workspace_id == attempts.c.workspace_id, persons.c.id == attempts.c.person_id)
        rows = self.connection.execute(
            select(
                persons.c.id,
                persons.c.name,
                persons.c.named,
                persons.c.on_board,
                attempts.c.result,
                attempts.c.response,
            )
            .join(persons, who)
            .where(attempts.c.workspace_id == asking.workspace, attempts.c.asking_id == asking.id)
            .order_by(attempts.c["try"], attempts.c.answered_at)
        )
        last = {row.id: Answered(*row) for row in rows}
        return list(last.values())

    def posted(self, spot: Spot, post: PostId) -> Asking:
        """The asking of a post."""
        same = and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id)
        wanted = (
            select(askings)
            .join(posts, same)
            .where(posts.c.workspace_id == spot.workspace, posts.c.id == post)
        )
        return asking_of(self.connection.execute(wanted).one())

    def _send(self, kind: DeliveryKind, spot: Spot, post: PostId, address: Row[Any], at: datetime) -> None:
        """Have a channel's address sent something about a post."""
        place = Place(address.platform, address.team, address.external_id)
        enqueue(self.connection, Letter(kind, spot, post, place), at)


def spot_of(row: Row[Any]) -> Spot:
    """The channel that a row names."""
    return Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id))


def _at(table: Any, spot: Spot) -> Any:
    return and_(table.c.workspace_id == spot.workspace, table.c.channel_id == spot.channel)


def _asking_row(asking: Asking, at: datetime) -> dict[str, Any]:
    return {
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


def _daily_of(row: Row[Any]) -> Daily:
    return Daily(
        spot=spot_of(row),
        schedule=Schedule(
            time=time.fromisoformat(row.time),
            zone=row.zone,
            days=frozenset(day for day in WEEKDAYS if row.days[day] == "1"),
            open_for=timedelta(minutes=row.open_minutes),
            grace=timedelta(minutes=row.grace_minutes),
        ),
        pack=row.pack,
        next_due_at=row.next_due_at,
        topics=row.topics,
        levels=row.levels,
        resend=row.resend,
        handled=row.handled,
        paused=row.paused,
        manager=row.manager,
    )


def _row_of(daily: Daily) -> dict[str, Any]:
    schedule = daily.schedule
    return {
        "workspace_id": daily.spot.workspace,
        "channel_id": daily.spot.channel,
        "time": f"{schedule.time:%H:%M}",
        "zone": schedule.zone,
        "days": "".join("1" if day in schedule.days else "0" for day in WEEKDAYS),
        "open_minutes": schedule.open_for // timedelta(minutes=1),
        "grace_minutes": schedule.grace // timedelta(minutes=1),
        "pack": daily.pack,
        "topics": daily.topics,
        "levels": daily.levels,
        "resend": daily.resend,
        "handled": daily.handled,
        "next_due_at": daily.next_due_at,
        "paused": daily.paused,
        "manager": daily.manager,
    }
