"""What `doctor` finds on Discord, of a far end that is reached as Discord would be."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import discord
import pytest

from adapters.discord.doctor import NEEDED, check, check_channels
from bot.doctor import Finding
from bot.events import Place
from tests.far_ends.discord import ALL, CHANNEL, GUILD, FarDiscord, far_discord

HERE = Place("discord", str(GUILD), str(CHANNEL), "general")
GONE = Place("discord", str(GUILD), "404", "old")


def looked(
    look: Callable[..., Iterable[Finding]],
    *more: Any,
    token: str = "",
    prepare: Callable[[FarDiscord], None] = lambda _: None,
    **settings: str,
) -> list[Finding]:
    """What a check finds; it runs a loop of its own, as in the program."""

    async def story() -> list[Finding]:
        async with far_discord() as far:
            prepare(far)
            values = {"DISCORD_TOKEN": token or far.token, "DISCORD_API_URL": far.api, **settings}
            found = await asyncio.to_thread(lambda: list(look(values, *more)))
            assert far.identifies == []
            return found

    return asyncio.run(story())


def test_a_healthy_tutor_has_nothing_to_mend() -> None:
    assert [found.ok for found in looked(check)] == [True, True, True]
    assert [found.ok for found in looked(check_channels, [HERE])] == [True]


def test_without_a_token_or_a_schedule_there_is_nothing_to_find() -> None:
    assert list(check({})) == [] == list(check_channels({}, [HERE]))
    assert looked(check_channels, []) == []


def test_a_wrong_token_is_the_one_finding() -> None:
    (found,) = looked(check, token="wrong")
    assert not found.ok and "does not accept DISCORD_TOKEN" in found.mend


def test_an_address_where_nobody_answers_and_a_setting_that_cannot_be_meant_are_named() -> None:
    (found,) = check({"DISCORD_TOKEN": "token", "DISCORD_API_URL": "http://127.0.0.1:9/api"})
    assert not found.ok and "http://127.0.0.1:9/api" in found.mend
    (found,) = check({"DISCORD_TOKEN": "token", "DISCORD_SHARDS": "5/2"})
    assert not found.ok and "0-3/16" in found.mend


def test_that_no_intent_is_missing_is_said_and_which_need_not_be_on() -> None:
    def switch_on(far: FarDiscord) -> None:
        far.flags = discord.ApplicationFlags(
            gateway_message_content_limited=True, gateway_presence=True
        ).value

    assert "none can be missing" in looked(check)[1].what
    said = looked(check, prepare=switch_on)[1]
    assert said.ok and said.what.endswith("Message Content, Presence may be switched off on the Bot page")


def test_where_threads_are_read_the_intent_for_it_has_to_be_on() -> None:
    said = looked(check, TUTOR_RELAY="threads")[1]
    assert not said.ok and "Message Content Intent is off" in said.what and "Bot page" in said.mend
    for flag in ("gateway_message_content", "gateway_message_content_limited"):

        def switch_on(far: FarDiscord, name: str = flag) -> None:
            far.flags = discord.ApplicationFlags(gateway_presence=True, **{name: True}).value

        said = looked(check, prepare=switch_on, TUTOR_RELAY="threads")[1]
        assert said.ok and said.what.endswith("read; Presence may be switched off on the Bot page")


def test_few_logins_left_are_told() -> None:
    def spend(far: FarDiscord) -> None:
        far.remaining = 3

    found = looked(check, prepare=spend)[-1]
    assert not found.ok and "only 3 gateway logins" in found.what and "restarts" in found.mend


def test_each_permission_that_is_missing_is_named_with_its_reason_and_its_remedy() -> None:
    for right, why in NEEDED.items():
        lacking = discord.Permissions(administrator=True, **{right: True})

        def lack(far: FarDiscord, rights: discord.Permissions = lacking) -> None:
            far.everyone = str(int(ALL) & ~rights.value)

        (found,) = looked(check_channels, [HERE], prepare=lack)
        assert not found.ok and f"{right.replace('_', ' ')} ({why})" in found.what
        assert right != "view_channel" or "send" not in found.what, "nobody knows that"
        assert "Permissions" in found.mend


def test_a_channel_that_is_gone_is_told() -> None:
    (found,) = looked(check_channels, [GONE])
    assert not found.ok and "the channel old is no more" in found.what


def test_a_post_of_a_forum_has_the_rights_of_its_forum() -> None:
    def open_thread(far: FarDiscord) -> None:
        far.threads[77] = "exam talk"
        far.forum_posts.add(77)

    (found,) = looked(check_channels, [Place("discord", str(GUILD), "77", "exam talk")], prepare=open_thread)
    assert found.ok


@pytest.mark.parametrize("status", [403, 404])
def test_a_server_without_the_tutor_is_told_apart_from_a_channel_that_is_gone(status: int) -> None:
    def leave(far: FarDiscord) -> None:
        far.arm("GET /guilds/", status=status, code={403: 50001, 404: 10004}[status])

    (found,) = looked(check_channels, [HERE], prepare=leave)
    assert "the server of the channel general does not have the tutor any more" in found.what
    assert "discord invite" in found.mend


def test_a_server_with_commands_of_its_own_has_to_have_invited_the_tutor() -> None:
    assert all(found.ok for found in looked(check, DISCORD_GUILDS=str(GUILD)))
    found = looked(check, DISCORD_GUILDS=f"{GUILD}, 77")[-1]
    assert not found.ok and "the server 77 of DISCORD_GUILDS" in found.what and "invite" in found.mend


def test_trouble_after_the_login_is_a_finding_too() -> None:
    def fail(far: FarDiscord) -> None:
        far.arm("GET /gateway/bot", status=403)

    (found,) = looked(check, prepare=fail)
    assert not found.ok and "did not answer as it should" in found.what
