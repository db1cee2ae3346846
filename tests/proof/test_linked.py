"""Answering, joining, parting and forgetting on two platforms, at random, against a plain model of it."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Message
from storage.admin import Admin
from tests.bot.usecases.test_linking import Group, code_of, grouping
from tests.kit import Side, text_of
from tests.proof import size

RIGHT, WRONG = ("oolong", 10), ("green", 1)
ACCOUNTS = (("slack", "Ada"), ("slack", "Bob"), ("discord", "Cyd"), ("discord", "Dan"))


class Step(NamedTuple):
    """What an account does; `other` is whom it joins, `right` whether it answers rightly."""

    what: str
    account: int
    other: int = 0
    right: bool = True


Answers = dict[int, tuple[int, int]]  # day -> (when, points)


@dataclass
class Person:
    """Somebody with one account or two, by what each of them would have alone."""

    accounts: list[int]
    mine: Answers = field(default_factory=dict)
    theirs: Answers = field(default_factory=dict)  # of the account that was joined to mine

    def counted(self) -> Answers:
        """Where both answered, the first answer counts."""
        days = {*self.mine, *self.theirs}
        return {day: min(a[day] for a in (self.mine, self.theirs) if day in a) for day in days}

    def points(self) -> int:
        return sum(points for _, points in self.counted().values())


@dataclass
class Model:
    """Who is who, and what they have."""

    people: list[Person] = field(default_factory=lambda: [Person([n]) for n in range(len(ACCOUNTS))])
    now: int = 0

    def of(self, account: int) -> Person:
        return next(person for person in self.people if account in person.accounts)

    def step(self, step: Step, day: int) -> None:
        """Do what the step does."""
        self.now += 1
        person, other = self.of(step.account), self.of(step.other)
        if step.what == "answer" and day not in person.counted():
            person.mine[day] = (self.now, (RIGHT if step.right else WRONG)[1])
        elif step.what == "join" and person is not other and len(person.accounts + other.accounts) == 2:
            person.accounts.append(step.other)
            person.theirs = other.mine
            self.people.remove(other)
        elif step.what == "part" and len(person.accounts) == 2:
            self.people.append(Person([person.accounts.pop()], person.theirs))
            person.theirs = {}
        elif step.what == "forget":
            self.people.remove(person)
            self.people += [Person([account]) for account in person.accounts]


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(("answer", "answer", "join", "part", "forget", "day")),
        st.integers(0, len(ACCOUNTS) - 1),
        st.integers(0, len(ACCOUNTS) - 1),
        st.booleans(),
    ),
    max_size=25,
)
answers = [st.builds(Step, st.just("answer"), st.just(n), st.just(0), st.booleans()) for n in range(4)]
openings = st.permutations(answers).flatmap(lambda order: st.tuples(*order))  # so that joins matter


def side_of(group: Group, account: int) -> tuple[Side, str]:
    platform, who = ACCOUNTS[account]
    return (group.slack if platform == "slack" else group.discord), who


def act(group: Group, step: Step) -> None:
    """The same with the tutor."""
    side, who = side_of(group, step.account)
    match step.what:
        case "answer":
            side.fill(list(side.wall.posted)[-1], (RIGHT if step.right else WRONG)[0], who)
        case "join":
            other, name = side_of(group, step.other)
            told = side.say(f"/link me {code_of(other.say('/link me', name))}", who)
            confirm(side, told, "yes, both are mine", who)
        case "part":
            confirm(side, side.say("/unlink me", who), "part them", who)
        case "forget":
            side.say("/forget-me yes", who)


def confirm(side: Side, told: Message, label: str, who: str) -> None:
    if label in text_of(told):
        side.press(told, label, who)


def next_day(group: Group) -> None:
    """Have the question of another day posted, with nothing posted after it."""
    group.talk.pulse(hours=20)
    group.talk.pulse(hours=4)


def points_in(database: str) -> list[int]:
    """Everybody's points by the ledger."""
    query = "SELECT sum(points) AS points FROM ledger GROUP BY person_id HAVING sum(points) <> 0"
    with closing(sqlite3.connect(database)) as connection:
        return sorted(points for (points,) in connection.execute(query))


def totals_in(database: str) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT points FROM totals WHERE period = 'all' AND points <> 0"
        return sorted(points for (points,) in connection.execute(query))


@settings(max_examples=size(16, 500))
@given(openings, steps)
def test_ledger_and_totals_are_what_a_plain_model_says(opening: tuple[Step, ...], more: list[Step]) -> None:
    script = (*opening, *more)
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/tutor.sqlite3"
        with grouping(database) as group:
            group.pair()
            group.ask_today()
            model, day = Model(), 0
            for step in script:
                if step.what == "day":
                    day += 1
                    next_day(group)
                else:
                    model.step(step, day)
                    act(group, step)
                    group.talk.clock.move(seconds=1)
        wanted = sorted(person.points() for person in model.people if person.points())
        assert points_in(database) == totals_in(database) == wanted
        assert Admin(database).rebuild_totals() == 0
