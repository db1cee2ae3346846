"""Here databases begin without tables: how they get them is what is tested."""

import pytest


@pytest.fixture
def database(new_database: str) -> str:
    """The path of an SQLite file that is not there yet."""
    return new_database


@pytest.fixture
def postgres_database(new_postgres_database: str) -> str:
    """A PostgreSQL database without tables."""
    return new_postgres_database
