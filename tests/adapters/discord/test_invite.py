"""The link that invites the tutor."""

from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.discord.doctor import PERMISSIONS
from adapters.discord.invite import invitation, main
from adapters.discord.settings import DiscordSettings
from bot.errors import TutorError, UsageError
from tests.adapters.discord.test_listener import in_loop
from tests.far_ends.discord import ME, far_discord


@in_loop
async def test_the_invitation_asks_for_the_least() -> None:
    async with far_discord() as far:
        asked = parse_qs(urlsplit(await invitation(DiscordSettings(far.token, far.api))).query)
        assert asked["client_id"] == [str(ME)]
        assert asked["scope"] == ["bot applications.commands"]
        assert int(asked["permissions"][0]) == PERMISSIONS.value
        assert not PERMISSIONS.administrator and not PERMISSIONS.manage_messages
        with pytest.raises(TutorError, match="DISCORD_TOKEN"):
            await invitation(DiscordSettings("wrong", far.api))


def test_without_a_token_it_says_where_there_is_one() -> None:
    with pytest.raises(UsageError, match="Bot page"):
        main(["invite"], {})
