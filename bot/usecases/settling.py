"""What follows from a delivery: the journal, the reveal of a question that closed meanwhile, a pause."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import outcomes
from bot.errors import DeliveryError, Doubtful, Forbidden, Gone
from bot.learning import due_at
from bot.messages import Message, Text, Tone
from bot.ports import Asking, Daily, Delivery, DeliveryKind, Entry, Purpose, Spot, Tx

LATE = timedelta(minutes=5)
ASKED = "asked"  # what the journal says of a question that a manager asked for, at no certain time


def settle_sent(tx: Tx, delivery: Delivery, reference: str, now: datetime) -> bool:
    """The platform has the message; whether that is a daily question after its time."""
    tx.sent(delivery, reference, now)
    if delivery.kind is DeliveryKind.OPENING:
        tx.next_in_thread(delivery, reference, now)
    if delivery.kind is not DeliveryKind.QUESTION:
        return False
    late = False
    asking, daily = tx.posted(delivery.spot, delivery.post)
    if asking.purpose is Purpose.GROUP:
        tx.next_in_thread(delivery, reference, now)
    else:
        entry = _posted(tx, delivery, asking, daily, now)
        late = entry.what == "late"
        tx.note(delivery.spot, entry)
    if asking.closed:  # it was found to be posted only after everybody else's was closed
        if asking.purpose is not Purpose.GROUP:
            tx.reveal(delivery, now)
        tx.refresh(asking, now)
    return late


def settle_failed(tx: Tx, delivery: Delivery, refusal: DeliveryError, now: datetime) -> None:
    """The platform will not have the message, or nobody can tell whether it has."""
    state = "unsure" if isinstance(refusal, Doubtful) else "failed"
    if not tx.give_up(delivery, state, str(refusal), now) or delivery.kind is DeliveryKind.NOTICE:
        return
    asking, daily = tx.posted(delivery.spot, delivery.post)
    if delivery.kind is DeliveryKind.QUESTION and asking.purpose is Purpose.DAILY:
        tx.note(delivery.spot, Entry(asking.day, state, str(refusal), now))
    if daily is not None and isinstance(refusal, Gone | Forbidden) and daily.paused is None:
        _pause(tx, daily, delivery, refusal, now)


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


def _pause(tx: Tx, daily: Daily, delivery: Delivery, refusal: DeliveryError, now: datetime) -> None:
    """A channel that cannot be written to is left alone until a manager resumes it."""
    why = str(refusal)[:200]
    tx.keep_daily(replace(daily, paused=why))
    tx.note(delivery.spot, Entry(now.date(), "paused", why, now))
    if daily.manager is not None:
        said = Message(
            (
                Text(
                    f"I have paused a channel's daily question. {why} /daily resume there starts it again.",
                    Tone.BAD,
                ),
            )
        )
        tx.notify(delivery.spot, delivery.post, daily.manager, outcomes.dump(said), now)
