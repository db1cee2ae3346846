"""Copies of an SQLite database, made while it is in use."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex

from bot.errors import StoreError


def copy(database: Path, file: Path) -> None:
    """Write all that is committed in `database` to `file`, which then is one whole database or is not there.

    Nobody has to wait meanwhile. An older `file` is replaced at the very end. Raises StoreError.
    """
    part = file.with_name(f"{file.name}.{token_hex(4)}.part")  # others may be copying to the same name
    try:
        _copy(database, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"The backup {file} could not be written: {error}.") from None


def _copy(database: Path, part: Path) -> None:
    source = f"{database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(part)) as copied:
        live.backup(copied)  # one step over all pages: a single moment of the database
        copied.execute("PRAGMA journal_mode = DELETE")  # one file that can be carried away
        found = copied.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged, and so may be {database} ({found})")
