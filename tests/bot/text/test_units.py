"""Units say what they measure; bits and bytes are told apart by their letter alone."""

from fractions import Fraction

import pytest

from bot.text.units import units


def sizes(name: str) -> set[Fraction]:
    return {unit.factor for unit in units(name) if unit.dimension == "data"}


@pytest.mark.parametrize(
    ("name", "dimension"),
    [
        ("minutes", "time"),
        ("KM", "length"),
        ("kg", "mass"),
        ("GHz", "frequency"),
        ("mph", "length/s"),
        ("%", "percent"),
        ("euros", "money eur"),
        ("°F", "temperature"),
        ("dB", "level"),
        ("k", "count"),
    ],
)
def test_a_unit_by_any_of_its_names(name: str, dimension: str) -> None:
    assert dimension in {unit.dimension for unit in units(name)}


def test_a_byte_is_eight_bits_and_a_lower_case_name_may_be_either() -> None:
    assert sizes("GB") == {8 * size for size in sizes("Gb")}
    assert sizes("gb") == sizes("GB") | sizes("Gb")


def test_a_prefix_has_its_decimal_and_its_binary_sense_and_kib_only_the_latter() -> None:
    assert sizes("KB") == {Fraction(8000), Fraction(8192)}
    assert sizes("KiB") == {Fraction(8192)}


def test_words_are_no_units() -> None:
    assert units("anchor") == ()
