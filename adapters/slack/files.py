"""A text that somebody keeps, as a file in their direct messages: no answer in Slack can hold one.

See https://docs.slack.dev/messaging/working-with-files.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.errors import code
from adapters.slack.teams import Team
from adapters.slack.web import Web
from bot.errors import StoreError
from bot.events import Event
from bot.messages import File, Message, Part, Text, Tone
from bot.ports import OneTimeTokens

_SENT = "slack file"
_A_DAY = 24 * 60 * 60
_NAME = 128  # characters of a claim
_WHY = {
    "missing_scope": "the app lacks files:write or im:write, so install it again with the present manifest",
    "file_uploads_disabled": "uploads are switched off in this workspace",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Files:
    """Sends the files of a message to whoever asked."""

    web: Web
    claims: OneTimeTokens

    async def sent(self, message: Message, asked: Event, team: Team) -> Message:
        """The message with a word where each file was; one that could not be sent is shown after it."""
        files = [part for part in message.parts if isinstance(part, File)]
        if not files:
            return message
        why = {file: await self._send(file, asked, team) for file in files}
        parts = [shown for part in message.parts for shown in _instead(part, why)]
        return replace(message, parts=tuple(parts))

    async def _send(self, file: File, asked: Event, team: Team) -> str:
        """Send a file once, however often the question was delivered; why it did not work, or ""."""
        try:
            if not await self.claims.claim(_SENT, f"{file.name}.{team.id}.{asked.delivery}"[:_NAME], _A_DAY):
                return ""
        except StoreError as error:  # better twice than not
            _log.warning("%s", error)
        try:
            await self._upload(file, asked.who.id.rpartition(".")[2], team)
        except SlackApiError as error:
            return _WHY.get(code(error), f"Slack refused it: {code(error) or 'trouble of its own'}")
        except (aiohttp.ClientError, SlackClientError, TimeoutError, ConnectionError) as error:
            _log.warning("a file was not sent: %s", type(error).__name__)  # its text may name the address
            return "Slack did not take it"
        return ""

    async def _upload(self, file: File, person: str, team: Team) -> None:
        client, content = self.web.private(team.token), file.text.encode()
        direct = await client.conversations_open(users=person)
        room = await client.files_getUploadURLExternal(filename=file.name, length=len(content))
        async with self.web.session.post(str(room["upload_url"]), data=content) as said:
            said.raise_for_status()
        await self.web.once(team.token).files_completeUploadExternal(
            files=[{"id": str(room["file_id"]), "title": file.name}], channel_id=str(direct["channel"]["id"])
        )


def _instead(part: Part, why: dict[File, str]) -> Iterator[Part]:
    """What stands in the answer for a part of it."""
    if not isinstance(part, File):
        yield part
    elif reason := why[part]:
        said = f"{part.name} could not be sent as a file ({reason}); this is as much of it as fits here."
        yield Text(said, Tone.ALMOST)
        yield part
    else:
        yield Text(f"{part.name} is in our direct messages, as a file.", Tone.GOOD)
