"""Who somebody is, as far as the tutor needs to know: a name, a time zone, whether they manage a channel."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError

from adapters.slack.errors import code
from adapters.slack.escape import mentioned, told
from adapters.slack.events import foreign
from adapters.slack.overheard import TOLD
from adapters.slack.teams import Team
from adapters.slack.web import Web
from bot.commands import BY_NAME, for_managers
from bot.events import CommandCalled, Event, Overheard, Place

_REMEMBERED = 10_000  # names
_MENTIONED = 5  # people in one message whose names are looked up
_log = logging.getLogger(__name__)


class People:
    """Asks Slack about people, and only what a use case needs."""

    def __init__(self, web: Web, managers: frozenset[str]) -> None:
        self._web = web
        self._managers = managers
        self._names: dict[tuple[str, str], str] = {}

    async def known(self, event: Event, team: Team) -> Event:
        """The event with what its payload lacked: a name and, for managers' commands, who may."""
        command = BY_NAME.get(event.name) if isinstance(event, CommandCalled) else None
        if isinstance(event, CommandCalled) and command is not None and for_managers(command, event.args):
            return await self._with_rights(event, team)
        if event.who.name:
            return event
        return replace(event, who=replace(event.who, name=await self._name(event.who.id, team)))

    async def heard(self, said: Overheard, team: Team) -> Overheard:
        """A message with its author's name, and the names of those whom it mentions in its text."""
        people = [said.who.id, *mentioned(said.text)[:_MENTIONED]]
        found = await asyncio.gather(*(self._name(person, team) for person in people))
        names = dict(zip(people[1:], found[1:], strict=True))
        return replace(said, who=replace(said.who, name=found[0]), text=told(said.text, names, TOLD))

    async def _name(self, person: str, team: Team) -> str:
        place = (team.id, person)
        if place not in self._names:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            user = await self._user(person, team)
            self._names[place] = str(user.get("name") or "")
        return self._names[place]

    async def _with_rights(self, call: CommandCalled, team: Team) -> CommandCalled:
        """Admins, whoever made the channel, and those on the list; unknown is no, and guests are never."""
        user = await self._user(call.who.id, team)
        listed = call.who.id in self._managers
        admin = bool(user.get("is_admin") or user.get("is_owner")) and user.get("team_id", team.id) == team.id
        manager = not foreign(call.who) and (listed or admin or await self._made(call, team))
        name = call.who.name or str(user.get("name") or "")
        return replace(
            call,
            manager=manager,
            who=replace(call.who, name=name),
            where=replace(call.where, zone=str(user.get("tz") or "")),
        )

    async def outside(self, where: Place, team: Team) -> bool:
        """Whether the app is known not to be in a channel, so that it cannot post there."""
        return not where.direct and (await self._channel(where, team)).get("is_member") is False

    async def _made(self, call: CommandCalled, team: Team) -> bool:
        return not call.where.direct and (await self._channel(call.where, team)).get("creator") == call.who.id

    async def _channel(self, where: Place, team: Team) -> Mapping[str, Any]:
        try:
            said = await self._web.repeating(team.token).conversations_info(channel=where.id)
        except SlackApiError as error:
            _log.info("conversations.info: %s", code(error))
            return {"is_member": False} if code(error) == "channel_not_found" else {}
        found: Mapping[str, Any] = said.get("channel") or {}
        return found

    async def _user(self, person: str, team: Team) -> Mapping[str, Any]:
        try:
            said = await self._web.repeating(team.token).users_info(user=person.rpartition(".")[2])
        except SlackApiError as error:
            _log.info("users.info: %s", code(error))
            return {}
        found: Mapping[str, Any] = said.get("user") or {}
        return found
