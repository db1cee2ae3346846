"""A Discord server in memory (simcord) with a real tutor on it, and people who use it."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord

from adapters.discord.client import Client
from adapters.discord.homes import Homes
from adapters.discord.listener import TutorListener
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.settings import DiscordSettings
from bot.events import Event
from bot.library import Library
from bot.messages import Message
from bot.notes.model import Pack
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.far_ends.discord import walk, words
from tests.kit import SetClock, tea_pack

SETTINGS = DiscordSettings("test-token", shard_count=1)


@dataclass
class Server:
    """A server with one channel; `tutor` may be put in front of the real one to make trouble."""

    env: simcord.Env
    client: Client
    messenger: DiscordMessenger
    channel: Any
    guild: Any
    gone: list[str] = field(default_factory=list)

    def person(self, name: str, permissions: discord.Permissions | None = None) -> Any:
        """Somebody who joins the server, with a role where they have permissions."""
        roles = [self.guild.create_role(f"of {name}", permissions=permissions)] if permissions else []
        return self.guild.add_member(self.env.create_user(name), roles=roles)


def make_desk(store: SqlStore, pack: Pack | None = None, clock: SetClock | None = None) -> Desk:
    """What a tutor of the kit works with: a clock that is set, and chance that is fixed."""
    library = Library((pack or tea_pack(),), Glossary())
    return Desk(store, clock or SetClock(), library, chance=random.Random(7))


def make_tutor(store: SqlStore, pack: Pack | None = None) -> Tutor:
    """The small tutor of the kit on a store."""
    return Tutor(make_desk(store, pack))


def make_client(tutor: Any, gone: list[str]) -> tuple[Client, DiscordMessenger]:
    """A client of ours that is not connected yet, and its messenger."""
    holder: list[Client] = []

    async def removed(team: str) -> None:
        gone.append(team)

    messenger = DiscordMessenger(lambda: holder[0])
    homes = Homes(lambda: [guild.id for guild in holder[0].guilds])
    listener = TutorListener(tutor, messenger, homes, removed)
    holder.append(Client(SETTINGS, listener, tutor.library.suggest))
    return holder[0], messenger


class Scripted:
    """Stands where the tutor stands, and says what it is told to; `heard` are the events it got."""

    def __init__(self, says: Callable[[Event], Message]) -> None:
        self.heard: list[Event] = []
        self._says = says
        self.library = Library((tea_pack(),), Glossary())

    async def handle(self, event: Event) -> Message:
        self.heard.append(event)
        return self._says(event)


@asynccontextmanager
async def serving(
    database: str, pack: Pack | None = None, wrap: Callable[[Tutor], Any] = lambda tutor: tutor
) -> AsyncIterator[Server]:
    """A server with the tutor on it; `wrap` puts something in front of the tutor."""
    store = SqlStore(database)
    gone: list[str] = []
    try:
        client, messenger = make_client(wrap(make_tutor(store, pack)), gone)
        async with simcord.run(client) as env:
            guild = env.create_guild()
            yield Server(env, client, messenger, guild.create_text_channel("general"), guild, gone)
    finally:
        store.close()


def shown(result: Any) -> str:
    """All markdown and labels of what an interaction brought."""
    return words({"content": "", "components": result.response.components})


def labels(result: Any) -> list[str]:
    """The buttons of what an interaction brought."""
    return [part["label"] for part in walk(result.response.components) if part["type"] == 2]
