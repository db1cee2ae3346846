"""Comparisons read from a query."""

import pytest

from bot.lookup.sides import sides


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("rye vs wheat", ["rye", "wheat"]),
        ("rye versus wheat versus spelt?", ["rye", "wheat", "spelt"]),
        ("what is the difference between a biga and a poolish", ["a biga", "a poolish"]),
        ("deck oven or rotary oven?", ["deck oven", "rotary oven"]),
        ("LFD vs Biga", ["LFD", "Biga"]),
        ("is rye cheaper than wheat", ["rye", "wheat"]),
        ("should I use a biga or a poolish?", ["a biga", "a poolish"]),
        ("which is better, rye or wheat", ["rye", "wheat"]),
        ("how does rye differ from wheat", ["rye", "wheat"]),
        ("rye and wheat difference", ["rye", "wheat"]),
        ("rye / wheat", ["rye", "wheat"]),
    ],
)
def test_the_things_compared_are_told_apart(query: str, names: list[str]) -> None:
    assert [side.name for side in sides(query)] == names


@pytest.mark.parametrize(
    "query",
    [
        "how long does dough rest",
        "should I use the big oven or go home and sleep",
        "",
        "vs",
        "a vs b vs c vs d vs e",
    ],
)
def test_other_queries_compare_nothing(query: str) -> None:
    assert sides(query) == ()


def test_words_that_lead_or_follow_may_be_shared() -> None:
    assert [side.shared for side in sides("oven steam vs fan")] == ["", "oven steam"]
    assert [side.shared for side in sides("poolish vs biga dough")] == ["dough", ""]
