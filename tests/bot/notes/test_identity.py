"""A question without an id is known by what it asks and accepts, however it is written down."""

import pytest

from bot.notes.identity import normalised
from tests.bot.notes.kit import only, read


def key(text: str) -> str:
    return only(read(text)).id


PLAIN = "Q: Which light is shown to port at night?\nA: red | a red one\n"


@pytest.mark.parametrize(
    "same",
    [
        "Q: which  light is shown to PORT at night?\nA: Red\n",
        "Q: Which light is shown\nto port at night?\nA: red | crimson\n",
        "**Q:** Which *light* is shown to `port` at night?\nA: **red**\n",
        "# Another topic\n\n- Q: Which light is shown to port at night?\n  - A: red\n",
        "Q: Which light is shown to port at night? {level=3}\nA: red\nno: green\n\n> Port is red.\n",
    ],
)
def test_case_wrapping_markup_place_and_further_forms_change_nothing(same: str) -> None:
    assert key(same) == key(PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        "Q: Which light is shown to starboard at night?\nA: red\n",
        "Q: Which light is shown to port at night?\nA: green\n",
        "Q: Which light is shown to port at night?\n\n- [x] red\n- [ ] green\n",
    ],
)
def test_another_prompt_answer_or_kind_is_another_question(other: str) -> None:
    assert key(other) != key(PLAIN)


def test_options_and_parts_may_change_places_unless_an_order_is_asked() -> None:
    assert key("Q: W?\n\n- [x] a\n- [x] b\n- [ ] c\n") == key("Q: W?\n\n- [ ] c\n- [x] b\n- [x] a\n")
    assert key("Q: W?\nA: all of: a; b\n") == key("Q: W?\nA: all of: b; a\n")
    assert key("Q: W?\nA: in order: a; b\n") != key("Q: W?\nA: in order: b; a\n")


def test_equal_questions_of_two_topics_are_two_whatever_their_order() -> None:
    one, two = "# A\nQ: How many?\nA: 3\n", "# B\nQ: How many?\nA: 3\n"
    first, second = read(one + "\n" + two), read(two + "\n" + one)
    assert len({question.id for question in first.questions}) == 2
    assert {q.topic: q.id for q in first.questions} == {q.topic: q.id for q in second.questions}


def test_what_nobody_means_is_not_compared() -> None:
    assert normalised("  The **Big**\n`Lamp` ") == normalised("the big lamp")
