"""Dates in any order and writing; decades and centuries by name."""

import pytest

from bot.text.dates import Date, before_christ, dates, era


@pytest.mark.parametrize(
    "text",
    [
        "14 July 1789",
        "July 14, 1789",
        "the 14th of July 1789",
        "1789-07-14",
        "14.7.1789",
        "14/07/1789",
        "Jul 14 1789",
        "the fourteenth of July, 1789",
        "14 juillet 1789",
    ],
)
def test_one_day_in_many_writings(text: str) -> None:
    (readings,) = dates(text)
    assert Date(1789, 7, 14) in readings


def test_a_date_of_two_small_numbers_is_read_both_ways() -> None:
    assert dates("9/11/1989") == [(Date(1989, 11, 9), Date(1989, 9, 11))]


def test_more_parts_cover_fewer_but_not_the_other_way_round() -> None:
    assert Date(1945, 9, 2).covers(Date(1945))
    assert not Date(1945).covers(Date(1945, 9))


def test_a_date_contradicts_another_where_both_give_a_part_and_not_the_same() -> None:
    assert Date(1492, 11, 12).contradicts(Date(1492, 10, 12))
    assert not Date(1492).contradicts(Date(1492, 10, 12))


def test_a_date_is_written_with_the_parts_it_has() -> None:
    assert Date(1492, 10, 12).written == "12 October 1492"
    assert (Date(1492).written, Date(0, 10, 12).written) == ("1492", "12 October")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("15th century", ("century", 15)),
        ("the fifteenth century", ("century", 15)),
        ("XV century", ("century", 15)),
        ("the 1400s", ("century", 15)),
        ("1960s", ("decade", 1960)),
        ("the '60s", ("decade", 1960)),
        ("the sixties", ("decade", 1960)),
        ("5th century BC", ("century", -5)),
        ("yesterday", None),
    ],
)
def test_eras(text: str, named: tuple[str, int] | None) -> None:
    assert era(text) == named


def test_years_before_christ() -> None:
    assert before_christ("44 BC")
    assert not before_christ("44 AD")
