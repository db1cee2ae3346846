"""A second start finds the pack as it was; what is stale or damaged is never trusted."""

import os
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.authoring import study
from bot.errors import PackError
from bot.notes import Pack, load
from storage import pack_cache
from storage.pack_cache import PackCache

NOTES = (
    "# Ropes\n## Kinds\n"
    + "".join(
        f"* the rope of boat {chr(97 + n % 26) * 3} holds {n + 20} kg\n  * and strong\n" for n in range(300)
    )
    + """
## Asked
Q: Which rope stretches? {#stretch level=2}
A: nylon | polyamide
ok: nylon
reject: hemp

> Nylon does.

Q: Name two.
A: any 2 of: nylon; hemp

Q: Which floats?

- [x] dyneema
  It is light.
- [ ] nylon

* look up: prices
"""
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "ropes.md"
    path.write_text(NOTES, encoding="utf-8")
    (tmp_path / "pack.toml").write_text(
        'title = "T"\n[domains]\na = {title = "A", weight = 5}\n[[glossary]]\nterm = "x"\nshort = ["y"]\n',
        "utf-8",
    )
    return path


@pytest.fixture
def cache(tmp_path: Path) -> PackCache:
    return PackCache(tmp_path / "cache")


class Counting:
    """A maker of packs that knows how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0
        self.__qualname__ = "load"
        self.__module__ = "here"

    def __call__(self, path: Path) -> Pack:
        self.calls += 1
        return load(path)


def whole(pack: Pack) -> tuple[object, ...]:
    lists = (pack.topics, pack.facts, pack.questions, pack.todos, pack.problems)
    named = (pack.name, pack.title, pack.exam, pack.domains, pack.glossary, pack.taught, dict(pack.files))
    return (*named, *(tuple(each) for each in lists))


@pytest.mark.parametrize("make", [load, study])
def test_the_second_pack_is_the_first(notes: Path, cache: PackCache, make: Callable[[Path], Pack]) -> None:
    assert whole(cache.load(notes, make)) == whole(cache.load(notes, make)) == whole(make(notes))


def test_the_second_start_makes_nothing(notes: Path, cache: PackCache) -> None:
    make = Counting()
    cache.load(notes, make)
    cache.load(notes, make)
    assert make.calls == 1


def test_rows_are_read_one_by_one_from_both_ends_and_in_slices(notes: Path, cache: PackCache) -> None:
    made = cache.load(notes, load)
    kept = cache.load(notes, load)
    assert kept.facts[-1] == made.facts[-1]
    assert kept.facts[510:514] == tuple(made.facts[510:514])
    assert len(kept.facts) == len(made.facts)
    with pytest.raises(IndexError):
        kept.facts[len(kept.facts)]


@pytest.mark.parametrize("changed", ["ropes.md", "pack.toml"])
def test_changed_notes_are_read_again(notes: Path, cache: PackCache, changed: str) -> None:
    make = Counting()
    cache.load(notes, make)
    file = notes.parent / changed
    file.write_text(
        file.read_text(encoding="utf-8").replace("T", "U").replace("strong", "weak"), encoding="utf-8"
    )
    pack = cache.load(notes, make)
    assert make.calls == 2
    assert pack.title == "U" or pack.facts[1].text == "and weak"


def test_what_is_made_of_the_notes_belongs_to_the_key(notes: Path, cache: PackCache) -> None:
    assert len(cache.load(notes, load).questions) < len(cache.load(notes, study).questions)


@pytest.mark.parametrize("at", [0, 3, 20, 45, 200, -1, -40])
def test_a_changed_byte_is_noticed_wherever_it_is(
    notes: Path, cache: PackCache, tmp_path: Path, at: int
) -> None:
    made = cache.load(notes, load)
    (file,) = (tmp_path / "cache").iterdir()
    data = bytearray(file.read_bytes())
    data[at] ^= 0x55
    file.write_bytes(data)
    assert whole(cache.load(notes, load)) == whole(made)


@pytest.mark.parametrize("size", [0, 10, 60, 5000])
def test_a_torn_file_is_not_trusted(notes: Path, cache: PackCache, tmp_path: Path, size: int) -> None:
    made = cache.load(notes, load)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert whole(cache.load(notes, load)) == whole(made)


def test_notes_that_change_under_a_damaged_cache_are_refused(
    notes: Path, cache: PackCache, tmp_path: Path
) -> None:
    cache.load(notes, load)
    (file,) = (tmp_path / "cache").iterdir()
    data = bytearray(file.read_bytes())
    data[-1] ^= 0x55
    file.write_bytes(data)
    pack = cache.load(notes, load)
    notes.write_text("# other\n* text\n", encoding="utf-8")
    with pytest.raises(PackError, match="were changed while they were in use"):
        whole(pack)


def test_a_folder_that_cannot_be_written_costs_only_time(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert PackCache(tmp_path / "file").load(notes, load).name == "ropes"


def test_old_files_are_cleared_away(notes: Path, cache: PackCache, tmp_path: Path) -> None:
    for number in range(12):
        notes.write_text(f"# {number}\n* a\n", encoding="utf-8")
        cache.load(notes, load)
    assert len(list((tmp_path / "cache").iterdir())) == 8


def test_what_a_broken_start_left_is_cleared_away(notes: Path, cache: PackCache, tmp_path: Path) -> None:
    cache.load(notes, load)
    left = tmp_path / "cache" / "left.part"
    left.write_bytes(b"half a pack")
    os.utime(left, (0, 0))
    for number in range(8):
        notes.write_text(f"# {number}\n* a\n", encoding="utf-8")
        cache.load(notes, load)
    assert not left.exists()


@pytest.mark.parametrize("library", ["pyromark", "rapidfuzz"])
def test_another_version_of_a_library_makes_the_pack_anew(
    notes: Path, cache: PackCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    make = Counting()
    cache.load(notes, make)
    other = tmp_path / "other.py"
    other.write_text("# the next version\n", encoding="utf-8")
    newer = ModuleSpec(library, None, origin=str(other))
    monkeypatch.setattr(pack_cache, "find_spec", lambda name: newer if name == library else find_spec(name))
    cache.load(notes, make)
    assert make.calls == 2


def test_notes_that_are_not_there_are_refused_as_ever(cache: PackCache, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no file or folder"):
        cache.load(tmp_path / "none.md", load)
