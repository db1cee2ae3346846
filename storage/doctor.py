"""The database's part of `exam-tutor doctor`. It changes nothing that lasts, and makes no database."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, and_, select, text
from sqlalchemy.exc import DBAPIError

from bot.doctor import Finding
from bot.errors import StoreError
from bot.events import Place
from bot.ports import Clock
from storage import schema
from storage.admin import Admin, Schema
from storage.engine import make_engine, parse_url, translate
from storage.models import channel_addresses, channels, heartbeats, schedules

LEAST_FREE = 100 * 1024 * 1024  # bytes
LIVELY = timedelta(minutes=2)  # a process whose last sign of life is younger still runs
APART = timedelta(seconds=5)  # clocks may differ by


def check_database(address: str, clock: Clock) -> Iterator[Finding]:
    """Whether the database can be reached and written to, its schema, its disk, and its clock."""
    url = parse_url(address)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        yield from _check_disk(file)
        if not file.exists():
            yield Finding(ok=True, what=f"database {file}: not there yet; the first start makes it")
            return
    try:
        yield _check_schema(Admin(address).current())
        engine = make_engine(url)
        try:
            yield from _check_inside(engine, clock)
        finally:
            engine.dispose()
    except StoreError as error:
        yield Finding(ok=False, what="database", mend=str(error))
    except DBAPIError as error:
        yield Finding(ok=False, what="database", mend=str(translate(error, url)))


def scheduled(address: str, platform: str) -> list[Place]:
    """A platform's channels with a schedule that runs; none where the database cannot be read.

    What is wrong with it is for `check_database` to say.
    """
    url = parse_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return []
    engine = make_engine(url)
    at, names = channel_addresses.c, channels.c
    named = and_(names.workspace_id == at.workspace_id, names.id == at.channel_id)
    own = and_(schedules.c.workspace_id == at.workspace_id, schedules.c.channel_id == at.channel_id)
    running = (
        select(at.team, at.external_id, names.name)
        .join(channels, named)
        .join(schedules, own)
        .where(at.platform == platform, schedules.c.paused.is_(None))
        .order_by(at.team, at.external_id)
    )
    try:
        with engine.connect() as connection:
            rows = connection.execute(running).all()
    except DBAPIError:
        return []
    finally:
        engine.dispose()
    return [Place(platform, row.team, row.external_id, row.name) for row in rows]


def _check_disk(file: Path) -> Iterator[Finding]:
    folder = next((parent for parent in file.absolute().parents if parent.exists()), Path("/"))
    if not os.access(folder, os.W_OK):
        yield Finding(ok=False, what=f"folder {folder}", mend="allow this user to write to it")
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB free for the database"
    yield Finding(free >= LEAST_FREE, said, "" if free >= LEAST_FREE else "free some space")


def _check_schema(found: Schema) -> Finding:
    if found.found == found.needed:
        return Finding(ok=True, what=f"schema {found.needed}")
    if found.found is None:
        return Finding(ok=True, what="the database is empty; the first start makes the tables")
    mend = "run: exam-tutor db upgrade; if it says that the database is newer, update the program"
    return Finding(ok=False, what=f"schema {found.found}, this program needs {found.needed}", mend=mend)


def _check_inside(engine: Engine, clock: Clock) -> Iterator[Finding]:
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.execute(text("CREATE TABLE doctor_was_here (id INTEGER)"))
        transaction.rollback()  # nothing is left of it
        yield Finding(ok=True, what=f"database {engine.url.database}: can be opened for reading and writing")
        if engine.dialect.name == "postgresql":
            yield _check_clock(connection.execute(text("SELECT now()")).scalar_one(), clock.now())
        if schema.version(connection) == schema.HEAD:
            beats = connection.execute(select(heartbeats.c.beat_at)).scalars().all()
            yield from _check_beats(list(beats), clock.now())


def _check_clock(theirs: datetime, ours: datetime) -> Finding:
    apart = abs(ours - theirs)
    said = f"the clocks of this machine and of the database differ by {apart.total_seconds():.1f} s"
    return Finding(apart <= APART, said, "" if apart <= APART else "have both set by NTP")


def _check_beats(beats: list[datetime], now: datetime) -> Iterator[Finding]:
    alive = sum(timedelta() <= now - beat < LIVELY for beat in beats)
    ahead = max((beat - now for beat in beats), default=timedelta())
    if ahead > APART:
        said = f"a process has written a time that is {ahead.total_seconds():.0f} s in the future"
        yield Finding(
            ok=False,
            what=said,
            mend="this clock was set back, or another machine's is ahead: set both by NTP",
        )
    what = f"{alive} processes serve" if alive > 1 else f"{alive or 'no'} process serves"
    yield Finding(ok=True, what=f"{what} this database now")
