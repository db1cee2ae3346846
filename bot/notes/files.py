"""Which files a pack is made of. Light, so that a pack from a cache needs no parser."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.errors import PackError
from bot.notes.reading import read_bytes

MANIFEST = "pack.toml"
SUFFIXES = (".md", ".markdown")


def source_bytes(path: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file that `load(path)` would read, in a fixed order.

    Raises PackError for a path that is not there; files that cannot be read are empty.
    """
    files = [(file, name) for file, name in markdown_files(path)] if path.is_dir() else [(path, path.name)]
    beside = (path if path.is_dir() else path.parent) / MANIFEST
    if beside.is_file():
        files.append((beside, MANIFEST))
    for file, name in files:
        try:
            yield name, read_bytes(file)
        except PackError:
            if file == path:
                raise
            yield name, b""


def markdown_files(folder: Path) -> list[tuple[Path, str]]:
    """Every Markdown file below a folder with its name relative to it, sorted; hidden ones are left out."""
    found = ((path, path.relative_to(folder).as_posix()) for path in folder.rglob("*"))
    wanted = (
        (path, name)
        for path, name in found
        if path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in name.split("/"))
    )
    return sorted((pair for pair in wanted if not pair[0].is_dir()), key=lambda pair: pair[1])


def refuse_outside(path: Path, folder: Path) -> None:
    """Raises PackError for a link that leads out of the folder of notes."""
    if path.is_symlink() and not _followed(path).is_relative_to(_followed(folder)):
        raise PackError(f"{path} leads outside the folder of notes; put a copy of the file there.")


def _followed(path: Path) -> Path:
    """Where a link leads; `Path.resolve` raises for one that leads to itself."""
    return Path(os.path.realpath(path))
