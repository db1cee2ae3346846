"""What people write to each other in threads, as Slack tells of it. Pure functions of a payload.

The text still bears Slack's markup, so that whom it mentions can be looked up: see `escape.told`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from adapters.slack import events
from adapters.slack.events import PLATFORM, Payload
from adapters.slack.teams import Team
from bot.events import Overheard, Place, TakenBack

TOLD = 4_000  # characters of a text that are looked at; the tutor passes on fewer
_TOMBSTONE = "tombstone"  # what a deleted message with a thread below it turns into


def overheard(body: Payload, team: Team) -> Overheard | TakenBack | None:
    """What became of a message in a channel; None for what is not to be passed on."""
    event = body["event"]
    match event.get("subtype"):
        case "message_deleted":
            return _taken_back(body, team, event.get("deleted_ts"))
        case "message_changed":
            now, before = event.get("message") or {}, event.get("previous_message")
            if now.get("subtype") == _TOMBSTONE:
                return _taken_back(body, team, now.get("ts"))
            if before and _words(before) == _words(now):  # Slack guessed its language, or unfurled a link
                return None
            return _said(body, team, now, _time(event))
        case _:
            return _said(body, team, event, None)


def _taken_back(body: Payload, team: Team, message: str | None) -> TakenBack | None:
    return TakenBack(Place(PLATFORM, team.id, str(body["event"]["channel"])), message) if message else None


def _said(
    body: Payload, team: Team, message: Mapping[str, Any], edited_at: datetime | None
) -> Overheard | None:
    """A person's reply in a thread; None for any other message."""
    own, thread = str(message.get("ts") or ""), str(message.get("thread_ts") or "")
    if thread in ("", own) or not events.of_a_person(message, team):
        return None
    told = {**body, "event": {**body["event"], **message}}  # an edit names its author in the message
    where = replace(events.place(told, team.id), thread=thread)
    text, links = _words(message)
    return Overheard(events.delivery(body), events.actor(told, team.id), where, own, text, links, edited_at)


def _time(event: Mapping[str, Any]) -> datetime:
    """When an event happened, by Slack's clock; a copy of it bears the same time."""
    return datetime.fromtimestamp(float(event["event_ts"]), UTC)


def _words(message: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """All of a message that is passed on."""
    return str(message.get("text") or "")[:TOLD], tuple(_links(message))


def _links(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and addresses of attached files; one that Slack hides or has deleted has no address."""
    for file in message.get("files") or ():
        address = str(file.get("permalink") or "")
        if address.startswith("https://"):
            yield str(file.get("title") or file.get("name") or "file"), address
