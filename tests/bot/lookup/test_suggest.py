"""Topics while they are typed."""

from bot.lookup import Index
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import index, packed


def _names(prefix: str, limit: int = 25) -> list[str]:
    return [suggestion.path[-1] for suggestion in index().suggest(prefix, limit)]


def test_beginnings_of_words_find_topics_in_any_order() -> None:
    assert _names("conv") == ["Convection oven"]
    assert _names("oven conv") == ["Convection oven"]
    assert _names("do")[0] == "Doughs"


def test_the_topics_own_name_comes_before_topics_below_it() -> None:
    assert _names("ovens")[0] == "Ovens"


def test_another_form_of_a_term_finds_the_topic() -> None:
    assert _names("carousel") == ["Rotary oven - turns the trays while baking"]


def test_a_misspelt_name_finds_the_likeliest() -> None:
    assert _names("convecton") == ["Convection oven"]


def test_nothing_typed_lists_the_first_topics() -> None:
    assert _names("", 2) == ["Bakery handbook", "Ovens"]


def test_nothing_alike_gives_nothing() -> None:
    assert _names("qqqqqq") == []


def test_a_suggestion_says_its_pack_and_how_much_is_under_it() -> None:
    garden = Index.build([packed("# Garden\n\n* rake\n* hoe\n", "garden")], NO_GLOSSARY)
    [suggestion] = garden.suggest("gar")
    assert (suggestion.pack, suggestion.path, suggestion.facts) == ("garden", ("Garden",), 2)
