"""The one list of commands, and how a typed line becomes parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import BY_NAME, COMMANDS, OFFERS, Kind, check, parse
from bot.errors import UsageError
from bot.tutor import USECASES


def test_every_command_has_a_use_case_and_every_use_case_a_command() -> None:
    assert set(USECASES) == set(BY_NAME)


def test_names_are_unique_and_fit_every_platform() -> None:
    """Discord: 1-32 lower-case characters, descriptions of at most 100."""
    assert len(BY_NAME) == len(COMMANDS) + len(OFFERS)
    for command in COMMANDS:
        assert command.name.replace("-", "").isalpha() and command.name.islower() and len(command.name) <= 32
        assert 0 < len(command.help) <= 100
        assert all(0 < len(parameter.help) <= 100 for parameter in command.parameters)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", {}),
        ("sqs", {"topic": "sqs"}),
        ("3", {"n": "3"}),
        ("sqs 3", {"topic": "sqs", "n": "3"}),
        ("3 dead letter queues", {"topic": "dead letter queues", "n": "3"}),
        ("ec2", {"topic": "ec2"}),
    ],
)
def test_a_quiz_takes_a_topic_and_a_number_in_any_order(line: str, wanted: dict[str, str]) -> None:
    assert parse(BY_NAME["quiz"], line) == wanted


def test_words_keep_their_spacing_and_case() -> None:
    assert parse(BY_NAME["ask"], "what  is X? ") == {"query": "what  is X?"}


def test_a_choice_is_found_whatever_its_case() -> None:
    assert parse(BY_NAME["leaderboard"], "Month") == {"period": "month"}


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("ask", "", "/ask needs what you want to know: /ask QUERY"),
        ("leaderboard", "year", "does not take “year”"),
        ("quiz", "0", "Between 1 and 20, not 0."),
        ("quiz", "9999999999999999999999", "Between 1 and 20"),
        ("help", "me", "does not take “me”"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(name: str, line: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?").replace("(", r"\(")):
        parse(BY_NAME[name], line)


@given(st.sampled_from(COMMANDS), st.text())
def test_any_line_is_understood_or_refused(command: object, line: str) -> None:
    """No text makes the parser fail; what it accepts passes the check for structured parameters."""
    for known in COMMANDS:
        try:
            given_args = parse(known, line)
        except UsageError:
            continue
        check(known, given_args)
        for parameter in known.parameters:
            if parameter.kind is Kind.NUMBER and parameter.name in given_args:
                assert parameter.least <= int(given_args[parameter.name]) <= parameter.most
