"""What time brings: daily questions that are due, and questions whose time is over.

Each step is one transaction over a few rows; it may be killed between any two lines and run by any number of
processes at once. A row at which a step fails is set aside, so that it holds up no other.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.errors import TutorError
from bot.learning import decide
from bot.ports import Entry, Purpose
from bot.usecases.desk import Desk, Round
from bot.usecases.opening import open_day

STEP = 25  # rows in one transaction: few, so that answers and posts get their turn in between
ASIDE = timedelta(hours=1)  # for a closing that failed
FAULT = "a fault of the tutor's own stopped it; its log says which"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: rows it took up, and dates on which a channel gets no question."""

    rows: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of thing that falls due: do the first so many, or set the very first aside."""

    do: Callable[[Round, int], Done]
    set_aside: Callable[[Round], None]


async def tick(desk: Desk) -> int:
    """Do all that is due now; how many schedules and closings that was."""
    due, skipped = await _all(desk, Task(_open_due, _pause_first))
    closed, _ = await _all(desk, Task(_close_due, _postpone_first))
    desk.counts.ticks += 1
    desk.counts.due += due
    desk.counts.skipped += skipped
    desk.counts.closed += closed
    return due + closed


async def _all(desk: Desk, task: Task) -> tuple[int, int]:
    """Do a task until nothing is left; how many rows it took up, and how many dates it skipped."""
    rows = skipped = 0
    while True:
        try:
            done = await desk.step(partial(_some, task, STEP))
        except TutorError:
            raise
        except Exception:  # noqa: BLE001  # found again below, where it is logged
            done = await _first(desk, task)
        rows, skipped = rows + done.rows, skipped + done.skipped
        if not done.rows:
            return rows, skipped


async def _first(desk: Desk, task: Task) -> Done:
    """Do the very first row alone, or set it aside."""
    try:
        return await desk.step(partial(_some, task, 1))
    except TutorError:
        raise
    except Exception:  # noqa: BLE001  # one bad row holds up no other
        _log.exception("something that was due is set aside")
        await desk.step(task.set_aside)
        return Done(1)


def _some(task: Task, limit: int, now: Round) -> Done:
    return task.do(now, limit)


def _open_due(now: Round, limit: int) -> Done:
    due = now.tx.due_dailies(now.now, limit)
    skipped, kept = 0, []
    for daily in due:
        decision = decide(daily.schedule, daily.handled, now.now)
        skipped += len(decision.skipped)
        for day in decision.skipped:
            now.tx.note(daily.spot, Entry(day, "skipped", "the tutor was not running at its time", now.now))
        if decision.post is not None:
            skipped += open_day(now, daily, decision.post) is None
        kept.append(replace(daily, handled=decision.handled, next_due_at=decision.next_due))
    now.tx.keep_daily(*kept)
    return Done(len(due), skipped)


def _pause_first(now: Round) -> None:
    for daily in now.tx.due_dailies(now.now, 1):
        now.tx.keep_daily(replace(daily, paused=FAULT))
        now.tx.note(daily.spot, Entry(now.now.date(), "paused", FAULT, now.now))


def _close_due(now: Round, limit: int) -> Done:
    over = now.tx.due_closings(now.now, limit)
    for asking in over:
        now.tx.close(asking, now.now)
        now.tx.refresh(asking, now.now)
        if asking.purpose is Purpose.GROUP:
            now.tx.end_group(asking, now.now)
        else:
            now.tx.reveal_everywhere(asking, now.now)
    return Done(len(over))


def _postpone_first(now: Round) -> None:
    for asking in now.tx.due_closings(now.now, 1):
        now.tx.move_closing(asking, now.now + ASIDE)
