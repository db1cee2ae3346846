"""What time brings: daily questions that are due, and questions whose time is over.

Each step is one transaction over a few rows; it may be killed between any two lines and run by any number of
processes at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.learning import closes_at, decide, due_at, pick_daily, reason_words
from bot.ports import Asking, Daily, Entry, Purpose
from bot.usecases.asking import prepare
from bot.usecases.desk import Desk, Round

STEP = 100  # rows in one transaction


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: rows it took up, and dates on which a channel gets no question."""

    rows: int
    skipped: int = 0


async def tick(desk: Desk) -> int:
    """Do all that is due now; how many schedules and closings that was."""
    due, skipped = await _run(desk, _open_due)
    closed, _ = await _run(desk, _close_due)
    desk.counts.ticks += 1
    desk.counts.due += due
    desk.counts.skipped += skipped
    desk.counts.closed += closed
    return due + closed


async def _run(desk: Desk, step: Callable[[Round], Done]) -> tuple[int, int]:
    """Repeat a step until nothing is left; how many rows it took up, and how many dates it skipped."""
    rows = skipped = 0
    while True:
        done = await desk.step(step)
        rows, skipped = rows + done.rows, skipped + done.skipped
        if done.rows < STEP:
            return rows, skipped


def _open_due(now: Round) -> Done:
    due = now.tx.due_dailies(now.now, STEP)
    skipped = 0
    for daily in due:
        decision = decide(daily.schedule, daily.handled, now.now)
        skipped += len(decision.skipped)
        for day in decision.skipped:
            now.tx.note(daily.spot, Entry(day, "skipped", "the tutor was not running at its time", now.now))
        if decision.post is not None:
            skipped += open_day(now, daily, decision.post) is None
        now.tx.keep_daily(replace(daily, handled=decision.handled, next_due_at=decision.next_due))
    return Done(len(due), skipped)


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


def _close_due(now: Round) -> Done:
    over = now.tx.due_closings(now.now, STEP)
    for asking in over:
        now.tx.close(asking, now.now)
        now.tx.refresh(asking, now.now)
    return Done(len(over))
