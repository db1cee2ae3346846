"""`exam-tutor ask` on the command line."""

import io
import json
from pathlib import Path

import pytest

from adapters.console.ask_cli import main
from bot.errors import PackError, UsageError
from tests.bot.lookup.notes import NOTES, line


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "bakery.md"
    path.write_text(NOTES, "utf-8")
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of shipped packs, whose default brings a glossary."""
    pack = tmp_path / "content" / "aws-developer"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text('[[glossary]]\nterm = "Deck Oven"\nalso = ["hearth"]\n', "utf-8")
    (pack / "a.md").write_text("# Shop\n\n* opens at 6 in the morning\n", "utf-8")
    return pack.parent


def _said(capsys: pytest.CaptureFixture[str], *argv: str, shipped: Path) -> str:
    assert main(list(argv), shipped) == 0
    return capsys.readouterr().out


def test_the_fact_is_told_with_its_path_and_line(
    notes: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(capsys, "--notes", str(notes), "deck", "oven", "warm-up", shipped=shipped)
    assert "warm-up takes 2 hours" in said
    assert f"Ovens › Deck oven (DO)  (bakery.md:{line('warm-up')})" in said


def test_what_the_notes_lack_is_admitted(
    notes: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(capsys, "--notes", str(notes), "convection oven zanzibarite", shipped=shipped)
    assert said.startswith("The notes don't say.")
    assert "Convection oven" in said


def test_json_has_the_agreed_fields_and_ranks_also_when_refused(
    notes: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(capsys, "--notes", str(notes), "--json", "--top", "1", "types of pre-dough", shipped=shipped)
    [found] = json.loads(said)
    assert list(found) == ["text", "path", "file", "line", "score", "children"]
    assert found["text"] == "pre-dough types"
    assert found["path"] == ["Bakery handbook", "Doughs"]
    assert (found["file"], found["line"]) == ("bakery.md", line("pre-dough types"))
    assert found["children"] == ["poolish", "biga", "sponge"]
    assert json.loads(_said(capsys, "--notes", str(notes), "--json", "oven zanzibarite", shipped=shipped))


def test_many_queries_are_answered_line_by_line(
    notes: Path, shipped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = '{"id": "a", "query": "deck oven warm-up"}\n\n{"id": 7, "query": "xylophone oven"}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    told = [
        json.loads(row)
        for row in _said(capsys, "--notes", str(notes), "--jsonl", shipped=shipped).splitlines()
    ]
    assert [list(row) for row in told] == [["id", "lines", "score", "refused"]] * 2
    assert [row["id"] for row in told] == ["a", 7]
    assert told[0]["lines"][0] == line("warm-up")
    assert (told[0]["refused"], told[1]["refused"]) == (False, True)
    assert told[0]["score"] > told[1]["score"]
    assert all(len(row["lines"]) == len(set(row["lines"])) <= 10 for row in told)
    assert told[1]["lines"]  # ranked though refused


def test_with_several_files_each_line_says_its_file(
    shipped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (shipped / "aws-developer" / "b.md").write_text("# Garden\n\n* tulips in autumn\n", "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "query": "tulips"}'))
    told = json.loads(_said(capsys, "--jsonl", shipped=shipped))
    assert told["sources"][0] == "b.md:3"
    assert told["lines"][0] == 3


def test_the_shipped_glossary_helps_notes_that_bring_none_unless_turned_off(
    notes: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = ["--notes", str(notes), "--json", "hearth"]
    assert "Deck oven" in _said(capsys, *query, shipped=shipped)
    assert json.loads(_said(capsys, *query, "--glossary", "none", shipped=shipped)) == []


def test_without_notes_the_shipped_pack_is_asked(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "opens at 6" in _said(capsys, "when does it open", shipped=shipped)
    assert "opens at 6" in _said(capsys, "--pack", "aws-developer", "when does it open", shipped=shipped)


@pytest.mark.parametrize("row", ["not json", '{"id": 1}', '["query"]', '{"id": 1, "query": 5}', "7"])
def test_a_bad_row_is_named_by_its_number(
    notes: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 0, "query": "rye"}\n' + row))
    with pytest.raises(UsageError, match="Line 2 of the input"):
        main(["--notes", str(notes), "--jsonl"], shipped)


@pytest.mark.parametrize("name", ["nowhere", "../..", "aws-developer/.."])
def test_a_pack_that_is_not_there_is_named_with_those_that_are(shipped: Path, name: str) -> None:
    with pytest.raises(PackError, match="aws-developer"):
        main(["--pack", name, "x"], shipped)


def test_notes_that_are_not_there_are_a_sentence(shipped: Path) -> None:
    with pytest.raises(PackError, match="nowhere"):
        main(["--notes", "nowhere.md", "x"], shipped)


@pytest.mark.parametrize(
    "argv", [[], ["--jsonl", "query"], ["--pack", "a", "--notes", "b", "x"], ["--glossary", "all", "x"]]
)
def test_wrong_usage_ends_with_2(shipped: Path, argv: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv, shipped)
    assert ended.value.code == 2


@pytest.mark.parametrize("top", ["0", "-3"])
def test_fewer_than_one_fact_cannot_be_asked_for(
    notes: Path, shipped: Path, top: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--notes", str(notes), "--top", top, "rye"], shipped)
    assert left.value.code == 2
    assert "1 or more" in capsys.readouterr().err
