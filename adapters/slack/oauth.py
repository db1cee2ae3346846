"""Installing the app in any number of workspaces: Slack's OAuth flow over the tutor's own stores."""

from collections.abc import Awaitable, Callable
from logging import Logger
from typing import Any
from urllib.parse import urljoin

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from adapters.slack.installed import EXPIRES_SOON, ManyTeams
from adapters.slack.manifest import ASKED, INSTALL_PATH, REDIRECT_PATH
from adapters.slack.settings import SlackSettings
from adapters.slack.web import QUIET, Web
from bot.ports import OneTimeTokens

STATE_SECONDS = 600
_STATE = "slack install"


class TeamStore(AsyncInstallationStore):
    """Bolt's store of installations: only what the flow needs, which is to save one."""

    def __init__(self, teams: ManyTeams) -> None:
        self._teams = teams

    @property
    def logger(self) -> Logger:
        """Where Bolt logs to."""
        return QUIET

    async def async_save(self, installation: Installation) -> None:
        """Seal and store the app's token; the installer's own, if any, is not kept. Raises TutorError."""
        await self._teams.save(installation.to_bot())


class StateStore(AsyncOAuthStateStore):
    """Bolt's store of states: each works once, for ten minutes, on any replica."""

    def __init__(self, tokens: OneTimeTokens) -> None:
        self._tokens = tokens

    @property
    def logger(self) -> Logger:
        """Where Bolt logs to."""
        return QUIET

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        """A fresh state."""
        return await self._tokens.issue(_STATE, "", STATE_SECONDS)

    async def async_consume(self, state: str) -> bool:
        """Whether a state was issued and not used yet."""
        return await self._tokens.consume(_STATE, state) is not None


def flow(settings: SlackSettings, web: Web, teams: ManyTeams, tokens: OneTimeTokens) -> AsyncOAuthFlow:
    """The flow at `INSTALL_PATH` and `REDIRECT_PATH`."""
    return AsyncOAuthFlow(
        client=web.once(""),
        logger=QUIET,
        settings=AsyncOAuthSettings(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scopes=ASKED,
            user_scopes=[],
            redirect_uri=f"{settings.public_url}{REDIRECT_PATH}" if settings.public_url else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=urljoin(settings.api_url, "../oauth/v2/authorize"),
            installation_store=TeamStore(teams),
            state_store=StateStore(tokens),
            state_expiration_seconds=STATE_SECONDS,
            logger=QUIET,
        ),
    )


def rotation(settings: SlackSettings, web: Web) -> Callable[[Bot], Awaitable[Bot | None]]:
    """Renews a bot's token with Slack, where token rotation is switched on for the app."""
    rotator = AsyncTokenRotator(
        client_id=settings.client_id, client_secret=settings.client_secret, client=web.once("")
    )

    async def renewed(bot: Bot) -> Bot | None:
        return await rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=EXPIRES_SOON // 60)

    return renewed
