"""Slack's events: what is said to the tutor, a look at its page, and the app's removal.

An event may be delivered several times. The tutor answers each copy alike, and one copy's answer is shown.
"""

from dataclasses import replace

from adapters.slack import events
from adapters.slack.events import Payload
from adapters.slack.interactions import EMPTY, Ack
from adapters.slack.reception import Reception
from adapters.slack.replies import Reply, ToDirect, ToPerson
from adapters.slack.tasks import soon
from adapters.slack.teams import Team
from bot.errors import UsageError
from bot.events import Place
from bot.messages import Message, Text, Tone


class Happenings:
    """Answers Slack's events."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def said(self, payload: Payload, team: Team) -> Ack:
        """A line in a direct message, or one that mentions the tutor."""
        try:
            event = events.said(payload, team, self._reception.names)
        except UsageError as mistake:
            refusal, where = Message((Text(str(mistake), Tone.BAD),)), events.place(payload, team.id)
            self._reception.tasks.start(self._once(refusal, payload, team, where))
            return EMPTY
        if event is not None:
            answer = self._reception.ask(event, team)

            async def shown(where: Place = event.where) -> None:
                await self._once(await answer, payload, team, where)

            self._reception.tasks.start(shown())
            await soon(answer)
        return EMPTY

    async def opened(self, payload: Payload, team: Team) -> Ack:
        """A look at the App Home, which is published anew each time."""
        event = events.opened(payload, team.id)
        if event is not None:
            self._reception.publish(event, payload["event"]["user"], team)
        return EMPTY

    async def revoked(self, payload: Payload, team: Team) -> Ack:
        """Tokens taken back; only the app's own matters."""
        if (payload["event"].get("tokens") or {}).get("bot"):
            await self._reception.teams.removed(team.id, events.happened(payload))
        return EMPTY

    async def uninstalled(self, payload: Payload, team: Team) -> Ack:
        """The app removed from a workspace."""
        await self._reception.teams.removed(team.id, events.happened(payload))
        return EMPTY

    async def _once(self, message: Message, payload: Payload, team: Team, where: Place) -> None:
        key = events.delivery(payload)
        await self._reception.send_once(message, team, self._way_back(payload, team, where, key), key)

    def _way_back(self, payload: Payload, team: Team, where: Place, key: str) -> Reply:
        event, desk = payload["event"], self._reception
        there = replace(where, thread=str(event.get("thread_ts") or ""))
        direct = ToDirect(desk.messenger, there, key, desk.names, events.happened(payload))
        if where.direct:
            return direct
        return ToPerson(desk.web.private(team.token), direct, event["user"])
