"""What fails is started again, ever more slowly; what only a person can mend is not."""

import asyncio
import random

import pytest

from adapters.serve import supervision
from adapters.serve.supervision import Supervised, ended, nap, until_there
from bot.errors import Later, StoreBusy, StoreUnusable, UsageError


class Naps:
    """Pauses that take no time, written down."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float, *_: object) -> None:
        self.taken.append(round(seconds))
        await asyncio.sleep(0)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    taken = Naps()
    monkeypatch.setattr(supervision, "nap", taken)
    monkeypatch.setattr(random, "uniform", lambda *_: 1.0)
    return taken


def kept(errors: list[Exception | None], **more: float) -> Supervised:
    """Supervise work that raises each error in turn (None: it returns), and then is over."""
    left = iter(errors)
    over = asyncio.Event()

    async def work() -> None:
        error = next(left, StopAsyncIteration())
        if isinstance(error, StopAsyncIteration):
            over.set()
        elif error is not None:
            raise error

    supervised = Supervised("a platform", work, over, **more)
    asyncio.run(supervised.keep())
    return supervised


def test_the_pause_doubles_up_to_its_longest(naps: Naps) -> None:
    kept([OSError("x")] * 6, longest=15.0)
    assert naps.taken == [1, 2, 4, 8, 15, 15]


@pytest.mark.parametrize("error", [OSError("x"), StoreBusy("x"), StoreUnusable("x"), Later("x", 3), None])
def test_whatever_may_be_better_in_a_moment_is_tried_again(naps: Naps, error: Exception | None) -> None:
    kept([error])
    assert naps.taken == [1]


def test_what_only_a_person_can_mend_is_not_tried_again(naps: Naps) -> None:
    supervised = kept([UsageError("The token is wrong."), OSError("never reached")])
    assert naps.taken == [] and supervised.trouble == "The token is wrong."


def test_trouble_after_a_long_good_time_counts_as_new(naps: Naps, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0, 1, 1, 2, 2, 100, 100, 100])
    monkeypatch.setattr(supervision, "monotonic", lambda: next(times))
    kept([OSError("x")] * 3)
    assert naps.taken == [1, 2, 1]


def test_why_it_is_not_running_can_be_asked_and_names_no_more_than_the_kind_of_a_fault(naps: Naps) -> None:
    async def run() -> list[str]:
        seen: list[str] = []

        async def work() -> None:
            seen.append(supervised.trouble)
            if len(seen) == 1:
                raise OSError("secret-host:1234")
            await asyncio.Event().wait()

        supervised = Supervised("a platform", work)
        before = supervised.trouble
        task = asyncio.create_task(supervised.keep())
        during = ""
        while len(seen) < 2:
            await asyncio.sleep(0)  # each round is one step of the work
            during = during or (supervised.trouble if seen else "")
        task.cancel()
        return [before, during, *seen]

    before, during, *running = asyncio.run(run())
    assert before == "not started yet" and running == ["", ""]
    assert during == "a fault of ours (OSError); the log says more"


def test_the_database_is_waited_for_unless_waiting_cannot_help(naps: Naps) -> None:
    answers: list[Exception | None] = [StoreBusy("away"), StoreBusy("away"), None]

    async def reach() -> None:
        if (error := answers.pop(0)) is not None:
            raise error

    asyncio.run(until_there(reach))
    assert answers == []
    answers.append(StoreUnusable("newer"))
    with pytest.raises(StoreUnusable):
        asyncio.run(until_there(reach))


def test_a_nap_ends_early_when_it_is_woken() -> None:
    async def run() -> None:
        event = asyncio.Event()
        asyncio.get_running_loop().call_soon(event.set)
        async with asyncio.timeout(5):
            await nap(3600, event)
        await nap(0.001, asyncio.Event())

    asyncio.run(run())


def test_what_does_not_end_in_time_is_cancelled_and_named(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> bool:
        task: asyncio.Task[None] = asyncio.create_task(nap(3600, asyncio.Event()), name="the slow one")
        await ended([task], 0.01)
        await asyncio.wait([task])
        await ended([], 0.01)
        return task.cancelled()

    assert asyncio.run(run())
    assert "the slow one did not end within 0.01 s" in caplog.text
