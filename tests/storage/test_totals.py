"""The totals that boards read are, at every moment, what the ledger adds up to."""

import asyncio
import random
from contextlib import closing
from datetime import timedelta

from sqlalchemy import Engine, delete, insert, select, update

from bot.events import Account, Place
from bot.ports import Tx
from storage.admin import Admin
from storage.engine import make_engine, parse_url
from storage.models import persons, totals
from storage.store import SqlStore
from tests.kit import NOON
from tests.storage.test_store import asked


def play(address: str, seed: int, rounds: int) -> None:
    """People of two workspaces and three channels earn points on many dates."""
    chance = random.Random(seed)

    def work(tx: Tx) -> None:
        team = chance.choice(("T1", "T2"))
        who = Account("console", team, f"p{chance.randrange(7)}", "Somebody")
        member = tx.enter(who, Place("console", team, f"c{chance.randrange(3)}"), NOON)
        day = NOON.date() + timedelta(days=chance.randrange(400))
        tx.earn(member, asked(tx, member), chance.randrange(11), day, NOON)

    async def all_of_it() -> None:
        await asyncio.gather(*(store.run(work) for _ in range(rounds)))

    with closing(SqlStore(address)) as store:
        asyncio.run(all_of_it())


def rows(engine: Engine) -> set[tuple[object, ...]]:
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(select(totals))}


def test_running_totals_equal_a_recount_of_the_ledger(any_database: str) -> None:
    play(any_database, 11, 200)
    engine = make_engine(parse_url(any_database))
    running = rows(engine)
    assert Admin(any_database).rebuild_totals() == 0
    with engine.begin() as connection:
        connection.execute(delete(totals))
    assert Admin(any_database).rebuild_totals() == len(running) > 50
    assert rows(engine) == running
    engine.dispose()


def test_totals_that_are_wrong_missing_or_left_over_are_put_right_and_counted(any_database: str) -> None:
    play(any_database, 12, 30)
    engine = make_engine(parse_url(any_database))
    right = rows(engine)
    with engine.begin() as connection:
        some = connection.execute(select(totals).limit(2)).all()
        wrong, missing = (
            (totals.c.workspace_id == r.workspace_id)
            & (totals.c.period == r.period)
            & (totals.c.person_id == r.person_id)
            for r in some
        )
        connection.execute(update(totals).where(wrong).values(points=totals.c.points + 5))
        connection.execute(delete(totals).where(missing))
        connection.execute(insert(totals), {**some[0]._asdict(), "period": "1999"})
    assert Admin(any_database).rebuild_totals() == 3
    assert rows(engine) == right
    engine.dispose()


def test_who_does_not_want_to_be_on_boards_is_not_put_there_by_a_recount(any_database: str) -> None:
    play(any_database, 13, 10)
    engine = make_engine(parse_url(any_database))
    with engine.begin() as connection:
        connection.execute(update(persons).values(on_board=False))
    Admin(any_database).rebuild_totals()
    with engine.connect() as connection:
        assert set(connection.execute(select(totals.c.shown)).scalars()) == {False}
    engine.dispose()
