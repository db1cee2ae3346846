"""Terms in every form, and abbreviations that notes spell out."""

import pytest

from bot.lookup.notions import Notions, abbreviations
from bot.text.glossary import Glossary, Term
from bot.text.words import words


def _found(notions: Notions, text: str) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.token) for span in notions.find(words(text))]


def test_every_form_of_a_term_is_the_same_token() -> None:
    notions = Notions(Glossary((Term("Rotary Oven", ("RO",), ("carousel oven",)),)))
    tokens = {
        _found(notions, text)[0][2]
        for text in ("the rotary ovens".removeprefix("the "), "RO", "Carousel Oven")
    }
    assert len(tokens) == 1


def test_the_longest_form_wins_and_terms_inside_are_found_too() -> None:
    notions = Notions(Glossary((Term("oven"), Term("deck oven"))))
    assert [span[:2] for span in _found(notions, "a deck oven")] == [(1, 3), (2, 3)]


def test_a_word_that_says_nothing_is_no_abbreviation() -> None:
    """Somebody who asks what to do does not ask about a DO."""
    assert _found(Notions(Glossary((Term("Deck Oven", ("DO",)),))), "what to do") == []


def test_two_entries_that_share_a_form_are_one_term() -> None:
    notions = Notions(Glossary((Term("Deck Oven", ("DKO",)), Term("stone oven", ("DKO",)))))
    assert _found(notions, "deck oven")[0][2] == _found(notions, "stone oven")[0][2]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Long Fermentation Dough (LFD)", "LFD", "Long Fermentation Dough"),
        ("BBD = best before date", "BBD", "best before date"),
        ("BBD (Best Before Date) is printed", "BBD", "Best Before Date"),
        ("the Bread and Pastry Union (BPU)", "BPU", "Bread and Pastry Union"),
        ("PDS: Pre Dough Store", "PDS", "Pre Dough Store"),
    ],
)
def test_a_spelled_out_abbreviation_is_learned(text: str, short: str, full: str) -> None:
    [term] = abbreviations([text]).terms
    assert (term.short, term.name) == ((short,), full)


@pytest.mark.parametrize(
    "text",
    [
        "the oven (DO NOT open it)",
        "use OK = fine",
        "Dough (LFD)",
        "ABC (three letters of the alphabet)",
        "(((",
        "",
    ],
)
def test_an_ordinary_remark_is_not(text: str) -> None:
    assert abbreviations([text]).terms == ()
