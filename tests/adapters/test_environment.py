"""The environment, and the `.env` below it."""

from pathlib import Path

import pytest

from adapters.environment import environment
from bot.errors import UsageError


def read(tmp_path: Path, text: str, **variables: str) -> dict[str, str]:
    file = tmp_path / ".env"
    file.write_text(text, encoding="utf-8")
    return environment(file, variables)


def test_without_a_file_it_is_the_environment(tmp_path: Path) -> None:
    assert environment(tmp_path / ".env", {"A": "1"}) == {"A": "1"}


def test_the_environment_stands_above_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, "A=file\nB=file", A="environment") == {"A": "environment", "B": "file"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=plain words", "plain words"),
        ("  export A = spaced  ", "spaced"),
        ("A=a#b # a comment", "a#b"),
        ("A='a # b' # a comment", "a # b"),
        ('A="=x="', "=x="),
        ("A=", ""),
        ("\ufeffA=marked", "marked"),
    ],
)
def test_a_line_is_a_name_and_a_value(tmp_path: Path, line: str, value: str) -> None:
    assert read(tmp_path, f"{line}\n\n# nothing\n") == {"A": value}


@pytest.mark.parametrize(
    "line", ["s3cret-token", "1A=s3cret", "A B=s3cret", "=s3cret", 'A="s3cret', "A='s3cret' s3cret"]
)
def test_any_other_line_is_refused_by_its_number_and_not_repeated(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError, match=r"\.env:2: ") as refused:
        read(tmp_path, f"B=1\n{line}")
    assert "s3cret" not in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00A")
    with pytest.raises(UsageError, match="cannot be read as text"):
        environment(tmp_path / ".env", {})
