"""A query in the words of the notes."""

from bot.lookup.documents import documents
from bot.lookup.lexicon import Lexicon
from bot.lookup.query import MAX_WORDS, Query, read
from bot.text.words import stem
from tests.bot.lookup.notes import GLOSSARY, pack

LEXICON = Lexicon(documents([pack()]), GLOSSARY)


def _read(text: str) -> Query:
    return read(text, LEXICON)


def _concepts(text: str) -> list[str]:
    return [concept.text for concept in _read(text).concepts]


def test_words_that_say_nothing_are_left_out() -> None:
    assert _concepts("how do I use the deck oven please") == ["deck", "oven"]


def test_a_query_of_such_words_alone_is_still_read() -> None:
    assert _concepts("what is it") != []


def test_the_unit_of_a_figure_is_no_word_of_its_own() -> None:
    assert _concepts("120 minutes warm-up") == ["120", "warm-up"]


def test_a_word_said_twice_counts_once() -> None:
    assert _concepts("oven steam or oven fan") == ["oven", "steam", "fan"]


def test_a_term_weighs_little_more_than_one_word() -> None:
    term, word = _read("carousel oven").concepts, _read("carousel").concepts
    assert sum(concept.mass for concept in term) < 2 * LEXICON.rarity("") and word


def test_each_word_of_a_term_is_satisfied_by_any_of_its_forms() -> None:
    shared = set.intersection(*(set(concept.forms) for concept in _read("rotary oven").concepts))
    assert shared & set(_read("RO").concepts[0].forms)


def test_a_misspelt_word_is_repaired_and_an_ordinary_one_is_not() -> None:
    assert [c.meant for c in _read("poolihs").corrections] == ["poolish"]
    assert not _read("polish").corrections


def test_an_unknown_word_has_neither_forms_nor_mass() -> None:
    [concept] = _read("zanzibarite").concepts
    assert (concept.forms, concept.mass) == ({}, 0.0)


def test_words_written_together_are_taken_apart() -> None:
    assert {form for concept in _read("deckoven").concepts for form in concept.forms} >= {
        stem("deck"),
        stem("oven"),
    }


def test_a_query_of_any_length_has_bounded_work() -> None:
    assert len(_read("oven steam fan dough " * 500).concepts) <= MAX_WORDS


def test_a_misspelt_part_of_a_name_is_repaired() -> None:
    assert [c.meant for c in _read("prniter").corrections] == ["printer"]  # LabelPrinter


def test_a_word_is_found_without_its_prefix() -> None:
    assert stem("heats") in _read("unheated").concepts[0].forms


def test_a_stop_word_stands_for_nothing() -> None:
    """ "up" is like "available" and stands in every other line."""
    forms = {form for concept in _read("availability of the oven").concepts for form in concept.forms}
    assert "up" not in forms
