"""Slack: everything wired together, ready to be mounted on a server or to call Slack.

Bolt verifies, authorises and drops the app's own messages; then one function takes every request and a table
says who answers it. See docs/decisions/0008-slack.md.
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.secrets import Vault
from adapters.slack import oauth
from adapters.slack.events import Payload
from adapters.slack.files import Files
from adapters.slack.genuine import Hearing, OwnToken, apologise
from adapters.slack.happenings import Happenings
from adapters.slack.installed import ManyTeams
from adapters.slack.interactions import EMPTY, Ack, Interactions
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from adapters.slack.messenger import SlackMessenger
from adapters.slack.overhearing import Overhearing
from adapters.slack.people import People
from adapters.slack.reception import Answers, Reception
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import Socket
from adapters.slack.tasks import Tasks
from adapters.slack.teams import OneTeam, Team, Teams
from adapters.slack.web import QUIET, Web, connected
from bot.errors import DeliveryError, TutorError, UsageError
from bot.ports import Installations, Messenger, OneTimeTokens

CLOSING = 8.0  # seconds for what is under way at the end
_OLD = 300  # seconds: older requests are refused
_TALK = 60.0  # seconds between two lines in the log about the same trouble
_SIGNATURE, _STAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"
_SECONDS = re.compile("[0-9]{1,12}")  # since 1970
_AGAIN = f"Slack did not answer. Go back to {INSTALL_PATH} and install the app once more."
_log = logging.getLogger(__name__)
# Bolt finds SLACK_BOT_TOKEN in the environment by itself, and warns that it has no use for it.
QUIET.addFilter(lambda record: record.msg != warning_client_prioritized_and_token_skipped())

Answer = Callable[[Payload, Team], Awaitable[Ack]]


class Slack:
    """The tutor in Slack. `messenger` writes to its channels without being asked."""

    def __init__(self, settings: SlackSettings, reception: Reception, flow: AsyncOAuthFlow | None) -> None:
        self.messenger: Messenger = reception.messenger
        self._reception = reception
        self._flow = flow
        self._answers = _table(Interactions(reception), Happenings(reception))
        if settings.relay:
            self._answers |= _overheard(Overhearing(reception))
        self._app = AsyncApp(
            name="tutor",
            logger=QUIET,
            client=reception.web.repeating(""),
            signing_secret=settings.signing_secret,
            authorize=OwnToken(reception.teams),  # type: ignore[arg-type]  # None is how Bolt hears no
            process_before_response=True,
            user_facing_authorize_error_message="I am not installed in this workspace any more.",
        )
        self._app.middleware(Hearing(self._answer))
        self._app.error(apologise)
        self._socket = Socket(self._app, settings.app_token) if settings.socket_mode else None
        self._said = 0.0

    def add_routes(self, server: web.Application) -> None:
        """Take Slack's requests, and installations, on a server that is shared with others."""
        if self._socket is None:
            server.router.add_post(EVENTS_PATH, self._posted)
        if self._flow is not None:
            server.router.add_get(INSTALL_PATH, self._install(self._flow.handle_installation))
            server.router.add_get(REDIRECT_PATH, self._install(self._flow.handle_callback))

    async def run(self) -> None:
        """Keep the connection of Socket Mode until cancelled; over HTTP there is nothing to do."""
        if self._socket is not None:
            await self._socket.run()

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do some work beside everything else."""
        self._reception.tasks.start(work)

    async def idle(self) -> None:
        """Wait until every answer is on its way."""
        await self._reception.tasks.idle()

    async def healthy(self) -> bool:
        """Whether Slack can reach the tutor, as far as can be seen from here."""
        return self._socket is None or await self._socket.healthy()

    async def _posted(self, request: web.Request) -> web.Response:
        stamp = request.headers.get(_STAMP, "")
        if not _could_be_slacks(request.headers):
            self._explain(stamp)
            return web.Response(status=401)
        try:
            asked = await to_bolt_request(request)
        except UnicodeDecodeError:
            return web.Response(status=400)
        answered = await self._app.async_dispatch(asked)
        if answered.status == 401:
            self._explain(stamp)
        return await to_aiohttp_response(answered)

    async def _answer(self, payload: Payload, team: Team) -> Ack:
        answer = self._answers.get(kind(payload))
        return await answer(payload, team) if answer else EMPTY

    def _install(
        self, step: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answered(request: web.Request) -> web.Response:
            try:
                return await to_aiohttp_response(await step(await to_bolt_request(request)))
            except UsageError as error:
                return web.Response(status=400, text=str(error))
            except TutorError as error:
                return web.Response(status=503, text=str(error))
            except (aiohttp.ClientError, TimeoutError) as error:
                _log.warning("Slack did not answer an installation: %s", type(error).__name__)
                return web.Response(status=503, text=_AGAIN)

        return answered

    def _explain(self, sent: str) -> None:
        """Say in the log, once in a while, why requests are refused."""
        if time.monotonic() - self._said < _TALK:
            return
        self._said = time.monotonic()
        apart = abs(time.time() - int(sent)) if _SECONDS.fullmatch(sent) else 0
        if apart > _OLD:
            _log.error("a request to Slack's endpoint is %d s old: this machine's clock may be wrong", apart)
        else:
            _log.error("a request's signature does not fit: check SLACK_SIGNING_SECRET")


@asynccontextmanager
async def opened(
    settings: SlackSettings, tutor: Answers, installations: Installations, tokens: OneTimeTokens
) -> AsyncIterator[Slack]:
    """Slack, ready to run; at the end, what is under way is finished. Raises UsageError for a bad token."""
    async with connected(settings.api_url) as over:
        names, tasks = settings.names, Tasks()
        teams, flow = await _teams(settings, over, installations, tokens, tasks)
        messenger = SlackMessenger(teams, over, names)
        people = People(over, settings.managers)
        files = Files(over, tokens)
        reception = Reception(tutor, teams, people, over, messenger, files, tokens, names, tasks)
        looking = asyncio.create_task(people.look_up())
        try:
            yield Slack(settings, reception, flow)
        finally:
            looking.cancel()
            await tasks.finish(CLOSING)


def _could_be_slacks(headers: Mapping[str, str]) -> bool:
    """Whether what is there of a signature has its form: on anything else Bolt's check of it stumbles."""
    signature, stamp = headers.get(_SIGNATURE), headers.get(_STAMP)
    return (signature is None or signature.isascii()) and (
        stamp is None or _SECONDS.fullmatch(stamp) is not None
    )


def kind(body: Payload) -> str:
    """What a request is: "command", an interaction's type, or an event's, a message's with its channel's."""
    if body.get("type") == "event_callback":
        event = body.get("event") or {}
        where = f".{event.get('channel_type')}" if event.get("type") == "message" else ""
        return f"event.{event.get('type')}{where}"
    return str(body.get("type") or ("command" if "command" in body else ""))


def _table(interactions: Interactions, happenings: Happenings) -> dict[str, Answer]:
    return {
        "command": interactions.command,
        "block_actions": interactions.pressed,
        "view_submission": interactions.submitted,
        "block_suggestion": interactions.suggested,
        "event.message.im": happenings.said,
        "event.app_mention": happenings.said,
        "event.app_home_opened": happenings.opened,
        "event.app_uninstalled": happenings.uninstalled,
        "event.tokens_revoked": happenings.revoked,
    }


def _overheard(overhearing: Overhearing) -> dict[str, Answer]:
    """Public channels and private ones, which Slack calls groups."""
    return {"event.message.channel": overhearing.heard, "event.message.group": overhearing.heard}


async def _teams(
    settings: SlackSettings, over: Web, installations: Installations, tokens: OneTimeTokens, tasks: Tasks
) -> tuple[Teams, AsyncOAuthFlow | None]:
    if settings.oauth:
        rotate = oauth.rotation(settings, over)
        many = ManyTeams(installations, tokens, Vault(settings.keys), rotate, tasks)
        return many, oauth.flow(settings, over, many, tokens)
    one = OneTeam(over, settings.bot_token)
    try:
        await one.sign_in()
    except DeliveryError as error:  # Slack may be back in a moment
        _log.warning("Slack did not answer at the start: %s", error)
    return one, None
