"""Health is what is, not what was hoped for."""

from datetime import timedelta

import pytest

from adapters.platform import State
from adapters.serve.health import Database, health
from tests.kit import NOON

FRESH = Database(NOON - timedelta(seconds=20))
WELL = {"slack": State(ok=True, said="connected")}


def test_all_is_well_with_a_fresh_sign_of_life_and_every_platform_connected() -> None:
    found = health(FRESH, WELL, NOON)
    assert found.ok and found.body == {
        "status": "ok",
        "database": "ok",
        "last_tick": "ok",
        "last_tick_seconds_ago": 20.0,
        "platforms": {"slack": "connected"},
    }


@pytest.mark.parametrize(
    ("database", "platforms"),
    [
        (Database(), WELL),
        (Database(NOON - timedelta(seconds=91)), WELL),
        (Database(trouble="The database cannot be reached."), WELL),
        (FRESH, WELL | {"discord": State(ok=False, said="no answer for 50 s")}),
    ],
)
def test_any_one_thing_amiss_is_trouble(database: Database, platforms: dict[str, State]) -> None:
    found = health(database, platforms, NOON)
    assert not found.ok and found.body["status"] == "trouble"


def test_a_tick_that_failed_is_trouble_at_once() -> None:
    """As on a full disk, from which can be read as before."""
    found = health(FRESH, WELL, NOON, "The disk is full.")
    assert not found.ok and found.body["last_tick"] == "The disk is full."


def test_a_clock_that_was_set_back_makes_no_negative_age() -> None:
    assert health(Database(NOON + timedelta(seconds=9)), {}, NOON).body["last_tick_seconds_ago"] == 0.0
