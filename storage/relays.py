"""Messages that pass from one of a channel's platforms to the others, in the order of each thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, insert, or_, select, update

from bot.events import Place
from bot.ports import (
    ChannelId,
    Delivery,
    DeliveryKind,
    Member,
    Passage,
    PostId,
    Relay,
    Source,
    Spot,
    WorkspaceId,
)
from storage.ids import post_id, row_id
from storage.models import WAITING, channels, outbox, persons, relays
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import Parameters, given, of_delivery, of_member
from storage.upsert import insert_new

_other = outbox.alias()
_UNDER_WAY = _other.c.state.in_(("due", "sending"))
_HELD = outbox.c.state == "held"
_RELAY = outbox.c.kind == DeliveryKind.RELAY.value
LOCK_CHANNEL = Prepared(
    select(channels.c.relay).where(given(channels, at="id")).with_for_update(key_share=True)
)
_AUTHOR = Prepared(
    select(persons.c.id).where(given(persons, person="id")).with_for_update(read=True, key_share=True)
)
_TELL_THREAD = Prepared(
    update(outbox).where(
        given(outbox, post="post_id", on="platform", of="team", at="external_id"), _RELAY, _HELD
    )
)


class RelayRows(Rows):
    """Tx on relayed messages."""

    def relay(self, spot: Spot) -> Relay:
        """What passes between a channel's platforms."""
        own = and_(channels.c.workspace_id == spot.workspace, channels.c.id == spot.channel)
        return Relay(self.connection.execute(select(channels.c.relay).where(own)).scalar_one())

    def set_relay(self, spot: Spot, relay: Relay) -> None:
        """Choose what passes between a channel's platforms."""
        own = and_(channels.c.workspace_id == spot.workspace, channels.c.id == spot.channel)
        self.connection.execute(update(channels).where(own).values(relay=relay.value))
        if relay is Relay.OFF:  # a question that is posted from now on lets nothing go
            here = and_(outbox.c.workspace_id == spot.workspace, outbox.c.channel_id == spot.channel)
            values = {"state": "failed", "trouble": "Nothing is passed on any more."}
            self.connection.execute(update(outbox).where(here, _RELAY, _HELD).values(values))

    def question_above(self, place: Place) -> tuple[Spot, PostId] | None:
        """The daily question below which a thread is, and its channel; None for any other thread."""
        there = and_(
            outbox.c.platform == place.platform,
            outbox.c.team == place.team,
            outbox.c.external_id == place.id,
            outbox.c.reference == place.thread,
            outbox.c.kind == DeliveryKind.QUESTION.value,
            outbox.c.thread.is_(None),
        )
        row = self.connection.execute(select(outbox).where(there)).first()
        if row is None:
            return None
        return Spot(WorkspaceId(row.workspace_id), ChannelId(row.channel_id)), PostId(row.post_id)

    def pass_on(self, member: Member, passage: Passage, places: Sequence[Place], at: datetime) -> bool:
        """Store a message once, with a row for each place; what is behind another waits for it.

        False for a copy, for somebody who is just being forgotten, and where relaying was just turned off.
        """
        if _AUTHOR.first(self.connection, of_member(member)) is None:
            return False
        if not self._take_turns(member.spot):
            return False
        key = {"workspace_id": member.workspace, "id": row_id()}
        about = {"channel_id": member.channel, "person_id": member.person, "at": at}
        if not insert_new(self.connection, relays, key | about | _named(passage.source)):
            return False
        for place in places:
            lane = _Lane(member.workspace, passage.post, place)
            self.connection.execute(
                insert(outbox),
                {
                    **key,
                    "id": row_id(),
                    "kind": DeliveryKind.RELAY.value,
                    "part": key["id"],
                    "body": passage.body,
                    "post_id": passage.post,
                    "channel_id": member.channel,
                    "platform": place.platform,
                    "team": place.team,
                    "external_id": place.id,
                    "key": post_id(),
                    "not_before": at,
                    **self._way(lane),
                },
            )
        return True

    def _take_turns(self, spot: Spot) -> bool:
        """Lock the channel, so that who lets the next message go sees one that is just being added.

        Returns whether anything passes between its platforms.
        """
        own = {"workspace": spot.workspace, "at": spot.channel}
        return bool(LOCK_CHANNEL.one(self.connection, own).relay != Relay.OFF.value)

    def _way(self, lane: "_Lane") -> dict[str, Any]:
        """The thread to which a new message in a lane goes, if it is there, and whether it can go now."""
        thread = None
        if lane.post is not None:
            thread = self.connection.execute(select(outbox.c.reference).where(lane.question())).scalar()
        ahead = select(outbox.c.id).where(lane.messages(), WAITING | _HELD).limit(1)
        waits = self.connection.execute(ahead).first() is not None or (lane.post is not None and not thread)
        return {"thread": thread, "state": "held" if waits else "due"}

    def say_again(
        self, workspace: WorkspaceId, source: Source, body: str, edited_at: datetime, at: datetime
    ) -> None:
        """Have what was passed on changed wherever it went, unless it is gone or was changed later."""
        last = or_(relays.c.edited_at.is_(None), relays.c.edited_at <= edited_at)
        current = and_(_own(workspace, source), ~relays.c.gone, last)
        if self.connection.execute(update(relays).where(current).values(edited_at=edited_at)).rowcount:
            self._change(workspace, source, body, at)

    def take_back(self, spot: Spot, source: Source, at: datetime) -> None:
        """Have what was passed on taken away for good, wherever it went; one yet to come is not passed on.

        Platforms do not promise to tell of a message before they tell that it is gone.
        """
        passing = self._take_turns(spot)
        own = _own(spot.workspace, source)
        if self.connection.execute(update(relays).where(own).values(gone=True)).rowcount:
            self._change(spot.workspace, source, None, at)
        elif passing:
            key = {"workspace_id": spot.workspace, "id": row_id(), "channel_id": spot.channel}
            insert_new(self.connection, relays, key | _named(source) | {"at": at, "gone": True})

    def _change(self, workspace: WorkspaceId, source: Source, body: str | None, at: datetime) -> None:
        """Give what was passed on another body, and have it sent again where it was sent."""
        theirs = and_(
            outbox.c.workspace_id == workspace,
            _RELAY,
            outbox.c.part.in_(select(relays.c.id).where(_own(workspace, source))),
        )
        settled = ~WAITING & ~_HELD & outbox.c.reference.is_not(None)
        values = {
            "body": body,
            "version": outbox.c.version + 1,
            "state": case((settled, "due"), else_=outbox.c.state),
            "not_before": case((settled, at), else_=outbox.c.not_before),
        }
        self.connection.execute(update(outbox).where(theirs).values(values))

    def release(self, delivery: Delivery, at: datetime) -> None:
        """Let the oldest message of a lane go, if none is under way."""
        self._take_turns(delivery.spot)
        lane = _Lane(delivery.spot.workspace, delivery.post or None, delivery.place)
        oldest = select(outbox.c.id).where(lane.messages(), _HELD)
        row = self.connection.execute(
            oldest.where(~exists().where(lane.messages(_other), _UNDER_WAY))
            .order_by(outbox.c.not_before, outbox.c.id)
            .limit(1)
        ).scalar()
        if row is not None:
            own = and_(outbox.c.workspace_id == delivery.spot.workspace, outbox.c.id == row)
            self.connection.execute(update(outbox).where(own).values(state="due", not_before=at))

    def open_thread(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """Tell what waits for a question where its thread is, and let the oldest of it go."""
        if not self._take_turns(delivery.spot):
            return
        about = of_delivery(delivery) | _address(delivery.place)
        if _TELL_THREAD.count(self.connection, about | {"thread": reference}):
            self.release(delivery, at)

    def give_up_thread(self, delivery: Delivery) -> None:
        """What waits for a question that is not coming is not said."""
        if not self._take_turns(delivery.spot):
            return
        lane = _Lane(delivery.spot.workspace, delivery.post, delivery.place)
        values = {"state": "failed", "trouble": "The question was not posted there."}
        self.connection.execute(update(outbox).where(lane.messages(), _HELD).values(values))


@dataclass(frozen=True, slots=True)
class _Lane:
    """Relayed messages that go to one place, or below one post there: one after another."""

    workspace: int
    post: str | None
    place: Place

    def messages(self, rows: Any = outbox) -> ColumnElement[bool]:
        """The relayed messages of the lane."""
        below = rows.c.post_id.is_(None) if self.post is None else rows.c.post_id == self.post
        return and_(self._here(rows), rows.c.kind == DeliveryKind.RELAY.value, below)

    def question(self) -> ColumnElement[bool]:
        """The question that the lane is below, once it is posted."""
        asked = outbox.c.kind == DeliveryKind.QUESTION.value
        return and_(self._here(outbox), asked, outbox.c.post_id == self.post, outbox.c.state == "sent")

    def _here(self, rows: Any) -> ColumnElement[bool]:
        return and_(
            rows.c.workspace_id == self.workspace,
            rows.c.platform == self.place.platform,
            rows.c.team == self.place.team,
            rows.c.external_id == self.place.id,
        )


def _address(place: Place) -> Parameters:
    return {"on": place.platform, "of": place.team, "at": place.id}


def _own(workspace: WorkspaceId, source: Source) -> ColumnElement[bool]:
    """A message that was passed on."""
    return and_(
        relays.c.workspace_id == workspace,
        *(relays.c[name] == value for name, value in _named(source).items()),
    )


def _named(source: Source) -> dict[str, str]:
    """A message's name, which on some platforms is its channel's alone."""
    place = source.place
    return {"platform": place.platform, "team": place.team, "message": f"{place.id} {source.message}"}
