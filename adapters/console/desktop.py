"""Who sits at the terminal, and what a line of theirs refers to: the offers and the question last shown."""

from adapters.console.events import Speaker
from bot.errors import UsageError
from bot.events import Event, TextAnswered
from bot.messages import AnswerBox, Button, Buttons, Choices, Message

SWITCH = "/as"


class Desktop:
    """One terminal, used by one person after another."""

    def __init__(self, name: str) -> None:
        self._speaker = Speaker.named(name)
        self._offers: tuple[Button, ...] = ()
        self._post = ""
        self._answered: set[tuple[str, str]] = set()  # (post, person)

    @property
    def name(self) -> str:
        """Who sits here."""
        return self._speaker.who.name

    def event(self, line: str) -> Event | None:
        """What a line means; None for one that only says who sits here now. Raises UsageError."""
        word, _, name = line.partition(" ")
        if word == SWITCH:
            if not name.strip():
                raise UsageError("Who sits here now? /as NAME")
            self._speaker = Speaker.named(name.strip())
            return None
        own = (self._post, self._speaker.who.id)
        if line.startswith("/") or not self._post or own in self._answered:
            return self._speaker.event(line, self._offers)
        self._answered.add(own)
        said = self._speaker.said(line)
        return TextAnswered(said.delivery, said.who, said.where, self._post, line)

    def shown(self, message: Message) -> None:
        """Remember what the next line can refer to; a question shown again takes another answer."""
        self._offers = tuple(b for part in message.parts if isinstance(part, Buttons) for b in part.buttons)
        for part in message.parts:
            if isinstance(part, Choices | AnswerBox):
                self._post = part.post
                self._answered.discard((part.post, self._speaker.who.id))
