"""Slack as a platform that `exam-tutor serve` runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.platform import Parts, Platform, State
from adapters.slack import app
from adapters.slack.settings import read
from bot.outbox import Route

LEASE = timedelta(seconds=120)  # longer than a client waits and Slack takes to show what it accepted


@asynccontextmanager
async def opened(parts: Parts) -> AsyncIterator[Platform | None]:
    """Slack, where its settings are there. Raises UsageError for settings that cannot work."""
    settings = read(parts.values)
    if settings is None:
        yield None
        return
    async with app.opened(settings, parts.tutor, parts.installations, parts.tokens) as slack:

        async def state() -> State:
            ok = await slack.healthy()
            return State(ok, "connected" if ok else "Slack does not reach the tutor")

        run = slack.run if settings.socket_mode else None
        yield Platform(state, run, slack.add_routes, Route(slack.messenger, LEASE))
