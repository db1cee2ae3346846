"""The composition root: the table of subcommands, and what each is built from.

Only this module knows every room. It imports each where it is used, so that a light command starts fast.
"""

import argparse
import atexit
import errno
import gc
import io
import os
import sys
from pathlib import Path

from bot.errors import PackError, StoreError, TutorError

TYPE_CHECKING = False  # importing typing takes longer than showing a prompt
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from adapters.console.house import House
    from adapters.redaction import Redaction
    from bot.doctor import Check
    from bot.library import Library
    from bot.messages import Message
    from bot.text.glossary import Glossary

CONTENT = Path(__file__).parent / "content"
DEFAULT_PACK = "aws-developer"
# What a machine refuses, and no fault of ours: a full disk, a file of somebody else.
_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
# Each room has `serving.opened`, an Opener, and `doctor.check`.
PLATFORMS = {"slack": "adapters.slack", "discord": "adapters.discord"}


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns the exit code: 0, 1 for a bad input, 2 for wrong usage."""
    atexit.register(gc.freeze)  # looking for cycles among all that is there at the end takes half a second
    _bear_any_text()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except TutorError as error:
        print(f"exam-tutor: {_redaction().clean(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has seen enough
        _discard_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # noqa: BLE001  # its trace is for the log, a sentence for the person
        if isinstance(fault, OSError) and fault.errno in _REFUSALS:
            where = fault.filename or "the output cannot be written"
            print(f"exam-tutor: {where}: {fault.strerror}.", file=sys.stderr)
            _discard_output()
            return 1
        print(f"exam-tutor: a fault of ours stopped this; {_logged(fault)}.", file=sys.stderr)
        return 1
    else:
        return code


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help"):
        print(_usage())
        return 0
    if name == "--version":
        from importlib.metadata import version

        print(f"exam-tutor {version('exam-tutor')}")
        return 0
    if name not in SUBCOMMANDS:
        print(f"exam-tutor: there is no command “{name[:40]}”.\n\n{_usage()}", file=sys.stderr)
        return 2
    return SUBCOMMANDS[name](arguments[1:])


def _bear_any_text() -> None:
    """What a terminal has no sign for, or bytes that are no text, become question marks and no error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _discard_output() -> None:
    """Nobody takes what is still to be written, so that the end of the program does not fail by it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def chat(argv: list[str]) -> int:
    """Talk with the tutor in this terminal, or read lines from a pipe."""
    parser = argparse.ArgumentParser(prog="exam-tutor chat", description=chat.__doc__)
    options = _terminal_options(parser).parse_args(argv)
    path = _pack_path(options.notes, options.pack)

    from adapters.console.app import run

    return run(
        lambda: _house(path, options.db), lambda: options.name or _user(), lambda: _data_folder() / "history"
    )


def daily(argv: list[str]) -> int:
    """The daily question of the terminal's channel: status, why, set, now, pause, resume."""
    from adapters.console.daily_cli import parser, run

    options = _terminal_options(parser()).parse_args(argv)
    path = _pack_path(options.notes, options.pack)
    return run(options.words, options.name or _user(), lambda: _house(path, options.db))


def ask(argv: list[str]) -> int:
    """What the notes say about something, with the line it comes from."""
    from adapters.console.ask_cli import main

    return main(argv, CONTENT)


def grade(argv: list[str]) -> int:
    """Judge answers: JSON lines in, JSON lines out."""
    from adapters.console.grade_cli import main

    return main(argv, CONTENT)


def notes(argv: list[str]) -> int:
    """Look at notes: check them, list their questions, compare two versions."""
    from adapters.console.notes_cli import main

    return main(argv)


def serve(argv: list[str]) -> int:
    """Run the tutor on its platforms and by the clock, until it is told to stop."""
    argparse.ArgumentParser(prog="exam-tutor serve", description=serve.__doc__).parse_args(argv)
    from pkgutil import resolve_name

    from adapters.clock import SystemClock
    from adapters.platform import Parts
    from adapters.serve.app import Server
    from adapters.serve.packs import warmed
    from adapters.serve.process import run
    from adapters.serve.settings import read_settings
    from bot.shelf import Shelf
    from bot.tutor import Tutor
    from bot.usecases.desk import Desk
    from storage.store import SqlStore

    _log_to_stderr()
    values = _values()
    settings = read_settings(values)
    shelf = Shelf(tuple(_packs(values)), _shipped_glossary)
    store = SqlStore(_address(values))
    clock = SystemClock()
    desk = Desk(store, clock, warmed(shelf.load()))
    parts = Parts(Tutor(desk), values, store.installations, store.tokens(clock))
    openers = {name: resolve_name(f"{room}.serving:opened") for name, room in PLATFORMS.items()}
    return run(Server(desk, shelf, parts, openers, settings), store.close)


def doctor(argv: list[str]) -> int:
    """Check settings, database, clock, notes and platforms; say how to mend what is wrong."""
    from adapters.console.doctor_cli import main

    return main(argv, _checks())


def db(argv: list[str]) -> int:
    """Look after the database: upgrade, downgrade, current, backup, rebuild-totals."""
    from adapters.console.db_cli import main
    from storage.admin import Admin

    return main(argv, lambda address: Admin(address or _address(_values())))


def slack(argv: list[str]) -> int:
    """Set the tutor up in Slack: print the app's manifest."""
    from adapters.slack.manifest import main

    return main(argv, _values())


def discord(argv: list[str]) -> int:
    """Set the tutor up on Discord: print the link that invites it."""
    from adapters.discord.invite import main

    return main(argv, _values())


SUBCOMMANDS: "dict[str, Callable[[list[str]], int]]" = {
    "chat": chat,
    "daily": daily,
    "ask": ask,
    "grade": grade,
    "notes": notes,
    "serve": serve,
    "doctor": doctor,
    "db": db,
    "slack": slack,
    "discord": discord,
}


def _usage() -> str:
    lines = [f"  {name:<8} {run.__doc__}" for name, run in SUBCOMMANDS.items()]
    return "\n".join(["usage: exam-tutor COMMAND …  (exam-tutor COMMAND --help says more)", "", *lines])


def _terminal_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Which notes, which database, and who sits at the terminal."""
    notes = parser.add_mutually_exclusive_group()
    notes.add_argument("--notes", metavar="PATH", help="a Markdown file or a folder of them")
    notes.add_argument(
        "--pack", metavar="NAME", help=f"a pack that ships with exam-tutor (default: {DEFAULT_PACK})"
    )
    parser.add_argument(
        "--db", metavar="URL", help="where answers are kept: an SQLite file, or a database URL"
    )
    parser.add_argument("--as", metavar="NAME", dest="name", help="who you are on the leaderboard")
    return parser


def _pack_path(notes: str | None, pack: str | None) -> Path:
    """The folder or file of notes. Raises PackError where it is not there."""
    path = Path(notes).expanduser() if notes else CONTENT / (pack or DEFAULT_PACK)
    if path.exists():
        return path
    if notes:
        raise PackError(f"There are no notes at {path}; give a Markdown file or a folder of them.")
    raise PackError(
        f"There is no pack “{pack}”; there is {', '.join(sorted(p.name for p in CONTENT.iterdir()))}."
    )


def _house(notes: Path, database: str | None) -> "House":
    import atexit
    from datetime import timedelta

    _log_to_file()
    from adapters.clock import SystemClock
    from adapters.console.events import PLATFORM
    from adapters.console.house import House
    from adapters.console.messenger import ConsoleMessenger
    from bot.outbox import Outbox, Route
    from bot.tutor import Tutor
    from bot.usecases.desk import Desk
    from bot.usecases.ticking import tick
    from storage.store import SqlStore

    store = SqlStore(database or _address(_values()))
    atexit.register(store.close)
    desk = Desk(store, SystemClock(), _library(notes))
    messenger = ConsoleMessenger()
    outbox = Outbox(desk, {PLATFORM: Route(messenger, timedelta(seconds=1))})

    async def pulse() -> "list[Message]":
        try:
            await tick(desk)
            await outbox.drain()
        except StoreError:
            pass  # the person was told when their own line met it
        return messenger.take()

    return House(Tutor(desk), pulse)


def _library(notes: Path) -> "Library":
    from platformdirs import user_cache_path

    from bot.authoring import study
    from bot.library import Library
    from storage.pack_cache import PackCache

    cache = PackCache(user_cache_path("exam-tutor", appauthor=False))
    return Library.of([cache.load(notes, study)], _shipped_glossary)


def _shipped_glossary() -> "Glossary":
    from bot.notes.manifest import parse_manifest

    manifest = CONTENT / DEFAULT_PACK / "pack.toml"
    return parse_manifest(manifest.read_text("utf-8"), manifest.name).glossary


def _checks() -> "Iterable[Check]":
    """What the doctor looks at, in this order; each room, and each platform, brings its own."""
    from functools import partial
    from pkgutil import resolve_name

    from adapters.clock import SystemClock
    from adapters.discord.doctor import check_channels
    from adapters.serve.doctor import check_clock, check_http
    from adapters.serve.settings import read_settings
    from bot.doctor import Finding, check_packs, check_zones
    from storage.doctor import check_database, scheduled

    clock = SystemClock()
    yield lambda: check_clock(clock)
    yield check_zones
    try:
        values = _values()
    except TutorError as error:  # all that follows needs them
        unreadable = Finding(ok=False, what="settings", mend=str(error))
        yield lambda: [unreadable]
        return
    yield lambda: check_database(_address(values), clock)
    yield lambda: check_packs(_pack_names(values), CONTENT)
    yield lambda: check_http(read_settings(values))
    for room in PLATFORMS.values():
        check: Callable[[dict[str, str]], Iterable[Finding]] = resolve_name(f"{room}.doctor:check")
        yield partial(check, values)
    yield lambda: check_channels(values, scheduled(_address(values), "discord"))


def _values() -> "dict[str, str]":
    """The settings: the environment, and `.env` below it."""
    from adapters.environment import environment

    return environment()


def _address(values: "dict[str, str]") -> str:
    from storage.settings import read_settings

    return read_settings(values, _data_folder() / "tutor.sqlite3").address


def _packs(values: "dict[str, str]") -> "Iterable[Path]":
    from bot.shelf import locate

    return (locate(name, CONTENT) for name in _pack_names(values))


def _pack_names(values: "dict[str, str]") -> "tuple[str, ...]":
    from bot.settings import read_settings

    return read_settings(values).packs or (DEFAULT_PACK,)


def _redaction() -> "Redaction":
    """What keeps secrets out of the log and of sentences."""
    from adapters.redaction import Redaction, secrets_of

    try:
        values = _values()
    except TutorError:  # a `.env` that cannot be read; what of it could be known is not
        values = dict(os.environ)
    return Redaction(secrets_of(values))


def _log_to_stderr() -> None:
    """What a server does, for whoever collects its output."""
    import logging

    handler = logging.StreamHandler()
    handler.setFormatter(_redaction())
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # the store tells enough


def _logged(fault: Exception) -> str:
    """Write a fault of ours to the log; says where that is."""
    import logging

    root = logging.getLogger()
    if not root.hasHandlers():
        _log_to_file()
    logging.getLogger("exam_tutor").error("fault", exc_info=fault)
    files = [handler.baseFilename for handler in root.handlers if isinstance(handler, logging.FileHandler)]
    if files:
        return f"{files[0]} says which"
    nowhere = all(isinstance(handler, logging.NullHandler) for handler in root.handlers)
    return "no log of it could be written" if nowhere else "the log above says which"


def _log_to_file() -> None:
    """Faults and warnings go to a file beside the database, at most 2 MB; nowhere if that cannot be."""
    import logging
    from logging.handlers import RotatingFileHandler

    logging.raiseExceptions = False  # a disk that is full is no reason for traces in a conversation
    folder = _data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        logging.basicConfig(handlers=[logging.NullHandler()])
        return
    handler = RotatingFileHandler(folder / "exam-tutor.log", maxBytes=1_000_000, backupCount=1, delay=True)
    handler.setFormatter(_redaction())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("exam-tutor", appauthor=False)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except OSError:  # no entry for this user id, as in a container
        return "me"
