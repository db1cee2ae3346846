"""Local dates and the periods they belong to."""

from datetime import UTC, date, datetime

import pytest

from bot.learning import local_date, period_key, period_keys


@pytest.mark.parametrize(
    ("zone", "wanted"),
    [
        ("UTC", date(2026, 2, 28)),
        ("Pacific/Auckland", date(2026, 3, 1)),
        ("America/Los_Angeles", date(2026, 2, 28)),
    ],
)
def test_an_instant_has_its_own_date_in_each_zone(zone: str, wanted: date) -> None:
    assert local_date(datetime(2026, 2, 28, 22, tzinfo=UTC), zone) == wanted


def test_the_hour_that_comes_twice_in_autumn_stays_on_its_date() -> None:
    for hour in (0, 1):
        assert local_date(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), "Europe/Berlin") == date(2026, 10, 25)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_date(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001  # the point of the test


def test_weeks_are_those_of_iso_8601() -> None:
    assert period_key("week", date(2024, 12, 30)) == "2025-W01"
    assert period_key("week", date(2027, 1, 3)) == "2026-W53"


def test_a_day_counts_in_its_week_its_month_and_for_ever() -> None:
    assert period_keys(date(2026, 3, 2)) == ("2026-W10", "2026-03", "all")
