"""A channel's question of a date: which one, shared with whom, open until when."""

from datetime import date, datetime

from bot.learning import closes_at, due_at, pick_daily, reason_words
from bot.ports import Asking, Daily, Entry, Purpose
from bot.usecases.asking import prepare
from bot.usecases.desk import Round
from bot.usecases.pool import still_asked


def open_day(now: Round, daily: Daily, day: date) -> Asking | None:
    """Have a channel asked its question of a date: the one other channels of the workspace have, if open.

    None, and a line in the journal, where the notes have no question that fits.
    """
    shared = now.tx.daily_asking(daily.spot.workspace, daily.pack, day)
    until = _closing(now, daily, day)
    if shared is not None and shared.open_at(now.now) and now.tx.move_closing(shared, until):
        asking: Asking | None = shared
    else:
        asking = _new(now, daily, day, until, 0 if shared is None else shared.series + 1)
    if asking is None:
        now.tx.note(daily.spot, Entry(day, "skipped", "the notes have no question that fits", now.now))
        return None
    now.tx.post(daily.spot, asking, now.now)
    return asking


def _new(now: Round, daily: Daily, day: date, until: datetime, series: int) -> Asking | None:
    """A question that was chosen and put now; None where none fits."""
    everything = now.library.daily_pool(daily.pack, daily.topics, daily.levels)
    pool = everything.only(still_asked(now, daily.spot.workspace, list(everything.by_id)))
    domains = now.library.domains(daily.pack)
    weights = {domain.key: domain.weight for domain in domains.values()}
    chosen = pick_daily(pool, now.tx.asked_before(daily.spot), weights, now.chance)
    if chosen is None:
        return None
    domain = domains.get(chosen.reasons.domain)
    asking = Asking(
        id=now.tx.new_asking_id(),
        workspace=daily.spot.workspace,
        question=prepare(now, now.library.questions[chosen.id]),
        day=day,
        purpose=Purpose.DAILY,
        pack=daily.pack,
        series=series,
        reason=reason_words(chosen.reasons, domain.title if domain else ""),
        closes_at=until,
    )
    now.tx.put(asking, now.now)
    return asking


def _closing(now: Round, daily: Daily, day: date) -> datetime:
    """When the last of the channels that share the question closes it, so that no reveal spoils another's."""
    others = now.tx.dailies(daily.spot.workspace, daily.pack)
    ends = [
        closes_at(other.schedule, day, now.now if other.spot == daily.spot else None)
        for other in (daily, *others)
        if due_at(other.schedule, day) is not None
    ]
    return max(ends, default=now.now + daily.schedule.open_for)
