"""The tables. Every one but the addresses leads with the workspace, so none can mix two groups' rows.

Ids are made by the program (time first, chance after: see `storage.ids`), so a row can be named before it is
stored. External ids live in the address tables only.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    literal_column,
    text,
    true,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, also where the database keeps no zone. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]  # a driver's row is Any


def _workspace(*, direct: bool = False) -> Column[int]:
    """The leading column; `direct` where no other key of the row leads to the workspace."""
    to = [ForeignKey("workspaces.id")] if direct else []
    return Column("workspace_id", BigInteger, *to, primary_key=True, autoincrement=False)


def word(word: str) -> ColumnElement[str]:
    """A constant in the statement itself: SQLite finds a partial index only by what it can read there."""
    return literal_column(f"'{word}'", String)


def _id(name: str = "id") -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _belongs(column: str, table: str) -> ForeignKeyConstraint:
    """A row of the same workspace."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


workspaces = Table(
    "workspaces",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("zone", String(64), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
)

installations = Table(
    "installations",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
)

departures = Table(  # the teams that removed the tutor, while their rows are kept
    "departures",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("left_at", Instant, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("secret", LargeBinary, nullable=False),  # encrypted by the platform's adapter
)

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("purpose", String(32), primary_key=True),
    Column("token", String(128), primary_key=True),
    Column("payload", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
Index(None, one_time_tokens.c.expires_at)

persons = Table(
    "persons",
    metadata,
    _workspace(direct=True),
    _id(),
    Column("name", String(200), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("on_board", Boolean, nullable=False, server_default=true()),  # be on leaderboards
    Column("named", Boolean, nullable=False, server_default=false()),  # be named in reveals
)

person_addresses = Table(
    "person_addresses",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    _belongs("person_id", "persons"),
)
Index(None, person_addresses.c.platform, person_addresses.c.external_id)
Index(None, person_addresses.c.workspace_id, person_addresses.c.person_id)

channels = Table(
    "channels",
    metadata,
    _workspace(direct=True),
    _id(),
    Column("name", String(200), nullable=False),
    Column("relay", String(8), nullable=False, server_default="off"),  # off | shared | threads
)

channel_addresses = Table(
    "channel_addresses",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("off", String(200)),  # why nothing is posted there; NULL while all is well
    _belongs("channel_id", "channels"),
)
Index(None, channel_addresses.c.workspace_id, channel_addresses.c.channel_id)

members = Table(  # who belongs to a channel, and since which local date
    "members",
    metadata,
    _workspace(),
    _id("channel_id"),
    _id("person_id"),
    Column("since", Date, nullable=False),
    _belongs("channel_id", "channels"),
    _belongs("person_id", "persons"),
)
Index(None, members.c.workspace_id, members.c.person_id)

quizzes = Table(
    "quizzes",
    metadata,
    _workspace(),
    _id(),
    Column("person_id", BigInteger, nullable=False),
    Column("waiting", Text, nullable=False),  # JSON list of question ids
    Column("total", Integer, nullable=False),
    Column("right", Integer, nullable=False, server_default="0"),
    Column("points", Integer, nullable=False, server_default="0"),
    Column("started_at", Instant, nullable=False),
    _belongs("person_id", "persons"),
)

askings = Table(
    "askings",
    metadata,
    _workspace(direct=True),
    _id(),
    Column("local_date", Date, nullable=False),
    Column("question_id", String(128), nullable=False),
    Column("question", Text, nullable=False),  # JSON, frozen as asked
    Column("quiz_id", BigInteger),
    Column("asked_at", Instant, nullable=False),
    Column("purpose", String(8), nullable=False, server_default="quiz"),  # quiz | daily | group
    Column("pack", String(128), nullable=False, server_default=""),
    Column(
        "series", Integer, nullable=False, server_default="0"
    ),  # a date's second asking, where channels are far apart
    Column("reason", Text, nullable=False, server_default=""),  # why this question was chosen
    Column("closes_at", Instant),  # NULL: answered by one person, whenever they like
    Column("closed_at", Instant),
    _belongs("quiz_id", "quizzes"),
)
DAILY = askings.c.purpose == word("daily")
Index(
    "uq_askings_daily",
    *(askings.c[name] for name in ("workspace_id", "pack", "local_date", "series")),
    unique=True,
    sqlite_where=DAILY,
    postgresql_where=DAILY,
)
OPEN = askings.c.closes_at.is_not(None) & askings.c.closed_at.is_(None)
Index("ix_askings_open", askings.c.closes_at, sqlite_where=OPEN, postgresql_where=OPEN)

posts = Table(
    "posts",
    metadata,
    _workspace(),
    Column("id", String(20), primary_key=True),
    Column("asking_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("person_id", BigInteger),  # who alone sees it; NULL for a whole channel
    Column("posted_at", Instant, nullable=False),
    _belongs("asking_id", "askings"),
    _belongs("channel_id", "channels"),
    _belongs("person_id", "persons"),
)
Index(None, posts.c.workspace_id, posts.c.person_id, posts.c.channel_id, posts.c.posted_at)
Index(None, posts.c.workspace_id, posts.c.asking_id)

attempts = Table(
    "attempts",
    metadata,
    _workspace(),
    _id("asking_id"),
    _id("person_id"),
    Column("try", Integer, primary_key=True),
    Column("question_id", String(128), nullable=False),
    Column("response", Text, nullable=False),
    Column("result", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("answered_at", Instant, nullable=False),
    _belongs("asking_id", "askings"),
    _belongs("person_id", "persons"),
)
Index(None, attempts.c.workspace_id, attempts.c.person_id, attempts.c.question_id, attempts.c.answered_at)

streaks = Table(
    "streaks",
    metadata,
    _workspace(),
    _id("person_id"),
    Column("current", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("last_date", Date),
    Column("freezes", Integer, nullable=False),
    Column("run", Integer, nullable=False),
    Column("right_current", Integer, nullable=False),
    Column("right_best", Integer, nullable=False),
    Column("spoilt", Integer, nullable=False),
    _belongs("person_id", "persons"),
)

ledger = Table(
    "ledger",
    metadata,
    _workspace(),
    _id(),
    Column("person_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("asking_id", BigInteger, nullable=False),
    Column("source", String(8), nullable=False),  # the asking's purpose
    Column("points", Integer, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("earned_at", Instant, nullable=False),
    _belongs("person_id", "persons"),
    _belongs("channel_id", "channels"),
    _belongs("asking_id", "askings"),
)
Index(None, ledger.c.workspace_id, ledger.c.person_id, ledger.c.local_date)

totals = Table(
    "totals",
    metadata,
    _workspace(),
    Column("period", String(16), primary_key=True),  # 2026-W48 | 2026-11 | all
    _id("person_id"),
    Column("points", Integer, nullable=False),
    Column("shown", Boolean, nullable=False),  # whether the person wants to be on boards
    _belongs("person_id", "persons"),
)
Index(  # holds all that a board counts, so that counting reads nothing else
    "ix_totals_board",
    totals.c.workspace_id,
    totals.c.period,
    totals.c.shown,
    totals.c.points.desc(),
    totals.c.person_id,
)

deliveries = Table(
    "deliveries",
    metadata,
    _workspace(direct=True),
    Column("delivery", String(128), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("person_id", BigInteger),  # whose event it was
)

Index(None, deliveries.c.received_at)

heartbeats = Table(  # the processes that serve this database, of no workspace
    "heartbeats",
    metadata,
    Column("owner", String(32), primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("beat_at", Instant, nullable=False),
)

schedules = Table(  # a channel's daily question
    "schedules",
    metadata,
    _workspace(),
    _id("channel_id"),
    Column("time", String(5), nullable=False),  # HH:MM
    Column("zone", String(64), nullable=False),  # IANA
    Column("days", String(7), nullable=False),  # a 1 for each weekday on which it posts, from Monday
    Column("open_minutes", Integer, nullable=False),
    Column("grace_minutes", Integer, nullable=False),
    Column("pack", String(128), nullable=False),
    Column("topics", Text, nullable=False),  # words that name topics; "" for all
    Column("levels", String(8), nullable=False),  # such as "12"; "" for all
    Column("resend", Boolean, nullable=False),  # post again where nobody can tell whether it was posted
    Column("handled", Date),  # the newest local date that was posted or skipped
    Column("next_due_at", Instant, nullable=False),
    Column("paused", String(200)),  # why; NULL while it runs
    Column("manager", BigInteger),  # the person who set it, to be told when it stops
    _belongs("channel_id", "channels"),
)
RUNNING = schedules.c.paused.is_(None)
Index("ix_schedules_due", schedules.c.next_due_at, sqlite_where=RUNNING, postgresql_where=RUNNING)

journal = Table(  # what became of a channel's days, for people who ask
    "journal",
    metadata,
    _workspace(),
    _id(),
    Column("channel_id", BigInteger, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("what", String(16), nullable=False),  # posted | late | skipped | unsure | failed | paused
    Column("why", String(300), nullable=False),
    Column("at", Instant, nullable=False),
    Column("person_id", BigInteger),  # who did it, if a person did
    _belongs("channel_id", "channels"),
)
Index(None, journal.c.workspace_id, journal.c.channel_id, journal.c.at)
Index(None, journal.c.workspace_id, journal.c.local_date)

outbox = Table(  # what is to be written to channels, each row to one platform's channel
    "outbox",
    metadata,
    _workspace(),
    _id(),
    Column("kind", String(8), nullable=False),  # see DeliveryKind
    Column("body", Text),  # JSON of a notice or relay; the others are composed when they are sent
    Column("post_id", String(20)),  # what it is about; NULL for what is about no post
    Column("part", BigInteger, nullable=False, server_default="0"),  # of several of a kind: which
    Column("channel_id", BigInteger, nullable=False),
    Column("platform", String(16), nullable=False),
    Column("team", String(64), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("thread", String(128)),  # the message whose thread it goes to; NULL for the channel itself
    Column("key", String(20), nullable=False),  # in the message, so that a copy of it is found
    Column("state", String(8), nullable=False),  # held | due | sending | sent | unsure | failed
    Column("not_before", Instant, nullable=False),  # of a row being sent: when its lease ends
    Column("owner", String(32), nullable=False, server_default=""),
    Column("tries", Integer, nullable=False, server_default="0"),  # sends whose outcome is not known
    Column("version", Integer, nullable=False, server_default="0"),  # counts what an update has to show
    Column("first_sent_at", Instant),
    Column("reference", String(128)),
    Column("trouble", String(300), nullable=False, server_default=""),
    ForeignKeyConstraint(["workspace_id", "post_id"], ["posts.workspace_id", "posts.id"]),
)
Index(
    "uq_outbox_once",
    *(
        outbox.c[name]
        for name in ("workspace_id", "post_id", "kind", "platform", "team", "external_id", "part")
    ),
    unique=True,
)
WAITING = outbox.c.state.in_([word("due"), word("sending")])
Index("ix_outbox_waiting", outbox.c.not_before, sqlite_where=WAITING, postgresql_where=WAITING)
Index(None, outbox.c.platform, outbox.c.team, outbox.c.external_id, outbox.c.reference)

relays = Table(  # messages that pass from one platform to another
    "relays",
    metadata,
    _workspace(),
    _id(),  # the `part` of its rows in the outbox
    Column("channel_id", BigInteger, nullable=False),
    Column("person_id", BigInteger),  # whose message it is
    Column("platform", String(16), nullable=False),
    Column("team", String(64), nullable=False),
    Column("message", String(128), nullable=False),  # by its own platform's name
    Column("at", Instant, nullable=False),
    Column("edited_at", Instant),  # by its own platform's clock
    Column("gone", Boolean, nullable=False, server_default=false()),
    _belongs("channel_id", "channels"),
)
Index(
    "uq_relays_once",
    *(relays.c[name] for name in ("workspace_id", "platform", "team", "message")),
    unique=True,
)

joins = Table(  # two accounts of one person: what went from one to the other, so that it can go back
    "joins",
    metadata,
    _workspace(),
    _id(),
    Column("person_id", BigInteger, nullable=False),  # who they are now
    Column("other_id", BigInteger, nullable=False),  # who else they were
    Column("moved", Text, nullable=False),  # JSON: by table, the keys of the other's rows
    Column("at", Instant, nullable=False),
    _belongs("person_id", "persons"),
    _belongs("other_id", "persons"),
)
Index(None, joins.c.workspace_id, joins.c.person_id)

squads = Table(
    "squads",
    metadata,
    _workspace(direct=True),
    _id(),
    Column("name", String(60), nullable=False),
    Column("folded", String(60), nullable=False),  # the name as compared: case folded
)
Index("uq_squads_name", squads.c.workspace_id, squads.c.folded, unique=True)

squad_members = Table(  # one squad a person
    "squad_members",
    metadata,
    _workspace(),
    _id("person_id"),
    Column("squad_id", BigInteger, nullable=False),
    _belongs("person_id", "persons"),
    _belongs("squad_id", "squads"),
)
Index(None, squad_members.c.workspace_id, squad_members.c.squad_id)

reports = Table(  # "my answer was right", "this question is wrong"
    "reports",
    metadata,
    _workspace(),
    _id(),
    Column("kind", String(8), nullable=False),  # answer | question
    Column("asking_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("try", Integer, nullable=False, server_default="1"),  # the answer it is about
    Column("state", String(8), nullable=False),  # open | upheld | refused
    Column("made_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", BigInteger),
    _belongs("asking_id", "askings"),
    _belongs("person_id", "persons"),
)
Index(
    "uq_reports_once",
    reports.c.workspace_id,
    reports.c.asking_id,
    reports.c.person_id,
    reports.c.kind,
    reports.c["try"],
    unique=True,
)
Index(
    "ix_reports_open",
    reports.c.workspace_id,
    reports.c.made_at,
    sqlite_where=text("state = 'open'"),
    postgresql_where=text("state = 'open'"),
)

rulings = Table(  # what managers decided on reports, for all times that the question is asked as it was
    "rulings",
    metadata,
    _workspace(direct=True),
    Column("question_id", String(128), primary_key=True),
    Column("digest", String(64), primary_key=True),  # of the question and the answer; see bot.grading.ruling
    Column("kind", String(8), nullable=False),  # right | withdrawn
    Column("at", Instant, nullable=False),
)

group_quizzes = Table(  # questions that a whole channel answers at the same time
    "group_quizzes",
    metadata,
    _workspace(),
    _id(),
    Column("channel_id", BigInteger, nullable=False),
    Column("topic", String(200), nullable=False),
    Column("total", Integer, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    _belongs("channel_id", "channels"),
)
GOING_ON = group_quizzes.c.closed_at.is_(None)
Index(
    "uq_group_quizzes_one",
    group_quizzes.c.workspace_id,
    group_quizzes.c.channel_id,
    unique=True,
    sqlite_where=GOING_ON,
    postgresql_where=GOING_ON,
)

group_askings = Table(
    "group_askings",
    metadata,
    _workspace(),
    _id("asking_id"),
    Column("group_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),  # 1-based place in the quiz
    Column("post_id", String(20), nullable=False),
    _belongs("asking_id", "askings"),
    _belongs("group_id", "group_quizzes"),
)
Index(None, group_askings.c.workspace_id, group_askings.c.group_id)
