"""What `exam-tutor doctor` finds, and the tutor's own part of it: packs and time zones."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import PackError
from bot.notes import load
from bot.notes.model import Severity
from bot.shelf import locate

SHOWN = 3  # errors of a pack that are told
_ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is and how it is; where it is not `ok`, how to mend it."""

    ok: bool
    what: str
    mend: str = ""


Check = Callable[[], Iterable[Finding]]


def check_packs(names: tuple[str, ...], shipped: Path) -> Iterator[Finding]:
    """Whether each pack can be read, and what in it is wrong."""
    for name in names:
        try:
            path = locate(name, shipped)
            pack = load(path)
        except PackError as error:
            yield Finding(ok=False, what=f"pack {name}", mend=str(error))
            continue
        errors = [problem for problem in pack.problems if problem.severity is Severity.ERROR]
        said = f"pack {pack.name}: {len(pack.facts)} facts, {len(pack.questions)} written questions"
        if errors:
            shown = "; ".join(f"{e.file}:{e.line}: {e.message}" for e in errors[:SHOWN])
            mend = f"{shown} (exam-tutor notes check {path} tells all)"
            counted = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
            yield Finding(ok=False, what=f"{said}, {counted}", mend=mend)
        else:
            yield Finding(ok=True, what=said)


def check_zones() -> Iterator[Finding]:
    """Whether the time zones are there, which slim images leave out."""
    try:
        for zone in _ZONES:
            ZoneInfo(zone)
    except (OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError, so it is named apart
        yield Finding(ok=False, what=f"time zones: {error}", mend=_INSTALL)
    except KeyError as missing:
        yield Finding(ok=False, what=f"time zones: {missing.args[0]}", mend=_INSTALL)
    else:
        yield Finding(ok=True, what=f"{len(available_timezones())} time zones (tzdata {_tzdata()})")


_INSTALL = "install the Python package tzdata"


def _tzdata() -> str:
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return "of the system"
