"""The server as a process: its signals, and an end that comes in time whatever hangs."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable

from adapters.serve.app import Server

LIMIT = 9.5  # seconds from the first signal to the end, at the latest
ECHO = (
    0.5  # seconds in which another signal is the same once more: some parents send it to us and to our group
)

_log = logging.getLogger(__name__)


def run(server: Server, close: Callable[[], None]) -> int:
    """Serve until SIGTERM or SIGINT, then end in order and return 0; a second one ends at once.

    SIGHUP has the packs read again. `close` is called when nothing else runs. Raises what `Server.run` does.
    """
    return asyncio.run(_run(server, close))


async def _run(server: Server, close: Callable[[], None]) -> int:
    stop = asyncio.Event()
    _listen(server, stop)
    try:
        await server.run(stop)
    finally:
        _end_in_time()
        await asyncio.to_thread(close)
    return 0


def _listen(server: Server, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Task[None]] = set()  # held, so that none is collected while it runs

    began = 0.0

    def end(number: int) -> None:
        nonlocal began
        if not stop.is_set():
            began = loop.time()
            _end_in_time()
            stop.set()
        elif loop.time() - began > ECHO:
            _log.warning("ended at once by a second signal")
            os._exit(128 + number)

    def reload() -> None:
        task = asyncio.create_task(server.reload())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, number)
    loop.add_signal_handler(signal.SIGHUP, reload)


def _end_in_time() -> None:
    """Whatever does not let go, a thread or a task, is left behind when the time is up."""

    def leave() -> None:
        _log.error("not everything ended within %g s; left behind", LIMIT)
        os._exit(1)

    timer = threading.Timer(LIMIT, leave)
    timer.daemon = True
    timer.start()
