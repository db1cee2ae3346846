"""The word lists: plain words only, and of no subject."""

from bot.lookup.vocabulary import SAME, SIMILAR, STOP, english, signs, synonyms
from bot.text.words import stem


def test_similar_words_stand_for_each_other_in_part_and_short_forms_nearly_in_full() -> None:
    assert synonyms()[stem("price")][stem("cost")] == synonyms()[stem("cost")][stem("price")] == SIMILAR
    assert synonyms()[stem("environment")][stem("env")] == SAME


def test_no_word_is_its_own_synonym() -> None:
    assert not [word for word, others in synonyms().items() if word in others]


def test_words_that_say_nothing_are_ordinary_english() -> None:
    assert {"the", "how", "please"} <= STOP
    assert len(english()) > 25_000
    assert english()["the"] < english()["bread"] < english()["yeast"]


def test_words_that_ask_for_a_figure_have_its_sign() -> None:
    assert signs()[stem("maximum")] != signs()[stem("duration")]
