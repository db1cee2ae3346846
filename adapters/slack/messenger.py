"""Writing to Slack's channels without being asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import PAUSED, RETRY_AFTER, pause, revoked, translate
from adapters.slack.names import Names
from adapters.slack.render import page, summary
from adapters.slack.rich import Block
from adapters.slack.teams import Teams, needed
from adapters.slack.web import TRIES, Web
from bot.errors import Forbidden, Gone, Later, Unsure
from bot.events import Place
from bot.messages import Message

T = TypeVar("T")

EVENT_TYPE = "exam_tutor"  # of the metadata that carries a message's key
EARLIER = timedelta(seconds=60)  # how far Slack's clock may be behind ours
LOOKED_AT = 100  # messages of one look; apps sold outside Slack's marketplace get 15
IN_THREAD = 200  # Slack gives a thread's messages oldest first


@dataclass(frozen=True, slots=True)
class Sheet:
    """One message, rendered, with the key by which it is found again."""

    blocks: list[Block]
    text: str
    key: str


class SlackMessenger:
    """The tutor's Messenger for Slack; a message's reference is its timestamp.

    A post is sent once and never repeated by itself. Its key stands in the metadata and the first block's id.
    When Slack asks for a pause, nothing is sent to that workspace until it is over.
    """

    def __init__(self, teams: Teams, web: Web, names: Names) -> None:
        self._teams = teams
        self._web = web
        self._names = names
        self._silent: dict[str, float] = {}  # until when, by workspace, on the monotonic clock

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Post a message and return its reference; see `bot.ports.Messenger`."""
        blocks, text = page(message.parts, self._names), summary(message, self._names)
        return await self._post(place, Sheet(blocks, text, key))

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Give a posted message another content."""
        blocks, text = page(message.parts, self._names), summary(message, self._names)
        await self._call(
            place,
            # read as chat.postMessage reads it, where names stay words
            lambda client: client.chat_update(
                channel=place.id, ts=reference, text=text, blocks=blocks, parse="none"
            ),
        )

    async def remove(self, place: Place, reference: str) -> None:
        """Delete a posted message; well also where somebody else has."""
        with suppress(Gone):
            await self._call(place, lambda client: client.chat_delete(channel=place.id, ts=reference))

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The reference of the message with `key`, by one look into the channel's history.

        Raises Forbidden where that does not reach back to `since`: then nobody can tell.
        """
        oldest = f"{(since - EARLIER).timestamp():.6f}"
        look: dict[str, Any] = {"channel": place.id, "oldest": oldest, "include_all_metadata": True}
        if place.thread:
            found = await self._call(
                place, lambda client: client.conversations_replies(ts=place.thread, limit=IN_THREAD, **look)
            )
        else:
            found = await self._call(
                place, lambda client: client.conversations_history(limit=LOOKED_AT, **look)
            )
        reference = next((str(m["ts"]) for m in found.get("messages") or () if _bears(m, key)), None)
        if reference is None and found.get("has_more"):
            raise Forbidden("So much was written in the channel since that one look does not show it all.")
        return reference

    async def deliver(self, place: Place, sheet: Sheet, since: datetime) -> None:
        """Post an answer: after the pauses that Slack asks for, and once even where its reply was lost."""
        for _ in range(TRIES):
            try:
                await self._post(place, sheet)
            except Later as later:
                await asyncio.sleep(min(later.seconds, RETRY_AFTER))
            except Unsure:
                if await self.find(place, sheet.key, since) is not None:
                    return
            else:
                return
        raise Later(f"Slack took no answer in {TRIES} tries.", RETRY_AFTER)

    async def _post(self, place: Place, sheet: Sheet) -> str:
        marked = [{**sheet.blocks[0], "block_id": f"key:{sheet.key}"}, *sheet.blocks[1:]]
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": sheet.key}}
        said = await self._call(
            place,
            lambda client: client.chat_postMessage(
                channel=place.id,
                text=sheet.text,
                blocks=marked,
                metadata=metadata,
                thread_ts=place.thread or None,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )
        return str(said["ts"])

    async def _call(
        self,
        place: Place,
        method: Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]],
    ) -> AsyncSlackResponse:
        team = await needed(self._teams, place.team)
        left = self._silent.get(team.id, 0.0) - time.monotonic()
        if left > 0:
            raise Later(PAUSED, left)
        try:
            return await method(self._web.once(team.token))
        except Exception as error:
            if (seconds := pause(error)) is not None:
                self._silent[team.id] = time.monotonic() + seconds
            if revoked(error):
                await self._teams.refused(team)
            raise translate(error) from error


def _bears(message: Mapping[str, Any], key: str) -> bool:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    named = any(block.get("block_id") == f"key:{key}" for block in message.get("blocks") or ())
    return payload.get("key") == key or named
