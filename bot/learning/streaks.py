"""How long somebody has been answering, over the local dates on which something was asked.

- An answer to a date's question fills the date, right or wrong. A date on which nothing was posted (a
  weekend, a pause, an outage) neither adds nor breaks.
- A posted date without an answer is missed. A freeze, if there is one, is spent on it by itself and the
  streak stands; else the streak is broken.
- Seven dates filled in a row, none missed or frozen between them, earn a freeze. Two at most are kept.
- Beside it goes the run of right answers: a wrong one ends it, a missed date does not. A date is right when
  any of its answers is, on its last try.

A terminal has no schedule: there every date of the calendar counts as posted (`every_date`).

The streak can be kept answer by answer (`fill`, in the answer's transaction) or counted anew from the log
(`replay`); both agree. An answer to an earlier date than the last filled one, as when a question is open for
days, and an answer of an earlier date that is judged right afterwards, need `replay`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

DAY = timedelta(days=1)
MOST_FREEZES = 2
EARNS_FREEZE = 7  # dates filled in a row


@dataclass(frozen=True, slots=True)
class Streak:
    """Dates filled without a break up to `last` (None: never answered), and the best there ever was."""

    current: int = 0  # filled dates; frozen ones are not counted
    best: int = 0
    last: date | None = None
    freezes: int = 0  # in store
    run: int = 0  # dates filled in a row since one was missed or a freeze earned
    right_current: int = 0  # right answers in a row
    right_best: int = 0
    spoilt: int = 0  # the `right_current` that the wrong answer of `last` ended; a second try can restore it


class Turn(Enum):
    """What a date did to a streak."""

    FILLED = "filled"
    FROZEN = "frozen"
    BROKEN = "broken"
    EARNED = "freeze earned"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a streak's story: the date, what it did, and how long the streak was then."""

    day: date
    turn: Turn
    current: int


def fill(streak: Streak, day: date, missed: Iterable[date], *, correct: bool) -> Streak:
    """The streak after an answer that fills `day`.

    `missed` are the posted dates between `streak.last` and `day` that were not filled, oldest first; those
    after the third change nothing. A second answer on the last filled date can only make it right, and one
    for a date before it changes nothing here.
    """
    if streak.last is None or day > streak.last:
        return _filled(_after(streak, missed, day), day, correct=correct)
    if day == streak.last and correct and not streak.right_current:
        return _right(replace(streak, spoilt=0), streak.spoilt + 1)
    return streak


def standing(streak: Streak, missed: Iterable[date], today: date) -> Streak:
    """The streak as it stands on `today`, which can still be filled.

    `missed` are the posted dates after `streak.last` that were not filled. Where a question stays open past
    midnight, `today` is the oldest date still open.
    """
    return _after(streak, missed, today)


def replay(
    posted: Iterable[date], answers: Mapping[date, bool], today: date
) -> tuple[Streak, tuple[Change, ...]]:
    """The streak on `today` (see `standing`), counted from the log, and each change on the way.

    `posted` are the dates on which a channel of the person's asked something, `answers` those the person
    answered, with whether rightly. An answered date counts whether it is among the posted ones or not.
    """
    streak, story = Streak(), list[Change]()
    open_from = max([today, *answers])
    for day in sorted({*posted, *answers}):
        before = streak
        if day in answers:
            streak = _filled(streak, day, correct=answers[day])
        elif day < open_from:
            streak = _missed(streak)
        story += _told(before, streak, day)
    return streak, tuple(story)


def every_date(after: date | None, before: date) -> Iterator[date]:
    """All dates strictly between two; none where there is no first."""
    day = before if after is None else after + DAY
    while day < before:
        yield day
        day += DAY


def _filled(streak: Streak, day: date, *, correct: bool) -> Streak:
    current, run = streak.current + 1, streak.run + 1
    earned = run == EARNS_FREEZE
    filled = replace(
        streak,
        current=current,
        best=max(streak.best, current),
        last=day,
        freezes=min(streak.freezes + earned, MOST_FREEZES),
        run=0 if earned else run,
        spoilt=0 if correct else streak.right_current,
    )
    return _right(filled, streak.right_current + 1 if correct else 0)


def _right(streak: Streak, right: int) -> Streak:
    return replace(streak, right_current=right, right_best=max(streak.right_best, right))


def _missed(streak: Streak) -> Streak:
    """After one missed date. Without a streak there is no freeze in store either, and nothing changes."""
    if streak.freezes:
        return replace(streak, freezes=streak.freezes - 1, run=0)
    return replace(streak, current=0, run=0)


def _after(streak: Streak, missed: Iterable[date], end: date) -> Streak:
    """After the missed dates between the last filled one and `end`; no more are looked at than matter."""
    for day in missed:
        if not streak.current:
            break
        if streak.last is not None and streak.last < day < end:
            streak = _missed(streak)
    return streak


def _told(before: Streak, after: Streak, day: date) -> Iterator[Change]:
    if after.last != before.last:
        yield Change(day, Turn.FILLED, after.current)
        if after.freezes > before.freezes:
            yield Change(day, Turn.EARNED, after.current)
    elif after.freezes < before.freezes:
        yield Change(day, Turn.FROZEN, after.current)
    elif after.current < before.current:
        yield Change(day, Turn.BROKEN, 0)
