"""A process that answers: reads JSON lines of [delivery, person, post, text], says how each went.

Run: python -m tests.proof.answering DATABASE
"""

import asyncio
import json
import sys

from bot.events import Account, Place, TextAnswered
from bot.library import Library
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.kit import SetClock, text_of
from tests.proof.worker import PACK

HERE = Place("board", "T0", "C0")


async def main(database: str) -> None:
    """Answer every line of standard input."""
    store = SqlStore(database)
    tutor = Tutor(Desk(store, SetClock(), Library((PACK,), Glossary())))
    room = asyncio.Semaphore(16)

    async def one(delivery: str, person: str, post: str, text: str) -> str:
        async with room:
            for _ in range(20):  # told that the database is busy, a person tries again
                said = text_of(
                    await tutor.handle(
                        TextAnswered(delivery, Account("board", "T0", person, person), HERE, post, text)
                    )
                )
                if "try again" not in said:
                    return said.split("\n")[0]
            return "gave up"

    lines = [json.loads(line) for line in sys.stdin]
    for said in await asyncio.gather(*(one(*line) for line in lines)):
        print(said)
    store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
