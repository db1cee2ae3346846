"""Words to compare: folded, stemmed, numbered; signs that carry meaning stay."""

import pytest

from bot.text.tokens import squash, tokens


def words(text: str, split: bool = False) -> list[str]:
    return [token.word for token in tokens(text, split_humps=split)]


def test_words_are_folded_and_compounds_can_be_split() -> None:
    assert words("WaitTimeSeconds of the Straße") == ["waittimeseconds", "of", "the", "strasse"]
    assert words("WaitTimeSeconds", split=True) == ["wait", "time", "seconds"]
    assert words("VPCs l'œuf Newton's 12,500") == ["vpc", "oeuf", "newton", "12500"]


def test_signs_that_belong_to_a_name_stay() -> None:
    assert words("C++ C# Na+ -2x 127.0.0.1 a+b") == ["c++", "c#", "na+", "-2x", "127.0.0.1", "a", "b"]


@pytest.mark.parametrize(
    ("word", "value"),
    [("three", 3), ("3rd", 3), ("third", 3), ("III", 3), ("9s", 9), ("anchor", None), ("007", None)],
)
def test_words_that_name_numbers_have_a_value(word: str, value: int | None) -> None:
    assert tokens(word)[0].value == value


def test_tens_and_ones_are_one_number() -> None:
    assert [token.value for token in tokens("Route fifty-three, twenty one")] == [None, 53, 21]
    assert [token.value for token in tokens("twenty, one")] == [20, 1]


@pytest.mark.parametrize(
    "pair", ["dead-letter queue=Dead Letter Queue", "a_b=A B", "R&D=r and d", "12,500=12500", "Ω=omega"]
)
def test_squashed_alike(pair: str) -> None:
    one, other = pair.split("=")
    assert squash(one) == squash(other)


@pytest.mark.parametrize("pair", ["12.5=125", "C++=C", "F#=F", "-5=5", "10.0.0.1=1.0.00.1", "3:1=31"])
def test_squashed_apart(pair: str) -> None:
    one, other = pair.split("=")
    assert squash(one) != squash(other)
