"""What a chat platform hands to the server that runs it, and what it is given."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TypeAlias

from aiohttp import web

from bot.outbox import Route
from bot.ports import Installations, OneTimeTokens
from bot.tutor import Tutor


@dataclass(frozen=True, slots=True)
class State:
    """How a platform is at this moment, truly; `said` is a word or a sentence without secrets."""

    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a platform is built from: the tutor, what keeps its secrets, and the settings."""

    tutor: Tutor
    values: Mapping[str, str]
    installations: Installations
    tokens: OneTimeTokens


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, opened.

    `run` connects and serves until it is cancelled; None where requests come to what `mount` adds to the HTTP
    server. When it raises it is run again after a pause, unless only a person can mend it: see `Supervised`.
    `route` is how the outbox posts there.
    """

    state: Callable[[], Awaitable[State]]
    run: Callable[[], Awaitable[None]] | None = None
    mount: Callable[[web.Application], None] | None = None
    route: Route | None = None


Opener: TypeAlias = Callable[[Parts], AbstractAsyncContextManager[Platform | None]]
"""Opens a platform for as long as the server runs; None where its settings are not there.

Raises TutorError for settings that cannot be meant. Leaving it ends what is under way.
"""
