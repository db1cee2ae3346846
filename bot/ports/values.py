"""The values that cross the border between the tutor and what it stands on."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.events import Place
from bot.learning import Schedule
from bot.notes.model import Question

WorkspaceId = NewType("WorkspaceId", int)
PersonId = NewType("PersonId", int)
ChannelId = NewType("ChannelId", int)
AskingId = NewType("AskingId", int)
QuizId = NewType("QuizId", int)
SquadId = NewType("SquadId", int)
GroupId = NewType("GroupId", int)
ReportId = NewType("ReportId", int)
PostId = NewType("PostId", str)  # 20 random URL-safe characters, by which a platform finds the post


@dataclass(frozen=True, slots=True)
class Spot:
    """A channel of a workspace."""

    workspace: WorkspaceId
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Member:
    """Who acts, and where, in the tutor's own ids. `zone` is the workspace's IANA zone, "" the machine's."""

    workspace: WorkspaceId
    person: PersonId
    channel: ChannelId
    name: str
    zone: str = ""
    on_board: bool = True  # whether they want to be on leaderboards

    @property
    def spot(self) -> Spot:
        """Where the member is."""
        return Spot(self.workspace, self.channel)


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


class Purpose(StrEnum):
    """Why a question is put: to one person, to channels for a date, or to a channel in a round."""

    QUIZ = "quiz"
    DAILY = "daily"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Asking:
    """A question put to a workspace, frozen as it was then. Without `closes_at` it never closes."""

    id: AskingId
    workspace: WorkspaceId
    question: Question
    day: date
    purpose: Purpose = Purpose.QUIZ
    pack: str = ""
    series: int = 0
    reason: str = ""
    closes_at: datetime | None = None
    closed: bool = False

    def open_at(self, now: datetime) -> bool:
        """Whether an answer at `now` still counts."""
        return not self.closed and (self.closes_at is None or now < self.closes_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """An asking as one person meets it in a post, with their own tries."""

    post: PostId
    asking: Asking
    quiz: Quiz | None = None
    tries: tuple[Attempt, ...] = ()

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.asking.question

    @property
    def settled(self) -> bool:
        """Whether no further try is possible."""
        return bool(self.tries) and (len(self.tries) > 1 or self.tries[0].result != "close")


@dataclass(frozen=True, slots=True)
class Tried:
    """Who tried something, and the post in which they saw it."""

    member: Member
    post: PostId


class ReportKind(StrEnum):
    """What somebody says: that their answer was right, or that the question is wrong."""

    ANSWER = "answer"
    QUESTION = "question"


class Ruling(StrEnum):
    """What managers decided, for all times that a question is asked as it was."""

    RIGHT = "right"  # of an answer
    WITHDRAWN = "withdrawn"  # of a question: it is asked no more


@dataclass(frozen=True, slots=True)
class Report:
    """Something a manager is to look at: whose try at what, 1 or 2."""

    id: ReportId
    kind: ReportKind
    tried: Tried
    number: int


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody's last try at an asking, for its reveal; `named` is whether they agreed to be named there."""

    person: PersonId
    name: str
    named: bool
    on_board: bool
    result: str
    response: str


@dataclass(frozen=True, slots=True)
class GroupQuiz:
    """Questions that a channel answers at the same time, in a thread. `topic` is "" for everything."""

    id: GroupId
    spot: Spot
    topic: str
    total: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Daily:
    """A channel's daily question. `handled` is the newest local date posted or skipped; `paused` says why."""

    spot: Spot
    schedule: Schedule
    pack: str
    next_due_at: datetime
    topics: str = ""
    levels: str = ""
    resend: bool = False
    handled: date | None = None
    paused: str | None = None
    manager: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a channel's journal: what became of a date, and why; who did it, if a person did.

    The name is the person's own, as it is when the journal is read.
    """

    day: date
    what: str
    why: str
    at: datetime
    person: PersonId | None = None
    name: str = ""


class DeliveryKind(StrEnum):
    """What is to be written to a channel."""

    QUESTION = "question"
    REVEAL = "reveal"
    UPDATE = "update"
    NOTICE = "notice"  # to one person, in private
    OPENING = "opening"  # of a quiz of the whole channel; its questions are posted in the thread below it
    RESULTS = "results"  # of such a quiz
    RELAY = "relay"  # what somebody said on another platform; without a body it is to be taken away


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one platform's channel, claimed for sending.

    `tries` counts sends before this one whose outcome is not known, the first at `first_sent_at`.
    `reference` is the platform's name of the message that an update changes, `version` what it shows.
    """

    id: int
    kind: DeliveryKind
    post: PostId
    spot: Spot
    place: Place
    key: str
    tries: int
    first_sent_at: datetime
    reference: str | None
    owner: str
    version: int = 0
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """A line of a leaderboard; people with the same points share a rank."""

    rank: int
    name: str
    points: int
    own: bool


@dataclass(frozen=True, slots=True)
class Installation:
    """Where a workspace is: a platform's team or server, and how many of its people are known there."""

    platform: str
    team: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """A channel on one platform; `off` is why nothing is posted there, "" while all is well."""

    place: Place
    off: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A message on its own platform: where it was said, and the platform's name of it."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be said on other platforms: whose message it is, the Message as JSON, and the post below
    which it is said, None for the channel itself."""

    source: Source
    body: str
    post: PostId | None = None


class Relay(StrEnum):
    """What passes from one of a channel's platforms to the others."""

    OFF = "off"
    SHARED = "shared"  # what people choose to show to everybody
    THREADS = "threads"  # that, and what is written below the daily question


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants others to see of them."""

    on_board: bool = True
    named: bool = False  # in reveals, when right


@dataclass(frozen=True, slots=True)
class Team:
    """A squad: how many belong to it, and whether the member does."""

    id: SquadId
    name: str
    members: int
    own: bool


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A sign of life of one process that serves; `owner` is its random name."""

    owner: str
    started_at: datetime
    beat_at: datetime


class Kept(StrEnum):
    """What is kept for a while only."""

    DELIVERIES = "deliveries"  # events that were handled
    OUTBOX = "outbox"  # messages that were settled, in whatever way
    JOURNAL = "journal"  # what became of channels' days
    HEARTBEATS = "heartbeats"
