"""`exam-tutor doctor`: a line each, with a sign, and how to mend what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import exam_tutor
from adapters.console.doctor_cli import main
from bot.doctor import Finding
from bot.errors import UsageError
from tests.kit import TEA_NOTES


def well() -> Iterator[Finding]:
    yield Finding(ok=True, what="tea")


def ill() -> Iterator[Finding]:
    yield Finding(ok=False, what="water", mend="boil it")


def unreadable() -> Iterator[Finding]:
    raise UsageError("TEA_URL is no address.")
    yield


def test_what_is_well_is_a_line_and_exit_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], [well]) == 0
    assert capsys.readouterr().out == "✓ tea\n\nAll is well.\n"


def test_what_is_wrong_comes_with_its_mending_and_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A check that cannot be made does not keep the others from it."""
    assert main([], [unreadable, ill, well]) == 1
    assert capsys.readouterr().out == (
        "✗ settings\n  → TEA_URL is no address.\n✗ water\n  → boil it\n✓ tea\n\n2 of these need mending.\n"
    )


def test_settings_that_cannot_be_read_are_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("no setting\n", encoding="utf-8")
    assert exam_tutor.main(["doctor"]) == 1
    said = capsys.readouterr()
    assert said.out.count(".env:1: a setting is written NAME=value") == 1 and not said.err
    assert said.out.endswith("\n1 of these needs mending.\n")


def test_each_room_and_each_platform_brings_its_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(exam_tutor.PLATFORMS, "echo", "tests.e2e.echo")
    settings = {
        "DATABASE_URL": str(tmp_path / "t.sqlite3"),
        "TUTOR_PACKS": str(TEA_NOTES),
        "TUTOR_HTTP": "127.0.0.1:0",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert exam_tutor.main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    found = (
        "clock says",
        "time zones",
        "free for the database",
        "not there yet",
        "pack tea",
        "is free to listen",
        "echo",
    )
    assert [line[0] for line in lines if line[:1] in ("✓", "✗")] == ["✓"] * 6 + ["✗"]
    for words in found:
        assert any(words in line for line in lines), words
