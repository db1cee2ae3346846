"""Any number of workspaces that installed the app by OAuth, their tokens sealed, and renewed in time."""

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot

from adapters.secrets import Vault
from adapters.slack.errors import code, translate
from adapters.slack.events import PLATFORM
from adapters.slack.tasks import Tasks
from adapters.slack.teams import Team
from bot.errors import Later, StoreBusy, StoreError, Unsure, UsageError
from bot.ports import Installations, OneTimeTokens

EXPIRES_SOON = 2 * 60 * 60  # seconds before its end at which a token is renewed
REMEMBERED = 60.0  # seconds for which a token is not looked up again
STALE = 0.2  # seconds to wait for a look before the token of the last one is used
AWAY = 1.0  # seconds from try to try while the database is away
_KEPT = (
    "app_id",
    "team_id",
    "bot_token",
    "bot_id",
    "bot_user_id",
    "bot_scopes",
    "bot_refresh_token",
    "bot_token_expires_at",
    "installed_at",
)
_RENEWAL = "slack renewal"
_RENEWING = 30  # seconds that one process has to renew a token
_BEING_RENEWED = "My access to this workspace is being renewed; try again in a moment."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    """A workspace as it was looked up a moment ago."""

    team: Team
    fresh_until: float  # on the monotonic clock
    ends: float  # when its token does, in seconds since 1970


@dataclass(frozen=True, slots=True)
class _Stored:
    """A token, and how it stands in the database."""

    bot: Bot
    sealed: bytes


class ManyTeams:
    """Workspaces that installed the app by OAuth; their tokens are stored sealed."""

    def __init__(
        self,
        installations: Installations,
        claims: OneTimeTokens,
        vault: Vault,
        rotate: Callable[[Bot], Awaitable[Bot | None]],
        tasks: Tasks,
    ) -> None:
        self._installations = installations
        self._claims = claims
        self._vault = vault
        self._rotate = rotate
        self._tasks = tasks
        self._known: dict[str, _Known] = {}
        self._looking: dict[str, asyncio.Task[Team | None]] = {}

    async def save(self, bot: Bot) -> None:
        """Store an installation, or its renewed token. Raises UsageError for one of a whole organisation."""
        if not bot.team_id:
            raise UsageError(
                "Install the app in a workspace; it does not serve a whole organisation at once."
            )
        text = json.dumps({name: getattr(bot, name) for name in _KEPT})
        await self._installations.keep(PLATFORM, bot.team_id, self._vault.seal(text))
        self._known.pop(bot.team_id, None)

    async def find(self, team: str) -> Team | None:
        """A workspace with a token that is valid for a while.

        One that worked a minute ago will do while the database is slow or away: the person is told by it.
        """
        known = self._known.get(team)
        if known is not None and time.monotonic() < known.fresh_until:
            return known.team
        looking = self._looking.get(team) or self._tasks.start(self._look(team))
        self._looking[team] = looking
        looking.add_done_callback(lambda _: self._looking.pop(team, None))
        usable = known.team if known is not None and time.time() < known.ends else None
        try:
            await asyncio.wait({looking}, timeout=STALE if usable else None)
            return usable if usable and not looking.done() else looking.result()
        except StoreError:
            if usable is None:
                raise
            return usable

    async def refused(self, team: Team) -> None:
        """Forget a token, unless another has been stored since: installed again, or renewed."""
        self._known.pop(team.id, None)
        found = await self._read(team.id)
        if found is not None and found.bot.bot_token == team.token:
            await self._drop(team.id, found.sealed)

    async def removed(self, team: str, at: datetime) -> None:
        """Forget an installation, unless it is a new one: the event may come late."""
        self._known.pop(team, None)
        found = await self._read(team)
        if found is not None and int(found.bot.installed_at) <= at.timestamp():  # Slack tells whole seconds
            await self._drop(team, found.sealed)

    async def _drop(self, team: str, sealed: bytes) -> None:
        await self._installations.drop(PLATFORM, team, only=sealed)
        _log.warning("Slack workspace %s removed the app; its token is deleted", team)

    async def _look(self, team: str) -> Team | None:
        bot = await self._stored(team)
        bot = bot and await self._valid(bot)
        if bot is None:
            self._known.pop(team, None)
            return None
        found = Team(team, bot.bot_token, bot.bot_user_id, bot.bot_id)
        ends = bot.bot_token_expires_at or float("inf")
        self._known[team] = _Known(found, time.monotonic() + REMEMBERED, ends)
        return found

    async def _stored(self, team: str) -> Bot | None:
        found = await self._read(team)
        return None if found is None else found.bot

    async def _read(self, team: str) -> _Stored | None:
        """A token, sealed anew where an older key sealed it; one stored meanwhile is left alone."""
        sealed = await self._installations.secret(PLATFORM, team)
        if sealed is None:
            return None
        text = self._vault.open(sealed)
        if not self._vault.current(sealed):
            anew = self._vault.seal(text)
            await self._installations.keep(PLATFORM, team, anew, instead=sealed)
            sealed = anew
        return _Stored(Bot(**json.loads(text)), sealed)

    async def _valid(self, bot: Bot) -> Bot | None:
        """The bot with a token that works for a while; one process renews it, others use what there is."""
        left = (bot.bot_token_expires_at or float("inf")) - time.time()
        if left > EXPIRES_SOON:
            return bot
        name = hashlib.sha256(str(bot.bot_refresh_token).encode()).hexdigest()
        mine = await self._claims.claim(_RENEWAL, name, _RENEWING)
        if left > 2 * REMEMBERED:
            if mine:
                self._tasks.start(self._renewed(bot))
            return bot
        if not mine:
            return bot if left > 0 else await self._renewed_elsewhere(bot)
        try:
            return await self._renewed(bot) or (bot if left > 0 else None)
        except Later:
            if left > 0:
                return bot
            raise

    async def _renewed(self, bot: Bot) -> Bot | None:
        """The bot with a new token; None where Slack gives none. Raises Later where it only cannot now."""
        try:
            renewed = await self._rotate(bot)
        except SlackTokenRotationError as error:
            _log.warning("Slack token of %s was not renewed: %s", bot.team_id, code(error.api_error))
            if isinstance(translate(error.api_error), Later | Unsure):
                raise Later(_BEING_RENEWED, _RENEWING) from None
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            _log.warning("Slack token of %s was not renewed: %s", bot.team_id, type(error).__name__)
            raise Later(_BEING_RENEWED, _RENEWING) from None
        if renewed is not None:
            await self._saved(renewed)
        return renewed

    async def _saved(self, bot: Bot) -> None:
        """Store a renewed token, however long the database is away: no other can be had for the old one."""
        while True:
            try:
                return await self.save(bot)
            except StoreBusy:
                await asyncio.sleep(AWAY)

    async def _renewed_elsewhere(self, bot: Bot) -> Bot | None:
        for _ in range(20):
            await asyncio.sleep(0.1)
            other = await self._stored(str(bot.team_id))
            if other is None or other.bot_token != bot.bot_token:
                return other
        raise Later(_BEING_RENEWED, _RENEWING)
