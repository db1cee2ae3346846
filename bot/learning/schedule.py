"""When a channel's daily question is due: a rule over local dates, so that none is left out or served twice.

A date is due at its first minute that shows the scheduled time or a later one, or, where the clock is put
forward over the rest of the date, at its last minute. So a time that the clock jumps over is due right after
the jump, and one that comes twice is due the first time. A date that a zone leaves out, as Samoa did with
30 December 2011, is never due.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

from bot.learning.calendar import local_date

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
PUNCTUAL = timedelta(minutes=5)  # a post within this time of its due time is not called late
MOST_SKIPPED = 31  # how many skipped dates are named; with a `last` of years ago only the newest ones are
_FURTHEST = 2 * DAY  # no two zones' dates are further apart at one instant


@dataclass(frozen=True, slots=True)
class Schedule:
    """A channel's daily question: when, on which weekdays, for how long, and how late it may still come."""

    time: time  # of the wall clock in `zone`, to the minute
    zone: str  # IANA name
    days: frozenset[int]  # 0 is Monday
    open_for: timedelta
    grace: timedelta = timedelta(hours=6)

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)):
            raise ValueError(f"a schedule needs weekdays from 0 to 6, not {sorted(self.days)}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do at one look at the clock."""

    post: date | None  # the date to post for, now
    late: bool  # the post comes more than PUNCTUAL after it was due
    skipped: tuple[date, ...]  # dates that nothing will be posted for any more, oldest first
    handled: date  # what the next look gets as `last`
    next_due: datetime  # UTC; nothing is to be done before it


@lru_cache(1024)  # many channels keep to the same schedule, and each date is looked at again and again
def due_at(schedule: Schedule, day: date) -> datetime | None:
    """The UTC instant at which the local date is due; None off schedule and where the zone lacks the date."""
    if day.weekday() not in schedule.days:
        return None
    zone = ZoneInfo(schedule.zone)
    due = _instant(datetime.combine(day, schedule.time), zone)
    # Where the clock jumped over midnight, the minute before is the date's last.
    for moment in (due, due - MINUTE):
        if moment.astimezone(zone).date() == day:
            return moment
    return None


def next_due(schedule: Schedule, after: date) -> tuple[date, datetime]:
    """The first scheduled date after a date, and when it is due."""
    return next(_dues(schedule, after + DAY, DAY))


def decide(schedule: Schedule, last: date | None, now: datetime) -> Decision:
    """What is to be done at `now`, when `last` is the newest local date already posted for or skipped.

    At most one date is posted for: the newest one due, while it is within its grace. All older ones are
    skipped, and a date up to `last` is never taken up again, wherever the clock is set. A schedule without a
    `last` owes nothing for earlier dates.
    """
    newest, due = next(_passed(schedule, now))
    if last is not None and newest <= last:
        return Decision(None, late=False, skipped=(), handled=last, next_due=next_due(schedule, last)[1])
    missed = [] if last is None else _unhandled(schedule, last, now)
    post = newest if now - due <= schedule.grace else None
    return Decision(
        post,
        late=post is not None and now - due > PUNCTUAL,
        skipped=tuple(day for day in reversed(missed) if day != post),
        handled=newest,
        next_due=next_due(schedule, newest)[1],
    )


def begin_after(schedule: Schedule, now: datetime, last: date | None) -> date:
    """The date that counts as handled when a schedule is set, changed or resumed at `now`.

    Its first post is the next one due by the new time, zone and days, but never for a date up to `last`, the
    newest one the channel had a post for. A `last` further ahead than any zone comes from a clock that went
    wrong, and setting the schedule again is the way out of it.
    """
    newest, _ = next(_passed(schedule, now))
    if last is None or last > local_date(now, schedule.zone) + _FURTHEST:
        return newest
    return max(newest, last)


def closes_at(schedule: Schedule, day: date, opened: datetime | None = None) -> datetime:
    """The UTC instant at which the date's question closes; `opened` is when it was posted, if late.

    Whole days of `open_for` are days of the calendar: open for 24 hours from 09:00 closes at the next 09:00,
    also when the clock changes in between. The rest is time elapsed. Raises ValueError for a date never due.
    """
    due = due_at(schedule, day)
    if due is None:
        raise ValueError(f"nothing is due on {day}")
    start = max(due, opened or due)
    days, rest = divmod(schedule.open_for, DAY)
    if not days:
        return start + rest
    zone = ZoneInfo(schedule.zone)
    return _instant(start.astimezone(zone).replace(tzinfo=None, fold=0) + days * DAY, zone) + rest


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clock of `zone` first shows the naive `wall` or the next minute it has."""
    while True:
        moment = wall.replace(tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
            return moment
        wall += MINUTE


def _dues(schedule: Schedule, start: date, step: timedelta) -> Iterator[tuple[date, datetime]]:
    """Scheduled dates from `start` on, forward or back, and the instants at which they are due."""
    for day in (start + step * n for n in count()):
        due = due_at(schedule, day)
        if due is not None:
            yield day, due


def _passed(schedule: Schedule, now: datetime) -> Iterator[tuple[date, datetime]]:
    """The dates due by `now`, newest first. A clock put back over midnight may have shown tomorrow."""
    tomorrow = local_date(now, schedule.zone) + DAY
    return ((day, due) for day, due in _dues(schedule, tomorrow, -DAY) if due <= now)


def _unhandled(schedule: Schedule, last: date, now: datetime) -> list[date]:
    """The newest MOST_SKIPPED dates due since `last`, newest first."""
    days = takewhile(lambda day: day > last, (day for day, _ in _passed(schedule, now)))
    return list(islice(days, MOST_SKIPPED))
