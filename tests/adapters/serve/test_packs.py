"""Packs follow their files; a bad change leaves the last good ones in place."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.serve.packs import Reloader, told
from bot.shelf import Shelf
from bot.text.glossary import Glossary
from bot.usecases.desk import Desk
from storage.store import SqlStore
from tests.kit import SetClock

GOOD = "# Tea\n\nQ: Which tea? {#one}\nA: oolong\n"
BETTER = "# Tea\n\nQ: Which tea now? {#two}\nA: oolong\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "tea"
    folder.mkdir()
    (folder / "tea.md").write_text(GOOD)
    return folder


def play(database: str, notes: Path, *steps: Callable[[], object] | None) -> list[str]:
    """The ids of the questions after each step: a change (None: nothing changes), and one look."""

    async def run() -> list[str]:
        with closing(SqlStore(database)) as store:
            shelf = Shelf((notes,), Glossary)
            desk = Desk(store, SetClock(), shelf.load())
            reloader = Reloader(desk, shelf)
            seen: list[str] = []
            for step in steps:
                if step is not None:
                    step()
                await reloader.look()
                seen.append(" ".join(desk.library.questions))
            return seen

    return asyncio.run(run())


def test_a_change_is_taken_up_once_the_files_are_steady(database: str, notes: Path) -> None:
    """A copy that is under way may be half a file."""
    file = notes / "tea.md"
    halves = [lambda: file.write_text(BETTER[:40]), lambda: file.write_text(BETTER), None, None]
    assert play(database, notes, *halves) == ["one", "one", "two", "two"]


@pytest.mark.parametrize("bad", [b"", b"\x7fELF\x00\x01" * 99, b"# Tea\n\nNothing is asked.\n"])
def test_a_bad_change_leaves_the_last_good_packs_and_a_good_one_is_taken_up_again(
    database: str, notes: Path, bad: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = notes / "tea.md"
    steps = [lambda: file.write_bytes(bad), None, None, lambda: file.write_text(BETTER), None]
    assert play(database, notes, *steps) == ["one", "one", "one", "one", "two"]
    kept = [record for record in caplog.records if "the packs stay as they were" in record.getMessage()]
    assert len(kept) == 1  # once a change, not once a look


def test_a_folder_that_is_gone_leaves_the_last_good_packs(database: str, notes: Path) -> None:
    away = [lambda: notes.rename(notes.with_name("gone")), None, None]
    assert play(database, notes, *away) == ["one", "one", "one"]


def test_packs_are_read_at_once_when_somebody_asks(database: str, notes: Path) -> None:
    async def run() -> tuple[bool, str]:
        with closing(SqlStore(database)) as store:
            shelf = Shelf((notes,), Glossary)
            desk = Desk(store, SetClock(), shelf.load())
            reloader = Reloader(desk, shelf)
            (notes / "tea.md").write_text(BETTER)
            return await reloader.reload(), told(desk.library)

    assert asyncio.run(run()) == (True, "tea: 0 facts, 1 questions, 0 errors")
