"""What time brings: daily questions that are due, and questions whose time is over.

Each step is one transaction over a few rows; it may be killed between any two lines and run by any number of
processes at once.
"""

from dataclasses import replace
from datetime import date, datetime

from bot.learning import closes_at, decide, due_at, pick_daily, reason_words
from bot.ports import Asking, Daily, Entry, Purpose
from bot.usecases.asking import prepare
from bot.usecases.desk import Desk, Round

STEP = 100  # rows in one transaction


async def tick(desk: Desk) -> int:
    """Do all that is due now; how many schedules and closings that was."""
    done = 0
    for step in (_open_due, _close_due):
        while count := await desk.step(step):
            done += count
            if count < STEP:
                break
    return done


def _open_due(now: Round) -> int:
    due = now.tx.due_dailies(now.now, STEP)
    for daily in due:
        decision = decide(daily.schedule, daily.handled, now.now)
        for day in decision.skipped:
            now.tx.note(daily.spot, Entry(day, "skipped", "the tutor was not running at its time", now.now))
        if decision.post is not None:
            open_day(now, daily, decision.post)
        now.tx.keep_daily(replace(daily, handled=decision.handled, next_due_at=decision.next_due))
    return len(due)


def open_day(now: Round, daily: Daily, day: date) -> Asking | None:
    """Have a channel asked its question of a date: the one other channels of the workspace have, if open.

    None, and a line in the journal, where the notes have no question that fits.
    """
    shared = now.tx.daily_asking(daily.spot.workspace, daily.pack, day)
    until = _closing(now, daily, day)
    asking: Asking | None
    if shared is not None and shared.open_at(now.now):
        asking = replace(shared, closes_at=max(until, shared.closes_at or until))
    else:
        asking = _new(now, daily, day, until, 0 if shared is None else shared.series + 1)
    if asking is None:
        now.tx.note(daily.spot, Entry(day, "skipped", "the notes have no question that fits", now.now))
        return None
    now.tx.put(asking, now.now)
    now.tx.post(daily.spot, asking, now.now)
    return asking


def _new(now: Round, daily: Daily, day: date, until: datetime, series: int) -> Asking | None:
    pool = now.library.daily_pool(daily.pack, daily.topics, daily.levels)
    domains = now.library.domains(daily.pack)
    weights = {domain.key: domain.weight for domain in domains.values()}
    chosen = pick_daily(pool, now.tx.asked_before(daily.spot), weights, now.chance)
    if chosen is None:
        return None
    domain = domains.get(chosen.reasons.domain)
    return Asking(
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


def _closing(now: Round, daily: Daily, day: date) -> datetime:
    """When the last of the channels that share the question closes it, so that no reveal spoils another's."""
    others = now.tx.dailies(daily.spot.workspace, daily.pack)
    ends = [
        closes_at(other.schedule, day, now.now if other.spot == daily.spot else None)
        for other in (daily, *others)
        if due_at(other.schedule, day) is not None
    ]
    return max(ends, default=now.now + daily.schedule.open_for)


def _close_due(now: Round) -> int:
    over = now.tx.due_closings(now.now, STEP)
    for asking in over:
        now.tx.close(asking, now.now)
        now.tx.refresh(asking, now.now)
    return len(over)
