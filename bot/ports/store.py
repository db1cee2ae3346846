"""What the tutor needs of a database: transactions, and what can be asked of one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.events import Account, Place
from bot.learning import Past, Shown, Squad, Streak
from bot.notes.model import Question
from bot.ports.values import (
    Address,
    Answered,
    Asked,
    Asking,
    AskingId,
    Attempt,
    Daily,
    Delivery,
    Entry,
    GroupQuiz,
    Heartbeat,
    Installation,
    Kept,
    Member,
    Passage,
    PersonId,
    PostId,
    Quiz,
    Rank,
    Relay,
    Report,
    ReportId,
    ReportKind,
    Ruling,
    Source,
    Spot,
    SquadId,
    Team,
    Tried,
    Wishes,
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

    def admit(self, who: Account, where: Place, delivery: str, at: datetime) -> Member | str:
        """What was stored for a delivery seen before; for a new one the member, as by `enter`.

        Then the member's other events wait until this transaction ends.
        """

    def remember(self, member: Member, delivery: str, outcome: str, at: datetime) -> None:
        """Store a delivery's outcome beside its effect."""

    def join(self, member: Member, since: date) -> None:
        """Note that the member belongs to the channel; the first date noted stays."""


class PersonalTx(Protocol):
    """What is stored about one person, and what of it others see."""

    def wishes(self, member: Member) -> Wishes:
        """What the member wants others to see."""

    def keep_wishes(self, member: Member, wishes: Wishes) -> None:
        """Store what the member wants others to see; boards follow at once."""

    def stored_about(self, member: Member) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row that is about the member, by what it is: texts, numbers, ISO dates and times."""

    def forget(self, member: Member) -> list[Asking]:
        """Delete every row that is about the member; the open questions that they had answered."""


class AskingTx(Protocol):
    """Questions put to people, and their tries."""

    def past(self, member: Member) -> Mapping[str, Past]:
        """How each question last went for the member, by question id."""

    def past_of(self, member: Member, question: str) -> Past | None:
        """How a question last went for the member; None where they never tried it."""

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
        """Store a try; False where that try was made already, or the asking closed meanwhile."""


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


class SquadTx(Protocol):
    """Squads: teams inside a workspace, one a person."""

    def squads(self, member: Member) -> list[Team]:
        """The workspace's squads, by name."""

    def make_squad(self, member: Member, name: str) -> bool:
        """Found a squad; False where one of that name is there, in whatever case."""

    def join_squad(self, member: Member, squad: SquadId) -> None:
        """Move the member to a squad."""

    def leave_squad(self, member: Member) -> bool:
        """Take the member out of their squad; False where they are in none."""

    def squad_scores(self, member: Member, period: str) -> list[Squad[str]]:
        """Each squad's name with the points of its members in a period (see `period_key`)."""


class ReportTx(Protocol):
    """What people say about verdicts and questions, and what managers decide."""

    def report(self, member: Member, asked: Asked, kind: ReportKind, number: int, at: datetime) -> bool:
        """Note that a manager is to look at the member's try, or at the question; False if noted before."""

    def open_reports(self, member: Member, limit: int) -> list[Report]:
        """What nobody has decided on in the workspace, the oldest first."""

    def settle(self, member: Member, reports: Sequence[ReportId], ruling: str, at: datetime) -> int:
        """Note the member's decision, upheld or refused; how many of them were still open."""

    def rule(self, member: Member, question: str, digest: str, ruling: Ruling, at: datetime) -> None:
        """Store a decision by its digest (see `bot.grading.rulings`) beside the question's id."""

    def ruled_right(self, member: Member, question: str) -> frozenset[str]:
        """Digests of answers to a question that were ruled right in the workspace."""

    def withdrawn(self, workspace: WorkspaceId) -> Mapping[str, frozenset[str]]:
        """Digests of the questions that were withdrawn, by their ids."""

    def tried(self, member: Member, question: str) -> list[Tried]:
        """Everybody's tries at a question in the workspace, those too that are just being stored.

        Those people, and the question for further tries, are locked for this transaction.
        """

    def make_right(self, member: Member, asking: Asking, number: int) -> None:
        """Have a try of the member's, and those after it, count as right."""

    def earned(self, member: Member, asking: Asking) -> int:
        """What an asking brought the member so far."""


class DailyTx(Protocol):
    """Schedules, and the questions that go to whole channels."""

    def daily(self, spot: Spot, *, held: bool = False) -> Daily | None:
        """A channel's schedule; `held`: nobody else changes it before this transaction ends."""

    def keep_daily(self, *dailies: Daily) -> None:
        """Store channels' schedules."""

    def drop_daily(self, spot: Spot) -> None:
        """Have a channel without a schedule."""

    def due_dailies(self, now: datetime, limit: int) -> list[Daily]:
        """Running schedules whose time has come, locked for this transaction, the longest overdue first."""

    def dailies(self, workspace: WorkspaceId, pack: str) -> list[Daily]:
        """The running schedules of a workspace on a pack."""

    def dailies_of(self, platform: str, team: str) -> list[Daily]:
        """The running schedules of the channels of a platform's team, locked for this transaction."""

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
        """Store a new asking."""

    def move_closing(self, asking: Asking, to: datetime) -> bool:
        """Have a stored asking stay open at least until then; False where it is closed."""

    def post(self, spot: Spot, asking: Asking, at: datetime) -> PostId:
        """Have a channel asked: a post, and a row of the outbox for each of the channel's addresses."""

    def asked_before(self, spot: Spot) -> Mapping[str, Shown]:
        """How often, when last and with what success each question was a channel's daily one."""

    def due_closings(self, now: datetime, limit: int) -> list[Asking]:
        """Askings whose time is over and which are not closed, locked for this transaction."""

    def close(self, asking: Asking, at: datetime) -> None:
        """Mark an asking closed."""

    def reveal_everywhere(self, asking: Asking, at: datetime) -> None:
        """Have each channel that was asked get the reveal."""

    def reveal(self, delivery: Delivery, at: datetime) -> None:
        """Have the channel of a question's delivery get the reveal."""

    def answers(self, asking: Asking) -> list[Answered]:
        """The last try of everybody who answered."""

    def answered_since(self, asking: Asking, since: datetime) -> bool:
        """Whether somebody has tried an asking at that time or later."""

    def posted(self, spot: Spot, post: PostId, *, held: bool = False) -> tuple[Asking, Daily | None]:
        """The asking of a channel's post, and the channel's schedule.

        `held`: nobody closes the asking before this transaction ends.
        """


class GroupTx(Protocol):
    """Quizzes of a whole channel."""

    def open_group(self, member: Member, topic: str, total: int, closes_at: datetime) -> GroupQuiz | None:
        """Begin a quiz in the member's channel; None while another goes on there."""

    def group_goes_on(self, spot: Spot) -> bool:
        """Whether a quiz goes on in a channel."""

    def add_to_group(self, group: GroupQuiz, number: int, asking: Asking, at: datetime) -> PostId:
        """Have an asking be a quiz's question with that number, from 1; it is posted when its turn comes."""

    def announce(self, group: GroupQuiz, at: datetime) -> None:
        """Have the channel told that a quiz begins, at each of its addresses."""

    def group_of(self, asking: Asking) -> tuple[GroupQuiz, int]:
        """The quiz that an asking of purpose GROUP belongs to, and its number in it."""

    def next_in_thread(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """After the opening or a question has been posted: have the next question posted in the thread.

        After an opening that was posted too late for any, the results are.
        """

    def end_group(self, asking: Asking, at: datetime) -> None:
        """After the last of a quiz's askings has closed: have its results posted in its threads."""

    def askings_of(self, group: GroupQuiz) -> list[Asking]:
        """A quiz's questions in their order."""


class LinkTx(Protocol):
    """Installations that share a workspace."""

    def issue_code(self, purpose: str, payload: str, at: datetime, lasts: timedelta) -> str:
        """A fresh code that can be typed, with what it stands for."""

    def read_code(self, purpose: str, code: str, at: datetime) -> str | None:
        """What a code stands for, while it lasts; None for any other."""

    def take_code(self, purpose: str, code: str, at: datetime) -> str | None:
        """What a code stands for, once; None for one that is unknown, used or too old."""

    def installations(self, workspace: WorkspaceId) -> list[Installation]:
        """Where a workspace is installed."""

    def merge_workspaces(self, stays: WorkspaceId, goes: WorkspaceId) -> None:
        """Make all of one workspace the other's: people, channels, history. Squads of one name become one."""

    def split_workspace(self, member: Member, installation: Installation, at: datetime) -> WorkspaceId:
        """Make an installation of the member's workspace one of its own, with the people who are known only
        there, its channels, and what is theirs."""


class PairTx(Protocol):
    """A channel's addresses on several platforms."""

    def addresses(self, spot: Spot) -> list[Address]:
        """Where a channel is, on every platform."""

    def spot_of(self, place: Place) -> Spot | None:
        """The channel at a place, if it is known."""

    def name_of(self, spot: Spot) -> str:
        """What people call a channel; "" where no platform has said."""

    def switch(self, place: Place, off: str | None) -> None:
        """Have nothing posted at a place, and why; or (None) have it posted there again."""

    def hold_channels(self, *spots: Spot) -> None:
        """Have nobody else pair or part channels before this transaction ends."""

    def merge_channels(self, stays: Spot, goes: Spot) -> None:
        """Make all of one channel the other's. Only one of them may have a schedule, or a quiz going on."""

    def split_channel(self, spot: Spot, place: Place) -> Spot:
        """Make a place a channel of its own, with its people and the same schedule; the history stays."""


class JoinTx(Protocol):
    """Persons with several accounts."""

    def join_persons(self, stays: Member, goes: PersonId, at: datetime) -> None:
        """Put one person's history to another's; where both answered, the first answer counts.

        Totals follow; the streak of who stays is the caller's to count anew.
        """

    def part_persons(self, member: Member) -> PersonId | None:
        """Undo the member's newest join; who the other one is from now on, None where there was none."""

    def joined(self, workspace: WorkspaceId) -> list[PersonId]:
        """Everybody in the workspace with joined accounts, the newest first."""

    def person(self, member: Member, person: PersonId) -> Member:
        """Somebody of the member's workspace, as if they were where the member is; locked."""

    def accounts(self, member: Member) -> list[Account]:
        """The accounts by which the member is known."""


class RelayTx(Protocol):
    """Messages that pass from one platform to the others."""

    def relay(self, spot: Spot) -> Relay:
        """What passes between a channel's platforms."""

    def set_relay(self, spot: Spot, relay: Relay) -> None:
        """Choose what passes between a channel's platforms."""

    def question_above(self, place: Place) -> tuple[Spot, PostId] | None:
        """The daily question below which a thread is, and its channel; None for any other thread."""

    def pass_on(self, member: Member, passage: Passage, places: Sequence[Place], at: datetime) -> bool:
        """Have a member's message said at other places, in the order of these calls.

        False for a copy, for somebody who is just being forgotten, and where relaying is off.

        What is said below a question waits until the question has been posted at the place.
        """

    def say_again(
        self, workspace: WorkspaceId, source: Source, body: str, edited_at: datetime, at: datetime
    ) -> None:
        """Have what was passed on changed wherever it went, unless it is gone or was changed later."""

    def take_back(self, spot: Spot, source: Source, at: datetime) -> None:
        """Have what was passed on taken away for good, wherever it went; one yet to come is not passed on."""

    def release(self, delivery: Delivery, at: datetime) -> None:
        """After a relayed message is settled: let the next one to the same thread go."""

    def open_thread(self, delivery: Delivery, reference: str, at: datetime) -> None:
        """After a question has been posted: let what is to be said below it go."""

    def give_up_thread(self, delivery: Delivery) -> None:
        """After a question could not be posted: nothing can be said below it there."""


class OutboxTx(Protocol):
    """What is to be written to channels."""

    def refresh(self, asking: Asking, at: datetime) -> None:
        """Have the posts of an asking brought up to date, not before `at`."""

    def claim(self, now: datetime, owner: str, platform: str, lease: timedelta, limit: int) -> list[Delivery]:
        """Take a platform's rows to send. Nobody else gets them before the lease ends; then somebody does."""

    def sent(self, delivery: Delivery, reference: str, at: datetime) -> bool:
        """The platform has the message; False where the row is not there any more."""

    def postpone(self, delivery: Delivery, until: datetime) -> None:
        """Surely not sent; to be tried again, unless somebody else has taken the row since."""

    def notify(self, spot: Spot, post: PostId, person: PersonId, body: str, at: datetime) -> None:
        """Have a person told in private of something about a post; the first time that it is about it."""

    def reveal_again(self, asking: Asking, at: datetime) -> None:
        """Have the reveals that were sent, or are being sent, brought up to date."""

    def give_up(self, delivery: Delivery, state: str, trouble: str, at: datetime) -> bool:
        """End a row as `unsure` or `failed`; False where somebody else has taken it since."""


class TeamsTx(Protocol):
    """The platforms' teams, and whether they have the tutor."""

    def teams(self, platform: str) -> Mapping[str, bool]:
        """Each team of a platform that is known, with whether it has the tutor now."""

    def teams_of(self, platform: str, person: str) -> list[str]:
        """The teams with the tutor that know a platform's person, the one entered last first."""

    def set_left(self, platform: str, team: str, at: datetime | None) -> None:
        """Note since when a team is without the tutor; None: it has it."""

    def drop_left(self, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows of what belongs to teams that left before; how many it were."""


class UpkeepTx(Protocol):
    """What the processes that serve need for themselves."""

    def beat(self, own: Heartbeat) -> None:
        """Store a process's sign of life."""

    def heartbeats(self) -> list[Heartbeat]:
        """The processes' last signs of life, the newest first."""

    def drop_old(self, what: Kept, before: datetime, limit: int) -> int:
        """Delete at most `limit` rows that are older than `before`; how many it were."""


class Tx(
    PeopleTx,
    PersonalTx,
    AskingTx,
    StandingTx,
    SquadTx,
    ReportTx,
    DailyTx,
    GroupTx,
    LinkTx,
    PairTx,
    JoinTx,
    RelayTx,
    OutboxTx,
    TeamsTx,
    UpkeepTx,
    Protocol,
):
    """One transaction. Every call is scoped to the workspace of what it is given."""


class Store(Protocol):
    """Where everything lasting is kept."""

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and return its value.

        `work` may be run again after a conflict or a lost connection, so it must have no effect but on the
        transaction. Raises StoreBusy or StoreUnusable when nothing was stored.
        """
