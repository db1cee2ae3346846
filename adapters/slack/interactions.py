"""Slash commands, presses and filled modals.

The tutor's answer is the acknowledgement where Slack takes one there and it is ready in time; otherwise Slack
gets an empty acknowledgement, or a modal that says it waits, and the answer follows.
"""

import asyncio
import time
from dataclasses import replace
from typing import Any

from adapters.slack import events
from adapters.slack.events import Payload
from adapters.slack.ids import Origin
from adapters.slack.reception import Reception
from adapters.slack.replies import (
    SHOWN_IN,
    NotBefore,
    Reply,
    ToDirect,
    ToForm,
    ToModal,
    ToNewView,
    ToPerson,
    ToThread,
    ToView,
    acknowledgement,
)
from adapters.slack.tasks import soon
from adapters.slack.teams import Team
from adapters.slack.views import kept_open, option, waiting
from adapters.slack.zones import matching
from bot.errors import UsageError
from bot.events import BoxOpened, ChoiceMade, CommandCalled, Event, HomeOpened, Place, TextAnswered
from bot.messages import Audience, Message, Text, Tone

Ack = dict[str, Any] | str  # what Slack is answered at once; a text is JSON already
EMPTY = ""


class Interactions:
    """Answers what people do with commands, buttons and modals."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._names = reception.names

    async def command(self, payload: Payload, team: Team) -> Ack:
        """A slash command: the answer itself, if it is ready in time and one message holds it."""
        try:
            call = events.command(payload, team.id, self._names)
        except UsageError as mistake:
            refusal = Message((Text(str(mistake), Tone.BAD),))
            return acknowledgement(refusal, self._names)
        answer = self._reception.ask(call, team)
        message = await soon(answer)
        if message is not None and (said := acknowledgement(message, self._names)):
            return said
        by_url = self._reception.by_url(payload["response_url"])
        self._reception.forward(answer, team, ToForm(self._to_new_view(payload, team), by_url))
        return EMPTY

    async def pressed(self, payload: Payload, team: Team) -> Ack:
        """A button: Slack takes no answer in the acknowledgement, which leaves once the effect is stored."""
        event = events.pressed(payload, team.id)
        if event is None:
            return EMPTY
        answer = self._reception.ask(event, team)
        home = (payload.get("view") or {}).get("type") == "home"
        if home or isinstance(event, BoxOpened):
            self._reception.tasks.start(self._opened(answer, team, self._to_modal(payload, team)))
        else:
            doubles = not payload.get("view") and not events.private(payload)
            once = event.delivery if doubles else ""
            self._reception.forward(answer, team, self._way_back(payload, team, event.where), once)
        self._refresh(answer, event, payload, team)
        await soon(answer)
        return EMPTY

    async def submitted(self, payload: Payload, team: Team) -> Ack:
        """A filled modal: it turns into the answer, but a form that is refused stays as it was filled."""
        event = events.submitted(payload, team.id)
        answer = self._reception.ask(event, team)
        self._refresh(answer, event, payload, team)
        reply = self._to_view(payload, team, event.where)
        message = await soon(answer)
        if message is None:
            shown = NotBefore(reply, time.monotonic() + SHOWN_IN)
            self._reception.forward(answer, team, shown)
            return {"response_action": "update", "view": waiting(reply.origin)}
        if isinstance(event, CommandCalled) and (wrong := kept_open(payload["view"], message)):
            return {"response_action": "errors", "errors": wrong}
        if message.audience is Audience.CHANNEL:
            self._reception.tasks.start(self._reception.send(message, team, reply.public))
            return {"response_action": "clear"}
        self._reception.tasks.start(reply.follow(message))
        return {"response_action": "update", "view": reply.shown(message)}

    async def suggested(self, payload: Payload, _team: Team) -> Ack:
        """What fits the letters typed into a field: time zones are the only long list there is."""
        return {"options": [option(zone) for zone in matching(str(payload.get("value", "")))]}

    async def _opened(self, answer: asyncio.Task[Message], team: Team, reply: ToModal | ToNewView) -> None:
        """A modal opened by a press, as Slack allows for three seconds; a late answer is awaited in it."""
        if await soon(answer) is None:
            await reply.hold()
        await self._reception.send(await answer, team, reply)

    def _refresh(self, answer: asyncio.Task[Message], event: Event, payload: Payload, team: Team) -> None:
        """Bring somebody's App Home up to date once what they answered there is stored."""
        if not isinstance(event, ChoiceMade | TextAnswered) or not events.at_home(event.where):
            return

        async def refreshed() -> None:
            await answer
            opened = HomeOpened(f"{event.delivery}:home", event.who, event.where)
            self._reception.publish(opened, payload["user"]["id"], team)

        self._reception.tasks.start(refreshed())

    def _way_back(self, payload: Payload, team: Team, where: Place) -> Reply:
        """To the modal that was pressed, or to the message: in its place if only the asker sees it."""
        if payload.get("view"):
            return self._to_view(payload, team, where)
        thread, private = events.thread(payload), events.private(payload)
        by_url = self._reception.by_url(payload["response_url"], replaces=private, thread=thread)
        there = replace(where, thread=thread)
        shown = self._to_thread(payload, team, there, by_url) if thread and not private else by_url
        return ToForm(self._to_new_view(payload, team), shown)

    def _to_thread(self, payload: Payload, team: Team, where: Place, by_url: Reply) -> ToThread:
        client = self._reception.web.private(team.token)
        person = ToPerson(client, self._to_direct(payload, where), payload["user"]["id"])
        return ToThread(person, by_url)

    def _to_direct(self, payload: Payload, where: Place) -> ToDirect:
        key, since = events.delivery(payload), events.happened(payload)
        return ToDirect(self._reception.messenger, where, key, self._names, since)

    def _to_modal(self, payload: Payload, team: Team) -> ToModal | ToNewView:
        """The modal that a press opens; the App Home has no other way."""
        view, url = self._to_new_view(payload, team), payload.get("response_url")
        return ToModal(view, self._reception.by_url(url)) if url else view

    def _to_new_view(self, payload: Payload, team: Team) -> ToNewView:
        client = self._reception.web.private(team.token)
        return ToNewView(client, str(payload.get("trigger_id")), events.origin(payload), self._names)

    def _to_view(self, payload: Payload, team: Team, where: Place) -> ToView:
        view = payload["view"]
        origin = Origin.load(view.get("private_metadata", ""))
        message = self._reception.by_url(origin.response_url, replaces=True)
        client = self._reception.web.repeating(team.token)
        return ToView(client, view["id"], origin, self._names, self._to_direct(payload, where), message)
