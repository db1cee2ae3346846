"""`exam-tutor db`: the operator's side of the database."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Schema(Protocol):
    """A database's version and the one that is needed."""

    @property
    def found(self) -> str | None:
        """None where there is no schema yet."""

    @property
    def needed(self) -> str:
        """The newest this program knows."""


class Admin(Protocol):
    """What can be done with a database; each call raises a TutorError where it cannot be done."""

    def current(self) -> Schema: ...
    def upgrade(self) -> Schema: ...
    def downgrade(self, revision: str = "") -> Schema: ...
    def backup(self, file: Path) -> None: ...
    def rebuild_totals(self) -> int: ...


def main(argv: list[str], admin: Callable[[str | None], Admin]) -> int:
    """Run one of the subcommands. `admin` opens the database of an address, or the one of the settings."""
    options = _parser().parse_args(argv)
    run: Callable[[Admin, argparse.Namespace], str] = options.run
    print(run(admin(options.db), options))
    return 0


def _parser() -> argparse.ArgumentParser:
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--db", metavar="URL", help="an SQLite file, or a database URL (default: DATABASE_URL)"
    )
    parser = argparse.ArgumentParser(prog="exam-tutor db", description="Look after the database.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[Admin, argparse.Namespace], str], told: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=told, description=told, parents=[where])
        command.set_defaults(run=run)
        return command

    add("upgrade", lambda admin, _: _told(admin.upgrade()), "bring the schema up to date")
    down = add(
        "downgrade", lambda admin, o: _told(admin.downgrade(o.revision)), "take the schema back one step"
    )
    down.add_argument("revision", metavar="REVISION", nargs="?", default="", help="or to this one")
    add("current", lambda admin, _: _told(admin.current()), "the schema of the database")
    save = add("backup", _backup, "copy an SQLite database, also while it is in use")
    save.add_argument("file", metavar="FILE", type=Path, help="where to; must not be there yet")
    add("rebuild-totals", lambda admin, _: _rebuild(admin), "compute the leaderboards anew from the ledger")
    return parser


def _told(schema: Schema) -> str:
    if schema.found is None:
        return f"The database has no schema yet; this program needs {schema.needed}."
    if schema.found == schema.needed:
        return f"The schema is {schema.found}, which is up to date."
    return f"The schema is {schema.found}; this program needs {schema.needed}."


def _backup(admin: Admin, options: argparse.Namespace) -> str:
    admin.backup(options.file)
    return f"The database was copied to {options.file}."


def _rebuild(admin: Admin) -> str:
    wrong = admin.rebuild_totals()
    return (
        f"{wrong} totals differed from the ledger and were corrected." if wrong else "Every total was right."
    )
