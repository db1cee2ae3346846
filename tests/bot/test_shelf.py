"""Packs on disk: found by name or path, read together, and seen to change."""

from pathlib import Path

import pytest

from bot.errors import PackError
from bot.shelf import Shelf, locate
from bot.text.glossary import Glossary

NOTES = "# {topic}\n\nQ: What is {topic} made from?\nA: leaves\n"


def pack(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    (made / "notes.md").write_text(NOTES.format(topic=name))
    return made


def shelf(*paths: Path) -> Shelf:
    return Shelf(paths, Glossary)


def test_several_packs_are_one_library(tmp_path: Path) -> None:
    library = shelf(pack(tmp_path, "tea"), pack(tmp_path, "mate")).load()
    assert [p.name for p in library.packs] == ["tea", "mate"]
    prompts = {question.prompt for question in library.questions.values()}
    assert prompts >= {"What is tea made from?", "What is mate made from?"}


def test_two_packs_of_one_name_are_refused(tmp_path: Path) -> None:
    """A schedule names its pack, and would name two."""
    (tmp_path / "other").mkdir()
    with pytest.raises(PackError, match="Two packs are called “tea”; rename"):
        shelf(pack(tmp_path, "tea"), pack(tmp_path / "other", "tea")).load()


def test_a_pack_that_ships_is_found_by_its_name_and_any_other_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "shipped").mkdir()
    own, other = pack(tmp_path / "shipped", "tea"), pack(tmp_path, "mate")
    assert locate("tea", tmp_path / "shipped") == own
    assert locate(str(other), tmp_path / "shipped") == other


@pytest.mark.parametrize("name", ["nope", "../tea/nope", ""])
def test_a_pack_that_is_neither_is_refused_with_those_that_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "shipped").mkdir()
    pack(tmp_path / "shipped", "tea")
    with pytest.raises(PackError, match="neither a path nor one of tea"):
        locate(name or "no such file", tmp_path / "shipped")


def test_a_change_of_any_file_is_a_change_of_state(tmp_path: Path) -> None:
    folder = pack(tmp_path, "tea")
    states = [shelf(folder).state()]
    (folder / "more.md").write_text("# More")
    states.append(shelf(folder).state())
    (folder / "more.md").write_text("# More of it")
    states.append(shelf(folder).state())
    (folder / "pack.toml").write_text('title = "Tea"')
    states.append(shelf(folder).state())
    (folder / "more.md").unlink()
    states.append(shelf(folder).state())
    (folder / "picture.png").write_bytes(b"")
    assert len(set(states)) == len(states) == 5 and shelf(folder).state() == states[-1]
