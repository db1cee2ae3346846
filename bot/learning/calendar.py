"""Local dates: which day an instant belongs to, and which week and month a day belongs to."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ALL_TIME = "all"


def local_date(now: datetime, zone: str) -> date:
    """The date of the aware instant `now` in the IANA `zone`; "" is the zone of this machine."""
    if now.tzinfo is None:
        raise ValueError("an instant needs its zone: a naive datetime is no point in time")
    return now.astimezone(ZoneInfo(zone) if zone else None).date()


def period_key(period: str, day: date) -> str:
    """The name under which totals of a period are kept: `2026-W48`, `2026-11`, or `all`.

    Weeks are those of ISO 8601, so the last days of December can belong to the next year's first week.
    """
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if period == "month":
        return f"{day:%Y-%m}"
    return ALL_TIME


def period_keys(day: date) -> tuple[str, ...]:
    """Every total that a point earned on `day` counts in."""
    return tuple(period_key(period, day) for period in ("week", "month", "all"))
