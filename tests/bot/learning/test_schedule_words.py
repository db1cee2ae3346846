"""Schedules as people type them, and back."""

import itertools
from contextlib import suppress
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.learning import (
    Schedule,
    day_words,
    duration_words,
    parse_days,
    parse_duration,
    parse_time,
    schedule_words,
)

HOUR = timedelta(hours=1)
BOUNDS = (timedelta(minutes=5), timedelta(days=7))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("9", "09:00"),
        ("9:00", "09:00"),
        ("09.00", "09:00"),
        ("0900", "09:00"),
        ("9h30", "09:30"),
        ("18h", "18:00"),
        ("9am", "09:00"),
        ("9 A.M.", "09:00"),
        ("9:30 pm", "21:30"),
        ("21:30", "21:30"),
        ("12am", "00:00"),
        ("12:15 pm", "12:15"),
        ("0", "00:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        (" ９：００ ", "09:00"),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, wanted: str) -> None:
    assert parse_time(typed) == time.fromisoformat(wanted)


@pytest.mark.parametrize(
    "typed", ["", "24:00", "9:60", "13pm", "0am", "9:5", "nine", "9:00:00", "-1", "99", "9 to 5", "٩"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a time of day: say it as 9:00, 21:30 or 9:30 pm"):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("daily", "0123456"),
        ("every day", "0123456"),
        ("weekdays", "01234"),
        ("Weekends", "56"),
        ("mon-fri", "01234"),
        ("Mo–Fr", "01234"),
        ("monday to friday", "01234"),
        ("Mon - Wed, Fri", "0124"),
        ("sun-thu", "60123"),
        ("fri-mon", "4560"),
        ("mon,wed,fri", "024"),
        ("tues & thurs.", "13"),
        ("Mondays and Sundays", "06"),
        ("weekdays, sat", "012345"),
        ("every tuesday", "1"),
        ("wed-wed", "2"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, wanted: str) -> None:
    assert parse_days(typed) == frozenset(map(int, wanted))


@pytest.mark.parametrize("typed", ["funday", "m", "mon-", "-", "mon-wed-fri", "1-5", "monkey", "t"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a day: say daily, weekdays, mon-fri or mon,wed,fri"):
        parse_days(typed)


def test_no_day_at_all_is_asked_for() -> None:
    with pytest.raises(UsageError, match="Which days"):
        parse_days(" , and ")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("8h", 8 * HOUR),
        ("24 hours", 24 * HOUR),
        ("90m", 1.5 * HOUR),
        ("1h30m", 1.5 * HOUR),
        ("1 hour and 30 minutes", 1.5 * HOUR),
        ("2 days", 48 * HOUR),
        ("45 min", 0.75 * HOUR),
    ],
)
def test_durations_are_read_as_people_write_them(typed: str, wanted: timedelta) -> None:
    assert parse_duration(typed, *BOUNDS) == wanted


@pytest.mark.parametrize("typed", ["", "8", "long", "-8h", "8h8h", "30m 1h", "1.5h"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a length of time: say it as 8h, 90m or 2 days"):
        parse_duration(typed, *BOUNDS)


@pytest.mark.parametrize("typed", ["4m", "8 days", "9999d 9999h 99999m"])
def test_a_duration_out_of_bounds_is_refused_with_the_bounds(typed: str) -> None:
    with pytest.raises(UsageError, match="from 5 minutes to 7 days"):
        parse_duration(typed, *BOUNDS)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ("0123456", "every day"),
        ("01234", "Monday to Friday"),
        ("56", "Saturday and Sunday"),
        ("024", "Monday, Wednesday and Friday"),
        ("01235", "Monday to Thursday and Saturday"),
        ("0126", "Sunday to Wednesday"),
        ("3", "Thursday"),
    ],
)
def test_days_are_said_in_short(days: str, wanted: str) -> None:
    assert day_words(frozenset(map(int, days))) == wanted


def test_what_is_said_of_days_is_read_back_for_every_set_of_them() -> None:
    for count in range(1, 8):
        for days in map(frozenset, itertools.combinations(range(7), count)):
            assert parse_days(day_words(days)) == days


@given(st.integers(5, 7 * 24 * 60))
def test_what_is_said_of_a_duration_is_read_back(minutes: int) -> None:
    length = timedelta(minutes=minutes)
    assert parse_duration(duration_words(length), *BOUNDS) == length


@given(st.text(max_size=2_000))
def test_any_text_is_understood_or_refused(typed: str) -> None:
    for parse in (parse_time, parse_days, lambda text: parse_duration(text, *BOUNDS)):
        with suppress(UsageError):
            parse(typed)


def test_a_schedule_is_said_in_one_line() -> None:
    plan = Schedule(time(9), "Europe/Berlin", frozenset(range(5)), 8 * HOUR)
    assert schedule_words(plan) == "09:00 Europe/Berlin, Monday to Friday"
