"""Connections to the gateway that have gone deaf: open, but nothing comes any more.

The library gives one up after a minute of silence, and then takes half a minute more to say goodbye to it.
"""

import socket
from contextlib import suppress

from discord import ShardInfo

PATIENCE = 10.0  # seconds that Discord may take to answer a heartbeat; it is asked every 41
EVERY = 5.0  # seconds from look to look


def deaf(shard: ShardInfo, now: float) -> bool:
    """Whether a heartbeat stays unanswered, by the library's private clocks; `now` as `time.perf_counter`."""
    beats = shard._parent.ws._keep_alive
    return beats is not None and beats._last_ack + (beats.interval or 0.0) < now - PATIENCE


def cut(shard: ShardInfo) -> None:
    """Break the connection off, upon which the library makes another and goes on where it was."""
    line = shard._parent.ws.socket.get_extra_info("socket")
    if line is not None:
        with suppress(OSError):  # broken already
            line.shutdown(socket.SHUT_RDWR)
