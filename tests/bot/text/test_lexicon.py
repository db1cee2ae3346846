"""The word list knows words, old and scientific ones too, and no misspellings."""

import pytest

from bot.text.lexicon import is_word


@pytest.mark.parametrize("word", ["a", "anchor", "afferent", "zebra", "nitrite", "polling"])
def test_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["", "anchr", "recieve", "zzzz", "\ud800", "été"])
def test_no_words(word: str) -> None:
    assert not is_word(word)
