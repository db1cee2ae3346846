"""`exam-tutor db`, through the program's own table of subcommands."""

from pathlib import Path

import pytest

import exam_tutor

CANARY = "canary-7f3a"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "tutor.sqlite3"))
    return tmp_path


def db(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code, and what was said."""
    try:
        code = exam_tutor.main(["db", *arguments])
    except SystemExit as wrong_usage:
        code = int(str(wrong_usage.code))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_database_is_looked_after_from_the_command_line(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "has no schema yet" in db(capsys, "current")[1] and not (here / "tutor.sqlite3").exists()
    assert db(capsys, "upgrade")[1].endswith("which is up to date.\n")
    assert db(capsys, "rebuild-totals") == (0, "Every total was right.\n")
    assert db(capsys, "backup", "copy.sqlite3") == (0, "The database was copied to copy.sqlite3.\n")
    assert "which is up to date" in db(capsys, "current", "--db", "copy.sqlite3")[1]
    assert "needs" in db(capsys, "downgrade")[1]
    assert "has no schema yet" in db(capsys, "downgrade", "base")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("backup", "missing/copy"), 1, "There is no database at"),
        (("downgrade",), 1, "no schema that could go back"),
        (
            ("backup", "x", "--db", f"postgresql://a:{CANARY}@h/d"),
            1,
            "back it up with: pg_dump --format=custom -f x",
        ),
        (("current", "--db", f"postgresql://a:{CANARY}@127.0.0.1:1/d"), 1, "cannot be reached"),
        (("dance",), 2, "invalid choice"),
        (("backup",), 2, "FILE"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    found, told = db(capsys, *arguments)
    assert found == code and said in told
    assert CANARY not in told and "Traceback" not in told
