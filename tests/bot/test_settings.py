"""The tutor's own settings."""

import pytest

from bot.errors import UsageError
from bot.settings import read_relay, read_settings


def test_packs_are_separated_by_commas_and_counted_once() -> None:
    assert read_settings({"TUTOR_PACKS": " tea, ~/notes ,,tea"}).packs == ("tea", "~/notes")


def test_without_a_word_there_are_none_and_the_caller_takes_its_default() -> None:
    assert read_settings({}).packs == ()


def test_threads_are_listened_to_only_where_the_setting_says_so() -> None:
    assert read_relay({"TUTOR_RELAY": " Threads "})
    assert not read_relay({}) and not read_relay({"TUTOR_RELAY": " "})


def test_another_word_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="TUTOR_RELAY is “yes”; write threads, or leave it out"):
        read_relay({"TUTOR_RELAY": "yes"})
