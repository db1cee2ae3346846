"""People who type, press and read, and how what they do reaches the tutor."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp

from tests.far_ends.slack.rules import check_errors
from tests.far_ends.slack.server import ACKNOWLEDGED_IN, Body, FarSlack
from tests.far_ends.slack.text import lines
from tests.far_ends.slack.world import Answering, Channel, Message, User, Workspace, number

SECRET = "0123456789abcdef0123456789abcdef"
EMPTY_HOME: Body = {"type": "home", "blocks": []}  # before the tutor has published one


class Delivery(Protocol):
    """How Slack reaches the tutor."""

    async def ready(self) -> None:
        """Wait until something can be delivered."""

    async def send(self, kind: str, payload: Body, attempt: int = 0) -> Body | None:
        """Deliver a slash_commands, interactive or events_api payload; what came back with the ack."""


def signed(body: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Headers that prove that Slack sent a body."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


class Http:
    """Signed requests to the tutor's endpoint."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def ready(self) -> None:
        """A request can always be made, though nobody may answer."""

    async def send(self, kind: str, payload: Body, attempt: int = 0) -> Body | None:
        """POST it and read the acknowledgement. Raises TimeoutError where that does not come in time."""
        text, content = encoded(kind, payload)
        headers = {**signed(text), "Content-Type": content}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        in_time = aiohttp.ClientTimeout(total=ACKNOWLEDGED_IN)
        async with self._session.post(self.url, data=text.encode(), headers=headers, timeout=in_time) as said:
            back = await said.text()
            assert said.status == 200, (said.status, back)
        if not back:
            return None
        if not back.startswith("{"):
            return {"text": back}
        found: Body = json.loads(back)
        return found


def encoded(kind: str, payload: Body) -> tuple[str, str]:
    """A payload as Slack posts it, and its content type."""
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return urlencode(payload), form
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), form
    return json.dumps(payload), "application/json"


class Person:
    """A member of a workspace, who is in one channel at a time."""

    def __init__(self, far: FarSlack, workspace: Workspace, user: User, delivery: Delivery) -> None:
        self.far = far
        self.workspace = workspace
        self.user = user
        self.delivery = delivery
        self.channel = workspace.channels[f"D{user.id[1:]}"]
        self.ticked: dict[str, set[str]] = {}

    def enters(self, channel: Channel) -> None:
        """Look at another channel."""
        self.channel = channel

    async def types(self, line: str) -> None:
        """A slash command here."""
        name, _, text = line.partition(" ")
        url = self.far.answering(self.workspace, self.channel, self.user, None)
        said = await self.delivery.send(
            "slash_commands",
            {
                "command": name,
                "text": _escaped(text),
                "team_id": self.workspace.id,
                "team_domain": "here",
                "channel_id": self.channel.id,
                "channel_name": self.channel.name,
                "user_id": self.user.id,
                "user_name": self.user.name,
                "response_url": url,
                "trigger_id": self.far.trigger(self.workspace, self.user),
                "api_app_id": "A1",
            },
        )
        if said:
            self.far.answer(self.far.answerings[url.rpartition("/")[2]], said)

    async def says(self, text: str, *, copies: int = 1, below: str = "", **more: Any) -> None:
        """A line here, or `below` a message: in a channel it mentions the tutor.

        Copies are what Slack delivers again, `more` is what else stands in the message.
        """
        payload = self.line(text, below, **more)
        for attempt in range(copies):
            await self.delivery.send("events_api", payload, attempt)

    def line(self, text: str, below: str = "", **more: Any) -> Body:
        """A line written here, and the event that tells of it."""
        direct = self.channel.id.startswith("D")
        mention = "" if direct else f"<@{self.workspace.bot_user}> "
        event = {
            "type": "message" if direct else "app_mention",
            "user": self.user.id,
            "team": self.workspace.id,
            "channel": self.channel.id,
            "text": mention + _escaped(text),
            "ts": self.far.ts(),
            "client_msg_id": number("M"),
        }
        said = Message(event["ts"], self.channel.id, text, [], by=self.user.id, thread=below or None)
        self.channel.messages.append(said)
        where = {"channel_type": "im"} if direct else {}
        thread = {"thread_ts": below} if below else {}
        return self.event({**event, **where, **thread, **more})

    async def replies(self, text: str, below: str, *, copies: int = 1, **more: Any) -> Message:
        """A line in a thread of this channel, with `more` of the message; `text` is Slack's markup."""
        said = Message(self.far.ts(), self.channel.id, text, [], by=self.user.id, thread=below)
        self.channel.messages.append(said)
        payload = self.heard({**self._told(said), **more})
        for attempt in range(copies):
            await self.delivery.send("events_api", payload, attempt)
        return said

    async def edits(self, said: Message, text: str, **more: Any) -> None:
        """Give a message of one's own another text."""
        before, said.text = self._told(said), text
        now = {**self._told(said), "edited": {"user": self.user.id, "ts": self.far.ts()}, **more}
        event = {"subtype": "message_changed", "hidden": True, "message": now, "previous_message": before}
        await self.delivery.send("events_api", self.heard(event))

    async def deletes(self, said: Message) -> None:
        """Take a message away; one that has a thread below it leaves a tombstone."""
        self.channel.messages.remove(said)
        before = self._told(said)
        if any(m.thread == said.ts for m in self.channel.messages):
            stone = {
                **before,
                "subtype": "tombstone",
                "user": "USLACKBOT",
                "text": "This message was deleted.",
            }
            event = {"subtype": "message_changed", "message": stone, "previous_message": before}
        else:
            event = {"subtype": "message_deleted", "deleted_ts": said.ts, "previous_message": before}
        await self.delivery.send("events_api", self.heard({**event, "hidden": True}))

    def heard(self, event: Body) -> Body:
        """An event of a message in this channel, which goes to apps that listen to channels."""
        where = {"channel": self.channel.id, "channel_type": "channel", "event_ts": self.far.ts()}
        return self.event({"type": "message", "ts": where["event_ts"], **where, **event})

    def _told(self, said: Message) -> Body:
        about = {
            "type": "message",
            "user": said.by,
            "team": self.workspace.id,
            "text": said.text,
            "ts": said.ts,
        }
        return about | {"client_msg_id": f"M{said.ts}"} | ({"thread_ts": said.thread} if said.thread else {})

    def event(self, event: Body) -> Body:
        """An event as Slack wraps it."""
        return {
            "type": "event_callback",
            "team_id": self.workspace.id,
            "api_app_id": "A1",
            "event_id": number("Ev"),
            "event_time": int(time.time()),
            "authorizations": [{"team_id": self.workspace.id, "user_id": self.workspace.bot_user}],
            "event": event,
        }

    async def opens_home(self) -> None:
        """Look at the tutor's page."""
        event = {"type": "app_home_opened", "user": self.user.id, "channel": self.channel.id, "tab": "home"}
        await self.delivery.send("events_api", self.event(event))

    async def presses(self, text: str, *, copies: int = 1, home: bool = False) -> None:
        """A button by its words: of the open modal, else of the newest message here that has it."""
        await self.sees(f"[{text}]", home=home)
        payload = self.press(text, home=home)
        for _ in range(copies):
            await self.delivery.send("interactive", payload)

    def press(self, text: str, *, home: bool = False) -> Body:
        """The payload of a press."""
        view = self.user.home or EMPTY_HOME if home else self.user.view
        if view is not None:
            block, element = next(_buttons(view["blocks"], text))
            container: Body = {"type": "view", "view_id": view["id"]}
            return self._payload(block, element, container) | {"view": {**view, "state": self._state()}}
        shown = next(m for m in reversed(self.visible()) if any(_buttons(m.blocks, text)))
        block, element = next(_buttons(shown.blocks, text))
        container = {"type": "message", "message_ts": shown.ts, "is_ephemeral": bool(shown.only)}
        container |= {"thread_ts": shown.thread} if shown.thread else {}
        return self._payload(block, element, container) | {
            "channel": {"id": self.channel.id, "name": self.channel.name},
            "response_url": self.far.answering(self.workspace, self.channel, self.user, shown),
            "state": self._state(),
        }

    def ticks(self, *texts: str) -> None:
        """Boxes by their words, in the open modal or the newest message here that has some."""
        shown = self.user.view["blocks"] if self.user.view else []
        if not any(_boxes(shown)):
            shown = next(m.blocks for m in reversed(self.visible()) if any(_boxes(m.blocks)))
        for action, options in _boxes(shown):
            self.ticked[action] = {o["value"] for o in options if o["text"]["text"] in texts}

    async def submits(self, text: str = "", **fields: Any) -> None:
        """The open modal, with a text in its box or values in its fields."""
        view = await self.far.until(lambda: self.user.view, "a modal")
        assert view is not None
        values = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                given = fields.get(block["block_id"], text if not fields else "")
                values[block["block_id"]] = {"field": _entered(block["element"], given)}
        said = await self.delivery.send(
            "interactive",
            {
                "type": "view_submission",
                "team": {"id": self.workspace.id},
                "user": {"id": self.user.id, "username": self.user.name, "team_id": self.workspace.id},
                "trigger_id": self.far.trigger(self.workspace, self.user),
                "view": {**view, "state": {"values": values}},
            },
        )
        await asyncio.sleep(self.far.shows_after)
        match (said or {}).get("response_action"):
            case "update":
                assert said is not None
                self.far.show_view(said["view"], self.user)
            case "errors":
                assert said is not None
                check_errors(view, said["errors"])
                self.user.view = {**view, "errors": said["errors"]}
            case "clear" | None:
                self.user.view = None

    def closes(self) -> None:
        """The open modal."""
        self.user.view = None

    def visible(self) -> list[Message]:
        """The messages of this channel that the person sees."""
        return [m for m in self.channel.messages if m.only in ("", self.user.id)]

    def screen(self, *, home: bool = False) -> str:
        """All that is to be seen: the modal if one is open, else this channel; or the App Home."""
        view = self.user.home or EMPTY_HOME if home else self.user.view
        if view is not None:
            return "\n".join([*lines(view["blocks"]), *view.get("errors", {}).values()])
        return "\n".join(line for m in self.visible() for line in (*lines(m.blocks), *_bare(m)))

    async def sees(self, *texts: str, home: bool = False) -> str:
        """Wait until all texts are on the screen."""
        await self.far.until(
            lambda: all(text in self.screen(home=home) for text in texts),
            f"{self.user.name} sees {texts} and not\n{self.screen(home=home)}\n",
        )
        return self.screen(home=home)

    def _payload(self, block: Body, element: Body, container: Body) -> Body:
        action = {"type": "button", "action_id": element["action_id"], "block_id": block.get("block_id", "b")}
        return {
            "type": "block_actions",
            "team": {"id": self.workspace.id, "domain": "here"},
            "user": {"id": self.user.id, "username": self.user.name, "team_id": self.workspace.id},
            "trigger_id": self.far.trigger(self.workspace, self.user),
            "container": container,
            "actions": [action | ({"value": element["value"]} if "value" in element else {})],
        }

    def _state(self) -> Body:
        picked = {
            action: {
                action: {"type": "checkboxes", "selected_options": [{"value": v} for v in sorted(values)]}
            }
            for action, values in self.ticked.items()
        }
        return {"values": picked}


def _bare(message: Message) -> Iterator[str]:
    """The text of a message without blocks."""
    if not message.blocks:
        yield message.text


def _buttons(blocks: list[Body], text: str) -> Iterator[tuple[Body, Body]]:
    for block in blocks:
        for element in block.get("elements") or ():
            if element.get("type") == "button" and element["text"]["text"] == text:
                yield block, element


def _boxes(blocks: list[Body]) -> Iterator[tuple[str, list[Body]]]:
    for block in blocks:
        for element in block.get("elements") or ():
            if element.get("type") == "checkboxes":
                yield element["action_id"], element["options"]


def _entered(element: Mapping[str, Any], value: str) -> Body:
    match element["type"]:
        case "plain_text_input":
            return {"type": "plain_text_input", "value": value[: element.get("max_length", 3_000)] or None}
        case "timepicker":
            return {"type": "timepicker", "selected_time": value or element.get("initial_time")}
        case "multi_static_select":
            picked = value.split(",") if value else [o["value"] for o in element.get("initial_options") or ()]
            return {"type": "multi_static_select", "selected_options": [{"value": v} for v in picked]}
        case kind:
            chosen = {"value": value} if value else element.get("initial_option")
            return {"type": kind, "selected_option": chosen}


def _escaped(text: str) -> str:
    """What somebody typed, as Slack passes it on."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


__all__ = ["SECRET", "Answering", "Http", "Person", "encoded", "signed"]
