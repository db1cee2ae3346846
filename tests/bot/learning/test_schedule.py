"""When a daily question is due, and what one look at the clock decides."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning import Decision, Schedule, begin_after, closes_at, decide, due_at, local_date, next_due
from bot.learning.schedule import MOST_SKIPPED
from tests.bot.learning.wall_clocks import DAY, EVERY_DAY, TIMES, due_by_looking, zone_names
from tests.proof import size

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WEEKDAYS = frozenset(range(5))
MONDAY = date(2026, 3, 2)


def schedule(
    at: str = "09:00",
    zone: str = "Europe/Berlin",
    days: frozenset[int] = EVERY_DAY,
    open_for: timedelta = 8 * HOUR,
) -> Schedule:
    return Schedule(time.fromisoformat(at), zone, days, open_for)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def local_due(at: str, zone: str, day: str) -> str:
    """The date's due time as the wall clock shows it, with its offset from UTC."""
    due = due_at(schedule(at, zone), date.fromisoformat(day))
    return due.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes") if due else "never"


@pytest.mark.parametrize(
    ("at", "zone", "day", "wanted"),
    [
        ("09:00", "Europe/Berlin", "2026-03-02", "2026-03-02T09:00+01:00"),
        ("02:30", "Europe/Berlin", "2026-03-29", "2026-03-29T03:00+02:00"),  # the clock jumps over it
        ("02:30", "Europe/Berlin", "2026-10-25", "2026-10-25T02:30+02:00"),  # it comes twice
        ("00:00", "America/New_York", "2027-03-15", "2027-03-15T00:00-04:00"),
        ("02:15", "Australia/Lord_Howe", "2026-10-04", "2026-10-04T02:30+11:00"),  # half an hour
        ("00:30", "Africa/Cairo", "2026-04-24", "2026-04-24T01:00+03:00"),  # the date begins at 01:00
        ("23:30", "America/Nuuk", "2026-03-28", "2026-03-28T22:59-02:00"),  # the date ends at 23:00
        ("09:00", "Pacific/Apia", "2011-12-30", "never"),  # the date Samoa left out
        ("09:00", "Europe/Berlin", "2028-02-29", "2028-02-29T09:00+01:00"),
    ],
)
def test_a_date_is_due_at_the_first_minute_that_shows_the_time(
    at: str, zone: str, day: str, wanted: str
) -> None:
    assert local_due(at, zone, day) == wanted


@settings(max_examples=size(100, 5_000))
@given(
    st.sampled_from(zone_names()),
    st.sampled_from(TIMES),
    st.datetimes(datetime(1900, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_what_is_due_is_what_looking_at_every_minute_finds(zone: str, at: time, start: datetime) -> None:
    """In any zone and any year, also those with changes of a day, at midnight or by minutes."""
    expected = due_by_looking(zone, at, start, start + 3 * DAY)
    plan = Schedule(at, zone, EVERY_DAY, HOUR)
    for day, due in expected.items():
        found = due_at(plan, day)
        assert found is not None and abs(found - due) < MINUTE  # offsets had seconds, once


def test_a_weekday_off_schedule_is_never_due() -> None:
    assert due_at(schedule(days=WEEKDAYS), date(2026, 3, 7)) is None


def test_the_next_date_after_a_friday_is_a_monday_on_a_weekday_schedule() -> None:
    assert next_due(schedule(days=WEEKDAYS), date(2026, 3, 6)) == (
        date(2026, 3, 9),
        berlin("2026-03-09 09:00"),
    )


def test_the_next_date_steps_over_one_that_a_zone_left_out() -> None:
    friday_only = schedule(zone="Pacific/Apia", days=frozenset({4}))
    assert next_due(friday_only, date(2011, 12, 23))[0] == date(2012, 1, 6)


@pytest.mark.parametrize("days", [frozenset(), frozenset({7})])
def test_a_schedule_without_real_weekdays_is_refused(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        schedule(days=days)


def test_nothing_is_posted_before_the_time_and_one_question_at_it() -> None:
    yesterday, due = MONDAY - DAY, berlin("2026-03-02 09:00")
    assert decide(schedule(), yesterday, due - timedelta(seconds=1)) == Decision(
        None, late=False, skipped=(), handled=yesterday, next_due=due
    )
    assert decide(schedule(), yesterday, due) == Decision(
        MONDAY, late=False, skipped=(), handled=MONDAY, next_due=due + DAY
    )
    assert decide(schedule(), MONDAY, due).post is None


@pytest.mark.parametrize(
    ("down", "post", "late", "skipped"),
    [
        (MINUTE, MONDAY, False, ()),
        (5 * HOUR, MONDAY, True, ()),
        (6 * HOUR, MONDAY, True, ()),
        (7 * HOUR, None, False, (MONDAY,)),
        (3 * DAY, MONDAY + 3 * DAY, False, (MONDAY, MONDAY + DAY, MONDAY + 2 * DAY)),
        (3 * DAY - HOUR, None, False, (MONDAY, MONDAY + DAY, MONDAY + 2 * DAY)),
    ],
)
def test_after_downtime_the_newest_question_is_posted_within_its_grace_and_the_rest_is_skipped(
    down: timedelta, post: date | None, late: bool, skipped: tuple[date, ...]
) -> None:
    decision = decide(schedule(), MONDAY - DAY, berlin("2026-03-02 09:00") + down)
    assert (decision.post, decision.late, decision.skipped) == (post, late, skipped)
    assert decision.handled == max((post or MONDAY), *(skipped or (MONDAY,)))


def test_weekends_are_not_among_the_skipped_dates() -> None:
    decision = decide(schedule(days=WEEKDAYS), date(2026, 3, 5), berlin("2026-03-09 09:00"))
    assert (decision.post, decision.skipped) == (date(2026, 3, 9), (date(2026, 3, 6),))


def test_a_clock_set_back_repeats_no_date() -> None:
    ahead = MONDAY + 3 * DAY
    decision = decide(schedule(), ahead, berlin("2026-03-02 12:00"))
    assert (decision.post, decision.skipped, decision.handled) == (None, (), ahead)
    assert decision.next_due == berlin("2026-03-06 09:00")


def test_a_date_whose_time_came_before_the_clock_was_put_back_over_midnight_is_due() -> None:
    """Newfoundland put its clock back at 00:01, so it was the old date again a minute into the new one."""
    night = schedule("00:00", "America/St_Johns")
    decision = decide(night, date(2009, 10, 31), datetime(2009, 11, 1, 2, 31, 30, tzinfo=UTC))
    assert local_date(datetime(2009, 11, 1, 2, 31, 30, tzinfo=UTC), night.zone) == date(2009, 10, 31)
    assert decision.post == date(2009, 11, 1)


def test_years_of_silence_are_summed_up_by_their_last_month() -> None:
    decision = decide(schedule(), date(1990, 1, 1), berlin("2026-03-02 09:00"))
    assert decision.post == MONDAY
    assert decision.skipped == tuple(MONDAY - n * DAY for n in range(MOST_SKIPPED - 1, 0, -1))


def test_a_schedule_that_never_ran_owes_nothing_for_earlier_dates() -> None:
    assert decide(schedule(), None, berlin("2026-03-02 09:01")).post == MONDAY
    decision = decide(schedule(), None, berlin("2026-03-02 20:00"))
    assert (decision.post, decision.skipped, decision.handled) == (None, (), MONDAY)


class TestChanges:
    """A schedule set, changed or resumed in the course of a day."""

    def test_a_later_time_after_todays_post_does_not_post_again_today(self) -> None:
        begun = begin_after(schedule("10:00"), berlin("2026-03-02 09:30"), MONDAY)
        assert next_due(schedule("10:00"), begun)[1] == berlin("2026-03-03 10:00")

    def test_a_later_time_before_todays_post_moves_todays_post(self) -> None:
        begun = begin_after(schedule("10:00"), berlin("2026-03-02 08:00"), MONDAY - DAY)
        assert next_due(schedule("10:00"), begun)[1] == berlin("2026-03-02 10:00")

    def test_a_time_of_today_that_has_passed_begins_tomorrow(self) -> None:
        begun = begin_after(schedule("08:00"), berlin("2026-03-02 08:30"), None)
        assert next_due(schedule("08:00"), begun)[1] == berlin("2026-03-03 08:00")

    def test_a_new_zone_where_the_date_is_not_yet_over_does_not_repeat_it(self) -> None:
        """Posted on 3 March in Auckland, then moved to Los Angeles where it is still 2 March."""
        west = schedule(zone="America/Los_Angeles")
        begun = begin_after(west, datetime(2026, 3, 2, 21, tzinfo=UTC), date(2026, 3, 3))
        assert next_due(west, begun)[0] == date(2026, 3, 4)

    def test_a_resumed_schedule_skips_nothing_for_its_pause(self) -> None:
        now = berlin("2026-03-12 12:00")
        begun = begin_after(schedule(), now, MONDAY)
        assert decide(schedule(), begun, now).skipped == ()

    def test_a_date_that_only_a_wrong_clock_can_have_posted_is_let_go(self) -> None:
        assert begin_after(schedule(), berlin("2026-03-02 12:00"), date(2036, 1, 1)) == MONDAY

    @settings(max_examples=size(200, 5_000))
    @given(
        st.sampled_from(TIMES),
        st.sampled_from(zone_names()),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        st.integers(-3, 2),
    )
    def test_nothing_is_owed_at_the_moment_of_a_change(
        self, at: time, zone: str, days: frozenset[int], now: datetime, offset: int
    ) -> None:
        plan = Schedule(at, zone, days, HOUR)
        last = local_date(now, zone) + offset * DAY
        begun = begin_after(plan, now, last)
        decision = decide(plan, begun, now)
        assert (decision.post, decision.skipped, decision.handled) == (None, (), begun)
        assert begun >= last and decision.next_due > now


class TestClosing:
    """When a question closes."""

    @pytest.mark.parametrize(
        ("opens", "hours", "closes"),
        [
            ("2026-03-02", 8, "2026-03-02 17:00"),
            ("2026-03-28", 24, "2026-03-29 09:00"),  # 23 hours later
            ("2026-10-24", 24, "2026-10-25 09:00"),  # 25 hours later
            ("2026-10-24", 72, "2026-10-27 09:00"),
            ("2026-03-28", 26, "2026-03-29 11:00"),
            ("2026-03-28", 20, "2026-03-29 06:00"),  # hours are hours: 20 of them, one jumped over
        ],
    )
    def test_days_are_those_of_the_calendar_and_hours_are_elapsed(
        self, opens: str, hours: int, closes: str
    ) -> None:
        plan = schedule(open_for=hours * HOUR)
        assert closes_at(plan, date.fromisoformat(opens)) == berlin(closes)

    def test_a_question_posted_late_stays_open_as_long_as_any(self) -> None:
        opened = berlin("2026-03-02 13:20")
        assert closes_at(schedule(), MONDAY, opened) == opened + 8 * HOUR

    def test_a_date_that_is_never_due_has_no_end(self) -> None:
        with pytest.raises(ValueError, match="2026-03-07"):
            closes_at(schedule(days=WEEKDAYS), date(2026, 3, 7))
