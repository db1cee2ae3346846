"""A Discord server in memory (simcord) with a real tutor on it, and people who use it."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import simcord

from adapters.discord.app import DiscordApp
from adapters.discord.client import Client
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
    desk: Desk

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


class AnyTime:
    """Tokens that let a shard log in whenever it likes: tests do it more often than Discord allows."""

    async def claim(self, _purpose: str, _name: str, _seconds: int) -> bool:
        return True


def make_app(tutor: Any, settings: DiscordSettings = SETTINGS) -> DiscordApp:
    """The adapter, not connected yet."""
    tokens: Any = AnyTime()
    return DiscordApp(settings, tutor, tokens)


class Nobody:
    """The teams of a tutor that knows none."""

    async def left(self, _platform: str, _team: str) -> None:
        """Not known."""

    back = left

    async def known(self, _platform: str) -> dict[str, bool]:
        return {}

    async def of(self, _platform: str, _person: str) -> list[str]:
        return []


class Scripted:
    """Stands where the tutor stands, and says what it is told to; `heard` are the events it got."""

    def __init__(self, says: Callable[[Event], Message]) -> None:
        self.heard: list[Event] = []
        self._says = says
        self.library = Library((tea_pack(),), Glossary())
        self.teams = Nobody()

    async def handle(self, event: Event) -> Message:
        self.heard.append(event)
        return self._says(event)


@asynccontextmanager
async def serving(
    database: str, pack: Pack | None = None, wrap: Callable[[Tutor], Any] = lambda tutor: tutor
) -> AsyncIterator[Server]:
    """A server with the tutor on it; `wrap` puts something in front of the tutor."""
    store = SqlStore(database)
    desk = make_desk(store, pack)
    try:
        app = make_app(wrap(Tutor(desk)))
        client = app.client()
        async with simcord.run(client) as env:
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            yield Server(env, client, app.messenger, channel, guild, desk)
    finally:
        store.close()


def shown(result: Any) -> str:
    """All markdown and labels of what an interaction brought."""
    return words({"content": "", "components": result.response.components})


def labels(result: Any) -> list[str]:
    """The buttons of what an interaction brought."""
    return [part["label"] for part in walk(result.response.components) if part["type"] == 2]
