"""The tutor, loaded behind the first prompt."""

import threading

import pytest

from adapters.console.house import House
from adapters.console.loading import Loading
from bot.errors import PackError


def test_whoever_waits_is_told_when_loading_is_over_and_why_it_failed() -> None:
    def broken() -> House:
        raise PackError("There are no notes.")

    over = threading.Event()
    loading = Loading(broken)
    loading.start(over.set)
    assert over.wait(10) and loading.ready() is None
    with pytest.raises(PackError, match="no notes"):
        loading.house()
