"""The version of the schema: what the program needs, what a database has, and the way from one to another."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StoreError, StoreUnusable, UsageError
from storage.backup import copy

HEAD = "0008"  # the newest revision in migrations/versions; a test compares
BASE = "base"  # before the first revision: no tables at all
_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 7_205_759_403_792_794  # our name for the lock of a PostgreSQL database while it is migrated

_log = logging.getLogger(__name__)


def prepare(engine: Engine) -> None:
    """Migrate an empty or older database, with a copy of an SQLite file made before.

    Raises StoreUnusable for a database that a newer program has written, and for somebody else's.
    """
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return
    with migrating(engine) as connection:
        before_it = version(connection)
        bring_up_to_date(connection)
    _log.info("the schema was brought from %s to %s", before_it or "nothing", HEAD)


def bring_up_to_date(connection: Connection) -> None:
    """Migrate an empty or older database, in the transaction of `connection`; see `prepare`."""
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
    from alembic.util import CommandError  # Alembic takes half a second to import and is seldom needed

    try:
        _alembic(connection, "upgrade", revision)
    except CommandError:
        raise StoreUnusable(
            f"This database was written by a newer exam-tutor (schema {version(connection)}, this program "
            f"knows {HEAD}); update the program, or choose another database with --db."
        ) from None


def downgrade(connection: Connection, revision: str = "") -> None:
    """Undo migrations down to `revision`; by default the newest one.

    Raises UsageError for an unknown revision, and for BASE, which loses everything, unless it is named.
    """
    from alembic.util import CommandError

    target = revision or before(connection)
    if target == BASE and not revision:
        raise UsageError(f"Before this schema there was none: say “downgrade {BASE}” to drop every table.")
    try:
        _alembic(connection, "downgrade", target)
    except CommandError as error:
        raise UsageError(f"The schema cannot go back to “{target[:40]}”: {error}.") from None


def before(connection: Connection) -> str:
    """The revision before that of a database. Raises StoreUnusable where this program does not know it."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    current = version(connection)
    if current is None:
        raise UsageError("The database has no schema that could go back.")
    try:
        known = ScriptDirectory(str(_MIGRATIONS)).get_revision(current)
    except CommandError:
        known = None
    if known is None:
        raise StoreUnusable(f"The schema {current} is of a newer exam-tutor; that one can take it back.")
    return str(known.down_revision or BASE)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction for migrations: nobody else migrates, and it leaves all of its work or nothing."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _ONE_AT_A_TIME})
                yield connection
            return
        _copy_before(connection)
        # A table is changed by making it anew; with foreign keys on, dropping the old one would drop what
        # points to it. The setting has no effect inside a transaction.
        _pragma(connection, "foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                _check_foreign_keys(connection)
        finally:
            _pragma(connection, "foreign_keys = ON")


def _copy_before(connection: Connection) -> None:
    """A copy of the file as it is, beside it, named after its schema."""
    with connection.begin():
        current = version(connection)
    database = connection.engine.url.database
    if current is not None and database and database != ":memory:":
        file = Path(database)
        copy(file, file.with_name(f"{file.name}.schema-{current}.bak"))


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError(f"The migration would have left rows of {broken[0]} without what they belong to.")


def _pragma(connection: Connection, setting: str) -> None:
    driver: Any = connection.connection.driver_connection  # past SQLAlchemy, which would begin a transaction
    driver.execute(f"PRAGMA {setting}")


def _alembic(connection: Connection, command: str, revision: str) -> None:
    from alembic import command as commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    getattr(commands, command)(config, revision)
