"""Settings from the environment, and what cannot be meant."""

import pytest

from adapters.discord.settings import API, DiscordSettings, read
from bot.errors import UsageError


def test_without_a_token_there_is_no_discord() -> None:
    assert read({}) is None
    assert read({"DISCORD_TOKEN": " "}) is None


def test_a_token_is_enough_and_does_not_show_in_logs() -> None:
    found = read({"DISCORD_TOKEN": "Bot canary"})
    assert found == DiscordSettings("canary", API)
    assert "canary" not in repr(found)


@pytest.mark.parametrize(
    ("value", "shards", "count"),
    [("16", None, 16), ("0-3/16", (0, 1, 2, 3), 16), ("5/16", (5,), 16), ("", None, None)],
)
def test_several_processes_split_the_shards(value: str, shards: tuple[int, ...] | None, count: int) -> None:
    found = read({"DISCORD_TOKEN": "t", "DISCORD_SHARDS": value})
    assert found is not None and (found.shards, found.shard_count) == (shards, count)


def test_addresses_and_servers_are_read() -> None:
    found = read(
        {
            "DISCORD_TOKEN": "t",
            "DISCORD_API_URL": "http://localhost:1/api/v10/",
            "DISCORD_GATEWAY_URL": "ws://localhost:1",
            "DISCORD_GUILDS": "12, 34",
        }
    )
    assert found is not None
    assert (found.api, found.gateway, found.guilds) == (
        "http://localhost:1/api/v10",
        "ws://localhost:1",
        (12, 34),
    )


@pytest.mark.parametrize(("value", "relay"), [("threads", True), (" ", False)])
def test_threads_are_read_only_where_that_is_set(value: str, relay: bool) -> None:
    found = read({"DISCORD_TOKEN": "t", "TUTOR_RELAY": value})
    assert found is not None and found.relay is relay


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", "tökén"),
        ("DISCORD_API_URL", "discord.com"),
        ("DISCORD_GATEWAY_URL", "https://gateway"),
        ("DISCORD_SHARDS", "many"),
        ("DISCORD_SHARDS", "0-3"),
        ("DISCORD_SHARDS", "3-1/8"),
        ("DISCORD_SHARDS", "8/8"),
        ("DISCORD_GUILDS", "our server"),
        ("TUTOR_RELAY", "yes"),
    ],
)
def test_a_value_that_cannot_be_meant_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        read({"DISCORD_TOKEN": "t"} | {name: value})
