"""Slips are told from rare words by the pack's own vocabulary."""

from bot.authoring.spelling import misspelt


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
