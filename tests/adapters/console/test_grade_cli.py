"""`exam-tutor grade --jsonl` as other programs call it."""

import io
import json
import sys
from pathlib import Path

import pytest

from adapters.console.grade_cli import grade_lines, main
from bot.errors import PackError, UsageError
from bot.grading import Grader
from bot.text.glossary import NO_GLOSSARY

GLOSSARY = '[[glossary]]\nterm = "knots per hour"\nshort = ["KPH"]\nalso = ["ship speed"]\n'
ITEM = {"id": "a", "question": "What is measured?", "answers": ["ship speed"], "response": "KPH"}


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of shipped packs with the default one."""
    pack = tmp_path / "content" / "aws-developer"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text(GLOSSARY, "utf-8")
    return pack.parent


def run(
    argv: list[str],
    shipped: Path,
    lines: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> list[dict[str, object]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(argv, shipped) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def graded(line: str) -> list[str]:
    return list(grade_lines([line.encode()], Grader(NO_GLOSSARY)))


def test_each_line_gets_a_verdict_with_its_id_score_and_reason(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "\n".join(
        json.dumps(ITEM | {"id": number, "response": said})
        for number, said in enumerate(["ship speed", "depth"])
    )
    first, second = run(["--jsonl"], shipped, lines + "\n\n", monkeypatch, capsys)
    assert first == {"id": 0, "verdict": "correct", "score": 1.0, "reason": "ship speed is right."}
    assert (second["id"], second["verdict"]) == (1, "incorrect")


def test_without_a_pack_the_shipped_glossary_is_used_and_can_be_turned_off(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps(ITEM)
    assert run(["--jsonl"], shipped, line, monkeypatch, capsys)[0]["verdict"] == "correct"
    assert (
        run(["--jsonl", "--glossary", "none"], shipped, line, monkeypatch, capsys)[0]["verdict"]
        == "incorrect"
    )


@pytest.mark.parametrize("name", ["pack", "pack/pack.toml", "notes.md"])
def test_a_pack_may_be_a_name_a_folder_or_a_file(
    name: str,
    shipped: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = GLOSSARY.replace("ship speed", "log speed")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text(other, "utf-8")
    (tmp_path / "notes.md").write_text(f"+++\n{other}+++\n# Notes\n", "utf-8")
    line = json.dumps(ITEM | {"answers": ["log speed"]})
    assert (
        run(["--jsonl", "--pack", str(tmp_path / name)], shipped, line, monkeypatch, capsys)[0]["verdict"]
        == "correct"
    )
    assert (
        run(["--jsonl", "--pack", "aws-developer"], shipped, line, monkeypatch, capsys)[0]["verdict"]
        == "incorrect"
    )


def test_notes_without_a_glossary_borrow_the_shipped_one(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plain.md").write_text("# Notes\n", "utf-8")
    found = run(
        ["--jsonl", "--pack", str(tmp_path / "plain.md")], shipped, json.dumps(ITEM), monkeypatch, capsys
    )
    assert found[0]["verdict"] == "correct"


def test_an_unknown_pack_is_refused_with_what_there_is(shipped: Path) -> None:
    with pytest.raises(PackError, match="aws-developer"):
        main(["--jsonl", "--pack", "sailing"], shipped)


def test_null_is_as_good_as_absent() -> None:
    item = ITEM | {"kind": None, "parts": None, "need": None, "response": "ship speed"}
    assert json.loads(graded(json.dumps(item))[0])["verdict"] == "correct"


def test_lists_take_kind_parts_and_need() -> None:
    item = ITEM | {
        "answers": ["a, b, c"],
        "kind": "any_of",
        "parts": [["a"], "b", ["c", "see"]],
        "need": 2,
        "response": "see, b",
    }
    assert json.loads(graded(json.dumps(item))[0])["verdict"] == "correct"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": 1', "no JSON"),
        ("[1, 2]", "no object"),
        ("{}", '"question"'),
        (json.dumps(ITEM | {"answers": []}), '"answers"'),
        (json.dumps(ITEM | {"answers": "x"}), '"answers"'),
        (json.dumps(ITEM | {"response": None}), '"response"'),
        (json.dumps(ITEM | {"kind": "essay"}), "essay"),
        (json.dumps(ITEM | {"parts": "a"}), '"parts"'),
        (json.dumps(ITEM | {"need": -1}), '"need"'),
        (json.dumps(ITEM | {"parts": ["a", "b"], "need": 3}), '"need" is 3, but there are 2 parts'),
    ],
)
def test_a_bad_line_is_named_by_its_number(line: str, said: str) -> None:
    with pytest.raises(UsageError, match="Line 2: ") as error:
        list(grade_lines([json.dumps(ITEM).encode(), line.encode()], Grader(NO_GLOSSARY)))
    assert said in str(error.value)


def test_bytes_that_are_no_text_are_a_bad_line() -> None:
    with pytest.raises(UsageError, match="Line 1: "):
        list(grade_lines([b'{"id": "\xff"}'], Grader(NO_GLOSSARY)))


def test_half_characters_come_through() -> None:
    assert (
        json.loads(
            graded('{"id": "\\ud800", "question": "Q?", "answers": ["x"], "response": "\\ud800 x"}')[0]
        )["verdict"]
        == "correct"
    )
