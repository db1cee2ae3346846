"""The packs on disk: read together, and read again when their files have changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.authoring import study
from bot.errors import PackError
from bot.library import Library
from bot.notes import Pack
from bot.text.glossary import Glossary

_State: TypeAlias = frozenset[tuple[str, int, int]]  # path, time of change, size of every file
SUFFIXES = (".md", ".markdown", ".toml")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs at `paths`; `spare` gives the glossary of those that bring none."""

    paths: tuple[Path, ...]
    spare: Callable[[], Glossary]

    def load(self) -> Library:
        """All packs. Raises PackError."""
        packs = tuple(study(path) for path in self.paths)
        _check_names(packs)
        return Library.of(packs, self.spare)

    def state(self) -> _State:
        """What tells one version of the files from another; cheap."""
        return frozenset(entry for path in self.paths for entry in _files(path))


def locate(name: str, shipped: Path) -> Path:
    """The pack of a name that ships with the tutor, or else at a path. Raises PackError."""
    own = shipped / name
    if own.parent == shipped and own.exists():
        return own
    path = Path(name).expanduser()
    if path.exists():
        return path
    known = ", ".join(sorted(pack.name for pack in shipped.iterdir() if not pack.name.startswith(".")))
    raise PackError(f"There is no pack “{name[:80]}”: it is neither a path nor one of {known}.")


def _check_names(packs: tuple[Pack, ...]) -> None:
    names = [pack.name for pack in packs]
    for name in names:
        if names.count(name) > 1:
            raise PackError(f"Two packs are called “{name}”; rename the folder of one of them.")


def _files(path: Path) -> Iterator[tuple[str, int, int]]:
    found = path.rglob("*") if path.is_dir() else [path, path.parent / "pack.toml"]
    for file in found:
        if file.suffix.lower() in SUFFIXES:
            try:
                about = file.stat()
            except OSError:
                continue  # gone since it was listed; the next look sees a steady folder
            yield str(file), about.st_mtime_ns, about.st_size
