"""The tables. Every one but the addresses leads with the workspace, so none can mix two groups' rows.

Ids are made by the program (time first, chance after: see `storage.ids`), so a row can be named before it is
stored. External ids live in the address tables only.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
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

channels = Table(
    "channels",
    metadata,
    _workspace(direct=True),
    _id(),
    Column("name", String(200), nullable=False),
)

channel_addresses = Table(
    "channel_addresses",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    _belongs("channel_id", "channels"),
)

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
    _belongs("quiz_id", "quizzes"),
)

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
    _belongs("person_id", "persons"),
)
Index(None, totals.c.workspace_id, totals.c.period, totals.c.points.desc(), totals.c.person_id)

deliveries = Table(
    "deliveries",
    metadata,
    _workspace(direct=True),
    Column("delivery", String(128), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
)
