"""Packs kept ready in the user's cache folder, so that a second start does not read the notes again.

A file is named by a digest of the notes' bytes, of the code that reads them and of the libraries below it:
another text or another version is another file, so what is found is never stale. It holds the pack in chunks
of rows, each with a checksum, and a pack from the cache reads a chunk when one of its rows is asked for: the
start costs the digest and a table, whatever the size of the notes. A damaged chunk is not trusted: the pack
is made again from its notes.
"""

import hashlib
import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import bot
from bot.errors import PackError
from bot.notes import Pack, source_bytes
from storage import pack_rows as rows

T = TypeVar("T")

_MAGIC = b"exam-tutor pack\n"
_CHUNK = 512  # rows; read together, because neighbours are asked for together
_KEPT = 8  # files; more are of notes or versions that nobody starts any more
_CODE = ("notes", "authoring", "text")  # the folders of bot/ that decide what a pack says
_LIBRARIES = ("pyromark", "rapidfuzz", "spellchecker", "Stemmer")  # and what they stand on
_LISTS: dict[str, tuple[Callable[[Any], rows.Row], Callable[[rows.Row], Any]]] = {
    "topics": (rows.topic_row, rows.topic_of),
    "facts": (rows.fact_row, rows.fact_of),
    "questions": (rows.question_row, rows.question_of),
    "todos": (rows.todo_row, rows.todo_of),
    "problems": (rows.problem_row, rows.problem_of),
}


class PackCache:
    """The packs kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, path: Path, make: Callable[[Path], Pack]) -> Pack:
        """The pack that `make` makes of the notes at `path`, from the cache where it is there.

        Raises PackError as `make` does. A cache that cannot be read or written is no error.
        """
        key = _key(path, make)
        file = self._folder / f"{key}.pack"
        with suppress(OSError, _DamagedError):
            return _read(file, lambda: self._again(path, make, key))
        pack = make(path)
        self._write(file, pack)
        return pack

    def _again(self, path: Path, make: Callable[[Path], Pack], key: str) -> Pack:
        with suppress(OSError):
            (self._folder / f"{key}.pack").unlink()
        if _key(path, make) != key:
            raise PackError(f"The notes at {path} were changed while they were in use; please start again.")
        return make(path)

    def _write(self, file: Path, pack: Pack) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as out:
                out.writelines(_pieces(pack))
            Path(name).replace(file)
            files = (*self._folder.glob("*.pack"), *self._folder.glob("*.part"))  # parts of broken starts
            old = sorted(files, key=lambda kept: kept.stat().st_mtime_ns, reverse=True)
            for kept in old[_KEPT:]:
                kept.unlink()


class _DamagedError(Exception):
    """A cache file that is not what was written."""


class Rows(Sequence[T], Generic[T]):
    """A list of a cached pack, read chunk by chunk when it is asked for; `make` makes it anew."""

    def __init__(self, count: int, chunk: Callable[[int], list[T]], make: Callable[[], Sequence[T]]) -> None:
        self._count = count
        self._chunk = chunk
        self._make = make
        self._read: dict[int, list[T]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(self._count)))
        at = place + self._count if place < 0 else place
        if not 0 <= at < self._count:
            raise IndexError(place)
        return self._chunk_at(at // _CHUNK)[at % _CHUNK]

    def __iter__(self) -> Iterator[T]:
        for number in range(-(-self._count // _CHUNK)):
            yield from self._chunk_at(number)

    def _chunk_at(self, number: int) -> list[T]:
        if number not in self._read:
            try:
                self._read[number] = self._chunk(number)
            except _DamagedError:
                made = self._make()
                self._read = {n // _CHUNK: list(made[n : n + _CHUNK]) for n in range(0, len(made), _CHUNK)}
        return self._read[number]


def _key(path: Path, make: Callable[[Path], Pack]) -> str:
    """A digest of the notes' names and bytes, of what is made of them, and of the code that does it."""
    digest = hashlib.sha256(f"{make.__module__}.{make.__qualname__}\n{path.resolve().name}\n".encode())
    folders = (Path(bot.__file__).parent / name for name in _CODE)
    specs = (find_spec(name) for name in _LIBRARIES)
    libraries = (Path(spec.origin) for spec in specs if spec and spec.origin)
    for code in (*(code for folder in folders for code in sorted(folder.glob("*.py"))), *libraries):
        state = code.stat()
        digest.update(f"{code.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    for name, data in source_bytes(path):
        digest.update(f"{name} {len(data)}\n".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _pieces(pack: Pack) -> Iterator[bytes]:
    """A cache file: magic, the sizes and checksum of a table, the table, then the chunks it names."""
    chunks: list[bytes] = []
    table: dict[str, Any] = {
        "name": pack.name,
        "title": pack.title,
        "exam": pack.exam,
        "domains": [rows.domain_row(domain) for domain in pack.domains],
        "glossary": rows.glossary_row(pack.glossary),
        "taught": rows.glossary_row(pack.taught),
        "files": dict(pack.files),
    }
    offset = 0
    for name, (row, _) in _LISTS.items():
        listed = getattr(pack, name)
        places = []
        for start in range(0, len(listed), _CHUNK):
            chunk = zlib.compress(_json([row(each) for each in listed[start : start + _CHUNK]]), level=1)
            places.append([offset, len(chunk), zlib.crc32(chunk)])
            offset += len(chunk)
            chunks.append(chunk)
        table[name] = [len(listed), places]
    head = _json(table)
    yield _MAGIC
    yield f"{len(head):>12}{zlib.crc32(head):>12}{offset:>16}\n".encode()
    yield head
    yield from chunks


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _read(file: Path, make: Callable[[], Pack]) -> Pack:
    """The pack of a cache file, none of its rows read yet. Raises OSError or _DamagedError."""
    with file.open("rb") as opened:
        data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if file.stat().st_size else b""
    start = len(_MAGIC) + 41
    try:
        if data[: len(_MAGIC)] != _MAGIC:
            raise _DamagedError
        size, check, rest = (int(number) for number in data[len(_MAGIC) : start].split())
        head = data[start : start + size]
        if zlib.crc32(head) != check or len(data) != start + size + rest:
            raise _DamagedError
        table = json.loads(head)
    except ValueError as error:
        raise _DamagedError from error
    made: list[Pack] = []  # by the first damaged chunk, for all lists

    def anew() -> Pack:
        if not made:
            made.append(make())
        return made[0]

    return Pack(
        name=table["name"],
        title=table["title"],
        exam=table["exam"],
        domains=tuple(rows.domain_of(row) for row in table["domains"]),
        glossary=rows.glossary_of(table["glossary"]),
        taught=rows.glossary_of(table["taught"]),
        files=table["files"],
        **{name: _list(data, start + size, table[name], name, anew) for name in _LISTS},
    )


def _list(
    data: bytes | mmap.mmap, base: int, entry: list[Any], name: str, anew: Callable[[], Pack]
) -> Rows[Any]:
    count, places = entry
    of = _LISTS[name][1]

    def chunk(number: int) -> list[Any]:
        offset, length, check = places[number]
        raw = data[base + offset : base + offset + length]
        if zlib.crc32(raw) != check:
            raise _DamagedError
        return [of(row) for row in json.loads(zlib.decompress(raw))]

    return Rows(count, chunk, lambda: getattr(anew(), name))
