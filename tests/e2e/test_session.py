"""Whole sessions with the installed `exam-tutor`, as a person or a script has them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("exam-tutor"))
TEA = str(Path(__file__).parent.parent / "data" / "tea.md")


class Machine:
    """A user's machine: a home folder of its own, and the command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.database = home / "tutor.sqlite3"

    def run(self, *arguments: str, lines: str = "") -> subprocess.CompletedProcess[str]:
        names = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        env = {"PATH": os.environ["PATH"], **dict.fromkeys(names, str(self.home)), "PYTHONUTF8": "1"}
        return subprocess.run(
            [COMMAND, *arguments],
            input=lines,
            capture_output=True,
            text=True,
            env=env,
            check=False,
            timeout=60,
        )

    def chat(self, *lines: str, notes: str = TEA, name: str = "Ada") -> str:
        done = self.run(
            "chat", "--notes", notes, "--db", str(self.database), "--as", name, lines="\n".join((*lines, ""))
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_session_from_the_first_question_to_the_leaderboard(machine: Machine) -> None:
    said = machine.chat(
        "/ask which kind is partly oxidised", "/quiz kinds of tea", "wulong", "/quiz brewing 2"
    )
    assert "oolong: partly oxidised" in said and "tea.md:9" in said
    assert "✓ Right · 2 points" in said and "1 of 1 right, 2 points. Streak: 1 day." in said
    assert "Question 1 of 2" in said
    later = machine.chat("i have no idea", "nor here", "/streak", "/leaderboard")
    assert "Question 2 of 2" in later and "0 of 2 right" in later
    assert "Your streak: 1 day" in later and "1.  Ada" in later


def test_each_line_is_echoed_so_that_the_output_reads_as_a_conversation(machine: Machine) -> None:
    assert machine.chat("/streak").startswith("> /streak\ntutor · only you see this\n")


def test_two_people_of_one_machine_share_a_board(machine: Machine) -> None:
    for name in ("Ada", "Bob"):
        machine.chat("/quiz kinds of tea", "oolong", name=name)
    board = machine.chat("/leaderboard all", name="Bob")
    assert "Ada" in board and "Bob" in board and "← you" in board


def test_mistakes_are_one_sentence_each_and_the_session_goes_on(machine: Machine) -> None:
    said = machine.chat("/dance", "/answer oolong", "/quiz coffee", "/leaderboard year", "/7", "/help")
    assert "✗ There is no command /dance." in said
    assert "✗ No question is open here." in said
    assert "✗ No topic is called “coffee”." in said
    assert "✗ /leaderboard does not take “year”" in said
    assert "✗ There is nothing numbered /7" in said
    assert "/quiz [TOPIC] [N]" in said and "Traceback" not in said


def test_the_daily_question_is_set_by_the_words_that_the_terminal_names(machine: Machine) -> None:
    said = machine.chat("/daily set")
    assert "/daily set TIME ZONE [DAYS] [TOPICS]\n" in said and "such as Europe/Berlin" in said
    set_ = machine.chat("/daily set 09:00 Europe/Berlin mon-fri brewing", "/daily status")
    assert "09:00 Europe/Berlin, Monday to Friday, on brewing" in set_


def test_whoever_sits_down_is_named_and_a_table_without_names_has_no_empty_line(machine: Machine) -> None:
    said = machine.chat("/as Bob", "/privacy")
    assert "> /as Bob\ntutor · only you see this\n  Bob sits here now.\n\n" in said
    assert "What others see of you\n  on leaderboards " in said


def test_help_needs_no_slash_where_no_question_is_open(machine: Machine) -> None:
    said = machine.chat("Help!")
    assert "/quiz [TOPIC] [N] [together]\n      Questions now, on a topic or on everything\n" in said
    assert max(map(len, said.splitlines())) < 88
    assert "/quiz [TOPIC] [N]" not in machine.chat("/quiz brewing", "help")


def test_the_end_of_input_ends_the_session_quietly(machine: Machine) -> None:
    done = machine.run("chat", "--notes", TEA, "--db", str(machine.database))
    assert (done.returncode, done.stdout, done.stderr) == (0, "> \n", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There are no notes at"),
        (b"", "no notes in it"),
        (b"\x7fELF\x00\x00\x01\x02" * 50, "binary|text"),
    ],
)
def test_notes_that_cannot_be_read_are_one_sentence_and_exit_1(
    machine: Machine, content: bytes | None, said: str
) -> None:
    notes = machine.home / "notes.md"
    if content is not None:
        notes.write_bytes(content)
    done = machine.run("chat", "--notes", str(notes), lines="/help\n")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert any(word in done.stderr for word in said.split("|")) and str(notes.name) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_locked_database_is_said_and_the_notes_still_answer(machine: Machine) -> None:
    machine.chat("/streak")
    with closing(sqlite3.connect(machine.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = machine.chat("/streak", "/ask steep green tea")
    assert "in use by another program; try again" in said and "2 minutes" in said
    assert "1 day" not in machine.chat("/streak")


def test_a_database_of_a_newer_program_is_said(machine: Machine) -> None:
    machine.chat("/streak")
    with closing(sqlite3.connect(machine.database)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    assert "written by a newer exam-tutor" in machine.chat("/streak")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dance",), 2, "there is no command “dance”"),
        (("chat", "--nonsense"), 2, "unrecognized arguments"),
        (("chat", "--pack", "nope"), 1, "There is no pack “nope”; there is aws-developer"),
        (("chat", "--db", "mysql://u:secret@h/d"), 1, "not supported"),
    ],
)
def test_wrong_usage_exits_2_and_a_bad_input_1(
    machine: Machine, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = machine.run(*arguments, lines="/streak\n")
    assert done.returncode == code and said in done.stderr
    assert "Traceback" not in done.stderr and "secret" not in done.stderr


def test_a_data_folder_that_cannot_be_made_is_one_sentence(machine: Machine) -> None:
    machine.home = machine.home / "file"
    machine.home.touch()
    done = machine.run("chat", "--notes", TEA, lines="/streak\n")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "cannot be made" in done.stderr


def test_bytes_that_are_no_text_are_a_question_like_any(machine: Machine) -> None:
    said = subprocess.run(
        [COMMAND, "chat", "--notes", TEA, "--db", str(machine.database)],
        input=b"\xff\xfeoolong\n/streak\n",
        capture_output=True,
        check=True,
    ).stdout
    assert b"Your streak" in said and b"went wrong" not in said


def test_a_terminal_without_our_signs_gets_the_answer_all_the_same(machine: Machine) -> None:
    done = subprocess.run(
        [COMMAND, "ask", "which kind is partly oxidised", "--notes", TEA],
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        capture_output=True,
        check=True,
    )
    assert b"partly oxidised" in done.stdout and not done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "oolong", "--notes", TEA)])
def test_output_that_nobody_takes_is_no_fault(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer) as closed:
        done = subprocess.run([COMMAND, *arguments], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_output_that_a_full_disk_refuses_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "exam-tutor: the output cannot be written: No space left on device.\n"


def test_a_fault_of_ours_names_the_log_that_has_it(machine: Machine) -> None:
    program = (
        "import sys, exam_tutor\n"
        "def broken(notes, database):\n"
        "    exam_tutor._log_to_file()\n"
        "    raise LookupError\n"
        "exam_tutor._house = broken\n"
        f"sys.exit(exam_tutor.main(['chat', '--notes', {TEA!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "XDG_DATA_HOME": str(machine.home)},
        input="/streak\n",
        capture_output=True,
        text=True,
        check=False,
    )
    log = machine.home / "exam-tutor" / "exam-tutor.log"
    assert done.returncode == 1 and done.stderr.endswith(f"; {log} says which.\n")
    assert "LookupError" in log.read_text("utf-8")


def test_help_and_version_are_there(machine: Machine) -> None:
    assert "exam-tutor COMMAND" in machine.run("--help").stdout
    assert machine.run("--version").stdout.startswith("exam-tutor 0.")


def test_nothing_of_slack_discord_or_plotting_is_imported_for_a_chat(machine: Machine) -> None:
    """Nor SQLAlchemy, rich and the notes before the first prompt."""
    program = (
        "import sys, exam_tutor\n"
        f"exam_tutor.main(['chat', '--notes', {TEA!r}, '--db', {str(machine.database)!r}])\n"
        "print(*(name.split('.')[0] for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    heavy = {
        "slack_bolt",
        "slack_sdk",
        "discord",
        "aiohttp",
        "matplotlib",
        "PIL",
        "numpy",
        "alembic",
        "apscheduler",
    }
    assert not loaded & heavy
