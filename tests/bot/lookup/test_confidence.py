"""How sure an answer is."""

import pytest

from bot.lookup.confidence import REFUSE_BELOW
from tests.bot.lookup.notes import index


def _sure(query: str) -> float:
    return index().search(query).confidence


def test_a_query_that_is_accounted_for_in_full_is_sure() -> None:
    assert _sure("convection oven steam injection") > 0.95


@pytest.mark.parametrize("stranger", ["obsidian", "zanzibarite"])
def test_a_word_the_notes_lack_makes_unsure(stranger: str) -> None:
    assert _sure(f"convection oven {stranger}") < REFUSE_BELOW < _sure("convection oven")


def test_the_less_ordinary_the_missing_word_the_less_sure() -> None:
    assert (
        _sure("convection oven zanzibarite")
        < _sure("convection oven obsidian")
        < _sure("convection oven people")
    )


def test_a_word_that_stands_elsewhere_in_the_section_counts_in_part() -> None:
    assert _sure("steam fan oven") > _sure("steam fridge oven")


def test_no_hit_is_no_confidence() -> None:
    assert _sure("xylophone") == 0.0


def test_a_comparison_is_as_sure_as_its_weaker_side() -> None:
    assert _sure("deck oven vs zanzibarite") < REFUSE_BELOW
