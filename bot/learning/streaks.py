"""How long somebody has been answering day after day.

Here the daily is virtual, as in a terminal: any first answer of a local date fills that date, and a date
without one ends the streak.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row up to `last` (None: never answered), and the best there ever was."""

    current: int = 0
    best: int = 0
    last: date | None = None


def fill(streak: Streak, day: date) -> Streak:
    """The streak after an answer on `day`. A day already filled, or one before it, changes nothing."""
    if streak.last is not None and day <= streak.last:
        return streak
    current = streak.current + 1 if streak.last == day - DAY else 1
    return Streak(current, max(streak.best, current), day)


def standing(streak: Streak, today: date) -> Streak:
    """The streak as it stands on `today`: still alive while yesterday was filled, else 0."""
    if streak.last is None or streak.last < today - DAY:
        return replace(streak, current=0)
    return streak
