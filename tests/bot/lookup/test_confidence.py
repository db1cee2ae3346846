"""How sure an answer is."""

import pytest

from bot.lookup import Index
from bot.lookup.confidence import REFUSE_BELOW
from bot.lookup.vocabulary import commonest
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import index, packed


def _sure(query: str) -> float:
    return index().search(query).confidence


def test_a_query_that_is_accounted_for_in_full_is_sure() -> None:
    assert _sure("convection oven steam injection") > 0.95


def test_a_name_the_notes_lack_makes_unsure() -> None:
    assert _sure("convection oven zanzibarite") < REFUSE_BELOW < _sure("convection oven")


def test_one_ordinary_word_that_long_notes_lack_refuses_nothing() -> None:
    notes = "# House\n\n* oven door of steel\n" + "".join(f"* {word}\n" for word in commonest()[200:])
    house = Index.build([packed(notes)], NO_GLOSSARY)
    assert house.search("has the oven a door of obsidian").confidence > REFUSE_BELOW
    assert house.search("has the oven a door of zanzibarite").confidence < REFUSE_BELOW


def test_the_less_ordinary_the_missing_word_the_less_sure() -> None:
    assert (
        _sure("convection oven zanzibarite")
        < _sure("convection oven obsidian")
        < _sure("convection oven people")
    )


def test_a_word_that_stands_elsewhere_in_the_section_counts_in_part() -> None:
    notes = "# House\n\n## Oven\n\n* steam valve\n* fan speed\n\n## Shop\n\n* fridge door\n"
    house = Index.build([packed(notes)], NO_GLOSSARY)
    here, elsewhere = (house.search(f"oven steam valve {word}").confidence for word in ("fan", "fridge"))
    assert 1.0 > here > elsewhere


def test_no_hit_is_no_confidence() -> None:
    assert _sure("xylophone") == 0.0


def test_a_comparison_is_as_sure_as_its_weaker_side() -> None:
    assert _sure("deck oven vs zanzibarite") < REFUSE_BELOW


def test_each_of_bare_keywords_must_be_there_but_not_each_word_of_a_sentence() -> None:
    assert _sure("convection oven fridge") < _sure("does the convection oven need a fridge")


def test_a_keyword_the_notes_have_only_in_a_like_word_makes_less_sure() -> None:
    notes = "# House\n\n* the carpet is cleaned by an engineer\n* the carpet is green\n"
    house = Index.build([packed(notes)], NO_GLOSSARY)
    assert house.search("carpet technician").confidence < house.search("carpet engineer").confidence


def test_an_amount_that_is_asked_for_and_not_told_makes_less_sure() -> None:
    notes = "# House\n\n## Lift\n\n* how long the lift hums: {}\n"
    told, untold, in_words = (
        Index.build([packed(notes.format(text))], NO_GLOSSARY).search("how long does the lift hum")
        for text in ("9 seconds", "a long while", "never")
    )
    assert untold.confidence < min(told.confidence, in_words.confidence)


@pytest.mark.parametrize("query", ["hello", "what is it", "how are you?", "!!!"])
def test_a_query_that_says_nothing_is_not_answered(query: str) -> None:
    house = Index.build([packed("# House\n\n* hello is what it is\n")], NO_GLOSSARY)
    assert house.search(query).refused
    assert not house.search(query).topics


def test_a_figure_that_is_part_of_a_name_is_no_amount() -> None:
    def sure(fact: str) -> float:
        house = Index.build([packed(f"# House\n\n* {fact}\n* oven\n")], NO_GLOSSARY)
        return house.search("how many shelf boards").confidence

    assert sure("shelf boards by model 7") < sure("shelf boards limit 7")


@pytest.mark.parametrize("query", ["has the oven a door of zanzibarite", "oven door zanzibarite"])
def test_what_is_lacking_says_less_in_notes_of_few_words(query: str) -> None:
    def sure(words: int) -> float:
        fillers = commonest()[200 : 200 + words] if words else [f"zq{number}x" for number in range(800)]
        notes = "# House\n\n* oven door\n" + "".join(f"* {word}\n" for word in fillers)
        return Index.build([packed(notes)], NO_GLOSSARY).search(query).confidence

    assert sure(0) > sure(800) + 0.05
