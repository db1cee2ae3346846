"""Discord in `exam-tutor serve` and `doctor`: beside Slack, and neither falls with the other."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import discord

from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.test_wire import daily_at_one
from tests.adapters.discord.wire import ADA, connected
from tests.e2e.test_serve import Operator, Served
from tests.far_ends.discord import ALL, FarDiscord, far_discord
from tests.far_ends.slack import SECRET, FarSlack, encoded, signed
from tests.far_ends.slack.office import ALL_SCOPES

AWAY = "postgresql://nobody@127.0.0.1:9/nothing"


@dataclass
class Town:
    """Both far ends, and the program that is set up for both."""

    discord: FarDiscord
    slack: FarSlack
    operator: Operator
    env: dict[str, str]

    async def asks_in_slack(self, server: Served) -> str:
        """What somebody in Slack is answered."""
        body, content = encoded("slash_commands", {
            "command": "/ask", "text": "steep green tea", "team_id": "T1", "channel_id": "C1",
            "channel_name": "general", "user_id": "U1", "user_name": "ada", "trigger_id": "t1",
            "response_url": f"{self.slack.api_url}nowhere",
        })  # fmt: skip
        headers = {**signed(body), "Content-Type": content}
        address = await asyncio.to_thread(lambda: server.address)
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{address}/slack/events", data=body, headers=headers) as said,
        ):
            return await said.text()

    async def asks_on_discord(self) -> str:
        """What somebody on Discord is answered."""
        await self.discord.ready()
        return await self.discord.shown(await self.discord.command(ADA, "ask", query="steep green tea"))

    async def health(self, server: Served) -> tuple[int, dict[str, str]]:
        """The state of the whole, and of each platform."""
        status, body = await asyncio.to_thread(server.get, "/healthz")
        return status, json.loads(body)["platforms"]


@asynccontextmanager
async def town(tmp_path: Path, database: str, **env: str) -> AsyncIterator[Town]:
    """Slack and Discord, and settings for both that `env` overrides."""
    async with far_discord() as far, FarSlack() as slack:
        slack.workspace("T1", scopes=ALL_SCOPES)
        tokens = {"DISCORD_TOKEN": far.token, "DISCORD_API_URL": far.api, "SLACK_API_URL": slack.api_url}
        more = {"SLACK_BOT_TOKEN": "xoxb-T1", "SLACK_SIGNING_SECRET": SECRET}
        operator = Operator(tmp_path, database)
        operator.env |= {"PYTHONWARNINGS": "ignore"}
        yield Town(far, slack, operator, tokens | more | env)


@in_loop
async def test_both_platforms_are_served_side_by_side(tmp_path: Path, database: str) -> None:
    async with town(tmp_path, database) as here:
        with here.operator.serving(**here.env) as server:
            assert "2 minutes" in await here.asks_on_discord()
            assert "2 minutes" in await here.asks_in_slack(server)
            assert (await here.health(server))[1]["slack"] == "connected"
            await asyncio.to_thread(server.wait_until_well)


@in_loop
async def test_slack_works_while_discord_does_not_and_says_what_to_mend(
    tmp_path: Path, database: str
) -> None:
    async with town(tmp_path, database, DISCORD_TOKEN="wrong") as here:
        with here.operator.serving(**here.env) as server:
            await asyncio.to_thread(server.wait_for, "discord stays off: Discord does not accept")
            assert "2 minutes" in await here.asks_in_slack(server)
            status, platforms = await here.health(server)
            assert status == 503 and platforms["slack"] == "connected"
            assert "does not accept DISCORD_TOKEN" in platforms["discord"]
            assert here.discord.identifies == []


@in_loop
async def test_discord_works_while_slack_does_not(tmp_path: Path, database: str) -> None:
    async with town(tmp_path, database, SLACK_BOT_TOKEN="xoxb-revoked") as here:
        with here.operator.serving(**here.env):
            assert "2 minutes" in await here.asks_on_discord()


@in_loop
async def test_a_process_restarted_again_and_again_without_its_database_never_logs_in(
    tmp_path: Path, database: str
) -> None:
    async with town(tmp_path, AWAY) as here:
        for _ in range(3):
            with here.operator.serving(**here.env) as server:
                await asyncio.to_thread(server.wait_for, "the database is not there yet")
        assert here.discord.requests == []


@in_loop
async def test_the_doctor_names_what_a_scheduled_channel_lacks(tmp_path: Path, database: str) -> None:
    async with connected(database) as wire:
        await daily_at_one(wire)
    async with town(tmp_path, database) as here:
        lacking = discord.Permissions(administrator=True, send_messages=True)
        here.discord.everyone = str(int(ALL) & ~lacking.value)
        done = await asyncio.to_thread(here.operator.run, "doctor", **here.env)
        assert "✓ Discord knows the tutor as tutor" in done.stdout, done.stdout
        assert "✗ the channel general lacks send messages (to post the daily question)" in done.stdout
        assert "→ Allow it in the channel's settings, Permissions." in done.stdout


@in_loop
async def test_the_invitation_is_printed_also_where_the_token_is_in_a_file(
    tmp_path: Path, database: str
) -> None:
    async with town(tmp_path, database) as here:
        (tmp_path / ".env").write_text(f"DISCORD_TOKEN={here.discord.token}\n")
        env = {"DISCORD_API_URL": here.discord.api}
        done = await asyncio.to_thread(here.operator.run, "discord", "invite", **env)
        assert done.stdout.startswith("https://discord.com/oauth2/authorize?client_id=1000"), done.stderr
