"""`exam-tutor discord invite`: the link that adds the tutor to a server."""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence

import discord

from adapters.discord.doctor import PERMISSIONS, logged_in
from adapters.discord.settings import DiscordSettings, read
from bot.errors import UsageError


def main(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Print the link; returns 0. Raises TutorError where there is no token, or Discord does not know it."""
    parser = argparse.ArgumentParser(prog="exam-tutor discord", description="Set the tutor up on Discord.")
    parser.add_argument("what", choices=["invite"], help="print the link that adds the tutor to a server")
    parser.parse_args(argv)
    settings = read(environ)
    if settings is None:
        raise UsageError("Set DISCORD_TOKEN first; the Bot page of your application shows it once.")
    sys.stdout.write(f"{asyncio.run(invitation(settings))}\n")
    return 0


async def invitation(settings: DiscordSettings) -> str:
    """The link, with the least permissions. Raises TutorError."""
    async with logged_in(settings) as client:
        assert client.application_id is not None
        scopes = ("bot", "applications.commands")
        return discord.utils.oauth_url(client.application_id, permissions=PERMISSIONS, scopes=scopes)
