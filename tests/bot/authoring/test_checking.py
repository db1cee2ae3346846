"""Checking finds what an author would want to know before anybody is asked."""

import pytest

from bot.authoring import check, checking
from bot.grading import Grader, Result, Verdict
from bot.notes import Question
from bot.notes.model import Severity
from tests.bot.notes.kit import read


def found(text: str) -> list[tuple[Severity, int, str]]:
    return [(p.severity, p.line, p.message) for p in check(read(text))]


def test_the_same_line_twice_is_pointed_out() -> None:
    assert found("# A\n* two fenders on each side\n# B\n* Two fenders on each side\n") == [
        (Severity.INFO, 4, "says the same as sea.md:2; keep one of the two")
    ]


def test_one_quantity_with_two_numbers_is_a_contradiction() -> None:
    (problem,) = found("# A\n## Lock\n* the lock opens for 20 minutes\n* the lock opens for 30 minutes\n")
    assert problem[0] is Severity.WARNING
    assert "gives another number than sea.md:3" in problem[2]


@pytest.mark.parametrize(
    "text",
    [
        "# A\n## Lock\n* the lock opens for 20 minutes\n* the lock closes after 30 minutes\n",
        "# A\n## East\n* depth of the basin: 3 m\n## West\n* depth of the basin: 4 m\n",
        "# A\n## Lock\n* East\n  * opens for 20 minutes\n* West\n  * opens for 30 minutes\n",
    ],
)
def test_different_things_do_not_contradict_each_other(text: str) -> None:
    assert found(text) == []


def test_a_slip_of_the_pen_is_pointed_out() -> None:
    text = "# A\n* the harbour is deep\n* our harbour is full\n* the old harbuor is shallow\n"
    assert found(text) == [(Severity.INFO, 4, "“harbuor” looks misspelt; write “harbour” if you meant that")]


def test_an_answer_that_the_grader_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict(Grader):
        def grade(self, question: Question, response: str) -> Verdict:
            return (
                Verdict(Result.INCORRECT, 0.0, "Too strict.")
                if response == "thirty"
                else super().grade(question, response)
            )

    monkeypatch.setattr(checking, "Grader", Strict)
    (problem,) = found("Q: How long is the jetty in metres?\nA: 30 m | thirty\n")
    assert problem[0] is Severity.ERROR
    assert problem[2] == "the answer “thirty” would not be accepted for this question (Too strict)"


def test_every_form_of_every_part_of_a_list_must_be_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict(Grader):
        def grade(self, question: Question, response: str) -> Verdict:
            right = "lee" not in response
            return Verdict(
                Result.CORRECT if right else Result.CLOSE, 1.0 if right else 0.5, "One is missing."
            )

    monkeypatch.setattr(checking, "Grader", Strict)
    for answer in ("all of: luff | lee; bow; stern", "any 2 of: bow; stern; luff | lee"):
        (problem,) = found(f"Q: Which sides has a boat?\nA: {answer}\n")
        assert "lee" in problem[2]
        assert "would not be accepted" in problem[2]


def test_a_rejected_form_that_would_be_accepted_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lenient(Grader):
        def grade(self, question: Question, response: str) -> Verdict:
            return Verdict(Result.CORRECT, 1.0, "Fine.")

    monkeypatch.setattr(checking, "Grader", Lenient)
    (problem,) = found("Q: Which light is to port?\nA: red\nreject: green\n")
    assert "“green” is rejected, but would be accepted" in problem[2]


def test_samples_must_be_judged_as_their_author_says() -> None:
    text = "Q: Which light is to port?\nA: red\nok: red\nok: green\nno: red\nno: green\n"
    assert [(line, message.split(",")[0]) for _, line, message in found(text)] == [
        (4, "“green” should be correct"), (5, "“red” should be not correct"),
    ]  # fmt: skip


def test_a_topic_without_questions_is_named_where_others_have_some() -> None:
    text = "# A\n* a fact\n\nQ: One?\nA: 1\n# B\n* another fact\n"
    assert found(text) == [
        (Severity.INFO, 6, "no question tests this topic; write one below it, with Q: and A:")
    ]


def test_problems_come_in_the_order_of_lines() -> None:
    text = "# A\n* the harbour is deep\n* our harbour is full\n* the old harbuor is shallow\n*\n## E\n"
    lines = [line for _, line, _ in found(text)]
    assert lines == sorted(lines)


def test_a_question_asked_twice_in_nearly_the_same_words_is_pointed_out() -> None:
    first = "Q: Which light is to port at night?\nA: red\n\n"
    assert found(f"{first}Q: At night, which light is to port?\nA: Red | red light\n") == [
        (
            Severity.WARNING,
            4,
            "asks nearly the same as sea.md:1 (“Which light is to port at night?”); keep one",
        )
    ]


def test_a_question_with_another_answer_or_in_other_words_is_not_the_same() -> None:
    assert (
        found(
            "Q: Which light is to port at night?\nA: red\n\n"
            "Q: Which light is to starboard at night?\nA: green\n\n"
            "Q: What colour has a port hand buoy in Europe?\nA: red\n"
        )
        == []
    )


def test_a_prompt_that_contains_the_right_option_is_pointed_out() -> None:
    (problem,) = found("Q: Who minds the sea chart?\n\n- [ ] Bosun\n- [x] Sea chart\n")
    assert problem[0] is Severity.WARNING
    assert "the prompt contains the right option “Sea chart”" in problem[2]


def test_a_prompt_that_names_right_and_wrong_options_gives_nothing_away() -> None:
    assert found("Q: Is port red or green?\n\n- [x] Red\n- [ ] Green\n") == []
