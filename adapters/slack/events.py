"""What Slack sends, as events of the tutor. Pure functions of a payload.

`team` is the workspace in which the app is installed, whoever acts there; ids of people from elsewhere (Slack
Connect) are kept apart by their own workspace. Names that a payload lacks are empty.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.slack import ids
from adapters.slack.escape import received
from adapters.slack.ids import Origin
from adapters.slack.names import Names
from adapters.slack.teams import Team
from adapters.slack.views import filled
from bot.commands import COMMANDS, parse
from bot.errors import UsageError
from bot.events import Account, BoxOpened, ChoiceMade, CommandCalled, HomeOpened, Place, Said, TextAnswered

Payload = Mapping[str, Any]

PLATFORM = "slack"
TYPED = 4_000  # characters of one line that are looked at
_DELIVERY = 128
_HOME = "home:"
_HELP = ("", "help")
_OF_PEOPLE = (None, "", "file_share", "thread_broadcast")
_SLACKBOT = "USLACKBOT"  # a bot without a bot's id


def command(body: Payload, team: str, names: Names) -> CommandCalled:
    """A slash command. Raises UsageError for words that do not fit it."""
    known = names.command(str(body.get("command")))
    if known is None:
        raise UsageError(f"There is no command {str(body.get('command'))[:40]} here; install the app again.")
    args = parse(known, received(str(body.get("text") or ""), TYPED))
    return CommandCalled(delivery(body), actor(body, team), place(body, team), known.name, args)


def pressed(body: Payload, team: str) -> CommandCalled | ChoiceMade | BoxOpened | None:
    """A button; None for what is not yet an answer, such as a ticked box."""
    action = body["actions"][0]
    kind, _, rest = str(action.get("action_id", "")).partition(":")
    key, who, where = delivery(body), actor(body, team), place(body, team)
    if kind == ids.CALL:
        name, args = ids.called(str(action.get("value", "")))
        return CommandCalled(key, who, where, name, args)
    if kind == ids.ANSWER:
        post, _, pick = rest.partition(":")
        picks = (int(pick),) if pick.isdecimal() else tuple(sorted(_ticked(body, post)))
        return ChoiceMade(key, who, where, post, picks)
    return BoxOpened(key, who, where, rest) if kind == ids.BOX else None


def submitted(body: Payload, team: str) -> TextAnswered | CommandCalled:
    """A modal's fields."""
    view = body["view"]
    kind, _, rest = str(view.get("callback_id", "")).partition(":")
    key, who, where, fields = delivery(body), actor(body, team), place(body, team), filled(view)
    if kind == ids.ANSWER:
        return TextAnswered(key, who, where, rest, fields.get(rest, ""))
    _, args = ids.called(Origin.load(view.get("private_metadata", "")).args)
    return CommandCalled(key, who, where, rest, {**args, **{n: v for n, v in fields.items() if v}})


def said(body: Payload, team: Team, names: Names) -> Said | CommandCalled | None:
    """A line in a direct message, or one that mentions the tutor; None for what no person wrote.

    Nothing, and the one word "help", ask for help: there, Slack keeps /help for itself.
    """
    event = body["event"]
    if not of_a_person(event, team):
        return None
    text = received(str(event.get("text") or "").replace(f"<@{team.bot_user}>", " "), TYPED).strip()
    key, who, where = delivery(body), actor(body, team.id), place(body, team.id)
    if text.casefold() in _HELP:
        return CommandCalled(key, who, where, "help")
    typed, _, rest = text.partition(" ")
    known = names.command(typed) or next((c for c in COMMANDS if typed == f"/{c.name}"), None)
    if known is not None:
        return CommandCalled(key, who, where, known.name, parse(known, rest))
    return Said(key, who, where, text)


def of_a_person(message: Mapping[str, Any], team: Team) -> bool:
    """Whether a person wrote a message: no bot did, and Slack tells of no edit or the like by it."""
    bot = message.get("bot_id") or message.get("bot_profile")
    nobody = message.get("user") in (None, "", _SLACKBOT, team.bot_user)
    return not bot and not nobody and message.get("subtype") in _OF_PEOPLE


def opened(body: Payload, team: str) -> HomeOpened | None:
    """A look at the App Home; None for its other tabs."""
    if body["event"].get("tab") != "home":
        return None
    return HomeOpened(delivery(body), actor(body, team), place(body, team))


def happened(body: Payload) -> datetime:
    """When Slack noticed it; now, where Slack does not say."""
    seconds = body.get("event_time")
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else datetime.now(UTC)


def private(body: Payload) -> bool:
    """Whether only the person who pressed sees the message that was pressed."""
    channel = str((body.get("channel") or {}).get("id", ""))
    return bool((body.get("container") or {}).get("is_ephemeral")) or channel.startswith("D")


def thread(body: Payload) -> str:
    """The thread in which a pressed message is a reply; "" for one that stands in the channel itself."""
    container, message = body.get("container") or {}, body.get("message") or {}
    found = str(container.get("thread_ts") or message.get("thread_ts") or "")
    return "" if found == container.get("message_ts") else found


def origin(body: Payload) -> Origin:
    """Where a modal is opened from, by a press or a command."""
    channel = body.get("channel") or {}
    found, name = body.get("channel_id") or channel.get("id"), body.get("channel_name") or channel.get("name")
    url = str(body.get("response_url") or "") if private(body) else ""
    return Origin(str(found or ""), str(name or ""), url)


def delivery(body: Payload) -> str:
    """What stays the same when a thing is delivered again: the message's, the event's or the trigger's id."""
    event = body.get("event") or {}
    known = event.get("client_msg_id") or body.get("event_id") or body.get("trigger_id")
    if known:
        return str(known)[:_DELIVERY]
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def actor(body: Payload, team: str) -> Account:
    """Who did it."""
    event, user = body.get("event") or {}, body.get("user") or {}
    person = str(body.get("user_id") or event.get("user") or user.get("id"))
    grid = body.get("enterprise") or body.get("enterprise_id")  # there, ids are the whole organisation's
    home = event.get("user_team") or event.get("team") or user.get("team_id") or team
    handle = body.get("user_name") or user.get("username") or user.get("name") or ""
    return Account(PLATFORM, team, person if grid or home == team else f"{home}.{person}", "", str(handle))


def foreign(who: Account) -> bool:
    """Whether somebody is a guest from another workspace."""
    return "." in who.id


def place(body: Payload, team: str) -> Place:
    """Where it was done; the App Home is a place of its own for each person."""
    event, channel = body.get("event") or {}, body.get("channel") or {}
    opener = Origin.load((body.get("view") or {}).get("private_metadata", ""))
    found = body.get("channel_id") or event.get("channel") or channel.get("id") or opener.channel
    if not found or event.get("type") == "app_home_opened":
        return Place(PLATFORM, team, f"{_HOME}{actor(body, team).id}", direct=True)
    name = body.get("channel_name") or channel.get("name") or opener.name
    return Place(PLATFORM, team, str(found), str(name or ""), direct=str(found).startswith(("D", _HOME)))


def at_home(where: Place) -> bool:
    """Whether a place is somebody's App Home."""
    return where.id.startswith(_HOME)


def _ticked(body: Payload, post: str) -> Iterator[int]:
    """The options ticked in all groups of a post."""
    state = body.get("state") or (body.get("view") or {}).get("state") or {}
    for fields in (state.get("values") or {}).values():
        for action, field in fields.items():
            if action.startswith(ids.joined(ids.PICKS, post)):
                for chosen in field.get("selected_options") or ():
                    if str(chosen["value"]).isdecimal():
                        yield int(chosen["value"])
