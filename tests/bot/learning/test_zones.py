"""Time zones as people type them."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.learning import parse_zone
from tests.bot.learning.wall_clocks import zone_names


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("  europe/BERLIN ", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("new york", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("cet", "CET"),
        ("etc/gmt-2", "Etc/GMT-2"),
    ],
)
def test_a_name_is_known_in_any_case_and_by_its_city(typed: str, wanted: str) -> None:
    assert parse_zone(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Europe/Berln", 'There is no time zone "Europe/Berln": did you mean Europe/Berlin?'),
        ("Amerika/New_York", 'There is no time zone "Amerika/New_York": did you mean America/New_York?'),
        ("Berln", 'There is no time zone "Berln": did you mean Europe/Berlin?'),
        ("my place", 'There is no time zone "my place"; name a place, such as Europe/Berlin.'),
        ("", 'There is no time zone ""; name a place, such as Europe/Berlin.'),
        ("Factory", 'There is no time zone "Factory"; name a place, such as Europe/Berlin.'),
        ("Eastern", '"Eastern" is not one zone: name a place, such as America/New_York or America/Toronto.'),
        ("general", 'There is no time zone "general"; name a place, such as Europe/Berlin.'),
        ("CST", '"CST" is not one zone: name a place, such as America/Chicago or Asia/Shanghai.'),
        (
            "ist",
            '"ist" is not one zone: name a place, such as Asia/Kolkata, Europe/Dublin or Asia/Jerusalem.',
        ),
        ("EDT", '"EDT" is not one zone: name a place, such as America/New_York.'),
        ("UTC+2", '"UTC+2" knows no summer time: name a place, such as Europe/Berlin.'),
    ],
)
def test_what_is_no_zone_or_several_is_refused_with_a_way_on(typed: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_zone(typed)
    assert str(refused.value) == sentence


def test_every_name_is_taken_but_those_that_mean_half_a_year_or_nothing() -> None:
    refused = {"EST", "MST", "Factory"}
    assert all(parse_zone(name.lower()) == name for name in zone_names() if name not in refused)
    for name in refused:
        with pytest.raises(UsageError):
            parse_zone(name)


@given(st.text(max_size=2_000))
def test_any_text_is_a_zone_or_a_short_sentence(typed: str) -> None:
    try:
        said = parse_zone(typed)
    except UsageError as refused:
        said = str(refused)
    assert said in zone_names() or len(said) < 200


def test_all_zones_load_where_the_system_has_none() -> None:
    """Slim images have no zone files: the `tzdata` package brings them."""
    script = "import sys; from zoneinfo import ZoneInfo; [ZoneInfo(name) for name in sys.argv[1:]]"
    command = [sys.executable, "-c", script, *zone_names()]
    subprocess.run(command, env=os.environ | {"PYTHONTZPATH": ""}, check=True)
