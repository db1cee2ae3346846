"""Units say what they measure; bits and bytes are told apart by their letter alone."""

from fractions import Fraction

import pytest

from bot.text.units import same_unit, spelled, units


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


@pytest.mark.parametrize(
    ("written", "name"),
    [("huors", "hours"), ("celcius", "celsius"), ("ours", "ours"), ("kilobyts", "kilobyts"), ("min", "min")],
)
def test_a_slip_in_a_unit_is_forgiven_where_it_can_be_but_one(written: str, name: str) -> None:
    assert spelled(written) == name


def test_a_unit_by_another_measures_their_ratio() -> None:
    (density,) = units("g/cm^3")
    assert density in units("kg per litre")
    assert density.dimension == "mass/volume"
    assert not units("apples/cm^3")


def test_a_unit_goes_by_its_other_names_where_they_are_its_own() -> None:
    assert {"a", "amp", "amps"} <= set(same_unit("ampere"))
    assert "ma" not in same_unit("ampere")
    assert same_unit("byte") == ()
    assert same_unit("anchor") == ()


def test_only_a_power_of_ten_converts_exactly() -> None:
    (metre,), (centimetre,), (foot,) = units("metre"), units("centimetre"), units("foot")
    assert metre.converts_exactly(centimetre)
    assert not metre.converts_exactly(foot)
