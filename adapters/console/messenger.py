"""The terminal as a channel: what the outbox posts is kept until the conversation shows it."""

from datetime import datetime

from bot.events import Place
from bot.messages import Message


class ConsoleMessenger:
    """A Messenger that cannot fail. A terminal does not change what it has shown, so updates are dropped."""

    def __init__(self) -> None:
        self._posted: list[Message] = []

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Keep a message for `take`."""
        self._posted.append(message)
        return key

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Nothing: the line is written."""

    async def remove(self, place: Place, reference: str) -> None:
        """Nothing: the line is written."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """A terminal that is gone shows nothing, so it was not posted."""
        return None

    def take(self) -> list[Message]:
        """What was posted since the last time."""
        posted, self._posted = self._posted, []
        return posted
