"""Which files make a pack, in which order, and what their bytes are."""

from pathlib import Path

import pytest

from bot.errors import PackError
from bot.notes.files import markdown_files, source_bytes


def test_markdown_is_found_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.md", "a.MD", "sub/c.markdown", ".git/x.md", "note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [name for _, name in markdown_files(tmp_path)] == ["a.MD", "b.md", "sub/c.markdown"]


def test_the_bytes_of_a_pack_include_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("notes", encoding="utf-8")
    (tmp_path / "pack.toml").write_text("title", encoding="utf-8")
    assert list(source_bytes(tmp_path)) == [("a.md", b"notes"), ("pack.toml", b"title")]
    assert list(source_bytes(tmp_path / "a.md")) == [("a.md", b"notes"), ("pack.toml", b"title")]


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no file or folder"):
        list(source_bytes(tmp_path / "none.md"))
