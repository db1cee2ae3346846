"""A question made from loose parts is a list only if both the answer and the wording say so."""

import pytest

from bot.errors import UsageError
from bot.grading import infer
from bot.notes.model import QuestionKind


@pytest.mark.parametrize(
    ("prompt", "answer", "kind", "parts", "need"),
    [
        ("Name the three knots.", "bowline, hitch, reef knot", QuestionKind.ALL_OF, 3, 3),
        ("Which two lights does it show?", "red and green", QuestionKind.ALL_OF, 2, 2),
        ("What are the colours of the flag?", "blue, white", QuestionKind.ALL_OF, 2, 2),
        ("Name two of the knots.", "bowline, hitch, reef knot", QuestionKind.ANY_OF, 3, 2),
        ("Name the steps in order.", "plan, do, check", QuestionKind.IN_ORDER, 3, 3),
        ("Name the parts in order to pass.", "hull, mast", QuestionKind.ALL_OF, 2, 2),
        ("Order these: hoist, bend on.", "bend on, hoist", QuestionKind.IN_ORDER, 2, 2),
        ("Of the two knots, name one.", "bowline, hitch", QuestionKind.ANY_OF, 2, 1),
        ("What does the acronym HMS mean?", "hull, mast, sail", QuestionKind.ALL_OF, 3, 3),
        ("Where was it built?", "Paris, France", QuestionKind.TEXT, 0, 0),
        ("How many are there?", "12,500,000", QuestionKind.TEXT, 0, 0),
        ("What should you do?", "reef and wait", QuestionKind.TEXT, 0, 0),
    ],
)
def test_kind_parts_and_need(prompt: str, answer: str, kind: QuestionKind, parts: int, need: int) -> None:
    question = infer(prompt, [answer])
    assert (question.kind, len(question.parts), question.need) == (kind, parts, need)


def test_a_second_list_gives_each_part_another_form() -> None:
    question = infer("Name the two sides.", ["port, starboard", "left, right"])
    assert question.parts == (("port", "left"), ("starboard", "right"))


def test_what_is_given_is_not_guessed() -> None:
    question = infer("Name them.", ["a, b"], kind="any_of", parts=[["a"], ["b"]], need=1)
    assert (question.kind, question.parts, question.need) == (QuestionKind.ANY_OF, (("a",), ("b",)), 1)


def test_a_list_without_parts_has_those_between_the_commas() -> None:
    question = infer("Say it.", ["hull, mast"], kind="in_order")
    assert (question.parts, question.need) == ((("hull",), ("mast",)), 2)


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"in_order.*true_false"):
        infer("Q?", ["a"], kind="essay")
