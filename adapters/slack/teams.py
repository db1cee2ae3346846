"""The workspaces that the app is installed in, each with its own token."""

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot

from adapters.secrets import Vault
from adapters.slack.errors import code, revoked, translate
from adapters.slack.events import PLATFORM
from adapters.slack.web import Web
from bot.errors import Forbidden, StoreError, UsageError
from bot.ports import Installations, OneTimeTokens

EXPIRES_SOON = 2 * 60 * 60  # seconds before its end at which a token is renewed
REMEMBERED = 60.0  # seconds for which a token is not looked up again
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
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace and who the app is in it."""

    id: str
    token: str = field(repr=False)
    bot_user: str
    bot: str


class Teams(Protocol):
    """Finds a workspace's token; never another's."""

    async def find(self, team: str) -> Team | None:
        """A workspace, or None where the app is not installed."""

    async def drop(self, team: str) -> None:
        """Forget a workspace that took its permission back."""


async def needed(teams: Teams, team: str) -> Team:
    """A workspace that must be there. Raises Forbidden."""
    found = await teams.find(team)
    if found is None:
        raise Forbidden(f"The app is not installed in the workspace {team}.")
    return found


class OneTeam:
    """The one workspace of SLACK_BOT_TOKEN. A token that Slack takes no more is not tried again."""

    def __init__(self, web: Web, token: str) -> None:
        self._web = web
        self._token = token
        self._team: Team | None = None
        self._revoked = False
        self._lock = asyncio.Lock()

    async def sign_in(self) -> Team:
        """Ask Slack whose token it is. Raises UsageError for one that does not work, DeliveryError."""
        async with self._lock:
            if self._team is None:
                self._team = await self._ask()
            return self._team

    async def find(self, team: str) -> Team | None:
        """The workspace, if it is the token's."""
        if self._revoked:
            return None
        own = self._team or await self.sign_in()
        return own if own.id == team else None

    async def drop(self, team: str) -> None:
        """Use the token no more."""
        _log.warning("Slack workspace %s took the token in SLACK_BOT_TOKEN back; put a new one there", team)
        self._revoked = True

    async def _ask(self) -> Team:
        try:
            said = await self._web.once(self._token).auth_test()
        except Exception as error:
            if revoked(error):
                raise UsageError(
                    "Slack does not take SLACK_BOT_TOKEN; copy the bot token of the installed app again."
                ) from None
            raise translate(error) from error
        return Team(str(said["team_id"]), self._token, str(said["user_id"]), str(said.get("bot_id") or ""))


class ManyTeams:
    """Workspaces that installed the app by OAuth; their tokens are stored sealed."""

    def __init__(
        self,
        installations: Installations,
        claims: OneTimeTokens,
        vault: Vault,
        rotate: Callable[[Bot], Awaitable[Bot | None]],
    ) -> None:
        self._installations = installations
        self._claims = claims
        self._vault = vault
        self._rotate = rotate
        self._known: dict[str, tuple[float, Team]] = {}

    async def save(self, bot: Bot) -> None:
        """Store an installation, or its renewed token. Raises UsageError for one of a whole organisation."""
        if not bot.team_id:
            raise UsageError(
                "Install the app in a workspace; it does not serve a whole organisation at once."
            )
        await self._keep(bot.team_id, json.dumps({name: getattr(bot, name) for name in _KEPT}))
        self._known.pop(bot.team_id, None)

    async def find(self, team: str) -> Team | None:
        """A workspace with a token that is valid for a while, renewed if need be."""
        until, known = self._known.get(team, (0.0, None))
        if known is not None and time.monotonic() < until:
            return known
        try:
            bot = await self._stored(team)
        except StoreError:  # a token that worked a minute ago lets the person hear of the trouble
            if known is None:
                raise
            return known
        bot = bot and await self._valid(bot)
        if bot is None:
            self._known.pop(team, None)
            return None
        found = Team(team, bot.bot_token, bot.bot_user_id, bot.bot_id)
        self._known[team] = (time.monotonic() + REMEMBERED, found)
        return found

    async def drop(self, team: str) -> None:
        """Forget a workspace's token."""
        self._known.pop(team, None)
        await self._installations.drop(PLATFORM, team)
        _log.warning("Slack workspace %s removed the app; its token is deleted", team)

    async def _keep(self, team: str, text: str) -> None:
        await self._installations.keep(PLATFORM, team, self._vault.seal(text))

    async def _stored(self, team: str) -> Bot | None:
        sealed = await self._installations.secret(PLATFORM, team)
        if sealed is None:
            return None
        text = self._vault.open(sealed)
        if not self._vault.current(sealed):
            await self._keep(team, text)
        return Bot(**json.loads(text))

    async def _valid(self, bot: Bot) -> Bot | None:
        """The bot with a token that works for a while; one process renews it, others use what there is."""
        left = (bot.bot_token_expires_at or float("inf")) - time.time()
        if left > EXPIRES_SOON:
            return bot
        name = hashlib.sha256(str(bot.bot_refresh_token).encode()).hexdigest()
        if await self._claims.claim(_RENEWAL, name, _RENEWING):
            return await self._renewed(bot) or (bot if left > 0 else None)
        return bot if left > 0 else await self._renewed_elsewhere(bot)

    async def _renewed(self, bot: Bot) -> Bot | None:
        try:
            renewed = await self._rotate(bot)
        except SlackTokenRotationError as error:
            _log.warning("Slack token of %s was not renewed: %s", bot.team_id, code(error.api_error))
            return None
        if renewed is not None:
            await self.save(renewed)
        return renewed

    async def _renewed_elsewhere(self, bot: Bot) -> Bot | None:
        for _ in range(20):
            await asyncio.sleep(0.1)
            other = await self._stored(str(bot.team_id))
            if other is None or other.bot_token != bot.bot_token:
                return other
        return None
