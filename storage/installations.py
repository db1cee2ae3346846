"""Secrets of the platforms' installations, and tokens that work once, outside every workspace."""

import secrets as chance
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from bot.ports import Clock
from storage.models import one_time_tokens, secrets
from storage.prepared import Prepared
from storage.upsert import insert_new, replace

T = TypeVar("T")

_OF_TEAM = and_(secrets.c.platform == bindparam("on"), secrets.c.team == bindparam("of"))
_SECRET = Prepared(select(secrets.c.secret).where(_OF_TEAM))
_FORGET = Prepared(delete(secrets).where(_OF_TEAM))
_SEEN = secrets.c.secret == bindparam("seen")
_FORGET_SEEN = Prepared(delete(secrets).where(_OF_TEAM, _SEEN))
_REPLACE_SEEN = Prepared(update(secrets).where(_OF_TEAM, _SEEN))
_CONSUME = Prepared(
    delete(one_time_tokens)
    .where(
        one_time_tokens.c.purpose == bindparam("purpose"),
        one_time_tokens.c.token == bindparam("token"),
        one_time_tokens.c.expires_at > bindparam("now"),
    )
    .returning(one_time_tokens.c.payload)
)
_EXPIRED = Prepared(delete(one_time_tokens).where(one_time_tokens.c.expires_at <= bindparam("now")))


class Database(Protocol):
    """Where a plain function runs in one transaction."""

    def __call__(self, work: Callable[[Connection], T]) -> Awaitable[T]:
        """Run `work`; see `bot.ports.Store`."""


class SqlInstallations:
    """The tutor's Installations: one opaque secret an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, platform: str, team: str, secret: bytes, *, instead: bytes | None = None) -> None:
        """Store or replace a secret; with `instead`, only where it is still that one."""
        row = {"platform": platform, "team": team, "secret": secret}
        if instead is None:
            await self._database(lambda connection: replace(connection, secrets, row))
            return
        seen = {"on": platform, "of": team, "seen": instead, "secret": secret}
        await self._database(lambda connection: _REPLACE_SEEN.run(connection, seen))

    async def secret(self, platform: str, team: str) -> bytes | None:
        """A secret, or None."""
        of = {"on": platform, "of": team}
        found: bytes | None = await self._database(lambda connection: _SECRET.scalar(connection, of))
        return found

    async def drop(self, platform: str, team: str, *, only: bytes | None = None) -> None:
        """Forget a secret; with `only`, where it is still that one."""
        of = {"on": platform, "of": team, "seen": only}
        which = _FORGET if only is None else _FORGET_SEEN
        await self._database(lambda connection: which.run(connection, of))


class SqlTokens:
    """The tutor's OneTimeTokens; what is too old is cleared away whenever something new comes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def issue(self, purpose: str, payload: str, seconds: int) -> str:
        """A fresh token of 43 URL-safe characters."""
        token = chance.token_urlsafe(32)
        await self._add(purpose, token, payload, seconds)
        return token

    async def consume(self, purpose: str, token: str) -> str | None:
        """The payload of a token, once."""
        own = {"purpose": purpose, "token": token, "now": self._clock.now()}
        payload: str | None = await self._database(lambda connection: _CONSUME.scalar(connection, own))
        return payload

    async def claim(self, purpose: str, name: str, seconds: int) -> bool:
        """Whether nobody claimed the name in the last `seconds` of its first claim."""
        return await self._add(purpose, name, "", seconds)

    async def _add(self, purpose: str, token: str, payload: str, seconds: int) -> bool:
        now: datetime = self._clock.now()
        row = {"purpose": purpose, "token": token, "payload": payload}
        row_until = {**row, "expires_at": now + timedelta(seconds=seconds)}

        def work(connection: Connection) -> bool:
            _EXPIRED.run(connection, {"now": now})
            return insert_new(connection, one_time_tokens, row_until)

        return await self._database(work)
