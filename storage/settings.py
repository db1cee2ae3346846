"""What the environment says about the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import StoreUnusable, UsageError
from storage.engine import parse_url

DATABASE = "DATABASE_URL"


@dataclass(frozen=True, slots=True)
class Settings:
    """`address` is an SQLite file or a database URL, which may hold a password."""

    address: str = field(repr=False)


def read_settings(values: Mapping[str, str], default: Path) -> Settings:
    """The database that DATABASE_URL names, or the SQLite file `default`.

    Raises UsageError for an address that is none.
    """
    address = values.get(DATABASE, "").strip() or str(default)
    try:
        parse_url(address)
    except StoreUnusable as error:
        raise UsageError(f"{DATABASE}: {error}") from None
    return Settings(address)
