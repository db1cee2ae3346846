"""What many tests need: a small pack, a clock that is set by hand, and a conversation with a real tutor."""

import asyncio
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commands import BY_NAME, parse
from bot.events import Account, ChoiceMade, CommandCalled, Event, Place, Said
from bot.library import Library
from bot.messages import Choices, Message
from bot.notes.model import Choice, Fact, Pack, Question, QuestionKind, Source, Topic
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from storage.store import SqlStore

TEA_NOTES = Path(__file__).parent / "data" / "tea.md"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
TEA = ("Tea",)
GREEN = ("Tea", "Green tea")


@dataclass
class SetClock:
    """A clock that stands still until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def question(name: str, kind: QuestionKind = QuestionKind.TEXT, **more: object) -> Question:
    """A question about tea; its answer is "oolong" unless told otherwise."""
    values: dict[str, object] = {
        "id": name,
        "kind": kind,
        "prompt": f"Which tea is {name}?",
        "answers": ("oolong",),
        "source": Source("tea.md", 7, 8),
        "topic": GREEN,
        "explanation": f"Because of {name}.",
    }
    return Question(**(values | more))  # type: ignore[arg-type]  # a test's own words


WHITE = question(
    "white",
    QuestionKind.CHOICE,
    answers=("Silver Needle",),
    choices=(
        Choice("Silver Needle", right=True),
        Choice("Lapsang", right=False),
        Choice("Assam", right=False),
    ),
)


def tea_pack(*questions: Question) -> Pack:
    """Two topics, three facts, and the given questions (one free-text question by default)."""
    facts = (
        Fact("Tea comes from one plant.", Source("tea.md", 3, 3), TEA),
        Fact("Green tea is not oxidised.", Source("tea.md", 7, 7), GREEN),
        Fact(
            "It is steamed or pan-fired.", Source("tea.md", 8, 8), GREEN, ("Green tea is not oxidised.",), 1
        ),
    )
    topics = (Topic(TEA, 1, Source("tea.md", 1, 1), (0,)), Topic(GREEN, 2, Source("tea.md", 5, 5), (1, 2)))
    return Pack(
        "tea", "All about tea", topics=topics, facts=facts, questions=questions or (question("dark"),)
    )


@dataclass
class Talk:
    """People talking with one tutor."""

    tutor: Tutor
    clock: SetClock
    sent: int = 0
    name: str = field(default_factory=lambda: secrets.token_hex(4))

    def say(self, line: str, who: str = "Ada", delivery: str = "", team: str = "T1") -> Message:
        """What the tutor answers to a typed line."""
        place = Place("console", team, "C1", "terminal", direct=True)
        return self.send(
            self._event(line, Account("console", team, who, who), place, delivery or self._next())
        )

    def pick(self, shown: Message, *picks: int, who: str = "Ada", delivery: str = "") -> Message:
        """What the tutor answers to a press of the options of a message."""
        post = next(part.post for part in shown.parts if isinstance(part, Choices))
        place = Place("console", "T1", "C1", "terminal", direct=True)
        return self.send(
            ChoiceMade(delivery or self._next(), Account("console", "T1", who, who), place, post, picks)
        )

    def send(self, event: Event) -> Message:
        return asyncio.run(self.tutor.handle(event))

    def _next(self) -> str:
        self.sent += 1
        return f"{self.name}-{self.sent}"

    def _event(self, line: str, who: Account, where: Place, delivery: str) -> Event:
        if not line.startswith("/"):
            return Said(delivery, who, where, line)
        name, _, rest = line[1:].partition(" ")
        args = parse(BY_NAME[name], rest) if name in BY_NAME else {}
        return CommandCalled(delivery, who, where, name, args)


@contextmanager
def talking(address: str, pack: Pack | None = None) -> Iterator[Talk]:
    """A tutor over the database at `address`, with its chance fixed and its clock at noon."""
    store = SqlStore(address)
    clock = SetClock()
    library = Library((pack or tea_pack(),), Glossary())
    try:
        yield Talk(Tutor(Desk(store, clock, library, random.Random(7))), clock)
    finally:
        store.close()


def text_of(value: object) -> str:
    """All words of a message, in order, a line each."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(filter(None, map(text_of, value)))
    if is_dataclass(value):
        return "\n".join(filter(None, (text_of(getattr(value, f.name)) for f in fields(value))))
    return ""
