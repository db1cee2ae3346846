"""What time brings: daily questions that are due, and questions whose time is over.

Each step is one transaction over a few rows; it may be killed between any two lines and run by any number of
processes at once.
"""

import random
from dataclasses import replace
from datetime import date, datetime

from bot.learning import choose_daily, closes_at, decide, due_at
from bot.library import Library
from bot.ports import Asking, Daily, Entry, Purpose, Tx
from bot.usecases.desk import Desk

STEP = 100


async def tick(desk: Desk) -> int:
    """Do all that is due now; how many schedules and closings that was."""
    done = 0
    for step in (_open_due, _close_due):
        while count := await _run(desk, step):
            done += count
            if count < STEP:
                break
    return done


async def _run(desk: Desk, step: "Step") -> int:
    now = desk.clock.now()
    return await desk.store.run(lambda tx: step(tx, desk.library, now, desk.chance))


def _open_due(tx: Tx, library: Library, now: datetime, chance: random.Random) -> int:
    due = tx.due_dailies(now, STEP)
    for daily in due:
        decision = decide(daily.schedule, daily.handled, now)
        for day in decision.skipped:
            tx.note(daily.spot, Entry(day, "skipped", "the tutor was not running at its time", now))
        if decision.post is not None:
            open_day(tx, library, daily, decision.post, now, chance)
        tx.keep_daily(replace(daily, handled=decision.handled, next_due_at=decision.next_due))
    return len(due)


def open_day(
    tx: Tx, library: Library, daily: Daily, day: date, now: datetime, chance: random.Random
) -> Asking | None:
    """Have a channel asked its question of a date; the one that other channels of the workspace have, if open."""
    asking = tx.daily_asking(daily.spot.workspace, daily.pack, day)
    until = _closing(tx, daily, day, now)
    if asking is not None and asking.open_at(now):
        asking = replace(asking, closes_at=max(until, asking.closes_at or until))
    else:
        asking = _new(tx, library, daily, day, until, 0 if asking is None else asking.series + 1, chance)
    if asking is None:
        tx.note(daily.spot, Entry(day, "skipped", "the notes have no question that fits", now))
        return None
    tx.put(asking, now)
    tx.post(daily.spot, asking, now)
    return asking


def _new(
    tx: Tx, library: Library, daily: Daily, day: date, until: datetime, series: int, chance: random.Random
) -> Asking | None:
    pool = library.daily_pool(daily.pack, daily.topics, daily.levels)
    if not pool:
        return None
    chosen = choose_daily(pool, tx.asked_before(daily.spot), library.weights(daily.pack), day, chance)
    return Asking(
        id=tx.new_asking_id(),
        workspace=daily.spot.workspace,
        question=library.questions[chosen.id],
        day=day,
        purpose=Purpose.DAILY,
        pack=daily.pack,
        series=series,
        reason=chosen.reason,
        closes_at=until,
    )


def _closing(tx: Tx, daily: Daily, day: date, now: datetime) -> datetime:
    """When the last of the channels that share the question closes it, so that no reveal spoils another's."""
    others = tx.dailies(daily.spot.workspace, daily.pack)
    ends = [
        closes_at(other.schedule, day, now if other.spot == daily.spot else None)
        for other in (daily, *others)
        if due_at(other.schedule, day) is not None
    ]
    return max(ends, default=now + daily.schedule.open_for)


def _close_due(tx: Tx, library: Library, now: datetime, chance: random.Random) -> int:
    over = tx.due_closings(now, STEP)
    for asking in over:
        tx.close(asking, now)
        tx.refresh(asking, now)
    return len(over)
