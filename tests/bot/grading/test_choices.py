"""Choice questions take an option's letter, number or words."""

import pytest

from bot.grading import Grader, Result
from bot.grading.choices import picked_marks
from bot.notes.model import Choice, Question, QuestionKind, Source
from bot.text.glossary import NO_GLOSSARY

GRADER = Grader(NO_GLOSSARY)


def choice(kind: QuestionKind, *options: str) -> Question:
    """A question whose right options begin with an asterisk."""
    choices = tuple(Choice(text.removeprefix("*"), text.startswith("*")) for text in options)
    answers = tuple(option.text for option in choices if option.right)
    return Question("q", kind, "Which of these?", answers, Source("", 0, 0), choices=choices)


ONE = choice(QuestionKind.CHOICE, "a buoy", "*a beacon", "a lightship", "a fog horn")
TWO = choice(QuestionKind.MULTIPLE, "*red buoys", "yellow buoys", "*green buoys", "white buoys")


@pytest.mark.parametrize(
    "response",
    ["b", "B", "(b)", "b.", "2", "option 2", "the second one", "a beacon", "Beacon", "becon", "b) a beacon"],
)
def test_one_option_is_picked_by_letter_number_or_text(response: str) -> None:
    assert GRADER.grade(ONE, response).correct


@pytest.mark.parametrize(
    "response", ["a", "1", "a buoy", "b or c", "a and b", "not a beacon", "e", "7", "a buoy or a beacon", ""]
)
def test_another_option_several_or_none_is_wrong(response: str) -> None:
    assert not GRADER.grade(ONE, response).correct


@pytest.mark.parametrize(
    "response",
    ["a and c", "A, C", "ac", "1 3", "c, a", "red buoys and green buoys", "green buoys, red buoys"],
)
def test_several_right_options_in_any_order(response: str) -> None:
    assert GRADER.grade(TWO, response).correct


def test_half_of_the_right_options_is_close_and_does_not_say_which_is_missing() -> None:
    verdict = GRADER.grade(TWO, "a")
    assert verdict.result is Result.CLOSE
    assert verdict.missing == ("green buoys",)
    assert "green" not in verdict.reason + verdict.hint


@pytest.mark.parametrize("response", ["a, b and c", "a and b", "abcd"])
def test_a_wrong_option_among_the_right_ones_is_wrong(response: str) -> None:
    assert GRADER.grade(TWO, response).result is Result.INCORRECT


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        ("true", ["true", "T", "yes", "correct"], ["false", "no"]),
        ("false", ["false", "wrong", "no", "nope"], ["true"]),
    ],
)
def test_true_and_false(answer: str, right: list[str], wrong: list[str]) -> None:
    question = Question(
        "q", QuestionKind.TRUE_FALSE, "The tide turns twice a day.", (answer,), Source("", 0, 0)
    )
    assert all(GRADER.grade(question, response).correct for response in right)
    assert not any(GRADER.grade(question, response).correct for response in wrong)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("c", {2}),
        ("A & D", {0, 3}),
        ("bd", {1, 3}),
        ("the third", {2}),
        ("a boat", None),
        ("x", None),
        ("", None),
    ],
)
def test_marks_are_told_from_words(text: str, marks: set[int] | None) -> None:
    assert picked_marks(text, 4) == (None if marks is None else frozenset(marks))
