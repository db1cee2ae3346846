"""Who somebody is, as far as the tutor needs to know: a name, a time zone, whether they manage a channel."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.errors import code, translate
from adapters.slack.escape import mentioned, told
from adapters.slack.events import foreign
from adapters.slack.overheard import TOLD
from adapters.slack.teams import Team
from adapters.slack.web import Web
from bot.commands import BY_NAME, for_managers
from bot.errors import DeliveryError, Later, Unsure
from bot.events import CommandCalled, Event, Overheard, Place

KNOWN_IN = 3.0  # seconds to find out who somebody is; the answer waits for it
BETWEEN = 1.0  # seconds between two looks for names that nobody waits for; Slack takes some 100 in a minute
_REMEMBERED = 10_000  # names
_WAITING = 1_000  # people whose names are to be looked up
_MENTIONED = 5  # people in one message whose names are looked up
_TROUBLE = (DeliveryError, aiohttp.ClientError, TimeoutError)
_WHO_MAY = "Slack does not tell me who manages this channel; try again in a moment."
_log = logging.getLogger(__name__)


class People:
    """Asks Slack about people, and only what a use case needs."""

    def __init__(self, web: Web, managers: frozenset[str]) -> None:
        self._web = web
        self._managers = managers
        self._names: dict[tuple[str, str], str] = {}
        self._wanted: dict[tuple[str, str], Team] = {}
        self._bell = asyncio.Event()

    async def known(self, event: Event, team: Team) -> Event:
        """The event with what its payload lacked: a name and, for managers' commands, who may.

        A name that Slack does not tell in time is done without. With a handle nobody waits for the name: it
        is looked up meanwhile, for the next event. Raises Later where nobody can tell who may.
        """
        guarded = _guarded(event)
        place = (team.id, event.who.id)
        if guarded is None and event.who.handle and place not in self._names:
            self._want(place, team)
            return event
        try:
            async with asyncio.timeout(KNOWN_IN):
                if guarded is not None:
                    return await self._with_rights(guarded, team)
                return replace(event, who=replace(event.who, name=await self._name(event.who.id, team)))
        except _TROUBLE as error:
            _log.info("Slack does not say who somebody is: %s", type(error).__name__)
            if guarded is not None:
                raise Later(_WHO_MAY, KNOWN_IN) from None
            return event

    async def look_up(self) -> None:
        """Find out the names that are wanted, one after another, until cancelled."""
        while True:
            await self._bell.wait()
            await asyncio.sleep(BETWEEN)
            place, team = next(iter(self._wanted.items()))
            try:
                await self._name(place[1], team)
            except _TROUBLE as error:  # it is wanted again with the next event
                _log.info("Slack does not say who somebody is: %s", type(error).__name__)
            except Exception:  # noqa: BLE001  # one odd answer holds up no other name
                _log.exception("a fault in finding out a name")
            del self._wanted[place]
            if not self._wanted:
                self._bell.clear()

    def _want(self, place: tuple[str, str], team: Team) -> None:
        if len(self._wanted) < _WAITING:
            self._wanted[place] = team
            self._bell.set()

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
            name = _called(await self._user(person, team))
            if not name:  # it is asked for again
                return ""
            self._names[place] = name
        return self._names[place]

    async def _with_rights(self, call: CommandCalled, team: Team) -> CommandCalled:
        """Admins, whoever made the channel, and those on the list; unknown is no, and guests are never."""
        user = await self._user(call.who.id, team)
        listed = call.who.id in self._managers
        admin = bool(user.get("is_admin") or user.get("is_owner")) and user.get("team_id", team.id) == team.id
        manager = not foreign(call.who) and (listed or admin or await self._made(call, team))
        return replace(
            call,
            manager=manager,
            who=replace(call.who, name=_called(user)),
            where=replace(call.where, zone=str(user.get("tz") or "")),
        )

    async def outside(self, where: Place, team: Team) -> bool:
        """Whether the app is known not to be in a channel, so that it cannot post there."""
        if where.direct:
            return False
        try:
            async with asyncio.timeout(KNOWN_IN):
                return (await self._channel(where, team)).get("is_member") is False
        except _TROUBLE as error:
            _log.info("Slack does not say who is in a channel: %s", type(error).__name__)
            return False

    async def _made(self, call: CommandCalled, team: Team) -> bool:
        return not call.where.direct and (await self._channel(call.where, team)).get("creator") == call.who.id

    async def _channel(self, where: Place, team: Team) -> Mapping[str, Any]:
        try:
            said = await self._web.repeating(team.token).conversations_info(channel=where.id)
        except SlackApiError as error:
            _refused("conversations.info", error)
            return {"is_member": False} if code(error) == "channel_not_found" else {}
        found: Mapping[str, Any] = said.get("channel") or {}
        return found

    async def _user(self, person: str, team: Team) -> Mapping[str, Any]:
        try:
            said = await self._web.repeating(team.token).users_info(user=person.rpartition(".")[2])
        except SlackApiError as error:
            _refused("users.info", error)
            return {}
        found: Mapping[str, Any] = said.get("user") or {}
        return found


def _called(user: Mapping[str, Any]) -> str:
    """What people call somebody: the name they chose to show, else their own; "" for nobody."""
    profile = user.get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or user.get("name") or "")


def _guarded(event: Event) -> CommandCalled | None:
    """The event, if it is a command for managers."""
    if not isinstance(event, CommandCalled):
        return None
    command = BY_NAME.get(event.name)
    return event if command is not None and for_managers(command, event.args) else None


def _refused(method: str, error: SlackApiError) -> None:
    """Note that Slack will not say. Raises Later or Unsure where it only cannot now."""
    meaning = translate(error)
    if isinstance(meaning, Later | Unsure):
        raise meaning from error
    _log.info("%s: %s", method, code(error))
