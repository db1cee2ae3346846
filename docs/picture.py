"""Takes the picture of the README: a real session on the shipped pack, as an SVG.

Run: make picture
"""

import asyncio
import io
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from adapters.clock import SystemClock
from adapters.console.events import Speaker
from adapters.console.render import Screen
from bot.library import Library
from bot.notes import load
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore

LINES = ("how long does sqs keep a message", "/quiz sqs visibility 2", "30 sec", "2", "/leaderboard")
TARGET = Path(__file__).parent / "chat.svg"


def main() -> None:
    """Play the session with a fixed chance and save what a screen shows."""
    pack = load(Path(__file__).parent.parent / "content" / "aws-developer")
    screen = Screen(io.StringIO(), record=True)
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"{folder}/tutor.sqlite3")
        tutor = Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary), random.Random(5)))
        for line in LINES:
            screen.console.print(f"> {line}")
            screen.show(asyncio.run(tutor.handle(Speaker.named("Ada").event(line))))
        store.close()
    TARGET.write_text(screen.console.export_svg(title="exam-tutor chat"))


if __name__ == "__main__":
    main()
