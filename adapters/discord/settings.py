"""What the Discord adapter is told by the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.relay import read_relay
from bot.errors import UsageError

API = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """`shards` are those this process runs of `shard_count`; None lets Discord say how many there are to be.

    `guilds` are the servers that get the commands of their own; none means every server. With `relay`, what
    people write in threads is read, which Discord has to allow.
    """

    token: str = field(repr=False)
    api: str = API
    gateway: str = ""
    shards: tuple[int, ...] | None = None
    shard_count: int | None = None
    guilds: tuple[int, ...] = ()
    relay: bool = False


def read(values: Mapping[str, str]) -> DiscordSettings | None:
    """The settings, or None without DISCORD_TOKEN. Raises UsageError for a value that cannot be meant."""
    token = values.get("DISCORD_TOKEN", "").strip().removeprefix("Bot ")
    if not token:
        return None
    if len(token.split()) > 1 or not token.isascii():
        raise UsageError(
            "DISCORD_TOKEN has blanks or odd letters in it; copy the token from the Bot page again."
        )
    shards, count = _shards(values.get("DISCORD_SHARDS", "").strip())
    return DiscordSettings(
        token,
        _address("DISCORD_API_URL", values.get("DISCORD_API_URL", "").strip(), ("http://", "https://"))
        or API,
        _address("DISCORD_GATEWAY_URL", values.get("DISCORD_GATEWAY_URL", "").strip(), ("ws://", "wss://")),
        shards,
        count,
        _guilds(values.get("DISCORD_GUILDS", "")),
        read_relay(values),
    )


def _address(name: str, value: str, schemes: tuple[str, ...]) -> str:
    if value and not value.startswith(schemes):
        raise UsageError(f"{name} must begin with {' or '.join(schemes)}, not “{value[:40]}”.")
    return value.rstrip("/")


def _shards(value: str) -> tuple[tuple[int, ...] | None, int | None]:
    """ "0-3/16": shards 0 to 3 of 16; "2/16": one of them; "16": all."""
    if not value:
        return None, None
    span, slash, total = value.rpartition("/")
    first, _, last = span.partition("-")
    try:
        count = int(total)
        shards = tuple(range(int(first), int(last or first) + 1)) if slash else None
    except ValueError:
        shards, count = (), 0
    if count < 1 or shards == () or (shards and not 0 <= shards[0] <= shards[-1] < count):
        raise UsageError(f"DISCORD_SHARDS is “{value[:40]}”; write such as 0-3/16, or 16 for all of them.")
    return shards, count


def _guilds(value: str) -> tuple[int, ...]:
    ids = [word for word in value.replace(",", " ").split() if word]
    if not all(word.isdecimal() and word.isascii() and len(word) <= 20 for word in ids):
        raise UsageError(
            "DISCORD_GUILDS is a list of server ids, separated by commas: numbers of about 19 digits."
        )
    return tuple(map(int, ids))
