"""A file or folder of notes becomes a pack, whole, and every fact knows where it stands."""

import os
from pathlib import Path

import pytest

from bot.errors import PackError
from bot.notes import Pack, load
from bot.notes.model import FactKind, Severity
from tests.bot.notes.kit import fact, messages

HARBOUR = Path(__file__).parents[2] / "data" / "notes" / "harbour.md"


@pytest.fixture(scope="module")
def harbour() -> Pack:
    """Messy notes with most accidents that real ones have."""
    return load(HARBOUR)


def test_no_line_of_messy_notes_is_lost(harbour: Pack) -> None:
    said = "\n".join(
        [topic.path[-1] for topic in harbour.topics]
        + [text for f in harbour.facts for text in (f.text, *f.code)]
        + [todo.text for todo in harbour.todos]
    )
    for line in HARBOUR.read_text(encoding="utf-8").splitlines():
        for word in line.replace("```", " ").replace("|", " ").split():
            assert word.strip("*#:-") in said, line


def test_headings_make_a_tree_whatever_their_indentation(harbour: Pack) -> None:
    assert [topic.path for topic in harbour.topics] == [
        ("Harbour notes",),
        ("Harbour notes", "Mooring (tying up a boat)"),
        ("Harbour notes", "Mooring (tying up a boat)", "Lines"),
        ("Harbour notes", "Anchoring"),
        ("Harbour notes", "Anchoring", "Radio"),
        ("Harbour notes", "Anchoring", "Radio", "Empty one"),
        ("Harbour notes", "Buoys without a blank"),
    ]


def test_bullets_below_an_indented_heading_are_not_children_of_the_list_above(harbour: Pack) -> None:
    assert fact(harbour, 30).parents == ()
    assert fact(harbour, 30).path == ("Harbour notes", "Anchoring")


def test_a_bullet_whose_star_was_forgotten_is_a_fact_of_its_own(harbour: Pack) -> None:
    forgotten = fact(harbour, 33)
    assert forgotten.text == "swings with the wind"
    assert forgotten.parents == ("CQR, Bruce, Danforth",)


def test_parents_are_the_bullets_above_outermost_first(harbour: Pack) -> None:
    deep = fact(harbour, 13)
    assert deep.parents == ("bow line: keeps the bow in place", "at least 10 m long")
    assert deep.parent is not None
    assert harbour.facts[deep.parent].text == "at least 10 m long"


def test_starred_lines_are_important_facts_without_stars(harbour: Pack) -> None:
    starred = fact(harbour, 3)
    assert (starred.text, starred.important) == ("call the harbour master FIRST", True)


def test_code_belongs_to_the_fact_above_and_knows_its_line(harbour: Pack) -> None:
    assert fact(harbour, 15).code == ("cleat hitch",)
    assert fact(harbour, 15).code_lines == (16,)
    assert fact(harbour, 23).code == ("check lines --all",)


def test_code_below_a_heading_makes_a_fact_of_the_heading(harbour: Pack) -> None:
    script = fact(harbour, 37)
    assert (script.text, script.kind) == ("Radio", FactKind.CODE)
    assert script.code == ("#!/bin/sh\n# test the radio\nradio --channel 16", "yaml: channel\nwork: 72")


def test_an_unclosed_fence_swallows_nothing(harbour: Pack) -> None:
    assert fact(harbour, 46).code == ("!open\n    - never closed",)
    assert fact(harbour, 49).text == "last bullet of the radio"


def test_to_dos_and_open_questions_are_kept_apart_with_their_children(harbour: Pack) -> None:
    assert [(todo.source.line, todo.text) for todo in harbour.todos] == [
        (2, "Notes of an evening course. Course number on the board: 12-b"),
        (7, "Review section 4.2 Knots before the exam"),
        (19, "are ropes of nylon better?"),
        (20, "REVIEW: section 3 anchoring"),
        (21, "chain or rope"),
    ]


def test_rows_name_their_columns_and_surplus_cells_stay(harbour: Pack) -> None:
    assert fact(harbour, 57).text == "colour: red; side: port"
    assert fact(harbour, 58).text == "colour: green; side: starboard; returning"


def test_a_definition_list_is_a_fact_with_its_term(harbour: Pack) -> None:
    assert fact(harbour, 60).text == "Cardinal mark: points to safe water"
    assert fact(harbour, 60).source.end_line == 61


def test_every_oddity_is_reported_where_it_stands(harbour: Pack) -> None:
    reported = {problem.line for problem in harbour.problems}
    assert reported == {3, 16, 22, 23, 24, 28, 33, 37, 41, 46, 47, 51, 53}


def test_nothing_in_messy_notes_is_an_error(harbour: Pack) -> None:
    assert {problem.severity for problem in harbour.problems} <= {Severity.INFO, Severity.WARNING}


def test_a_folder_is_read_sorted_with_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('title = "Sailing"\nexam = "SKS"\n', encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n- second\n  - child\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.markdown").write_text("# D\n- third\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# A\n- first\n", encoding="utf-8")
    (tmp_path / "photo.txt").write_text("not notes", encoding="utf-8")
    (tmp_path / ".hidden.md").write_text("# no", encoding="utf-8")
    pack = load(tmp_path)
    assert (pack.title, pack.exam, list(pack.files)) == (
        "Sailing",
        "SKS",
        ["a.md", "b.md", "deep/a.markdown"],
    )
    assert [f.text for f in pack.facts] == ["first", "second", "child", "third"]
    assert pack.facts[2].parent == 1
    assert [topic.facts for topic in pack.topics] == [(0,), (1, 2), (3,)]


def test_a_manifest_beside_a_single_file_counts_and_front_matter_counts_more(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('title = "Folder"\nexam = "X"\n', encoding="utf-8")
    (tmp_path / "one.md").write_text("---\ntitle: Mine\n---\n# One\n- fact\n", encoding="utf-8")
    pack = load(tmp_path / "one.md")
    assert (pack.title, pack.exam) == ("Mine", "X")
    assert pack.facts[0].source.line == 5


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", b"", "has no notes in it"),
        ("blank.md", b"\n\n  \n", "has no notes in it"),
        ("binary.md", bytes(range(256)) * 8, "is not text"),
    ],
)
def test_what_is_no_notes_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PackError, match=said) as refused:
        load(tmp_path / name)
    assert str(refused.value).endswith(".")


def test_missing_paths_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no file or folder"):
        load(tmp_path / "nowhere.md")
    with pytest.raises(PackError, match="no Markdown file"):
        load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes")
def test_a_pipe_is_refused_before_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(PackError, match="not an ordinary file"):
        load(tmp_path / "pipe.md")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(PackError, match="larger than"):
        load(tmp_path / "huge.md")


def test_one_bad_file_of_a_folder_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# G\n- fact\n", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"\x00\x01\x02" * 100)
    pack = load(tmp_path)
    assert len(pack.facts) == 1
    assert [(p.file, p.severity) for p in pack.problems] == [("bad.md", Severity.ERROR)]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# S\n- secret\n", encoding="utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "own.md").write_text("# O\n- own\n", encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    pack = load(folder)
    assert [f.text for f in pack.facts] == ["own"]
    assert "leads outside the folder" in messages(pack)[0]


@pytest.mark.parametrize("target", ["loop.md", "nowhere.md"])
def test_links_that_lead_nowhere_are_an_error_and_the_others_are_read(tmp_path: Path, target: str) -> None:
    (tmp_path / "good.md").write_text("# G\n- fact\n", encoding="utf-8")
    (tmp_path / "loop.md").symlink_to(target)
    pack = load(tmp_path)
    assert [f.text for f in pack.facts] == ["fact"]
    assert "is a link that leads nowhere" in messages(pack)[0]


def test_an_empty_file_of_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# G\n- fact\n", encoding="utf-8")
    (tmp_path / "later.md").write_text("\n", encoding="utf-8")
    assert [message.partition(";")[0] for message in messages(load(tmp_path))] == [
        "later.md:1: nothing is written in this file"
    ]


def test_a_link_to_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# A\n- see [b](b.md#x) and [c](sub/c.md) and [w](https://example.org)\n", "utf-8"
    )
    (tmp_path / "b.md").write_text("# B\n- fact\n", encoding="utf-8")
    assert messages(load(tmp_path)) == ["a.md:2: this link leads nowhere: there is no sub/c.md"]


def test_files_are_known_by_their_digest(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# A\n- fact\n", encoding="utf-8")
    first = load(file).files["a.md"]
    file.write_text("# A\n- other fact\n", encoding="utf-8")
    assert load(file).files["a.md"] != first


def test_the_collector_is_as_it_was_before(tmp_path: Path) -> None:
    import gc

    (tmp_path / "a.md").write_text("# A\n- fact\n", encoding="utf-8")
    load(tmp_path)
    assert gc.isenabled()
