"""Time goes on, whatever a tick does."""

import asyncio
import logging

import pytest

from adapters.scheduler import Ticker
from bot.errors import StoreBusy

QUICK = 0.02


async def ticked(ticker: Ticker, enough: asyncio.Event) -> None:
    ticker.start()
    async with asyncio.timeout(10):
        await enough.wait()
    await ticker.stop()


def test_the_first_tick_comes_at_once() -> None:
    async def run() -> None:
        seen = asyncio.Event()

        async def look() -> None:
            seen.set()

        await ticked(Ticker(look, seconds=3600), seen)

    asyncio.run(run())


@pytest.mark.parametrize("fault", [RuntimeError("a fault"), StoreBusy("The database cannot be reached.")])
def test_a_tick_that_fails_is_logged_and_the_next_one_comes(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> int:
        looks, enough = 0, asyncio.Event()

        async def look() -> None:
            nonlocal looks
            looks += 1
            if looks == 5:
                enough.set()
            if looks < 5:
                raise fault

        with caplog.at_level(logging.INFO):
            await ticked(Ticker(look, QUICK), enough)
        return looks

    assert asyncio.run(run()) >= 5
    told = [record.getMessage() for record in caplog.records if record.name == "adapters.scheduler"]
    said = [line.partition(":")[0].partition(";")[0] for line in told]
    if isinstance(fault, StoreBusy):  # an outage is one line, a fault of ours one each time
        assert said == ["ticks fail until this is mended", "ticks succeed again"]
    else:
        assert said == ["a tick failed"] * 4 + ["ticks succeed again"]


def test_no_two_ticks_run_at_once_and_a_stop_waits_for_the_one_that_does() -> None:
    async def run() -> tuple[int, int]:
        running = most = ended = 0
        began, go_on = asyncio.Event(), asyncio.Event()

        async def look() -> None:
            nonlocal running, most, ended
            running += 1
            most = max(most, running)
            began.set()
            await go_on.wait()
            running -= 1
            ended += 1

        ticker = Ticker(look, QUICK)
        ticker.start()
        await began.wait()
        await asyncio.sleep(5 * QUICK)  # ticks that were due meanwhile are left out
        stopping = asyncio.create_task(ticker.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        go_on.set()
        await stopping
        return most, ended

    assert asyncio.run(run()) == (1, 1)


def test_a_loop_that_was_blocked_beyond_the_time_of_a_tick_loses_none() -> None:
    """APScheduler's own default would leave out a run that is a second late."""

    async def run() -> int:
        looks, second = 0, asyncio.Event()

        async def look() -> None:
            nonlocal looks
            looks += 1
            if looks == 2:
                second.set()

        ticker = Ticker(look, seconds=0.3)
        ticker.start()
        await asyncio.sleep(0.01)
        import time

        time.sleep(1.5)  # noqa: ASYNC251  # blocking is what is tested
        async with asyncio.timeout(0.25):
            await second.wait()
        await ticker.stop()
        return looks

    assert asyncio.run(run()) == 2


def test_what_never_began_can_be_stopped() -> None:
    async def look() -> None:
        raise AssertionError

    asyncio.run(Ticker(look).stop())
