"""Where the database is, by the environment."""

from pathlib import Path

import pytest

from bot.errors import UsageError
from storage.settings import read_settings

DEFAULT = Path("/data/tutor.sqlite3")


def test_without_a_setting_it_is_the_default_file() -> None:
    assert read_settings({"DATABASE_URL": " "}, DEFAULT).address == "/data/tutor.sqlite3"


def test_an_address_that_is_none_is_refused_with_the_name_of_its_variable() -> None:
    with pytest.raises(UsageError, match=r"DATABASE_URL: .* is no database address") as refused:
        read_settings({"DATABASE_URL": "postgres//ada:s3cret-word@host://x"}, DEFAULT)
    assert "s3cret" not in str(refused.value)


def test_a_password_never_shows() -> None:
    settings = read_settings({"DATABASE_URL": "postgresql://ada:s3cret-word@host/db"}, DEFAULT)
    assert "s3cret" not in repr(settings) and "s3cret" in settings.address
