"""Other people's words stay words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.escape import clean, code_block, cut, length, line, markdown, shortened
from tests.far_ends.discord_markdown import live
from tests.hostile import HOSTILE

SIGNS = st.text(alphabet="ab1 \n`\\*_~|>#-+.:/@<[]()!&\u202e\u0301é𝕏")


@pytest.mark.parametrize(
    "text",
    [
        "<@1>",
        "@everyone",
        "https://a.example",
        "[a](https://b.example)",
        "**a**",
        "# a",
        "- a",
        "1. a",
        ":a:",
    ],
)
def test_the_check_itself_sees_what_is_live(text: str) -> None:
    assert live(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_is_live(text: str) -> None:
    assert live(markdown(text)) == []


@given(SIGNS)
def test_no_text_of_signs_is_live(text: str) -> None:
    assert live(markdown(text)) == []


@given(SIGNS, st.integers(2, 60))
def test_a_cut_text_is_short_enough_and_still_not_live(text: str, most: int) -> None:
    kept = cut(markdown(text), most)
    assert length(kept) <= max(most, min(length(markdown(text)), most))
    assert live(kept) == []


def test_words_without_signs_are_left_alone() -> None:
    assert markdown("Tea, 2 minutes; then: pour!") == "Tea, 2 minutes; then: pour!"


def test_code_in_ticks_stays_code() -> None:
    assert markdown("use `a_b*c` or *x*") == "use `a_b*c` or \\*x\\*"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_code_cannot_close_its_fence(text: str) -> None:
    block = code_block(text)
    assert block.startswith("```\n") and block.endswith("\n```")
    assert "```" not in block[3:-3]


def test_characters_that_turn_or_hide_text_are_gone() -> None:
    assert clean("a\u202eb\x00c\u200bd\ud800") == "abcd\ufffd"
    assert line(" a\n\tb\u2028c ") == "a b c"


def test_an_astral_letter_counts_two() -> None:
    assert length("𝕏a") == 3
    assert shortened("𝕏𝕏𝕏", 5) == "𝕏𝕏…"
    assert shortened("𝕏𝕏𝕏", 4) == "𝕏…"
