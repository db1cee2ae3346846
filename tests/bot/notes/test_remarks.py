"""What authors write to themselves is told from what they write about the subject."""

import pytest

from bot.notes.remarks import is_open_question, is_remark


@pytest.mark.parametrize(
    "text",
    [
        "TODO: draw the chart",
        "to do: lights",
        "tbd",
        "FIXME wrong year",
        "research how tides turn",
        "Review section 3 before the test",
        "REVIEW: knots",
        "look up the call sign",
        "find out who invented it",
        "watch the video on sails again",
        "quiz 4 question 7",
        "google 'reef knot' for pictures",
        "see knots.pdf for drawings",
        "check out the resources folder",
        "refer to chapter 5",
        "tighten it (look up)",
        "which one (?)",
        "I don't understand this",
        "need to memorize these",
        "not sure about this",
        "ask the instructor why",
        "come back to this",
        "Lecture 43",
        "Notes from the course on sailing",
    ],
)
def test_a_remark_is_no_fact(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "research ships have two hulls",
        "Review is done by the skipper",
        "to dock, turn into the wind",
        "see and be seen is the rule of the road",
        "check the oil before each trip",
        "finding north needs a compass",
        "reading the water takes years",
        "Quiz nights are on Fridays",
        "looks like rain means reef early",
        "Google Cloud Pub/Sub is a queue",
        "Look up the depth in the table",
        "Look up tables save time",
        "Review: a formal inspection by the skipper",
        "Read replicas are asynchronous",
        "Need to know is a rule of secrecy",
        "Notes of a chord sound together",
        "We the People opens the preamble",
        "Course correction takes time",
        "We do not know who built it",
    ],
)
def test_a_fact_that_begins_alike_is_a_fact(text: str) -> None:
    assert not is_remark(text)


def test_a_question_that_answers_itself_states_something() -> None:
    assert is_open_question("are the lights on?")
    assert is_open_question("(why so slow?)")
    assert not is_open_question("engine hot? Check the water.")
