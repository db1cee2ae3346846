"""`exam-tutor daily`: the daily question of the terminal's channel, without a conversation."""

import argparse
import asyncio
import sys
from collections.abc import Callable

from adapters.console.events import Speaker
from adapters.console.house import House
from adapters.console.render import Plain, Screen
from bot.commands import BY_NAME

_DAILY = BY_NAME["daily"]


def parser() -> argparse.ArgumentParser:
    """The words of `/daily`, as in the chat."""
    made = argparse.ArgumentParser(prog="exam-tutor daily", description=_DAILY.help)
    made.add_argument(
        "words", metavar="WORD", nargs="*", help=f"as in the chat: /{_DAILY.usage} (default: status)"
    )
    return made


def run(words: list[str], name: str, load: Callable[[], House]) -> int:
    """Do what `/daily WORDS` does, and show what is posted; 1 where it was refused. Raises TutorError."""
    event = Speaker.named(name).event(" ".join(["/daily", *words]))
    house = load()
    output = (Screen if sys.stdout.isatty() else Plain)(sys.stdout)

    async def done() -> bool:
        answer = await house.tutor.handle(event)
        for message in (answer, *await house.pulse()):
            output.show(message)
        return answer.refusal

    return int(asyncio.run(done()))
