"""Streaks: what breaks them, what does not, and both ways of counting against a plain day-by-day model."""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning import (
    Change,
    Schedule,
    Streak,
    Turn,
    begin_after,
    closes_at,
    decide,
    every_date,
    fill,
    local_date,
    replay,
    standing,
)
from tests.bot.learning.wall_clocks import DAY, TIMES, zone_names
from tests.proof import size

FIRST = date(2026, 3, 2)
days = st.one_of(
    st.dates(date(2023, 12, 1), date(2024, 3, 31)),  # over a new year and a leap day
    st.dates(date(2026, 10, 1), date(2026, 11, 30)),  # over clock changes
)
few_days = st.dates(date(2023, 12, 20), date(2024, 3, 10))


def day(number: int) -> date:
    """The first posted date is 1."""
    return FIRST + (number - 1) * DAY


def told(marks: str) -> tuple[Streak, tuple[Change, ...]]:
    """A letter a date: F filled rightly, W wrongly, - missed, a blank where nothing was posted, ? today."""
    dates = {day(number): mark for number, mark in enumerate(marks, 1)}
    answers = {at: mark == "F" for at, mark in dates.items() if mark in "FW"}
    return replay([at for at, mark in dates.items() if mark != " "], answers, max(dates))


def counted(
    posted: Iterable[date], answers: Mapping[date, bool], today: date
) -> tuple[int, int, int, int, int]:
    """Current, best, freezes, right and best right by looking at each day of the calendar in turn."""
    posted, ran, in_a_row, bank, rights = set(posted), [0], [0], 0, [0]
    at, end = min([*posted, *answers, today]), max([today, *answers])
    while at <= end:
        if at in answers:
            ran.append(ran[-1] + 1)
            in_a_row.append(in_a_row[-1] + 1)
            rights.append(rights[-1] + 1 if answers[at] else 0)
            if in_a_row[-1] % 7 == 0:
                bank = min(bank + 1, 2)
        elif at in posted and at != end:
            in_a_row.append(0)
            if bank:
                bank -= 1
            else:
                ran.append(0)
        at += DAY
    return ran[-1], max(ran), bank, rights[-1], max(rights)


def kept(posted: Iterable[date], answers: Mapping[date, bool], today: date) -> Streak:
    """The streak as kept answer by answer, each in two tries, and then looked at."""
    open_dates = sorted(set(posted) - answers.keys())
    streak = Streak()

    def since() -> list[date]:
        return [at for at in open_dates if streak.last is not None and at > streak.last]

    for at in sorted(answers):
        streak = fill(streak, at, [d for d in since() if d < at], correct=False)
        streak = fill(streak, at, [], correct=answers[at])
    return standing(streak, [d for d in since() if d < today], today)


@pytest.mark.parametrize(
    ("marks", "current", "freezes"),
    [
        ("?", 0, 0),
        ("F?", 1, 0),
        ("FF?", 2, 0),
        ("FF-?", 0, 0),
        ("FF   F?", 3, 0),  # nothing was posted for three dates
        ("FFFFFFF?", 7, 1),
        ("FFFFFFF-?", 7, 0),
        ("FFFFFFF-F?", 8, 0),
        ("FFFFFFF--?", 0, 0),
        ("FFFF  FFF?", 7, 1),  # a weekend does not interrupt a run
        ("FFFFFFF" * 3 + "?", 21, 2),
        ("FFFFFFF" * 3 + "--?", 21, 0),
        ("FFFFFFF" * 3 + "---?", 0, 0),
        ("FFFFFFFFFF-FFFF?", 14, 0),  # a frozen date does: four in a row, not seven
        ("FFFFFFFFFF-FFFFFFF?", 17, 1),
        ("WWWWWWW?", 7, 1),  # taking part counts, not being right
        ("--?", 0, 0),
    ],
)
def test_a_streak_counts_filled_dates_and_freezes_what_it_can(marks: str, current: int, freezes: int) -> None:
    streak, _ = told(marks)
    assert (streak.current, streak.freezes) == (current, freezes)


@pytest.mark.parametrize(
    ("marks", "right", "best"),
    [("FFF?", 3, 3), ("FFFW?", 0, 3), ("FFFWF?", 1, 3), ("FF---F?", 3, 3), ("FF   F?", 3, 3), ("W?", 0, 0)],
)
def test_right_answers_in_a_row_end_with_a_wrong_one_only(marks: str, right: int, best: int) -> None:
    streak, _ = told(marks)
    assert (streak.right_current, streak.right_best) == (right, best)


def test_the_story_tells_each_change_and_the_date_it_came() -> None:
    _, story = told("FFFFFFF- FF--F?")
    assert [(change.day, change.turn, change.current) for change in story] == [
        *[(day(n), Turn.FILLED, n) for n in range(1, 8)],
        (day(7), Turn.EARNED, 7),
        (day(8), Turn.FROZEN, 7),
        (day(10), Turn.FILLED, 8),
        (day(11), Turn.FILLED, 9),
        (day(12), Turn.BROKEN, 0),
        (day(14), Turn.FILLED, 1),
    ]


@settings(max_examples=size(300, 5_000))
@given(st.sets(days), st.dictionaries(days, st.booleans()), st.integers(0, 5))
def test_both_ways_of_counting_agree_with_a_look_at_every_day(
    posted: set[date], answers: dict[date, bool], later: int
) -> None:
    """Whatever was posted, answered, missed and answered without having been posted."""
    today = max([*posted, *answers], default=FIRST) + later * DAY
    _agree(posted, answers, today)


@settings(max_examples=size(300, 5_000))
@given(st.lists(st.sampled_from("FFFFFFFFWW- "), max_size=150), st.dates(date(2023, 11, 1), date(2024, 3, 1)))
def test_they_agree_on_people_who_nearly_always_answer(marks: list[str], first: date) -> None:
    dates = {first + n * DAY: mark for n, mark in enumerate(marks)}
    answers = {at: mark == "F" for at, mark in dates.items() if mark in "FW"}
    _agree([at for at, mark in dates.items() if mark != " "], answers, first + len(marks) * DAY)


@settings(max_examples=size(100, 2_000))
@given(st.sets(few_days, min_size=1), st.dictionaries(few_days, st.booleans()), few_days)
def test_a_clock_set_back_takes_nothing_away(
    posted: set[date], answers: dict[date, bool], today: date
) -> None:
    _agree(posted, answers, today)


def _agree(posted: Iterable[date], answers: Mapping[date, bool], today: date) -> None:
    replayed, story = replay(posted, answers, today)
    assert replayed == kept(posted, answers, today)
    assert counted(posted, answers, today) == (
        replayed.current,
        replayed.best,
        replayed.freezes,
        replayed.right_current,
        replayed.right_best,
    )
    assert not story or story[-1].current == replayed.current


def asked_in(zone: str, chance: random.Random, length: int) -> list[tuple[date, datetime]]:
    """What a channel posted, through pauses, outages and clock changes, and when each closed."""
    plan = Schedule(
        chance.choice(TIMES),
        zone,
        frozenset(chance.sample(range(7), chance.randint(1, 7))),
        timedelta(hours=chance.choice([1, 8, 24])),
    )
    now = datetime(2026, 1, 1, tzinfo=UTC) + chance.random() * 4 * 365 * DAY
    posts = list[tuple[date, datetime]]()
    end, last = now + length * DAY, begin_after(plan, now, None)
    while now < end:
        decision = decide(plan, last, now)
        last = decision.handled
        if decision.post:
            posts.append((decision.post, closes_at(plan, decision.post, now)))
        now += timedelta(hours=chance.choice([1, 1, 1, 1, 1, 1, 1, 1, 5, 9]))
        if chance.random() < 0.005:  # paused for some days
            now += chance.randint(1, 10) * DAY
            last = begin_after(plan, now, last)
    return posts


def test_answering_whatever_is_posted_never_breaks_a_streak() -> None:
    """In any zone, over clock changes, leap days and new years, with weekends, pauses and outages."""
    chance = random.Random(7)
    for _ in range(size(60, 2_500)):
        zone = chance.choice(zone_names())
        streak, posted = Streak(), list[date]()
        for at, closes in asked_in(zone, chance, length=60):
            streak = fill(streak, at, [d for d in posted if streak.last and d > streak.last], correct=True)
            posted.append(at)
            after = local_date(closes, zone) + chance.randint(0, 9) * DAY
            assert standing(streak, [], after).current == len(posted)
        assert streak.current == streak.best == streak.right_current == len(posted)
        assert streak.freezes == min(len(posted) // 7, 2)


def test_each_posted_date_that_is_missed_costs_a_freeze_or_the_streak_in_any_zone() -> None:
    chance = random.Random(8)
    for _ in range(size(60, 2_500)):
        zone = chance.choice(zone_names())
        posted = [at for at, _ in asked_in(zone, chance, length=90)]
        answers = {at: chance.random() < 0.7 for at in posted if chance.random() < 0.93}
        _agree(posted, answers, max(posted, default=FIRST) + DAY)


def test_a_second_try_restores_the_run_of_right_answers() -> None:
    streak = fill(fill(Streak(), day(1), [], correct=True), day(2), [], correct=False)
    assert (streak.right_current, fill(streak, day(2), [], correct=True).right_current) == (0, 2)


def test_a_wrong_answer_beside_a_right_one_on_the_same_date_spoils_nothing() -> None:
    streak = fill(Streak(), day(1), [], correct=True)
    assert fill(streak, day(1), [], correct=False) == streak


def test_an_appeal_that_is_upheld_joins_the_runs_around_it() -> None:
    answers = {day(1): True, day(2): False, day(3): True}
    assert replay(answers, answers, day(3))[0].right_current == 1
    upheld, _ = replay(answers, answers | {day(2): True}, day(3))
    assert (upheld.right_current, upheld.right_best) == (3, 3)


@given(st.lists(few_days, min_size=1, max_size=20), st.booleans())
def test_answering_again_on_a_date_changes_nothing(answered: list[date], correct: bool) -> None:
    once = twice = Streak()
    for at in sorted(answered):
        once = fill(once, at, [], correct=correct)
        twice = fill(fill(twice, at, [], correct=correct), at, [], correct=correct)
    assert once == twice


def test_a_question_still_open_after_midnight_is_not_missed_yet() -> None:
    """Asked on the first, open until the second: on the second the first is the oldest date still open."""
    streak = Streak(current=3, best=3, last=day(1) - DAY)
    assert standing(streak, [day(1)], today=day(1)).current == 3
    assert standing(streak, [day(1)], today=day(2)).current == 0


class TestWithoutASchedule:
    """The terminal: every date of the calendar counts as posted."""

    def test_every_date_is_between_and_none_before_the_first_answer(self) -> None:
        assert list(every_date(day(1), day(4))) == [day(2), day(3)]
        assert list(every_date(day(4), day(1))) == []
        assert list(every_date(None, day(4))) == []

    def test_yesterdays_streak_still_stands_today_and_is_gone_tomorrow(self) -> None:
        streak = fill(Streak(), day(1), every_date(None, day(1)), correct=True)
        assert standing(streak, every_date(day(1), day(2)), day(2)).current == 1
        assert standing(streak, every_date(day(1), day(3)), day(3)).current == 0

    def test_an_absence_of_centuries_takes_no_time(self) -> None:
        missed = every_date(date(1, 1, 1), date(9999, 1, 1))
        streak = Streak(current=30, best=30, last=date(1, 1, 1), freezes=2)
        assert fill(streak, date(9999, 1, 1), missed, correct=True).current == 1
        assert next(missed) < date(1, 1, 9)  # nothing further was looked at
