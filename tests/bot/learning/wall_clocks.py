"""Zones, clock changes, and what is due when: found by looking at every minute, to compare with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EVERY_DAY = frozenset(range(7))
TIMES = tuple(
    time(hour, minute)
    for hour, minute in ((0, 0), (0, 30), (1, 30), (2, 0), (2, 30), (3, 0), (9, 0), (23, 30))
)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A zone and the instant at which its offset changes."""

    zone: str
    at: datetime


@cache
def zone_names() -> tuple[str, ...]:
    """Every name of the tz database."""
    return tuple((files("tzdata") / "zones").read_text().split())


def changes(zone: str, first: int, last: int) -> Iterator[ClockChange]:
    """The changes of offset in the years from `first` to `last`."""
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + DAY):
            yield ClockChange(zone, _bisected(zone, moment, moment + DAY))
        moment += DAY


def _bisected(zone: str, low: datetime, high: datetime) -> datetime:
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


def due_by_looking(zone: str, at: time, start: datetime, end: datetime) -> dict[date, datetime]:
    """When each local date is due: its first minute that shows `at` or later, else its last minute.

    Every minute from `start` to `end` is looked at; the dates that may have begun before or go on after that
    are left out.
    """
    local = ZoneInfo(zone)
    due: dict[date, datetime] = {}
    last_minute: dict[date, datetime] = {}
    moment = start.replace(second=0, microsecond=0)
    while moment <= end:
        wall = moment.astimezone(local)
        last_minute[wall.date()] = moment
        if wall.time() >= at:
            due.setdefault(wall.date(), moment)
        moment += MINUTE
    edges = (start.astimezone(local).date(), end.astimezone(local).date())
    return {day: due.get(day, minute) for day, minute in last_minute.items() if day not in edges}
