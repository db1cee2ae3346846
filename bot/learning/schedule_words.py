"""Times, weekdays and durations as people type them, and back into words."""

import re
import unicodedata
from datetime import time, timedelta

from bot.errors import UsageError
from bot.learning.schedule import Schedule

_LONGEST = 80  # characters that are looked at and repeated
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?h?(am|pm)?")
_DURATION = re.compile(
    r"(?:([0-9]{1,4})(?:days?|d))?(?:([0-9]{1,4})(?:hours?|hrs?|h))?(?:([0-9]{1,5})(?:minutes?|mins?|m))?"
)
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_SETS = {
    **dict.fromkeys(("daily", "everyday", "all", "day", "days"), frozenset(range(7))),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "workday"), frozenset(range(5))),
    **dict.fromkeys(("weekends", "weekend"), frozenset({5, 6})),
}
_TO = re.compile(r"\s*-\s*|\s+(?:to|till|until|through|thru)\s+")
_BETWEEN = re.compile(r"[\s,;/&+]+")
_FILLERS = {"", "and", "every", "each", "on"}


def parse_time(text: str) -> time:
    """ "9", "9:00", "09.00", "0900", "9am", "9:30 pm", "noon": a time of day. Raises UsageError."""
    typed = _plain(text)
    if typed in {"noon", "midnight"}:
        return time(12 if typed == "noon" else 0)
    found = _TIME.fullmatch(typed.replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm"))
    if not found:
        raise _no_time(typed)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if hour > (12 if half else 23) or (half and not hour) or minute > 59:
        raise _no_time(typed)
    return time(hour % 12 + 12 * (half == "pm") if half else hour, minute)


def parse_days(text: str) -> frozenset[int]:
    """ "mon-fri", "Mo, We and Fr", "Sunday to Thursday", "weekdays", "daily": weekdays, 0 for Monday.

    Raises UsageError.
    """
    words = [word for word in _BETWEEN.split(_TO.sub("-", _plain(text))) if word not in _FILLERS]
    if not words:
        raise UsageError("Which days? Such as daily, weekdays, mon-fri or mon,wed,fri.")
    return frozenset[int]().union(*map(_days_of, words))


def parse_duration(text: str, least: timedelta, most: timedelta) -> timedelta:
    """ "8h", "24 hours", "90m", "1h 30m", "2 days": a length of time within bounds. Raises UsageError."""
    typed = _plain(text)
    found = _DURATION.fullmatch(_BETWEEN.sub("", typed.replace("and", "")))
    if not found or not any(found.groups()):
        raise UsageError(f'"{typed}" is not a length of time: say it as 8h, 90m or 2 days.')
    days, hours, minutes = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not least <= length <= most:
        raise UsageError(
            f'"{typed}" does not fit: it can be from {duration_words(least)} to {duration_words(most)}.'
        )
    return length


def schedule_words(schedule: Schedule) -> str:
    """ "09:00 Europe/Berlin, Monday to Friday"."""
    return f"{schedule.time:%H:%M} {schedule.zone}, {day_words(schedule.days)}"


def day_words(days: frozenset[int]) -> str:
    """ "every day", "Monday to Friday", "Monday, Wednesday and Friday"."""
    if len(days) == 7:
        return "every day"
    *first, last = [part for run in _runs(days) for part in _run_words(run)]
    return f"{', '.join(first)} and {last}" if first else last


def duration_words(length: timedelta) -> str:
    """ "1 day", "8 hours", "1 hour 30 minutes"; seconds are left out."""
    hours, minutes = divmod(length.seconds // 60, 60)
    parts = ((length.days, "day"), (hours, "hour"), (minutes, "minute"))
    return " ".join(f"{n} {unit}{'s' * (n != 1)}" for n, unit in parts if n) or "0 minutes"


def _plain(text: str) -> str:
    """Lower case, one space, ASCII digits and dashes, cut to what is worth looking at."""
    text = unicodedata.normalize("NFKC", text[: 2 * _LONGEST]).lower()
    return " ".join(re.sub("[‐‑‒–—―−]", "-", text).split())[:_LONGEST]


def _no_time(typed: str) -> UsageError:
    return UsageError(f'"{typed}" is not a time of day: say it as 9:00, 21:30 or 9:30 pm.')


def _days_of(word: str) -> frozenset[int]:
    if word in _DAY_SETS:
        return _DAY_SETS[word]
    ends = [_day(name, word) for name in word.split("-", 1)]
    return frozenset((ends[0] + n) % 7 for n in range((ends[-1] - ends[0]) % 7 + 1))


def _day(name: str, word: str) -> int:
    """The weekday whose name begins so, with two letters or more; also in the plural."""
    for day, full in enumerate(_DAY_NAMES):
        if len(name) > 1 and f"{full.lower()}s".startswith(name.rstrip(".")):
            return day
    raise UsageError(f'"{word}" is not a day: say daily, weekdays, mon-fri or mon,wed,fri.')


def _runs(days: frozenset[int]) -> list[list[int]]:
    """Days that follow each other, round the week's end too, from the first run of the week on."""
    runs = [[day] for day in sorted(days) if (day - 1) % 7 not in days]
    for run in runs:
        while (run[-1] + 1) % 7 in days:
            run.append((run[-1] + 1) % 7)
    return runs


def _run_words(run: list[int]) -> list[str]:
    names = [_DAY_NAMES[day] for day in run]
    return names if len(names) < 3 else [f"{names[0]} to {names[-1]}"]
