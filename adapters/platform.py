"""What a chat platform hands to the server that runs it, and what it is given."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.outbox import Route
from bot.tutor import Tutor


@dataclass(frozen=True, slots=True)
class State:
    """How a platform is at this moment, truly; `said` is a word or a sentence without secrets."""

    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a platform is built from: the tutor, and the settings it reads its own from."""

    tutor: Tutor
    values: Mapping[str, str]
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, ready to run.

    `run` connects and serves until it is cancelled; it raises UsageError where only a person can mend it, and
    whatever else it raises has it run again after a pause. `route` is how the outbox posts there; `mount` adds
    its routes to the HTTP server before that starts.
    """

    name: str
    run: Callable[[], Awaitable[None]]
    state: Callable[[], State]
    route: Route | None = None
    mount: Callable[[web.Application], None] | None = None
