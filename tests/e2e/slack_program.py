"""The tutor in Slack as a process of its own, to be killed: `python -m tests.e2e.slack_program DATABASE`.

Settings come from the environment; the port that it listens on is the first line that it prints.
"""

import asyncio
import os
import sys

from aiohttp import web

from adapters.clock import SystemClock
from adapters.slack import tasks
from adapters.slack.app import opened
from adapters.slack.settings import read
from bot.library import Library
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.kit import WHITE, tea_pack

PATIENCE = 2.0  # seconds; longer than in service, so that a busy machine too stores before it acknowledges


async def main(database: str) -> None:
    """Serve until killed."""
    tasks.PATIENCE = PATIENCE
    store, clock = SqlStore(database), SystemClock()
    tutor = Tutor(Desk(store, clock, Library((tea_pack(WHITE),), Glossary())))
    settings = read(os.environ)
    assert settings is not None
    async with opened(settings, tutor, store.installations, store.tokens(clock)) as slack:
        app = web.Application()
        slack.add_routes(app)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await slack.run()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
