"""The time proof: a simulated process looks at the clock around changes of offset, and posts once a date.

Small by default: a fixed sample from zones known to be awkward. EXAM_TUTOR_PROOF=1 runs every named zone,
every change of 2026-2030 and all eight times of day.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from bot.learning import Schedule, decide, local_date
from tests.bot.learning.wall_clocks import (
    DAY,
    EVERY_DAY,
    MINUTE,
    TIMES,
    ClockChange,
    changes,
    due_by_looking,
    zone_names,
)
from tests.proof import size

AWKWARD = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Europe/Berlin",
)
AROUND = timedelta(hours=40)
CLOSELY = timedelta(hours=3)
PARTS = 8  # of the proof, so that test processes share it


@dataclass
class Process:
    """What runs in production, without a database: it keeps the newest handled date and looks."""

    plan: Schedule
    last: date | None
    posts: list[tuple[date, datetime]] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)

    def look(self, now: datetime) -> None:
        decision = decide(self.plan, self.last, now)
        if decision.post:
            self.posts.append((decision.post, now))
        self.skipped += decision.skipped
        self.last = decision.handled
        assert decision.next_due > now

    @property
    def doubled(self) -> list[date]:
        return [day for day, times in Counter(day for day, _ in self.posts).items() if times > 1]


def ticks(change: datetime, chance: random.Random) -> Iterator[datetime]:
    """Looks every 20-60 s near a change, every 10-15 minutes further off."""
    now = change - AROUND
    while now < change + AROUND:
        yield now
        near = abs(now - change) < CLOSELY
        now += timedelta(seconds=chance.uniform(20, 60) if near else chance.uniform(600, 900))


def cases(part: int) -> Iterable[tuple[ClockChange, time]]:
    """This part of the proof."""
    names = zone_names() if size(0, 1) else AWKWARD
    found = [(change, at) for zone in names for change in changes(zone, 2026, 2030) for at in TIMES]
    random.Random(2026).shuffle(found)
    return found[: size(240, len(found))][part::PARTS]


def started(change: ClockChange, at: time) -> Process:
    """A process that was up at the beginning of the look around a change."""
    process = Process(Schedule(at, change.zone, EVERY_DAY, timedelta(hours=8)), last=None)
    process.look(change.at - AROUND)
    process.posts.clear()
    return process


@pytest.mark.parametrize("part", range(PARTS))
def test_each_local_date_gets_exactly_one_post_around_every_clock_change(part: int) -> None:
    """On time, on the date it is for, with nothing skipped."""
    for change, at in cases(part):
        process = started(change, at)
        for now in ticks(change.at, random.Random(part)):
            process.look(now)
        wanted = due_by_looking(change.zone, at, change.at - AROUND, change.at + AROUND)
        seen = dict(process.posts)
        assert not process.doubled and not process.skipped, (change, at)
        assert seen.keys() >= wanted.keys() and len(wanted) >= 2, (change, at)
        for day, due in wanted.items():
            near = abs(due - change.at) < CLOSELY - 2 * MINUTE
            assert due <= seen[day] <= due + (MINUTE if near else 15 * MINUTE), (change, at, day)


@pytest.mark.parametrize(
    ("down", "posted"),
    [(MINUTE, 1), (timedelta(hours=5), 1), (timedelta(hours=7), 0), (3 * DAY, None)],
)
def test_downtime_over_the_hour_costs_no_date_silently(down: timedelta, posted: int | None) -> None:
    """Down from just before a date was due: posted once within the grace, named as skipped beyond it."""
    for change, at in cases(0):
        wanted = due_by_looking(change.zone, at, change.at - AROUND, change.at + AROUND + 5 * DAY)
        day = sorted(wanted)[1]
        process = started(change, at)
        process.last = day - DAY
        away = wanted[day] - MINUTE / 2
        process.look(away)
        process.look(away + down)
        if posted is None:
            assert len(process.posts) <= 1 and {day, day + DAY} <= set(process.skipped), (change, at)
        else:
            assert [when for when, _ in process.posts] == [day] * posted, (change, at)
            assert process.skipped == [day] * (1 - posted), (change, at)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1), 3 * DAY, -2 * DAY])
def test_a_clock_that_is_set_forward_or_back_doubles_no_date_and_loses_none_silently(jump: timedelta) -> None:
    for number, (change, at) in enumerate(islice(cases(1), size(30, 300))):
        chance = random.Random(number)
        process = started(change, at)
        first = process.last
        jumps_at = change.at + timedelta(hours=chance.uniform(-25, 25))
        back_at = jumps_at + timedelta(hours=chance.uniform(0.1, 14))
        shown = [
            now + (jump if jumps_at < now < back_at else timedelta()) for now in ticks(change.at, chance)
        ]
        for now in shown:
            process.look(now)
        handled = [day for day, _ in process.posts] + process.skipped
        newest = max([local_date(now, change.zone) for now in shown])
        assert len(handled) == len(set(handled)), (change, at)
        assert first is not None and process.last is not None and process.last >= newest - DAY
        days = (process.last - first).days
        assert sorted(handled) == [first + n * DAY for n in range(1, days + 1)], (change, at)


def test_a_leap_day_and_a_new_year_get_their_posts() -> None:
    plan = Schedule(time(23, 59), "Pacific/Kiritimati", EVERY_DAY, timedelta(hours=8))
    process = Process(plan, date(2027, 12, 30))
    now = datetime(2027, 12, 31, tzinfo=UTC)
    while now < datetime(2028, 3, 2, tzinfo=UTC):
        process.look(now)
        now += timedelta(minutes=20)
    days = [day for day, _ in process.posts]
    assert days == [date(2027, 12, 31) + n * DAY for n in range(len(days))]
    assert date(2028, 2, 29) in days and days[-1] == date(2028, 3, 1)
