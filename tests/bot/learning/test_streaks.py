"""Streaks against a plain model that looks at every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.learning import Streak, fill, standing

DAY = timedelta(days=1)
days = st.dates(date(2023, 12, 1), date(2024, 3, 31))  # over a new year and a leap day


def runs(filled: set[date], today: date) -> tuple[int, int]:
    """Current and longest run of filled days, counted one by one."""
    longest = current = 0
    day = min(filled, default=today)
    while day <= today:
        current = current + 1 if day in filled else (current if day == today else 0)
        longest = max(longest, current)
        day += DAY
    return current, longest


@given(st.sets(days, max_size=60), st.integers(0, 5))
def test_a_streak_is_what_a_count_of_days_says(filled: set[date], later: int) -> None:
    streak = Streak()
    for day in sorted(filled):
        streak = fill(streak, day)
    today = max(filled, default=date(2024, 1, 1)) + later * DAY
    now = standing(streak, today)
    assert (now.current, now.best) == runs(filled, today)


@given(st.lists(days, min_size=1, max_size=20))
def test_answering_again_on_a_day_changes_nothing(answered: list[date]) -> None:
    once = twice = Streak()
    for day in sorted(answered):
        once, twice = fill(once, day), fill(fill(twice, day), day)
    assert once == twice


def test_a_clock_set_back_takes_nothing_away() -> None:
    streak = fill(fill(Streak(), date(2026, 3, 1)), date(2026, 3, 2))
    assert fill(streak, date(2026, 2, 27)) == streak


def test_yesterdays_streak_still_stands_today_and_is_gone_tomorrow() -> None:
    streak = fill(Streak(), date(2026, 3, 1))
    assert standing(streak, date(2026, 3, 2)).current == 1
    assert standing(streak, date(2026, 3, 3)).current == 0
