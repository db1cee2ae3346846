"""What `doctor` finds on Discord."""

import discord

from adapters.discord.doctor import findings
from adapters.discord.settings import DiscordSettings
from bot.doctor import Finding
from bot.events import Place
from tests.adapters.discord.test_listener import in_loop
from tests.far_ends.discord import ALL, CHANNEL, GUILD, far_discord

HERE = Place("discord", str(GUILD), str(CHANNEL), "general")
GONE = Place("discord", str(GUILD), "404", "old")


async def looked(settings: DiscordSettings, *places: Place) -> list[Finding]:
    return [finding async for finding in findings(settings, places)]


@in_loop
async def test_a_healthy_tutor_has_nothing_to_mend() -> None:
    async with far_discord() as far:
        found = await looked(DiscordSettings(far.token, far.api), HERE)
        assert [finding.ok for finding in found] == [True, True, True]
        assert far.identifies == []


@in_loop
async def test_a_wrong_token_is_the_one_finding() -> None:
    async with far_discord() as far:
        (found,) = await looked(DiscordSettings("wrong", far.api))
        assert not found.ok and "does not accept DISCORD_TOKEN" in found.mend


@in_loop
async def test_an_address_where_nobody_answers_is_named() -> None:
    (found,) = await looked(DiscordSettings("token", "http://127.0.0.1:9/api"))
    assert not found.ok and "http://127.0.0.1:9/api" in found.mend


@in_loop
async def test_missing_permissions_and_lost_channels_are_named_with_their_remedy() -> None:
    async with far_discord() as far:
        far.everyone = str(int(ALL) & ~discord.Permissions(send_messages=True, administrator=True).value)
        far.remaining = 3
        found = await looked(DiscordSettings(far.token, far.api), HERE, GONE)
        assert [finding.ok for finding in found] == [True, False, False, False]
        assert "only 3 gateway logins" in found[1].what
        assert "send messages (to post the daily question)" in found[2].what
        assert "Permissions" in found[2].mend
        assert "no more" in found[3].what
