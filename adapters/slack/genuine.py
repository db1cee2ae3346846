"""What stands between Bolt and the tutor: whose token a request may use, and Bolt's last middleware."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.events import Payload
from adapters.slack.interactions import Ack
from adapters.slack.teams import Team, Teams
from bot.errors import Later, TutorError

KNOWN_IN = 1.5  # seconds to find out whose token a request may use; Slack waits 3 for all
_log = logging.getLogger(__name__)


class OwnToken(AsyncAuthorize):
    """The token of the workspace that a request comes from, and of no other."""

    def __init__(self, teams: Teams) -> None:
        self._teams = teams

    async def __call__(  # noqa: PLR0913  # Bolt's own signature
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """Who the app is in the workspace; None where it is not installed. Raises TutorError in time."""
        try:
            async with asyncio.timeout(KNOWN_IN):
                team = await self._teams.find(team_id) if team_id else None
        except TimeoutError:
            raise Later("I cannot find out who I am here; try again in a moment.", KNOWN_IN) from None
        if team is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team.id,
            bot_token=team.token,
            bot_id=team.bot,
            bot_user_id=team.bot_user,
        )


class Hearing(AsyncMiddleware):
    """Takes every request that Bolt found genuine and not the app's own, in place of Bolt's listeners."""

    def __init__(self, answer: Callable[[Payload, Team], Awaitable[Ack]]) -> None:
        self._answer = answer

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt's own name
    ) -> BoltResponse:
        """The acknowledgement, with the answer in it if there is one."""
        found = req.context.authorize_result
        if found is None or not found.team_id:
            return BoltResponse(status=200)
        team = Team(found.team_id, found.bot_token or "", found.bot_user_id or "", found.bot_id or "")
        return BoltResponse(status=200, body=await self._answer(req.body, team))


async def apologise(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """What Slack is answered where not even the workspace's token could be found.

    Whoever typed a command reads why. Anything else is refused, so that Slack delivers it again or shows that
    a press came to nothing.
    """
    if not isinstance(error, TutorError):
        _log.error("a request could not be answered", exc_info=error)
        return BoltResponse(status=503)
    _log.warning("%s", error)
    return (
        BoltResponse(status=200, body=str(error)) if "command" in request.body else BoltResponse(status=503)
    )
