"""Numbers in digits, words, powers and Roman letters."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.numbers import NumberReader, digits_of, lexemes, roman


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000,000", 10**6), ("1 000 000", 10**6), ("1.000.000", 10**6), ("1'000", 1000), ("12.5", "12.5"),
        ("3,5", "3.5"), ("10^6", 10**6), ("1e6", 10**6), ("6.02 x 10^23", 602 * 10**21), ("2 1/2", "2.5"),
        ("1/4", "0.25"),
        ("one million", 10**6), ("nineteen forty-five", 1945), ("nineteen oh five", 1905),
        ("two hundred and fifty", 250), ("twelve and a half million", 12_500_000),
        ("half a million", 500_000),
        ("a dozen", 12), ("three quarters", "0.75"), ("a thousand million", 10**9),
        ("three point one four", "3.14"),
        ("ten to the power of 6", 10**6), ("twice", 2), ("zwölf", None), ("zwei", 2),
    ],
)  # fmt: skip
def test_a_number_has_the_value_people_mean(text: str, value: int | str | None) -> None:
    items = lexemes(text)
    number = NumberReader(items).read(0)
    if value is None:
        assert number is None
    else:
        assert number is not None
        assert (number.values[0], number.end) == (Fraction(value), len(items))


@pytest.mark.parametrize(("text", "value"), [("third", 3), ("21st", 21), ("twenty-first", 21), ("the", None)])
def test_ordinals(text: str, value: int | None) -> None:
    number = NumberReader(lexemes(text)).read(0)
    assert (number.values[0] if number and number.ordinal else None) == value


def test_a_point_before_three_digits_is_read_both_ways() -> None:
    assert digits_of("1.500") == (Fraction(3, 2), Fraction(1500))
    assert digits_of("1,500") == (Fraction(1500),)
    assert digits_of("0.500") == (Fraction(1, 2),)


@pytest.mark.parametrize(
    ("word", "value"), [("XIV", 14), ("IV", 4), ("MCMXLV", 1945), ("IIII", 0), ("XQ", 0), ("", 0)]
)
def test_roman_numerals(word: str, value: int) -> None:
    assert roman(word) == value


@given(st.integers(0, 10**12))
def test_digits_with_and_without_separators_are_the_same(number: int) -> None:
    assert digits_of(f"{number:,}")[0] == digits_of(str(number))[0] == number
