"""The version of the schema: what the program needs, what a database has, and how to bring one up to date."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import StoreUnusable

HEAD = "slack_0001"  # the newest revision in migrations/versions; a test compares
_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(connection: Connection) -> None:
    """Migrate an empty or older database, in the transaction of `connection`.

    Raises StoreUnusable for a database that a newer program has written, and for somebody else's.
    """
    current = version(connection)
    if current == HEAD:
        return
    if current is None and inspect(connection).get_table_names():
        raise StoreUnusable("This database holds tables of another program; choose another one with --db.")
    upgrade(connection)


def version(connection: Connection) -> str | None:
    """The revision a database has; None for one that was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision`."""
    # Alembic takes half a second to import and is needed once in a database's life.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError:
        raise StoreUnusable(
            f"This database was written by a newer exam-tutor (schema {version(connection)}, this program "
            f"knows {HEAD}); update the program, or choose another database with --db."
        ) from None
