"""Words: what a text can be found by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.words import MAX_TEXT, is_unit, stem, words


def _tokens(text: str) -> list[tuple[str, ...]]:
    return [word.tokens for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 minutes", "900s"),
        ("2 days", "48 h"),
        ("256KB", "256 kilobytes"),
        ("3 GB", "3000 MB"),
        ("128M", "128 MB"),
        ("50 %", "50 percent"),
        ("1,500 W", "1500 watts"),
        ("10^6 jars", "1000000 jars"),
        ("3 million", "3,000,000"),
        ("five loaves", "5 loaves"),
    ],
)
def test_figures_of_one_amount_share_their_most_telling_token(one: str, other: str) -> None:
    assert words(one)[0].stem == words(other)[0].stem


@pytest.mark.parametrize(
    ("one", "other"), [("5 MB", "5 minutes"), ("3 loaves", "3 ovens"), ("10 kg", "10 km")]
)
def test_figures_of_different_things_differ(one: str, other: str) -> None:
    assert words(one)[0].stem != words(other)[0].stem


def test_a_figure_is_found_without_its_unit_too() -> None:
    assert words("20 loaves")[0].tokens == ("20·loav", "20")


def test_a_unit_belongs_to_a_figure_only_beside_it() -> None:
    """`300/s` is a rate, and what follows a comma is another thought."""
    assert [words(text)[0].unit for text in ("300 s", "300/s", "300, seconds later")] == ["sec", "", ""]


def test_metres_and_minutes_share_a_letter() -> None:
    assert set(words("20 m")[0].tokens) >= {words("20 minutes")[0].stem, words("20 metres")[0].stem}


def test_a_range_is_two_figures() -> None:
    assert [word.stem for word in words("1-3 years")[:2]] == [
        words("1 year")[0].stem,
        words("3 years")[0].stem,
    ]


def test_names_of_code_are_found_whole_and_by_their_parts() -> None:
    assert _tokens("BakeBatchItem") == [("bakebatchitem", "bake", "batch", "item")]
    assert _tokens("oven-door") == [("ovendoor", "oven", "door")]
    assert _tokens("dough.rest_time") == [("doughresttim", "dough", "rest", "time")]


def test_capitals_and_plural_of_an_abbreviation_do_not_matter() -> None:
    assert _tokens("APIs") == _tokens("api")


def test_three_letters_are_a_name_rather_than_a_plural() -> None:
    assert words("ebs")[0].stem != words("eb")[0].stem
    assert words("eb")[0].stem in words("ebs")[0].tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("baked", "baking"),
        ("colour", "colors"),
        ("organise", "organized"),
        ("centre", "centers"),
        ("ovens", "oven's"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert words(one)[0].stem == words(other)[0].stem


def test_signs_of_money_are_one_word_but_not_in_code() -> None:
    assert _tokens("costs €") == [("cost",), ("$",)]
    assert _tokens("$HOME ${flour} $(date)") == [("home",), ("flour",), ("date",)]


def test_units_are_told_from_what_is_counted() -> None:
    assert [is_unit(word) for word in ("minutes", "KB", "metres", "cm", "loaves")] == [True] * 4 + [False]


def test_nothing_is_read_beyond_the_limit() -> None:
    assert len(words("flour " * MAX_TEXT)) == MAX_TEXT // len("flour ") + 1


@given(st.text(max_size=200))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_text_gives_words_with_tokens(text: str) -> None:
    for word in words(text):
        assert word.text
        assert word.tokens
        assert all(word.tokens)


@given(st.from_regex(r"[0-9.,^%a-zA-Z$ -]{0,60}", fullmatch=True))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_heap_of_figures_is_read(text: str) -> None:
    assert all(word.tokens for word in words(text))


def test_a_stem_is_lower_case() -> None:
    assert stem("KNEADING") == stem("knead")
