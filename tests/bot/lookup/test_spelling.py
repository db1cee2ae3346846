"""Misspelt words, of the query and of the notes."""

import pytest

from bot.lookup.spelling import Spelling

WORDS = Spelling(
    {"poolish": 9, "polish": 1, "convection": 5, "konvection": 1, "oven": 30, "even": 2, "rest": 4}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("poolihs", "poolish"),
        ("convecton", "convection"),
        ("ovn", ""),
        ("ovens", "oven"),
        ("conveccttion", "convection"),
    ],
)
def test_an_unknown_word_is_taken_for_the_nearest(typed: str, meant: str) -> None:
    assert WORDS.repair(typed) == meant


def test_of_equally_near_words_the_commoner_is_meant() -> None:
    assert WORDS.repair("oven"[::-1]) == ""
    assert WORDS.repair("uven") == "oven"


@pytest.mark.parametrize("typed", ["", "ab", "xylophone", "x" * 500, "2nd-rate"])
def test_what_is_near_nothing_stays(typed: str) -> None:
    assert WORDS.repair(typed) == ""


def test_a_rare_odd_word_of_the_notes_is_a_slip_of_the_author() -> None:
    slips = Spelling({"flour": 5, "fluor": 1, "oven": 7, "ovens": 1})
    assert slips.variants("flour") == ("fluor",)
    assert slips.variants("oven") == ()  # "ovens" is ordinary English
    assert slips.variants("flr") == ()


def test_a_slip_shared_by_query_and_notes_finds_the_right_spelling_too() -> None:
    assert "flour" in Spelling({"flour": 5, "flouur": 1}).variants("flouur")
