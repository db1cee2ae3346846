"""How many statements the common things take, and that none of them reads a whole table."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from tests.kit import Talk
from tests.statements import heard

Statement = tuple[str, Any]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """What is sent to databases meanwhile; of what is sent for many rows at once, the first."""
    sent: list[Statement] = []
    with heard(lambda statement, values, many: sent.append((statement, values[0] if many else values))):
        yield sent


def posted(talk: Talk) -> str:
    """A daily question that has been posted; its post."""
    talk.say("/daily set 13:00 UTC")
    talk.pulse(hours=1)
    return next(iter(talk.wall.posted))


def test_an_answer_takes_few_statements(talk: Talk) -> None:
    post = posted(talk)
    talk.say("/streak", "Bob")  # so he is known
    with recorded() as sent:
        talk.fill(post, "oolong", "Bob")
    assert len(sent) <= 14


def test_a_repeated_press_takes_one_statement(talk: Talk) -> None:
    talk.say("/quiz", delivery="pressed")
    with recorded() as sent:
        talk.say("/quiz", delivery="pressed")
    assert len(sent) == 1


@pytest.mark.parametrize("channels", [1, 10])
def test_a_daily_question_takes_few_statements_a_channel(talk: Talk, channels: int) -> None:
    for number in range(channels):
        talk.say("/daily set 13:00 UTC", team=f"T{number}")
    with recorded() as sent:
        talk.pulse(hours=1)
    assert len(talk.wall.posted) == channels
    own = [statement for statement, _ in sent if not statement.startswith(("SAVEPOINT", "RELEASE"))]
    looks = 12  # for what is due, before and after, on each of three platforms
    assert len(own) <= 15 * channels + looks


def test_no_common_statement_reads_a_whole_table(talk: Talk, database: str) -> None:
    talk.say("/streak")  # so the database is there
    with recorded() as sent:
        post = posted(talk)
        for who, said in (("Ada", "oolong"), ("Bob", "lapsang"), ("Bob", "assam")):
            talk.fill(post, said, who)
        for line in ("/quiz 2", "/answer assam", "/streak", "/leaderboard", "/squad", "/daily", "/daily why"):
            talk.say(line)
        talk.call("appeal", {"post": post, "number": "1"}, "Bob")
        talk.say("/reports")
        talk.pulse(seconds=10)
        talk.pulse(hours=9)
        talk.pulse(hours=15)
    assert len(sent) > 150
    with closing(sqlite3.connect(database)) as raw:
        for statement, parameters in sent:
            if (
                statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
                and "sqlite_master" not in statement
            ):
                plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
                assert not [step for step in plan if step.startswith("SCAN")], statement
