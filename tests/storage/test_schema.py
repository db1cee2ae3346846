"""Migrations lead to the very tables that the program uses, and back."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import schema
from storage.engine import make_engine, parse_url
from storage.models import metadata


def test_the_newest_revision_is_the_one_the_program_needs() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_the_migrations_make_exactly_the_tables_of_the_models(any_database: str) -> None:
    engine = make_engine(parse_url(any_database))
    with engine.begin() as connection:
        schema.bring_up_to_date(connection)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert schema.version(connection) == schema.HEAD
    engine.dispose()


def test_bringing_an_up_to_date_database_up_to_date_changes_nothing(any_database: str) -> None:
    engine = make_engine(parse_url(any_database))
    for _ in range(2):
        with engine.begin() as connection:
            schema.bring_up_to_date(connection)
    engine.dispose()
