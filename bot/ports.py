"""What the tutor needs from outside: a store, a clock. Protocols and the values that cross them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NewType, Protocol, TypeVar

from bot.events import Account, Place
from bot.learning import Past, Streak
from bot.messages import Message
from bot.notes.model import Question

T = TypeVar("T")

WorkspaceId = NewType("WorkspaceId", int)
PersonId = NewType("PersonId", int)
ChannelId = NewType("ChannelId", int)
AskingId = NewType("AskingId", int)
QuizId = NewType("QuizId", int)
PostId = NewType(
    "PostId", str
)  # 20 random URL-safe characters: also the key by which a platform finds the post


class Clock(Protocol):
    """The time, as a parameter."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who acts, and where, in the tutor's own ids. `zone` is the workspace's IANA zone, "" the machine's."""

    workspace: WorkspaceId
    person: PersonId
    channel: ChannelId
    name: str
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A run of questions for one person: what is still to come and how it went so far."""

    id: QuizId
    waiting: tuple[str, ...]  # question ids
    total: int
    right: int = 0
    points: int = 0

    @property
    def number(self) -> int:
        """The 1-based place of the question now asked."""
        return self.total - len(self.waiting)

    def after(self, *, correct: bool, points: int) -> "Quiz":
        """The quiz once its present question is settled."""
        return replace(self, right=self.right + correct, points=self.points + points)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at an asking."""

    number: int  # 1 or 2
    response: str
    result: str  # correct | close | incorrect
    score: float
    at: datetime
    day: date  # the local date it counts for


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put to somebody, frozen then, with the tries of the person who looks."""

    post: PostId
    asking: AskingId
    question: Question
    quiz: Quiz | None = None
    tries: tuple[Attempt, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether no further try is possible."""
        return bool(self.tries) and (len(self.tries) > 1 or self.tries[0].result != "close")


@dataclass(frozen=True, slots=True)
class Rank:
    """A line of a leaderboard; people with the same points share a rank."""

    rank: int
    name: str
    points: int
    own: bool


class Tx(Protocol):
    """One transaction. Every call is scoped to the workspace of the member it names."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind a platform's account and place, made on first sight."""

    def outcome(self, member: Member, delivery: str) -> str | None:
        """What was stored for a delivery seen before."""

    def remember(self, member: Member, delivery: str, outcome: str, at: datetime) -> None:
        """Store a delivery's outcome beside its effect."""

    def past(self, member: Member) -> Mapping[str, Past]:
        """How each question last went for the member, by question id."""

    def start_quiz(self, member: Member, waiting: tuple[str, ...], at: datetime) -> Quiz:
        """Begin a run of questions."""

    def keep_quiz(self, member: Member, quiz: Quiz) -> None:
        """Store how a run stands."""

    def ask(self, member: Member, question: Question, quiz: Quiz | None, day: date, at: datetime) -> PostId:
        """Put a question to the member alone, frozen as it is now."""

    def asked(self, member: Member, post: str) -> Asked | None:
        """A question by its post."""

    def open_question(self, member: Member) -> Asked | None:
        """The question last put to the member here, while a try is left."""

    def attempt(self, member: Member, asked: Asked, attempt: Attempt) -> bool:
        """Store a try; False where that try was made already."""

    def earn(self, member: Member, asked: Asked, points: int, day: date, at: datetime) -> None:
        """Write points to the ledger and to every total they count in."""

    def earned_on(self, member: Member, day: date) -> int:
        """What quizzes brought the member on a local date."""

    def streak(self, member: Member) -> Streak:
        """The member's streak as last stored."""

    def keep_streak(self, member: Member, streak: Streak) -> None:
        """Store the member's streak."""

    def leaders(self, member: Member, period: str, limit: int) -> tuple[Rank, ...]:
        """The best `limit` of a period (see `period_key`), then the member's own rank if not among them."""


class Messenger(Protocol):
    """Writes to the channels of one platform without being asked, for the outbox.

    A call ends within the client's time-out. Raises Gone, Forbidden, Later or Invalid where nothing was
    sent, Unsure where only the platform knows.
    """

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Post a message that carries `key` where it can be found again; the platform's reference to it."""

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Give a posted message another content."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The reference of the message that carries `key`, if it was posted at or after `since`.

        Raises Forbidden where the platform does not let the tutor look.
        """


class Installations(Protocol):
    """Secrets of the platforms' installations, stored as opaque bytes that the adapter has encrypted."""

    async def keep(self, platform: str, team: str, secret: bytes) -> None:
        """Store or replace an installation's secret."""

    async def secret(self, platform: str, team: str) -> bytes | None:
        """An installation's secret, or None."""

    async def drop(self, platform: str, team: str) -> None:
        """Forget an installation's secret."""


class OneTimeTokens(Protocol):
    """Short-lived tokens that work once, such as the state of an OAuth flow."""

    async def issue(self, purpose: str, payload: str, seconds: int) -> str:
        """A fresh unguessable token that carries `payload` for a while."""

    async def consume(self, purpose: str, token: str) -> str | None:
        """The payload of a token, once; None for one that is unknown, used or too old."""

    async def claim(self, purpose: str, name: str, seconds: int) -> bool:
        """Whether this is the first claim of a name that somebody else made up, such as an event's id.

        The name may be claimed again after `seconds`.
        """


class Store(Protocol):
    """Where everything lasting is kept."""

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and return its value.

        `work` may be run again after a conflict or a lost connection, so it must have no effect but on the
        transaction. Raises StoreBusy or StoreUnusable when nothing was stored.
        """
