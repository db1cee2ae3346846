"""What gives a name away, and which labels are made of the initials of what they stand for."""

import pytest

from bot.authoring.wording import hints, is_mnemonic


@pytest.mark.parametrize(
    ("text", "name", "hinting"),
    [
        ("replaced by TideSync", "Harbour Sync", True),  # a part of another name
        ("substitutes a value", "Fn:Sub", True),
        ("the name, BMMSI that of the buoy", "MMSI", True),
        ("rotate it at each tide", "logrotate", True),  # a word within one of it
        ("rot at each tide", "logrotate", False),
        ("replaced by TideTable", "Harbour Sync", False),
        ("the name, bimmsis that of the buoy", "MMSI", False),
    ],
)
def test_a_part_of_a_name_gives_it_away(text: str, name: str, hinting: bool) -> None:
    assert hints(text, name) is hinting


@pytest.mark.parametrize(
    ("label", "members", "made_of_them"),
    [
        ("RICE for sprains", ["rest", "ice", "compression", "elevation"], True),
        ("MAIN", ["militarism", "alliances", "imperialism"], False),
        ("rice", ["rest", "ice", "compression", "elevation"], False),
        ("AB", ["air", "boat"], False),
    ],
)
def test_initials_make_a_mnemonic(label: str, members: list[str], made_of_them: bool) -> None:
    assert is_mnemonic(label, members) is made_of_them
