"""A story of linking two platforms, in which each step is killed before each of its statements.

Run: python -m tests.proof.dying FOLDER EVERY; only every so many statements are tried. It is a program of its
own so that a copy of it (fork) that is to die has one thread. Prints a line a step: name, number of kills.
"""

import asyncio
import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, event

from bot.events import Overheard, TakenBack, TextAnswered
from bot.messages import Message, Text, Tone
from tests.bot.usecases.test_linking import Group, code_of, grouping
from tests.kit import Side
from tests.statements import heard as statements_heard

Act = Callable[[Group], None]
_TO_THE_END = ExitStack()  # of this process
POST = "post"  # is not killed: that needs a far end that outlives the process, see test_kill


class Step(NamedTuple):
    """What somebody does, so many hours into the story; what is delivered has the same name each time."""

    name: str
    act: Act
    hours: int = 1


def story() -> Iterator[Step]:
    """Two groups become one, talk, and part."""
    yield Step("give a code", lambda group: done(group.slack, "Ada", "link", what="workspace"), 0)
    yield Step("link groups", confirming("workspace"), 0)
    yield Step("give another", lambda group: done(group.slack, "Ada", "link", what="channel"), 0)
    yield Step("pair channels", confirming("channel"), 0)
    yield Step("relay", lambda group: done(group.slack, "Ada", "link", what="relay", value="threads"), 0)
    yield Step(
        "set a daily",
        lambda group: done(group.slack, "Ada", "daily", what="set", time="13:00", zone="UTC"),
        0,
    )
    yield Step(POST, lambda group: group.talk.pulse())
    yield Step("answer on Slack", lambda group: answered(group.slack, question_of(group)[0], "Ada"))
    yield Step("answer on Discord", lambda group: answered(group.discord, question_of(group)[0], "Dan"))
    yield Step("ask to join", lambda group: done(group.slack, "Ada", "link", what="me"))
    yield Step("join accounts", confirming("me"))
    yield Step("overhear", lambda group: heard(group, "I think it is oolong"))
    yield Step("overhear an edit", lambda group: heard(group, "I know it is oolong", datetime.now(UTC)))
    yield Step("overhear a deletion", forgotten)
    yield Step("part accounts", lambda group: done(group.discord, "Dan", "unlink", what="me", sure="yes"))
    yield Step("unpair", lambda group: done(group.slack, "Ada", "unlink", what="channel", sure="yes"))
    yield Step("unlink", lambda group: done(group.slack, "Ada", "unlink", what="workspace", sure="yes"))


def done(side: Side, who: str, name: str, **args: str) -> None:
    """Somebody uses a command, and it is done."""
    said(side, who, name, **args)


def said(side: Side, who: str, name: str, **args: str) -> Message:
    """What somebody gets for a command; trouble ends the story."""
    message = side.call(name, args, who, delivery=f"{name} {sorted(args.items())}")
    assert not any(isinstance(part, Text) and part.tone is Tone.BAD for part in message.parts), message
    return message


def confirming(what: str) -> Act:
    """Dan, on Discord, types the code that Ada was given on Slack, and confirms."""

    def act(group: Group) -> None:
        code = code_of(said(group.slack, "Ada", "link", what=what))  # told again, not made anew
        done(group.discord, "Dan", "link", what=what, value=code, sure="yes")

    return act


def answered(side: Side, post: str, who: str) -> None:
    side.talk.send(TextAnswered(f"{who} {post}", side.account(who), side.place(), post, "oolong"))


def heard(group: Group, text: str, edited_at: datetime | None = None) -> None:
    side = group.slack
    place = side.place(question_of(group)[1])
    event = Overheard(f"heard {text}", side.account("Ada"), place, "m1", text, edited_at=edited_at)
    asyncio.run(group.talk.tutor.overhear(event))


def forgotten(group: Group) -> None:
    place = group.slack.place(question_of(group)[1])
    asyncio.run(group.talk.tutor.overhear(TakenBack(place, "m1")))


def question_of(group: Group) -> tuple[str, str]:
    """The post of the question, and its name on Slack."""
    with closing(sqlite3.connect(address(group))) as connection:
        query = "SELECT post_id, reference FROM outbox WHERE kind = 'question' AND platform = 'slack'"
        post, reference = connection.execute(query).fetchone()
    return post, reference


def address(group: Group) -> str:
    """Where the group's database is."""
    return group.talk.name


def survived(database: Path, step: Step, dies_at: int | None = None) -> bool:
    """Do a step in a process of its own, which dies before statement `dies_at`, if there is one."""
    child = os.fork()
    if child == 0:
        try:
            if dies_at is not None:
                die_after(dies_at)
            with grouping(str(database)) as group:
                group.talk.name = str(database)
                group.talk.clock.move(hours=step.hours)
                step.act(group)
            os._exit(0)
        except BaseException:  # noqa: BLE001  # a copy of this process must not go on as if it were this one
            traceback.print_exc()
        os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (0, -signal.SIGKILL):
        raise SystemExit(f"a step ended with {status}")
    return status == 0


def die_after(after: int) -> None:
    """Have this process killed before a statement or a commit, once so many others have been done."""
    left = after

    def one_more(*_: Any) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    _TO_THE_END.enter_context(statements_heard(one_more))
    event.listen(Engine, "commit", one_more)


def contents(database: Path) -> list[str]:
    """Everything in a database."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def sizes(database: Path) -> dict[str, int]:
    """The number of rows of each table: the same story comes to the same, whatever its ids."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def copied(source: Path, to: Path) -> Path:
    """A database's copy, with what its log holds."""
    with closing(sqlite3.connect(source)) as old:
        to.unlink(missing_ok=True)
        for suffix in ("-wal", "-shm"):
            to.with_name(to.name + suffix).unlink(missing_ok=True)
        with closing(sqlite3.connect(to)) as new:
            old.backup(new)
    return to


def tried(step: Step, before: Path, every: int) -> int:
    """Kill a step before each statement, then do it again; how many kills there were. `before` moves on."""
    after = copied(before, before.with_name("after"))
    assert survived(after, step)
    start, wanted, kills = contents(before), sizes(after), 0
    for dies_at in count(0, every):
        trial = copied(before, before.with_name("trial"))
        if step.name == POST or survived(trial, step, dies_at):
            break
        kills += 1
        assert contents(trial) == start or sizes(trial) == wanted, (
            f"{step.name}, killed at {dies_at}: half done"
        )
        for again in ("once more", "and again"):
            assert survived(trial, step)
            assert sizes(trial) == wanted, f"{step.name}, killed at {dies_at}, {again}"
    copied(after, before)
    return kills


def main(folder: Path, every: int) -> None:
    """Tell the story from an empty database."""
    database = folder / "before"
    assert survived(database, Step("begin", lambda group: group.talk.pulse(), 0))
    for step in story():
        print(f"{step.name}: {tried(step, database, every)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
