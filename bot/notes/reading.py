"""Bytes of a notes file -> lines of text, and what was wrong with the bytes."""

import codecs
import re
from pathlib import Path

from bot.errors import PackError
from bot.notes.model import Problem, Severity

LARGEST_FILE = 16 * 1024 * 1024  # bytes; notes are written by hand, more than this is something else

# What a file begins with -> how it is encoded; the longer marks first, as one begins with another.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096  # bytes that tell UTF-16 without a mark
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_BINARY_SHARE = 0.08  # of control bytes; text has next to none, compressed data 11 %
_FEW_CONTROLS = 8  # no file is binary for these
_SAME = (("\ufeff", ""), ("\r\n", "\n"), ("\r", "\n"), ("\u00a0", " "), ("\u3000", " "))
_ESCAPED = re.compile("[\udc80-\udcff]+")  # bytes that are not UTF-8, as Python keeps them


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises PackError, in one sentence, where there is nothing to read: missing, no ordinary file, no
    permission, larger than LARGEST_FILE.
    """
    try:
        if path.is_symlink() and not path.exists():
            raise PackError(f"{path} is a link that leads nowhere; remove it or mend it.")
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
    """The text with "\\n" line ends, ordinary blanks, and without byte-order mark or NUL; its problems.

    Raises PackError for what is no text at all.
    """
    text, problems = _decoded(data, file)
    for written, meant in _SAME:
        text = text.replace(written, meant)
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        problems.append(_warning(file, line, "NUL bytes were left out; save the file again as plain text"))
        text = text.replace("\x00", "")
    return text, problems


def _decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if encoding := _wide(data):
        message = f"the file is {encoding.upper()[:6]}; save it as UTF-8, which every viewer reads"
        return data.decode(encoding, errors="replace"), [_warning(file, 1, message)]
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls > max(_FEW_CONTROLS, _BINARY_SHARE * len(data)):
        raise PackError(f"{file} is not text (it looks like a binary file); give Markdown notes.")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = (
            f"byte 0x{data[error.start]:02x} is not UTF-8; such bytes were read as Windows-1252, "
            "so letters may be wrong: save the file as UTF-8"
        )
        text = data.decode("utf-8", errors="surrogateescape")
        return _ESCAPED.sub(_windows_1252, text), [_warning(file, line, message)]


def _wide(data: bytes) -> str:
    """How a text of two or four bytes a character is encoded, or ""."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if marked:
        return marked
    sample = data[:_SAMPLE]
    # Latin letters have a zero byte each: the second one, or with the other byte order the first one.
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[start::2].count(0)
        if zeros > len(sample) / 4 and not sample[1 - start :: 2].count(0):
            return encoding
    return ""


def _windows_1252(escaped: re.Match[str]) -> str:
    return escaped[0].encode(errors="surrogateescape").decode("cp1252", errors="replace")


def _warning(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, Severity.WARNING, message)
