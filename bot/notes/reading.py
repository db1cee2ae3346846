"""Bytes of a notes file -> lines of text, and what was wrong with the bytes."""

import codecs
from pathlib import Path

from bot.errors import PackError
from bot.notes.model import Problem, Severity

LARGEST_FILE = 16 * 1024 * 1024  # bytes; notes are written by hand, more than this is something else

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_BINARY_SHARE = 0.08  # of control bytes; text has next to none, compressed data 11 %


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises PackError, in one sentence, where there is nothing to read: missing, no ordinary file, no
    permission, larger than LARGEST_FILE.
    """
    try:
        if not path.exists():
            raise PackError(f"There is no file or folder {path}; check the path.")
        if not path.is_file():
            raise PackError(f"{path} is not an ordinary file; give a Markdown file or a folder of them.")
        if path.stat().st_size > LARGEST_FILE:
            raise PackError(f"{path} is larger than {LARGEST_FILE >> 20} MB; split it into several files.")
        return path.read_bytes()
    except OSError as error:
        raise PackError(f"{path} cannot be read: {error.strerror or error}.") from error


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text with "\\n" line ends and without byte-order mark or NUL, and problems of its encoding.

    Raises PackError for what is no text at all.
    """
    text, problems = _decoded(data, file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        problems.append(_warning(file, line, "NUL bytes were left out; save the file again as plain text"))
        text = text.replace("\x00", "")
    return text, problems


def _decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if data.startswith(_UTF16_MARKS):
        note = _warning(file, 1, "the file is UTF-16; save it as UTF-8, which every viewer reads")
        return data.decode("utf-16", errors="replace"), [note]
    if len(data) - len(data.translate(None, _CONTROL)) > _BINARY_SHARE * len(data):
        raise PackError(f"{file} is not text (it looks like a binary file); give Markdown notes.")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = (
            f"byte 0x{data[error.start]:02x} is not UTF-8; the file was read as Windows-1252, "
            "so letters may be wrong: save it as UTF-8"
        )
        return data.decode("cp1252", errors="replace"), [_warning(file, line, message)]


def _warning(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, Severity.WARNING, message)
