"""What the tutor needs of a database: transactions, and what can be asked of one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.events import Account, Place
from bot.learning import Past, Shown, Streak
from bot.notes.model import Question
from bot.ports.values import (
    Answered,
    Asked,
    Asking,
    AskingId,
    Attempt,
    Daily,
    Delivery,
    Entry,
    Heartbeat,
    Kept,
    Member,
    PersonId,
    PostId,
    Quiz,
    Rank,
    Spot,
    WorkspaceId,
)

T = TypeVar("T")


class Clock(Protocol):
    """The time, as a parameter."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""


class PeopleTx(Protocol):
    """Who and where."""

    def enter(self, who: Account, where: Place, at: datetime) -> Member:
        """The member behind a platform's account and place, made on first sight."""

    def outcome(self, member: Member, delivery: str) -> str | None:
        """What was stored for a delivery seen before."""

    def remember(self, member: Member, delivery: str, outcome: str, at: datetime) -> None:
        """Store a delivery's outcome beside its effect."""

    def join(self, member: Member, since: date) -> None:
        """Note that the member belongs to the channel; the first date noted stays."""


class AskingTx(Protocol):
    """Questions put to people, and their tries."""

    def past(self, member: Member) -> Mapping[str, Past]:
        """How each question last went for the member, by question id."""

    def start_quiz(self, member: Member, waiting: tuple[str, ...], at: datetime) -> Quiz:
        """Begin a run of questions."""

    def keep_quiz(self, member: Member, quiz: Quiz) -> None:
        """Store how a run stands."""

    def ask(self, member: Member, question: Question, quiz: Quiz | None, day: date, at: datetime) -> PostId:
        """Put a question to the member alone, frozen as it is now."""

    def asked(self, member: Member, post: str) -> Asked | None:
        """A question by its post, unless the post is for somebody else alone."""

    def open_question(self, member: Member) -> Asked | None:
        """The question last put to the member alone in this channel, while a try is left."""

    def open_dailies(self, member: Member, now: datetime) -> list[Asked]:
        """The daily questions now open in channels of the member's, each once, the newest first."""

    def attempt(self, member: Member, asked: Asked, attempt: Attempt) -> bool:
        """Store a try; False where that try was made already."""


class StandingTx(Protocol):
    """Points and streaks."""

    def earn(self, member: Member, asked: Asked, points: int, day: date, at: datetime) -> None:
        """Write points to the ledger and to every total they count in."""

    def earned_on(self, member: Member, day: date) -> int:
        """What quizzes brought the member on a local date."""

    def streak(self, member: Member) -> Streak:
        """The member's streak as last stored."""

    def keep_streak(self, member: Member, streak: Streak) -> None:
        """Store the member's streak."""

    def answered_days(self, member: Member, *, daily: bool) -> Mapping[date, bool]:
        """The dates the member answered on, with whether rightly (see `replay`); dailies alone, or all."""

    def open_since(self, member: Member) -> date | None:
        """The oldest date whose daily question is still open in a channel of the member's."""

    def posted_days(self, member: Member, after: date, before: date) -> list[date] | None:
        """Dates between on which a channel of the member's got its daily question, oldest first.

        None where the workspace has no schedule: then every date counts.
        """

    def leaders(self, member: Member, period: str, limit: int, *, channel: bool = False) -> tuple[Rank, ...]:
        """The best `limit` of a period (see `period_key`), then the member's own rank if not among them.

        `channel` ranks those who belong to the member's channel, by all their points.
        """


class DailyTx(Protocol):
    """Schedules, and the questions that go to whole channels."""

    def daily(self, spot: Spot) -> Daily | None:
        """A channel's schedule."""

    def keep_daily(self, daily: Daily) -> None:
        """Store a channel's schedule."""

    def due_dailies(self, now: datetime, limit: int) -> list[Daily]:
        """Running schedules whose time has come, locked for this transaction, the longest overdue first."""

    def dailies(self, workspace: WorkspaceId, pack: str) -> list[Daily]:
        """The running schedules of a workspace on a pack."""

    def note(self, spot: Spot, entry: Entry) -> None:
        """Write a line into a channel's journal."""

    def journal(self, spot: Spot, limit: int) -> list[Entry]:
        """A channel's journal, newest first."""

    def last_daily(self, spot: Spot) -> Asking | None:
        """The newest daily asking of a channel."""

    def daily_asking(self, workspace: WorkspaceId, pack: str, day: date) -> Asking | None:
        """The newest daily asking of a date."""

    def new_asking_id(self) -> AskingId:
        """An id for an asking that is about to be put."""

    def put(self, asking: Asking, at: datetime) -> None:
        """Store an asking, or its new closing time."""

    def post(self, spot: Spot, asking: Asking, at: datetime) -> PostId:
        """Have a channel asked: a post, and a row of the outbox for each of the channel's addresses."""

    def asked_before(self, spot: Spot) -> Mapping[str, Shown]:
        """How often, when last and with what success each question was a channel's daily one."""

    def due_closings(self, now: datetime, limit: int) -> list[Asking]:
        """Askings whose time is over and which are not closed, locked for this transaction."""

    def close(self, asking: Asking, at: datetime) -> None:
        """Mark an asking closed; each channel that was asked gets the reveal."""

    def reveal(self, delivery: Delivery, at: datetime) -> None:
        """Have the channel of a question's delivery get the reveal."""

    def answers(self, asking: Asking) -> list[Answered]:
        """The last try of everybody who answered."""

    def posted(self, spot: Spot, post: PostId) -> Asking:
        """The asking of a post."""


class OutboxTx(Protocol):
    """What is to be written to channels."""

    def refresh(self, asking: Asking, at: datetime) -> None:
        """Have the posts of an asking brought up to date, not before `at`."""

    def claim(self, now: datetime, owner: str, platform: str, lease: timedelta, limit: int) -> list[Delivery]:
        """Take a platform's rows to send. Nobody else gets them before the lease ends; then somebody does."""

    def sent(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """The platform has the message."""

    def postpone(self, delivery: Delivery, until: datetime) -> None:
        """Surely not sent; to be tried again, unless somebody else has taken the row since."""

    def notify(self, delivery: Delivery, person: PersonId, body: str, at: datetime) -> None:
        """Have a person told in private, on the platform of a delivery that came to nothing."""

    def give_up(self, delivery: Delivery, state: str, trouble: str, at: datetime) -> bool:
        """End a row as `unsure` or `failed`; False where somebody else has taken it since."""


class UpkeepTx(Protocol):
    """What the processes that serve need for themselves."""

    def beat(self, own: Heartbeat) -> None:
        """Store a process's sign of life."""

    def heartbeats(self) -> list[Heartbeat]:
        """The processes' last signs of life, the newest first."""

    def drop_old(self, what: Kept, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows that are older than `before`; how many it were."""


class Tx(PeopleTx, AskingTx, StandingTx, DailyTx, OutboxTx, UpkeepTx, Protocol):
    """One transaction. Every call is scoped to the workspace of what it is given."""


class Store(Protocol):
    """Where everything lasting is kept."""

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and return its value.

        `work` may be run again after a conflict or a lost connection, so it must have no effect but on the
        transaction. Raises StoreBusy or StoreUnusable when nothing was stored.
        """
