"""The workspaces that the app is installed in, each with its own token; the one of SLACK_BOT_TOKEN."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from adapters.slack.errors import revoked, translate
from adapters.slack.web import Web
from bot.errors import Forbidden, UsageError

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

    async def refused(self, team: Team) -> None:
        """Forget a token that Slack takes no more; not one that has come in its place."""

    async def removed(self, team: str, at: datetime) -> None:
        """Forget what was installed in a workspace before the app was removed from it."""


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
        self._since = datetime.now(UTC).replace(microsecond=0)  # Slack tells whole seconds
        self._revoked = False
        self._asking: asyncio.Task[Team] | None = None

    async def sign_in(self) -> Team:
        """Ask Slack whose token it is. Raises UsageError for one that does not work, DeliveryError.

        The question goes on for others where somebody waits no longer for it.
        """
        if self._team is None:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask())
            self._team = await asyncio.shield(self._asking)
        return self._team

    async def find(self, team: str) -> Team | None:
        """The workspace, if it is the token's."""
        if self._revoked:
            return None
        own = self._team or await self.sign_in()
        return own if own.id == team else None

    async def refused(self, team: Team) -> None:
        """Use the token no more."""
        _log.error("Slack workspace %s took the token in SLACK_BOT_TOKEN back; put a new one there", team.id)
        self._revoked = True

    async def removed(self, team: str, at: datetime) -> None:
        """Use the token no more, unless the program was started with it since."""
        own = await self.find(team)
        if own is not None and at >= self._since:
            await self.refused(own)

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
