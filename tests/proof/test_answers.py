"""Thousands of answers, many of them sent two or three times at once from two processes: each counts once."""

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing

from sqlalchemy import func, select

from bot.events import Account, Place
from bot.ports import Asking, AskingId, Purpose, Tx
from storage.engine import make_engine, parse_url
from storage.models import attempts, ledger, persons, totals
from storage.store import SqlStore
from tests.kit import NOON, question
from tests.proof import size

ANSWERS = size(150, 10_000)
QUESTIONS = size(5, 50)


def ask_all(database: str) -> list[str]:
    """Open questions in a channel; their posts."""

    def work(tx: Tx) -> list[str]:
        member = tx.enter(Account("board", "T0", "boss", "boss"), Place("board", "T0", "C0"), NOON)
        posts = []
        for number in range(QUESTIONS):
            asking = Asking(
                AskingId(number + 1),
                member.workspace,
                question(f"q{number}"),
                NOON.date(),
                Purpose.DAILY,
                pack=f"pack{number}",
                closes_at=NOON.replace(hour=20),
            )
            tx.put(asking, NOON)
            posts.append(str(tx.post(member.spot, asking, NOON)))
        return posts

    with closing(SqlStore(database)) as store:
        return asyncio.run(store.run(work))


def test_an_answer_counts_once_whatever_is_sent_twice(
    any_database: str, proved: Callable[[str], None]
) -> None:
    posts = ask_all(any_database)
    chance = random.Random(3)
    people = [f"p{number}" for number in range(ANSWERS // QUESTIONS)]
    answers = [(person, post) for person in people for post in posts]
    lines = []
    for number, (person, post) in enumerate(answers):
        text = chance.choice(["oolong", "oolong", "lapsang"])
        copies = 1 if chance.random() > 0.3 else chance.choice([2, 3])
        lines += [[f"d{number}", person, post, text]] * copies
    chance.shuffle(lines)
    halves = (lines[::2], lines[1::2])
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.proof.answering", any_database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in halves
    ]
    for process, half in zip(running, halves, strict=True):
        assert process.stdin is not None
        process.stdin.write("".join(json.dumps(line) + "\n" for line in half))
        process.stdin.close()
    said = Counter[str]()
    for process in running:
        assert process.stdout is not None
        said.update(line.split(" ·")[0].split(".")[0] for line in process.stdout)
        process.stdout.close()
        assert process.wait() == 0
    assert set(said) <= {"Right", "Not right"}, said
    check_totals(any_database, len(answers))
    proved(f"{len(answers)} answers sent {len(lines)} times by two processes: one attempt each, totals equal")


def check_totals(database: str, answered: int) -> None:
    """One attempt each, and running totals that equal a recount."""
    engine = make_engine(parse_url(database))
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(attempts)).scalar_one() == answered
        recount = select(ledger.c.person_id, func.sum(ledger.c.points)).group_by(ledger.c.person_id)
        kept = select(totals.c.person_id, totals.c.points).where(totals.c.period == "all")
        assert set(map(tuple, connection.execute(recount))) == set(map(tuple, connection.execute(kept)))
        right = select(func.count()).select_from(attempts).where(attempts.c.result == "correct")
        points = connection.execute(select(func.sum(ledger.c.points))).scalar_one()
        rightly = connection.execute(right).scalar_one()
        assert points == 10 * rightly + (answered - rightly)
        names = connection.execute(select(persons.c.name)).scalars().all()
        assert len(names) == len(set(names))
    engine.dispose()
