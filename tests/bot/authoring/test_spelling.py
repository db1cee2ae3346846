"""Slips are told from rare words by the pack's own vocabulary."""

import pytest

from bot.authoring.spelling import Proofreader, misspelt


def test_a_rare_word_one_letter_from_a_frequent_one_is_a_slip() -> None:
    assert misspelt(["the harbour", "a harbour", "the harbuor"]) == {"harbuor": "harbour"}


def test_english_words_inflections_and_short_words_are_none() -> None:
    texts = [
        "the anchor drags",
        "an anchor",
        "anchors",
        "anchored",
        "the buoy",
        "a buoy",
        "a bouy",
        "strong",
        "string string",
    ]
    assert misspelt(texts) == {}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("continous power", "continous"),  # a letter is missing
        ("our permision", "permision"),
        ("safe devliery of cargo", "devliery"),  # a letter stands in another place
        ("The Devliery", "devliery"),
        ("sails wih the wind", "wih"),
    ],
)
def test_a_question_quotes_no_word_that_looks_like_english_misspelt(text: str, slip: str) -> None:
    assert Proofreader([text]).slip(text)[0] == slip


@pytest.mark.parametrize(
    "text",
    [
        "Townshend and Maximilien",  # names are no words
        "colour, organised, usernames, resize",  # British, plural, with a prefix
        "the `moorign` and x.moorign/y",  # code and paths
        "wouldn't and couldn’t",
        "subnets subnets",  # said twice, so meant
    ],
)
def test_names_code_and_variants_are_no_slips(text: str) -> None:
    assert Proofreader([text]).slip(text) == ("", "")
