"""The server as a process: its signals, and an end that comes in time whatever hangs."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable

from adapters.serve.app import Server
from adapters.serve.supervision import nap

FOR_CLOSING = 1.5  # seconds that the database has to be let go of

_log = logging.getLogger(__name__)


def run(build: Callable[[], Server], close: Callable[[], None]) -> int:
    """Serve until SIGTERM or SIGINT, then end in order and return 0; a second one ends at once.

    SIGHUP has the packs read again. `close` is called when nothing else runs. Raises what `Server.run` raises.
    """
    return asyncio.run(_run(build, close))


async def _run(build: Callable[[], Server], close: Callable[[], None]) -> int:
    server, stop = build(), asyncio.Event()
    _listen(server, stop)
    try:
        await server.run(stop)
    finally:
        await _closed(close)
    return 0


def _listen(server: Server, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Task[None]] = set()  # held, so that none is collected while it runs

    def end(number: int) -> None:
        if stop.is_set():
            _log.warning("ended at once by a second signal")
            os._exit(128 + number)
        stop.set()

    def reload() -> None:
        task = asyncio.create_task(server.reload())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, number)
    loop.add_signal_handler(signal.SIGHUP, reload)


async def _closed(close: Callable[[], None]) -> None:
    """Close on a thread of its own: a database that does not answer must not hold up the end."""
    done, loop = asyncio.Event(), asyncio.get_running_loop()

    def work() -> None:
        close()
        loop.call_soon_threadsafe(done.set)

    threading.Thread(target=work, name="close", daemon=True).start()
    await nap(FOR_CLOSING, done)
    if not done.is_set():
        _log.error("the database did not let go within %g s; ended all the same", FOR_CLOSING)
        os._exit(1)
