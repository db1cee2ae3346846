"""What `/healthz` says: whether questions will be posted on time and answers kept, and if not, why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.platform import State

OVERDUE = timedelta(seconds=90)  # without a sign of life for so long, time has stopped for us


@dataclass(frozen=True, slots=True)
class Database:
    """What a query just found: this process's last sign of life there, or why there was no answer."""

    beat_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """`body` is what is told; `ok` whether all of it is well."""

    ok: bool
    body: Mapping[str, object]


def health(database: Database, platforms: Mapping[str, State], now: datetime, tick: str = "") -> Health:
    """The truth in one place. A fresh sign of life in the database proves that it can be written to.

    `tick` is how the last tick failed.
    """
    age = now - database.beat_at if database.beat_at else None
    ticking = age is not None and age < OVERDUE
    ok = not (database.trouble or tick) and ticking and all(state.ok for state in platforms.values())
    body = {
        "status": "ok" if ok else "trouble",
        "database": database.trouble or "ok",
        "last_tick": tick or ("ok" if ticking else "overdue"),
        "last_tick_seconds_ago": None if age is None else round(max(0.0, age.total_seconds()), 1),
        "platforms": {name: state.said for name, state in platforms.items()},
    }
    return Health(ok, body)
