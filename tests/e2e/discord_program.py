"""The tutor on Discord as a process of its own, to be killed: `python -m tests.e2e.discord_program DATABASE`.

Settings come from the environment. Told to end (SIGTERM), it finishes what is under way.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress

from adapters.clock import SystemClock
from adapters.discord.settings import read
from bot.library import Library
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.adapters.discord.server import make_app
from tests.kit import WHITE, tea_pack


async def main(database: str) -> None:
    """Be connected until told to end."""
    store = SqlStore(database)
    tutor = Tutor(Desk(store, SystemClock(), Library((tea_pack(WHITE),), Glossary())))
    settings = read(os.environ)
    assert settings is not None
    app = make_app(tutor, settings)
    task = asyncio.create_task(app.run(lambda: store.run(lambda tx: None)))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
    store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
