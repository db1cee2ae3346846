"""`exam-tutor notes`: reports for people, JSON for programs, exit codes for both."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.console.notes_cli import main
from bot.errors import PackError

NOTES = """\
# Ropes
- **nylon** stretches by 20 %
  - good for anchors
    ```
    splice
    ```
- look up: price

Q: Which rope stretches? {#stretch}
A: nylon | polyamide

Q: Name three.
A: any 2 of: nylon; hemp; dyneema
# Empty
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "ropes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out


def parsed(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    return json.loads(run(capsys, *arguments)[1])


def test_check_prints_the_tree_the_to_dos_the_problems_and_the_sums(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(capsys, "check", notes)
    assert code == 0
    assert "  Ropes  (2 facts, 2 questions)" in out
    assert "ropes.md:7: look up: price" in out
    assert "ropes.md:14: nothing is written under this heading" in out
    assert "2 written questions (1 text, 1 any_of)" in out


def test_check_json_has_the_keys_of_the_contract(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, "check", notes, "--json")
    assert list(found) == ["topics", "todos", "questions", "problems"]
    topic = found["topics"][0]
    assert {key: topic[key] for key in ("path", "level", "file", "line")} == {
        "path": ["Ropes"], "level": 1, "file": "ropes.md", "line": 1,
    }  # fmt: skip
    assert topic["facts"][1] == {
        "text": "good for anchors", "file": "ropes.md", "line": 3, "end_line": 3,
        "parents": ["nylon stretches by 20 %"], "code": ["splice"],
    }  # fmt: skip
    assert found["todos"] == [{"file": "ropes.md", "line": 7, "text": "look up: price", "path": ["Ropes"]}]
    assert found["questions"][0]["id"] == "stretch"
    assert found["problems"][0]["severity"] == "warning"
    assert set(found["problems"][0]) == {"file", "line", "severity", "message"}


def test_strict_fails_on_warnings_and_errors_always_fail(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", notes, "--strict")[0] == 1
    notes.write_text("# A\nQ: Which?\n\n- [ ] a\n- [ ] b\n", encoding="utf-8")
    assert run(capsys, "check", notes)[0] == 1


def test_stats_are_only_the_counts(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "check", notes, "--stats")[1]
    assert out.splitlines()[0].split() == ["1", "file"]
    assert "look up" not in out


def test_stats_tell_how_the_questions_are_spread_and_where_the_right_options_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack.toml").write_text(
        '[domains]\nsea = {title = "At sea", weight = 60}\n', encoding="utf-8"
    )
    (tmp_path / "a.md").write_text(
        "# Lights {domain=sea tag=night}\n\nQ: Port? {level=2}\n\n- [x] crimson\n- [ ] green\n\n"
        "Q: Stern?\nA: white\n",
        encoding="utf-8",
    )
    lines = [line.strip() for line in run(capsys, "check", tmp_path, "--stats")[1].splitlines()]
    assert lines[lines.index("By topic") + 1] == "2 100.0%  Lights"
    assert lines[lines.index("By domain") + 1] == "2 100.0%  At sea (weight 60 %)"
    assert lines[lines.index("By kind") + 1 :][:2] == ["1  50.0%  choice", "1  50.0%  text"]
    assert lines[lines.index("By level") + 1 :][:2] == ["1  50.0%  1", "1  50.0%  2"]
    assert lines[lines.index("By tag") + 1] == "2 100.0%  night"
    assert lines[-1] == (
        "1 choice questions with 2 options: right ones by place: 1, 0 "
        "(chi-square 1.0 with 1 degrees of freedom); "
        "the right one is as long as any in 100.0%, as short as any in 0.0%"
    )


def test_questions_json_has_the_keys_of_the_contract(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = parsed(capsys, "questions", notes, "--json")[:2]
    assert first == {
        "id": "stretch", "kind": "text", "prompt": "Which rope stretches?", "answers": ["nylon", "polyamide"],
        "choices": [], "source": {"file": "ropes.md", "line": 9}, "topic": ["Ropes"], "generated": False,
    }  # fmt: skip
    assert (second["parts"], second["need"]) == ([["nylon"], ["hemp"], ["dyneema"]], 2)


def test_why_tells_rules_and_drops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# B\n## Ropes\n* ropes last 5 years at sea\n* it costs 90 $ a metre\n", encoding="utf-8")
    out = run(capsys, "questions", path, "--why")[1]
    assert "which number belongs in the blank? “ropes last ____ years at sea”" in out
    assert "why: number: " in out
    assert "plain.md:4: it costs 90 $ a metre – number: a price" in out
    assert all("why" in question for question in parsed(capsys, "questions", path, "--why", "--json"))


def test_one_of_a_kind_is_no_plural_and_nothing_dropped_is_no_heading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# B\n\nQ: What? {#a}\nA: rope\n", encoding="utf-8")
    assert "     1 file\n     1 topic\n     0 facts" in run(capsys, "check", path)[1]
    assert "Not asked" not in run(capsys, "questions", path, "--why")[1]


def test_diff_tells_what_became_of_the_questions(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.md"
    new.write_text(
        NOTES.replace("polyamide", "perlon").replace("Q: Name three.\nA: any 2 of", "Q: All?\nA: all of")
    )
    out = run(capsys, "diff", notes, new)[1].splitlines()
    assert out[-1] == "1 added, 1 changed, 0 moved, 1 retired, 0 as they were"
    assert [line[0] for line in out[:-1]] == ["+", "~", "-"]


def test_folders_name_files_relative_to_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.md").write_text("# A\n* a\n", encoding="utf-8")
    assert parsed(capsys, "check", tmp_path, "--json")["topics"][0]["file"] == "deep/a.md"


def test_control_characters_never_reach_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A \x1b[31m red\n* look up \x1b]0;title\x07 this\n", encoding="utf-8")
    assert "\x1b" not in run(capsys, "check", path)[1]


def test_missing_notes_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There is no file or folder"):
        main(["check", str(tmp_path / "none")])


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["frobnicate"])
    assert left.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
