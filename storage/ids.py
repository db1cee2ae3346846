"""Ids made by the program: sortable by time for rows, unguessable for posts."""

import secrets
import time

from bot.ports import PostId

_EPOCH = 1_577_836_800_000  # 2020-01-01 UTC in milliseconds
_CHANCE_BITS = 22


def row_id() -> int:
    """A positive 63-bit number: milliseconds since 2020 above, 22 random bits below."""
    elapsed = time.time_ns() // 1_000_000 - _EPOCH
    return elapsed << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS)


def post_id() -> PostId:
    """20 random URL-safe characters, which also fit Discord's nonce (25) and every custom id."""
    return PostId(secrets.token_urlsafe(15))
