"""What a conversation talks to: the tutor, and what time brings in between."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from bot.messages import Message
from bot.tutor import Tutor


@dataclass(frozen=True, slots=True)
class House:
    """`pulse` does all that is due and returns what was posted to the terminal's channel meanwhile."""

    tutor: Tutor
    pulse: Callable[[], Coroutine[None, None, list[Message]]]
