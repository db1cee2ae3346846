"""The store keeps what it confirmed and undoes what failed, on SQLite and on PostgreSQL alike."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TypeVar

import pytest

from bot.events import Account, Place
from bot.learning import Streak
from bot.ports import Asked, Attempt, Member, Tx, Wishes
from storage.store import SqlStore
from tests.kit import NOON, question

T = TypeVar("T")
ADA = Account("console", "T1", "ada", "Ada")
HERE = Place("console", "T1", "C1", "general")
TODAY = NOON.date()
RIGHT = Attempt(1, "oolong", "correct", 1.0, NOON, TODAY)


@pytest.fixture
def store(any_database: str) -> Iterator[SqlStore]:
    with closing(SqlStore(any_database)) as opened:
        yield opened


def run(store: SqlStore, work: Callable[[Tx], T]) -> T:
    return asyncio.run(store.run(work))


def enter(tx: Tx, who: Account = ADA, where: Place = HERE) -> Member:
    return tx.enter(who, where, NOON)


def seen(tx: Tx, delivery: str, who: Account = ADA, where: Place = HERE) -> str | None:
    """What was stored for a delivery."""
    met = tx.admit(who, where, delivery, NOON)
    return met if isinstance(met, str) else None


def asked(tx: Tx, member: Member) -> Asked:
    post = tx.ask(member, question("dark"), None, TODAY, NOON)
    found = tx.asked(member, post)
    assert found is not None
    return found


def test_a_person_is_the_same_at_the_next_visit(store: SqlStore) -> None:
    assert run(store, enter) == run(store, enter)


def test_a_new_name_is_taken_over(store: SqlStore) -> None:
    def rename(tx: Tx) -> str:
        member = enter(tx, Account("console", "T1", "ada", "Ada L."))
        tx.earn(member, asked(tx, member), 1, TODAY, NOON)
        return tx.leaders(member, "all", 1)[0].name

    run(store, enter)
    assert run(store, rename) == "Ada L."


def test_the_same_ids_in_another_team_are_other_people(store: SqlStore) -> None:
    other = run(
        store, lambda tx: enter(tx, Account("console", "T2", "ada", "Ada"), Place("console", "T2", "C1"))
    )
    mine = run(store, enter)
    assert other.workspace != mine.workspace and other.person != mine.person and other.channel != mine.channel


def test_a_question_comes_back_as_it_was_asked(store: SqlStore) -> None:
    def work(tx: Tx) -> Asked:
        return asked(tx, enter(tx))

    found = run(store, work)
    assert found.question == question("dark") and len(found.post) == 20 and not found.settled


def test_a_try_is_stored_once(store: SqlStore) -> None:
    def work(tx: Tx) -> tuple[bool, bool]:
        member = enter(tx)
        put = asked(tx, member)
        return tx.attempt(member, put, RIGHT), tx.attempt(member, put, RIGHT)

    assert run(store, work) == (True, False)


def test_points_reach_the_ledger_and_every_total(store: SqlStore) -> None:
    def work(tx: Tx) -> list[int]:
        member = enter(tx)
        for points in (2, 3):
            tx.earn(member, asked(tx, member), points, TODAY, NOON)
        boards = [tx.leaders(member, period, 10)[0].points for period in ("2026-W10", "2026-03", "all")]
        return [*boards, tx.earned_on(member, TODAY)]

    assert run(store, work) == [5, 5, 5, 5]


def test_ranks_are_shared_and_ones_own_is_always_there(store: SqlStore) -> None:
    def work(tx: Tx) -> list[tuple[int, str, bool]]:
        for name, points in (("a", 9), ("b", 5), ("c", 5), ("d", 1)):
            member = enter(tx, Account("console", "T1", name, name))
            tx.earn(member, asked(tx, member), points, TODAY, NOON)
        return [(rank.rank, rank.name, rank.own) for rank in tx.leaders(member, "all", 3)]

    ranks = run(store, work)
    assert ranks == [(1, "a", False), (2, "b", False), (2, "c", False), (4, "d", True)]


def test_a_streak_is_kept(store: SqlStore) -> None:
    kept = Streak(3, 8, TODAY)

    def keep(tx: Tx) -> None:
        tx.keep_streak(enter(tx), Streak(2, 8, TODAY))
        tx.keep_streak(enter(tx), kept)

    assert run(store, lambda tx: tx.streak(enter(tx))) == Streak()
    run(store, keep)
    assert run(store, lambda tx: tx.streak(enter(tx))) == kept


def test_the_past_of_a_question_is_its_last_try_and_its_last_right_one(store: SqlStore) -> None:
    later = NOON.replace(hour=18)

    def work(tx: Tx) -> Member:
        member = enter(tx)
        tx.attempt(member, asked(tx, member), RIGHT)
        tx.attempt(member, asked(tx, member), Attempt(1, "lapsang", "incorrect", 0.0, later, TODAY))
        return member

    member = run(store, work)
    past = run(store, lambda tx: tx.past(member))["dark"]
    assert (past.correct, past.at, past.last_right) == (False, later, NOON)


def test_a_unit_that_fails_leaves_nothing_behind(store: SqlStore) -> None:
    def work(tx: Tx) -> None:
        tx.keep_streak(enter(tx), Streak(9, 9, TODAY))
        raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        run(store, work)
    assert run(store, lambda tx: tx.streak(enter(tx))) == Streak()


def test_a_failing_unit_takes_no_neighbour_down(store: SqlStore) -> None:
    def work(number: int) -> Callable[[Tx], None]:
        def earn(tx: Tx) -> None:
            member = enter(tx)
            tx.earn(member, asked(tx, member), 1, TODAY, NOON)
            if number % 3 == 0:
                raise RuntimeError(str(number))

        return earn

    async def all_at_once() -> list[BaseException | None]:
        return await asyncio.gather(*(store.run(work(n)) for n in range(30)), return_exceptions=True)

    run(store, enter)
    ends = asyncio.run(all_at_once())
    assert [isinstance(end, RuntimeError) for end in ends] == [n % 3 == 0 for n in range(30)]
    assert run(store, lambda tx: tx.leaders(enter(tx), "all", 1))[0].points == 20


def test_many_events_of_one_person_at_once_take_turns(store: SqlStore) -> None:
    def earn(delivery: str) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            member = tx.admit(ADA, HERE, delivery, NOON)
            assert isinstance(member, Member)
            if tx.earned_on(member, TODAY) < 10:
                tx.earn(member, asked(tx, member), 1, TODAY, NOON)

        return work

    async def all_at_once() -> None:
        await asyncio.gather(*(store.run(earn(f"event-{n}")) for n in range(40)))

    asyncio.run(all_at_once())
    assert run(store, lambda tx: tx.leaders(enter(tx), "all", 1))[0].points == 10


def test_an_event_brought_many_times_at_once_is_new_once(store: SqlStore) -> None:
    def work(tx: Tx) -> bool:
        met = tx.admit(ADA, HERE, "event-1", NOON)
        if isinstance(met, str):
            return False
        tx.remember(met, "event-1", "done", NOON)
        return True

    async def all_at_once() -> list[bool]:
        return await asyncio.gather(*(store.run(work) for _ in range(20)))

    assert sum(asyncio.run(all_at_once())) == 1


def test_a_member_who_waited_their_turn_is_as_the_event_before_left_them(store: SqlStore) -> None:
    begun = threading.Event()

    def hide(tx: Tx) -> bool:
        member = tx.admit(ADA, HERE, "hide", NOON)
        assert isinstance(member, Member)
        begun.set()
        tx.keep_wishes(member, Wishes(on_board=False, named=False))
        return False

    def look(tx: Tx) -> bool:
        begun.wait(10)  # then `hide` is under way, or over
        member = tx.admit(ADA, HERE, "look", NOON)
        assert isinstance(member, Member)
        return member.on_board

    async def both() -> bool:
        _, shown = await asyncio.gather(store.run(hide), store.run(look))
        return shown

    run(store, enter)
    assert not asyncio.run(both())


def test_a_first_meeting_in_many_places_at_once_makes_one_person(store: SqlStore) -> None:
    async def all_at_once() -> list[Member]:
        return await asyncio.gather(*(store.run(enter) for _ in range(20)))

    assert len(set(asyncio.run(all_at_once()))) == 1


def test_an_outcome_is_remembered_in_its_workspace_alone(store: SqlStore) -> None:
    def work(tx: Tx) -> tuple[str | None, str | None]:
        tx.remember(enter(tx), "event-1", "done", NOON)
        other = seen(tx, "event-1", Account("console", "T2", "ada", "Ada"), Place("console", "T2", "C1"))
        return seen(tx, "event-1"), other

    assert run(store, work) == ("done", None)
