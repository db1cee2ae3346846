"""The server's own checks."""

import asyncio
import socket
from contextlib import closing
from datetime import UTC, datetime

import pytest

from adapters.http import Listener, application
from adapters.serve import doctor
from adapters.serve.doctor import check_clock, check_http
from adapters.serve.health import Database, Health, health
from adapters.serve.settings import Settings
from bot.doctor import Finding
from tests.kit import NOON, SetClock


def test_a_clock_before_this_program_or_far_after_it_is_not_sane() -> None:
    for at, ok in ((datetime(1970, 1, 1, tzinfo=UTC), False), (datetime(2027, 1, 1, tzinfo=UTC), True)):
        (finding,) = check_clock(SetClock(at))
        assert finding.ok is ok and bool(finding.mend) is not ok


def test_an_address_that_is_free_is_well_and_one_of_somebody_else_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "PATIENCE", 0.1)
    assert [finding.ok for finding in check_http(Settings("127.0.0.1", 0))] == [True]
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        (finding,) = check_http(Settings("127.0.0.1", taken.getsockname()[1]))
    assert not finding.ok and "set TUTOR_HTTP to another address" in finding.mend


def beside(found: Health) -> Finding:
    """The finding while a server of ours says `found` of itself."""

    async def said() -> Health:
        return found

    async def metrics() -> str:
        return ""

    async def run() -> Finding:
        listener = Listener(application(said, metrics), "127.0.0.1", 0)
        port = int((await listener.start()).rpartition(":")[2])
        try:
            (finding,) = await asyncio.to_thread(lambda: list(check_http(Settings("127.0.0.1", port))))
        finally:
            await listener.stop()
        return finding

    return asyncio.run(run())


def test_a_server_of_ours_is_asked_how_it_is() -> None:
    assert beside(health(Database(NOON), {}, NOON)).ok
    trouble = beside(health(Database(trouble="The database cannot be reached."), {}, NOON))
    assert not trouble.ok and "The database cannot be reached." in trouble.what
