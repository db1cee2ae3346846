"""The tutor answers whatever happens."""

import logging

import pytest

from bot import tutor
from bot.commands import BY_LINE, COMMANDS
from tests.kit import Talk, text_of


def test_a_fault_of_ours_is_a_sentence_with_a_number_and_a_trace_in_the_log(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tutor, "USECASES", {**tutor.USECASES, "streak": broken})
    with caplog.at_level(logging.ERROR):
        said = text_of(talk.say("/streak"))
    number = said.split("incident ")[1].split(")")[0]
    assert number in caplog.text and "ZeroDivisionError" in caplog.text and "ZeroDivisionError" not in said


def test_a_line_answers_the_open_question_and_else_asks_the_notes(talk: Talk) -> None:
    assert "Green tea is not oxidised" in text_of(talk.say("is green tea oxidised"))
    talk.say("/quiz")
    assert "Right" in text_of(talk.say("oolong"))


def test_what_the_notes_do_not_say_is_admitted(talk: Talk) -> None:
    assert "The notes don't say." in text_of(talk.say("/ask capital of France"))


def test_a_line_that_plainly_means_a_command_is_that_command_unless_it_answers(talk: Talk) -> None:
    assert "Your streak" in text_of(talk.say("My streak?"))
    assert "/quiz" in text_of(talk.say("help"))
    assert "Question 1 of" in text_of(talk.say("Quiz me!"))
    assert "Question 1 of" not in text_of(talk.say("quiz me"))
    plain = [line for command in COMMANDS for line in command.plain]
    assert len(plain) == len(set(plain)) == len(BY_LINE)
