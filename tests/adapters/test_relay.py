"""The one setting by which platforms listen to threads."""

import pytest

from adapters.relay import read_relay
from bot.errors import UsageError


def test_threads_are_listened_to_only_where_the_setting_says_so() -> None:
    assert read_relay({"TUTOR_RELAY": " Threads "})
    assert not read_relay({}) and not read_relay({"TUTOR_RELAY": " "})


def test_another_word_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="TUTOR_RELAY is “yes”; write threads, or leave it out"):
        read_relay({"TUTOR_RELAY": "yes"})
