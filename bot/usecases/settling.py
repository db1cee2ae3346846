"""What follows from a delivery: the journal, the reveal of a question that closed meanwhile, a pause."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import outcomes
from bot.errors import DeliveryError, Doubtful, Forbidden, Gone
from bot.learning import due_at
from bot.messages import Message, Text, Tone
from bot.ports import Asking, Daily, Delivery, DeliveryKind, Entry, Purpose, Spot, Tx
from bot.usecases.judging import COALESCE

LATE = timedelta(minutes=5)
ASKED = "asked"  # what the journal says of a question that a manager asked for, at no certain time


def settle_sent(tx: Tx, delivery: Delivery, reference: str, now: datetime) -> bool:
    """The platform has the message; whether that is a daily question after its time."""
    if not tx.sent(delivery, reference, now):
        return False
    if delivery.kind is DeliveryKind.OPENING:
        tx.next_in_thread(delivery, reference, now)
    if delivery.kind is DeliveryKind.RELAY:
        tx.release(delivery, now)
    if delivery.kind is not DeliveryKind.QUESTION:
        return False
    late = False
    asking, daily = tx.posted(delivery.spot, delivery.post, held=True)
    if asking.purpose is Purpose.GROUP:
        tx.next_in_thread(delivery, reference, now)
    else:
        tx.open_thread(delivery, reference, now)
        entry = _posted(tx, delivery, asking, daily, now)
        late = entry.what == "late"
        tx.note(delivery.spot, entry)
    if asking.closed:  # it was found to be posted only after everybody else's was closed
        if asking.purpose is not Purpose.GROUP:
            tx.reveal(delivery, now)
        tx.refresh(asking, now)
    elif tx.answered_since(asking, delivery.first_sent_at):  # the post may have been composed before
        tx.refresh(asking, now + COALESCE)
    return late


def settle_failed(tx: Tx, delivery: Delivery, refusal: DeliveryError, now: datetime) -> None:
    """The platform will not have the message, or nobody can tell whether it has."""
    state = "unsure" if isinstance(refusal, Doubtful) else "failed"
    if not tx.give_up(delivery, state, str(refusal), now) or delivery.kind is DeliveryKind.NOTICE:
        return
    if delivery.kind is DeliveryKind.RELAY:
        tx.release(delivery, now)
        return
    asking, daily = tx.posted(delivery.spot, delivery.post)
    if delivery.kind is DeliveryKind.QUESTION and asking.purpose is Purpose.DAILY:
        tx.note(delivery.spot, Entry(asking.day, state, str(refusal), now))
        tx.give_up_thread(delivery)
    if isinstance(refusal, Gone | Forbidden) and delivery.reference is None and daily is not None:
        _leave_alone(tx, delivery, str(refusal)[:200], now)


def _posted(tx: Tx, delivery: Delivery, asking: Asking, daily: Daily | None, now: datetime) -> Entry:
    """The journal's line on a question that has been posted, which may be long after its time."""
    due = due_at(daily.schedule, asking.day) if daily else None
    behind = now - due if due else timedelta()
    if behind < LATE or _by_hand(tx, delivery.spot, asking.day):
        return Entry(asking.day, "posted", "", now)
    minutes = behind // timedelta(minutes=1)
    return Entry(asking.day, "late", f"{minutes // 60} h {minutes % 60} min after its time", now)


def _by_hand(tx: Tx, spot: Spot, day: date) -> bool:
    """Whether a manager asked for a date's question, so that it had no time of its own."""
    return any(entry.day == day and entry.what == ASKED for entry in tx.journal(spot, 5))


def _leave_alone(tx: Tx, delivery: Delivery, why: str, now: datetime) -> None:
    """A channel that cannot be written to is left alone until a manager resumes it.

    Where it is on another platform too, it goes on there.
    """
    daily = tx.daily(delivery.spot, held=True)
    if daily is None or daily.paused is not None:
        return
    name = tx.name_of(delivery.spot)
    question = f"the daily question of #{name}" if name else "a channel's daily question"
    if _goes_on_elsewhere(tx, delivery):
        tx.switch(delivery.place, why)
        what = f"I post {question} on {delivery.place.platform.capitalize()} no more"
    else:
        tx.keep_daily(replace(daily, paused=why))
        what = f"I have paused {question}"
    tx.note(delivery.spot, Entry(now.date(), "paused", why, now))
    if daily.manager is not None:
        said = Message((Text(f"{what}. {why} /daily resume there starts it again.", Tone.BAD),))
        tx.notify(delivery.spot, delivery.post, daily.manager, outcomes.dump(said), now)


def _goes_on_elsewhere(tx: Tx, delivery: Delivery) -> bool:
    here = (delivery.place.platform, delivery.place.team, delivery.place.id)
    others = (a for a in tx.addresses(delivery.spot) if (a.place.platform, a.place.team, a.place.id) != here)
    return any(not address.off for address in others)
