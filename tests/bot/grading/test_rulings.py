"""When a question is the same question, and an answer the same answer."""

from dataclasses import replace

import pytest

from bot.grading import answer_digest, question_digest
from bot.notes.model import Choice
from tests.kit import WHITE, question

DARK = question("dark")


@pytest.mark.parametrize("same", ["Green tea", " green  TEA ", "*green tea*", "green tea!", "“Green tea”."])
def test_how_an_answer_is_written_does_not_matter(same: str) -> None:
    assert answer_digest(DARK, same) == answer_digest(DARK, "green tea")


@pytest.mark.parametrize("other", ["green", "green tea 2", "C", "C++", ""])
def test_other_words_are_another_answer(other: str) -> None:
    assert answer_digest(DARK, other) != answer_digest(DARK, "green tea")
    assert answer_digest(DARK, "C") != answer_digest(DARK, "C++")


def test_the_order_of_options_and_picks_does_not_matter() -> None:
    turned = replace(WHITE, choices=WHITE.choices[::-1])
    assert question_digest(turned) == question_digest(WHITE)
    assert answer_digest(turned, "Assam; Lapsang") == answer_digest(WHITE, "Lapsang; Assam")


@pytest.mark.parametrize(
    "changed",
    [
        replace(DARK, prompt="Which tea is darkest?"),
        replace(DARK, answers=("oolong", "wulong")),
        replace(WHITE, choices=(*WHITE.choices, Choice("Keemun", right=False))),
    ],
)
def test_another_prompt_key_or_option_is_another_question(changed: object) -> None:
    assert question_digest(changed) not in (question_digest(DARK), question_digest(WHITE))  # type: ignore[arg-type]  # replaced


def test_an_explanation_is_not_part_of_the_question() -> None:
    assert question_digest(replace(DARK, explanation="Another.")) == question_digest(DARK)
