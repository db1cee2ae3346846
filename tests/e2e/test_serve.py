"""`exam-tutor serve`, `doctor` and `db` as an operator has them: real processes, real signals, real HTTP."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.store import SqlStore
from tests.adapters.serve.kit import due_channels, moment

ROOT = Path(__file__).parent.parent.parent
TEA = ROOT / "tests" / "data" / "tea.md"
PROGRAM = (
    "import sys, exam_tutor\n"
    "exam_tutor.PLATFORMS['echo'] = 'tests.e2e.echo'\n"
    "sys.exit(exam_tutor.main(sys.argv[1:]))"
)
CANARY = "canary-7f3a"


class Operator:
    """A machine with a home folder of its own, and the program with one more platform."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.database = database
        self.file = home / "posts"
        names = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        self.env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "DATABASE_URL": database,
            "TUTOR_PACKS": str(TEA),
            "TUTOR_HTTP": "127.0.0.1:0",
            "ECHO_FILE": str(self.file),
            **dict.fromkeys(names, str(home)),
        }

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PROGRAM, *arguments]
        return subprocess.run(
            command,
            env=self.env | env,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    @contextmanager
    def serving(self, **env: str) -> Iterator["Served"]:
        """The server in a process of its own, listening; killed at the end if it still runs."""
        log = self.home / "log"
        with log.open("w") as written:
            process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, "serve"], env=self.env | env, cwd=self.home, stderr=written
            )
        try:
            yield Served(process, log)
        finally:
            process.kill()
            process.wait()

    def make_due(self, channels: int) -> None:
        with closing(SqlStore(self.database)) as store:
            asyncio.run(store.run(lambda tx: due_channels(tx, channels, moment())))

    def wait_until_sending(self) -> None:
        end = time.monotonic() + 30
        while not self.file.with_suffix(".began").exists():
            assert time.monotonic() < end
            time.sleep(0.02)

    def posted(self) -> Counter[str]:
        """How often each channel was posted to."""
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return Counter(line.split()[0] for line in lines)


class Served:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process = process
        self.log = log

    def wait_for(self, words: str, seconds: float = 30) -> "re.Match[str]":
        """The first place in the log that matches."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.search(words, self.log.read_text()):
                return found
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.02)
        raise AssertionError(f"no “{words}” in the log:\n{self.log.read_text()}")

    @property
    def address(self) -> str:
        return self.wait_for(r"listening on (http://\S+?);")[1]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as reply:
            with reply:
                return reply.code, reply.read().decode()

    def ask(self, query: str, number: str = "1") -> str:
        request = urllib.request.Request(f"{self.address}/echo", query.encode(), {"X-Id": number})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return str(reply.read().decode())

    def wait_until_well(self) -> None:
        end = time.monotonic() + 30
        while self.get("/healthz")[0] != 200:
            assert time.monotonic() < end, self.get("/healthz")
            time.sleep(0.02)

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; the exit code, and the seconds until it came."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=30), time.monotonic() - began


@pytest.fixture
def operator(tmp_path: Path, database: str) -> Operator:
    return Operator(tmp_path, database)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_answers_http_and_ends_in_time(operator: Operator, number: signal.Signals) -> None:
    with operator.serving() as server:
        server.wait_until_well()
        status, body = server.get("/healthz")
        assert status == 200 and json.loads(body)["platforms"] == {"echo": "connected"}
        assert "exam_tutor_ticks_total 1" in server.get("/metrics")[1]
        assert "oolong" in server.ask("which kind is partly oxidised")
        code, seconds = server.end(number)
    assert code == 0 and seconds < 10
    assert "Traceback" not in server.log.read_text()


def test_stopped_in_the_middle_and_started_again_it_posts_each_question_once(
    tmp_path: Path, any_database: str
) -> None:
    operator = Operator(tmp_path, any_database)
    operator.make_due(60)
    for _ in range(2):  # it has time for a part of them only
        before = operator.posted().total()
        with operator.serving(ECHO_SECONDS="0.3") as server:
            end = time.monotonic() + 30
            while operator.posted().total() == before:
                assert time.monotonic() < end, server.log.read_text()
                time.sleep(0.02)
            code, seconds = server.end()
        assert code == 0 and seconds < 10
        assert before < operator.posted().total() < 60
    with operator.serving() as server:
        end = time.monotonic() + 30
        while operator.posted().total() < 60 and time.monotonic() < end:
            time.sleep(0.02)
        server.wait_until_well()
        server.end()
    assert operator.posted() == Counter({f"C{n}": 1 for n in range(60)})


def test_a_second_signal_ends_it_at_once(operator: Operator) -> None:
    operator.make_due(1)
    with operator.serving(ECHO_SECONDS="60") as server:
        operator.wait_until_sending()
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("stopping")
        time.sleep(0.6)  # sooner, it is the same signal once more
        code, seconds = server.end()
    assert code == 128 + signal.SIGTERM and seconds < 1


def test_a_platform_that_hangs_does_not_hold_it_beyond_ten_seconds(operator: Operator) -> None:
    operator.make_due(1)
    with operator.serving(ECHO_SECONDS="3600") as server:
        operator.wait_until_sending()
        code, seconds = server.end()
    assert code == 0 and seconds < 10


def test_a_hangup_has_the_notes_read_again(operator: Operator) -> None:
    notes = operator.home / "mate.md"
    notes.write_text("# Mate\n\n- Mate is drunk through a bombilla.\n\nQ: How? {#q}\nA: by a bombilla\n")
    with operator.serving(TUTOR_PACKS=str(notes)) as server:
        server.wait_until_well()
        notes.write_bytes(b"\x00\x01\x02" * 99)
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("the packs stay as they were")
        assert "bombilla" in server.ask("through what is mate drunk", "1")
        notes.write_text("# Mate\n\n- Mate is drunk from a gourd.\n\nQ: From what? {#r}\nA: a gourd\n")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("packs read: mate")
        assert "gourd" in server.ask("from what is mate drunk", "2")


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"TUTOR_HTTP": "nonsense"}, "TUTOR_HTTP is “nonsense”; write host:port"),
        ({"TUTOR_PACKS": "nope"}, "There is no pack “nope”"),
        ({"DATABASE_URL": f"mysql://u:{CANARY}@h/d"}, "not supported; use sqlite or postgresql"),
        ({"TUTOR_HTTP": "192.0.2.1:1"}, "cannot be listened on"),
    ],
)
def test_settings_that_cannot_work_are_one_sentence_and_exit_1(
    operator: Operator, env: dict[str, str], said: str
) -> None:
    done = operator.run("serve", **env)
    assert done.returncode == 1 and said in done.stderr
    assert CANARY not in done.stderr and "Traceback" not in done.stderr


def test_settings_may_stand_in_a_file(operator: Operator) -> None:
    (operator.home / ".env").write_text("TUTOR_PUBLIC_URL=nonsense\n")
    done = operator.run("serve")
    assert done.returncode == 1 and "TUTOR_PUBLIC_URL is “nonsense”" in done.stderr


def test_a_database_of_a_newer_program_is_one_sentence_and_exit_1(operator: Operator) -> None:
    operator.make_due(0)
    with closing(sqlite3.connect(operator.database)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    done = operator.run("serve")
    assert done.returncode == 1 and "written by a newer exam-tutor" in done.stderr


def test_no_secret_and_no_answer_is_in_the_log(operator: Operator) -> None:
    """Not even where the database cannot be reached, or the platform's own library has a fault."""
    secrets = {
        "DISCORD_TOKEN": f"{CANARY}-discord",
        "SLACK_SIGNING_SECRET": f"{CANARY}-signing",
        "TUTOR_KEY": f"{CANARY}-key",
        "DATABASE_URL": f"postgresql://ada:{CANARY}-word@127.0.0.1:1/db",
    }
    with operator.serving(**secrets) as server:
        server.wait_for("the database is not there yet")
        server.get("/healthz")
        assert server.end()[0] == 0
    assert CANARY not in server.log.read_text()
    with operator.serving() as server:
        server.wait_until_well()
        server.ask("an answer that only Ada knows")
        server.end()
    assert "only Ada knows" not in server.log.read_text()


def test_the_doctor_knows_a_server_that_runs(operator: Operator) -> None:
    with operator.serving() as server:
        server.wait_until_well()
        done = operator.run("doctor", TUTOR_HTTP=server.address.removeprefix("http://"))
    assert done.returncode == 0, done.stdout
    assert 'runs: {"status": "ok"' in done.stdout and "1 process serves this database now" in done.stdout
