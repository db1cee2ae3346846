"""The tutor's Store on SQLAlchemy Core."""

from collections.abc import Callable
from typing import TypeVar

from bot.ports import Clock, Tx
from storage.askings import AskingRows
from storage.dailies import DailyRows
from storage.engine import make_engine, parse_url
from storage.groups import GroupRows
from storage.installations import SqlInstallations, SqlTokens
from storage.joins import JoinRows
from storage.links import LinkRows
from storage.outbox import OutboxRows
from storage.pairs import PairRows
from storage.people import PeopleRows
from storage.personal import PersonalRows
from storage.relays import RelayRows
from storage.reports import ReportRows
from storage.runner import GroupRunner, PoolRunner
from storage.schedules import ScheduleRows
from storage.squads import SquadRows
from storage.standing import StandingRows
from storage.teams import TeamRows
from storage.upkeep import UpkeepRows

T = TypeVar("T")


class SqlTx(
    PeopleRows,
    PersonalRows,
    AskingRows,
    StandingRows,
    SquadRows,
    ReportRows,
    ScheduleRows,
    DailyRows,
    GroupRows,
    LinkRows,
    PairRows,
    JoinRows,
    RelayRows,
    OutboxRows,
    TeamRows,
    UpkeepRows,
):
    """The tutor's Tx: every group of queries over the same transaction."""


class SqlStore:
    """Keeps everything in the database at `address`: an SQLite file or URL, or a PostgreSQL URL.

    Nothing is opened before the first unit of work, which also migrates the database. Raises StoreUnusable
    for an address of another kind.
    """

    def __init__(self, address: str) -> None:
        url = parse_url(address)
        runner = GroupRunner if url.get_backend_name() == "sqlite" else PoolRunner
        self._runner = runner(make_engine(url))

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction, on a thread of the store's; see `bot.ports.Store`."""
        return await self._runner.run(lambda connection: work(SqlTx(connection)))

    @property
    def installations(self) -> SqlInstallations:
        """The secrets of installations, in the same database."""
        return SqlInstallations(self._runner.run)

    def tokens(self, clock: Clock) -> SqlTokens:
        """Tokens that work once, in the same database."""
        return SqlTokens(self._runner.run, clock)

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        self._runner.close()
