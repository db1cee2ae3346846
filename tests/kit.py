"""What many tests need: a small pack, a clock that is set by hand, and a conversation with a real tutor."""

import asyncio
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.commands import BY_NAME, parse
from bot.errors import Forbidden, Unsure
from bot.events import Account, ChoiceMade, CommandCalled, Event, Place, Said, TextAnswered
from bot.library import Library
from bot.messages import Buttons, Choices, Message
from bot.notes.model import Choice, Fact, Pack, Question, QuestionKind, Source, Topic
from bot.outbox import Outbox, Route
from bot.ports import Tx
from bot.text.glossary import Glossary
from bot.tutor import Tutor
from bot.usecases.desk import Desk
from bot.usecases.ticking import tick
from storage.store import SqlStore, SqlTx

TEA_NOTES = Path(__file__).parent / "data" / "tea.md"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
LEASE = timedelta(seconds=30)
PLATFORMS = ("console", "slack", "discord")
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
class Wall:
    """A platform's channels: keeps what was posted, and does what `trouble` says to the next calls."""

    posted: dict[str, tuple[Place, Message]] = field(default_factory=dict)  # key -> where, what
    trouble: list[Exception] = field(default_factory=list)
    calls: int = 0
    lose_reply: bool = False  # takes the next post, but its reply gets lost
    blind: bool = False  # does not let the tutor look

    async def post(self, place: Place, message: Message, key: str) -> str:
        self.calls += 1
        if self.trouble:
            raise self.trouble.pop(0)
        assert key not in self.posted, "posted twice"
        self.posted[key] = (place, message)
        if self.lose_reply:
            self.lose_reply = False
            raise Unsure("the reply was lost")
        return f"ref-{key}"

    async def update(self, place: Place, reference: str, message: Message) -> None:
        self.calls += 1
        if self.trouble:
            raise self.trouble.pop(0)
        self.posted[reference.removeprefix("ref-")] = (place, message)

    async def remove(self, place: Place, reference: str) -> None:
        self.calls += 1
        if self.trouble:
            raise self.trouble.pop(0)
        self.posted.pop(reference.removeprefix("ref-"), None)

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        if self.blind:
            raise Forbidden("the history is closed to the tutor.")
        return f"ref-{key}" if key in self.posted else None

    def texts(self, channel: str = "C1") -> list[str]:
        """What stands in a channel, in the order of posting."""
        return [text_of(message) for place, message in self.posted.values() if place.id == channel]


@dataclass
class Talk:
    """People talking with one tutor."""

    tutor: Tutor
    clock: SetClock
    wall: Wall
    outbox: Outbox
    walls: dict[str, Wall]
    sent: int = 0
    manager: bool = True
    name: str = field(default_factory=lambda: secrets.token_hex(4))

    def pulse(self, **later: float) -> None:
        """Let time pass, then do all that is due."""
        self.clock.move(**later)
        asyncio.run(tick(self.outbox.desk))
        asyncio.run(self.outbox.drain())

    def break_one_schedule(self, team: str) -> None:
        """Have the workspace of a team hold a zone that no rule can work with."""
        broken = text("UPDATE schedules SET zone = 'No/Where' WHERE workspace_id = :id")
        named = text("SELECT workspace_id FROM installations WHERE team = :team")

        def work(tx: Tx) -> None:
            assert isinstance(tx, SqlTx)
            workspace = tx.connection.execute(named, {"team": team}).scalar_one()
            tx.connection.execute(broken, {"id": workspace})

        asyncio.run(self.outbox.desk.store.run(work))

    def fill(self, post: str, text: str, who: str = "Ada", team: str = "T1", channel: str = "C1") -> Message:
        """What somebody gets who fills the answer box of a post."""
        place = Place("console", team, channel, "terminal", direct=True)
        return self.send(TextAnswered(self.delivery(), Account("console", team, who, who), place, post, text))

    def options(self, channel: str) -> tuple[str, ...]:
        """The options of the newest question in a channel."""
        return next(
            part.options
            for place, message in reversed(self.wall.posted.values())
            for part in message.parts
            if place.id == channel and isinstance(part, Choices)
        )

    def press(self, channel: str, *picks: int, who: str = "Ada", team: str = "T1") -> Message:
        """What somebody gets who answers the newest question with options in a channel."""
        shown = next(
            message
            for place, message in reversed(self.wall.posted.values())
            if place.id == channel and any(isinstance(part, Choices) for part in message.parts)
        )
        return self.pick(shown, *picks, who=who, team=team, channel=channel)

    def say(
        self,
        line: str,
        who: str = "Ada",
        delivery: str = "",
        team: str = "T1",
        channel: str = "C1",
        *,
        manager: bool = True,
    ) -> Message:
        """What the tutor answers to a typed line."""
        self.manager = manager
        place = Place("console", team, channel, "terminal", direct=True)
        return self.send(
            self._event(line, Account("console", team, who, who), place, delivery or self.delivery())
        )

    def pick(
        self,
        shown: Message,
        *picks: int,
        who: str = "Ada",
        delivery: str = "",
        team: str = "T1",
        channel: str = "C1",
    ) -> Message:
        """What the tutor answers to a press of the options of a message."""
        post = next(part.post for part in shown.parts if isinstance(part, Choices))
        place = Place("console", team, channel, "terminal", direct=True)
        return self.send(
            ChoiceMade(delivery or self.delivery(), Account("console", team, who, who), place, post, picks)
        )

    def call(
        self, name: str, args: dict[str, str], who: str = "Ada", team: str = "T1", *, manager: bool = True
    ) -> Message:
        """What the tutor answers to a press of a button."""
        place = Place("console", team, "C1", "terminal", direct=True)
        account = Account("console", team, who, who)
        return self.send(CommandCalled(self.delivery(), account, place, name, args, manager=manager))

    def send(self, event: Event) -> Message:
        return asyncio.run(self.tutor.handle(event))

    def delivery(self) -> str:
        """The id of a new event."""
        self.sent += 1
        return f"{self.name}-{self.sent}"

    def _event(self, line: str, who: Account, where: Place, delivery: str) -> Event:
        if not line.startswith("/"):
            return Said(delivery, who, where, line)
        name, _, rest = line[1:].partition(" ")
        args = parse(BY_NAME[name], rest) if name in BY_NAME else {}
        return CommandCalled(delivery, who, where, name, args, manager=self.manager)


@dataclass
class Side:
    """People on one of several platforms, in a channel of it."""

    talk: Talk
    platform: str
    team: str
    channel: str = "general"

    @property
    def wall(self) -> Wall:
        """What stands in the platform's channels."""
        return self.talk.walls[self.platform]

    def place(self, thread: str = "") -> Place:
        return Place(self.platform, self.team, self.channel, self.channel, thread=thread)

    def account(self, who: str) -> Account:
        return Account(self.platform, self.team, who.lower(), who)

    def say(self, line: str, who: str = "Ada", *, manager: bool = True) -> Message:
        """What the tutor answers to a typed line."""
        name, _, rest = line[1:].partition(" ")
        return self.call(name, parse(BY_NAME[name], rest), who, manager=manager)

    def call(
        self, name: str, args: dict[str, str], who: str = "Ada", delivery: str = "", *, manager: bool = True
    ) -> Message:
        """What the tutor answers to a command or a press."""
        key = delivery or self.talk.delivery()
        event = CommandCalled(key, self.account(who), self.place(), name, args, manager=manager)
        return self.talk.send(event)

    def press(self, shown: Message, label: str, who: str = "Ada", *, manager: bool = True) -> Message:
        """What the tutor answers to a press of a button whose label begins so."""
        button = next(
            button
            for part in shown.parts
            if isinstance(part, Buttons)
            for button in part.buttons
            if button.label.startswith(label)
        )
        return self.call(button.command, dict(button.args), who, manager=manager)

    def fill(self, post: str, text: str, who: str = "Ada") -> Message:
        """What somebody gets who fills the answer box of a post."""
        event = TextAnswered(self.talk.delivery(), self.account(who), self.place(), post, text)
        return self.talk.send(event)

    def texts(self) -> list[str]:
        """What stands in the channel, in the order of posting."""
        return self.wall.texts(self.channel)


@contextmanager
def talking(address: str, pack: Pack | None = None, chance: random.Random | None = None) -> Iterator[Talk]:
    """A tutor over the database at `address`, with its chance fixed and its clock at noon."""
    store = SqlStore(address)
    clock = SetClock()
    library = Library((pack or tea_pack(),), Glossary())
    try:
        desk = Desk(store, clock, library, chance or random.Random(7))
        walls = {platform: Wall() for platform in PLATFORMS}
        outbox = Outbox(desk, {platform: Route(wall, LEASE) for platform, wall in walls.items()})
        yield Talk(Tutor(desk), clock, walls["console"], outbox, walls)
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
