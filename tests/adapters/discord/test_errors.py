"""What Discord's refusals to start come to. Those of messages are tested over the wire."""

from typing import Any

import discord
import pytest

from adapters.discord.errors import start_failure


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = None
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


@pytest.mark.parametrize(
    ("code", "shards_set", "said"),
    [
        (4004, False, "does not accept DISCORD_TOKEN"),
        (4011, True, "correct or unset DISCORD_SHARDS"),
        (4011, False, None),
        (4000, True, None),
    ],
)
def test_only_what_somebody_has_to_mend_ends_the_attempts(
    code: int, shards_set: bool, said: str | None
) -> None:
    """A bot that has grown too large for its shards gets more at the next start."""
    failure = start_failure(closed(code), shards_set=shards_set)
    assert (failure is None) if said is None else said in str(failure)
