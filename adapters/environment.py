"""Settings as the machine keeps them: environment variables, and an optional `.env` file below them."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.errors import UsageError

LARGEST = 64 * 1024  # characters of a `.env`
_QUOTES = ("'", '"')


def environment(file: Path = Path(".env"), variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables, with those of `file` that are not set otherwise. Raises UsageError for a bad line."""
    return {**_read(file), **variables}


def _read(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as text: {error}.") from None
    if len(text) > LARGEST:
        raise UsageError(f"{file} is too long for a file of settings; is it one?")
    pairs = (_pair(line, f"{file}:{number}") for number, line in enumerate(text.splitlines(), 1))
    return dict(pair for pair in pairs if pair)


def _pair(line: str, where: str) -> tuple[str, str] | None:
    """One line: `NAME=value`, `export` before it, quotes around the value, a comment; None for none of it."""
    said = line.strip()
    if not said or said.startswith("#"):
        return None
    name, equals, value = said.removeprefix("export ").partition("=")
    name = name.strip()
    if not equals or not (name.isidentifier() and name.isascii()):
        raise UsageError(f"{where}: a setting is written NAME=value, one a line.")  # the line may be a secret
    return name, _value(value.strip(), f"{where}: {name}")


def _value(value: str, what: str) -> str:
    if not value.startswith(_QUOTES):
        return value.partition(" #")[0].rstrip()
    inside, closing, rest = value[1:].partition(value[0])
    if not closing or (rest.strip() and not rest.strip().startswith("#")):
        raise UsageError(f"{what} begins with a quotation mark; end it with the same one.")
    return inside
