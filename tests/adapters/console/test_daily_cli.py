"""`exam-tutor daily`: one line of a conversation."""

from pathlib import Path

import pytest

from exam_tutor import main
from tests.kit import TEA_NOTES


@pytest.fixture
def daily(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beginning of a call on the tea notes and a database of its own."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return ["daily", "--notes", str(TEA_NOTES), "--db", str(tmp_path / "tutor.sqlite3"), "--as", "Ada"]


def test_a_question_is_posted_and_explained(daily: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*daily, "now"]) == 0
    said = capsys.readouterr().out
    assert "tutor · to the channel" in said and "Question of the day" in said
    assert main([*daily, "set", "09:00", "Europe/Berlin", "mon-fri"]) == 0
    assert main([*daily]) == 0
    assert "09:00" in capsys.readouterr().out


def test_what_cannot_be_done_is_said_and_exits_with_1(
    daily: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*daily, "pause"]) == 1
    assert "has no daily question" in capsys.readouterr().out
    assert main([*daily, "set", "25:99", "UTC"]) == 1
    assert "At what time of day?" in capsys.readouterr().out
    assert main([*daily, "set", "09:00", "Europe/Berln"]) == 1
    assert "Europe/Berlin" in capsys.readouterr().out
