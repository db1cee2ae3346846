"""Lists: all of them, some of them, in order; however they are written."""

import pytest

from bot.grading import Grader, Result, infer
from bot.text.glossary import NO_GLOSSARY

GRADER = Grader(NO_GLOSSARY)
KNOTS = infer("Name the three knots.", ["bowline, clove hitch, reef knot"])
UNITS = infer("Which two units are counted?", ["read capacity units, write capacity units"])
STEPS = infer("Name the three steps in order.", ["plan, do, check"])
SOME = infer("Name two of the knots.", ["bowline, clove hitch, reef knot"])


@pytest.mark.parametrize(
    "response",
    [
        "bowline, clove hitch, reef knot",
        "reef knot, bowline and clove hitch",
        "bowline / clove hitch / reef knot",
        "- bowline\n- clove hitch\n- reef knot",
        "1. bowline 2. clove hitch 3. reef knot",
        "bowline clove hitch reef knot",
        "the bowline, the clove hitch and the reef knot",
        "bowlin, clove hich, reef knot",
        "bowline + clove hitch + reef knot",
    ],
)
def test_all_parts_in_any_order_and_writing(response: str) -> None:
    assert GRADER.grade(KNOTS, response).correct


@pytest.mark.parametrize(
    "response",
    [
        "bowline, clove hitch, reef knot, granny knot",
        "bowline, clove hitch, granny knot",
        "bowline, clove hitch and not the reef knot",
        "bowline, clove hitch or reef knot",
        "bowline, bowline, bowline",
        "knots",
    ],
)
def test_a_foreign_denied_or_doubtful_part_spoils_the_list(response: str) -> None:
    assert not GRADER.grade(KNOTS, response).correct


@pytest.mark.parametrize(
    "response", ["read and write capacity units", "read capacity units and write capacity units"]
)
def test_shared_words_are_said_once(response: str) -> None:
    assert GRADER.grade(UNITS, response).correct


@pytest.mark.parametrize(
    "response", ["read capacity units", "read and read capacity units", "read and delete capacity units"]
)
def test_shared_words_do_not_invent_a_part(response: str) -> None:
    assert not GRADER.grade(UNITS, response).correct


@pytest.mark.parametrize(
    "response", ["plan, do, check", "plan -> do -> check", "first plan, then do, then check", "plan do check"]
)
def test_the_right_order(response: str) -> None:
    assert GRADER.grade(STEPS, response).correct


def test_another_order_is_close_where_order_is_asked() -> None:
    assert GRADER.grade(STEPS, "do, plan, check").result is Result.CLOSE
    assert GRADER.grade(KNOTS, "reef knot, clove hitch, bowline").correct


@pytest.mark.parametrize(
    "response", ["bowline and reef knot", "clove hitch, bowline", "bowline, clove hitch, reef knot"]
)
def test_enough_of_many(response: str) -> None:
    assert GRADER.grade(SOME, response).correct


def test_too_few_of_many_is_close_and_a_wrong_one_among_them_is_wrong() -> None:
    assert GRADER.grade(SOME, "bowline").result is Result.CLOSE
    assert GRADER.grade(SOME, "bowline and granny knot").result is Result.INCORRECT
