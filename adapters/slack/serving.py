"""Slack as a platform that `exam-tutor serve` runs.

Its libraries are imported where its settings are there: they take time and memory.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.platform import Parts, Platform, State
from adapters.slack.settings import SlackSettings, read
from bot.outbox import Route

LEASE = timedelta(seconds=120)  # longer than a client waits and Slack takes to show what it accepted
_log = logging.getLogger(__name__)


@asynccontextmanager
async def opened(parts: Parts) -> AsyncIterator[Platform | None]:
    """Slack, where its settings are there. Raises UsageError for settings that cannot work."""
    settings = read(parts.values)
    if settings is None:
        yield None
        return
    from adapters.slack import app

    async with app.opened(settings, parts.tutor, parts.installations, parts.tokens) as slack:
        slack.beside(_tell(settings))

        async def state() -> State:
            ok = await slack.healthy()
            return State(ok, "connected" if ok else "Slack does not reach the tutor")

        run = slack.run if settings.socket_mode else None
        yield Platform(state, run, slack.add_routes, Route(slack.messenger, LEASE))


async def _tell(settings: SlackSettings) -> None:
    """Put into the log what the doctor finds wrong; the tutor serves as well as it can all the same."""
    from adapters.slack.doctor import findings

    async for found in findings(settings):
        if not found.ok:
            _log.error("Slack: %s → %s", found.what, found.mend)
