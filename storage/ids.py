"""Ids made by the program: sortable by time for rows, unguessable for posts."""

import secrets
import threading
import time

from bot.ports import PostId

_EPOCH = 1_577_836_800  # 2020-01-01 UTC
_CHANCE_BITS = 31


class RowIds:
    """Numbers that only grow: within a second one after another, from a place that chance chooses.

    So one process never makes the same twice, and two hardly ever.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        """A positive 63-bit number: seconds since 2020 above, 31 bits below."""
        with self._lock:
            second = int(time.time()) - _EPOCH
            if self._last >> _CHANCE_BITS < second:
                self._last = second << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS - 1)
            else:
                self._last += 1
            return self._last


_ROW_IDS = RowIds()


def row_id() -> int:
    """An id for a new row; see `RowIds`."""
    return _ROW_IDS.next()


def post_id() -> PostId:
    """20 random URL-safe characters, which also fit Discord's nonce (25) and every custom id."""
    return PostId(secrets.token_urlsafe(15))
