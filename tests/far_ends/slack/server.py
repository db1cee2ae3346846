"""Slack's side of the wire on loopback: the Web API, response_urls, OAuth, and Socket Mode."""

import asyncio
import base64
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from email.utils import formatdate
from typing import Any, TypeVar

from aiohttp import WSMsgType, web

from tests.far_ends.slack.rules import Refused, check_message, check_view, live, live_names
from tests.far_ends.slack.world import (
    Answering,
    Channel,
    Message,
    Trigger,
    Upload,
    User,
    Workspace,
    number,
)

T = TypeVar("T")
Body = dict[str, Any]

_SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "users.info": "users:read",
    "bots.info": "users:read",
    "conversations.open": "im:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
ACKNOWLEDGED_IN = 3.0  # seconds; Slack waits no longer
TICKET = "entrance-7f3a"
CLIENT_ID, CLIENT_SECRET, APP_TOKEN = "111.222", "client-secret", "xapp-1-A1-1-far"


class FarSlack:
    """A Slack that keeps what it is told, refuses what Slack refuses, and fails when it is armed to.

    `faults[method]` are what the next calls of a method meet: "429:SECONDS", "500", "reset" and "hang" before
    anything is done, "502 after" and "reset after" when it is done. "response_url" is a method too.
    """

    def __init__(self) -> None:
        self.workspaces: dict[str, Workspace] = {}
        self.answerings: dict[str, Answering] = {}
        self.triggers: dict[str, Trigger] = {}
        self.codes: dict[str, Workspace] = {}
        self.refreshes: dict[str, Workspace] = {}
        self.uploads: dict[str, Upload] = {}
        self.faults: defaultdict[str, deque[str]] = defaultdict(deque)
        self.calls: list[tuple[str, str]] = []  # method and token
        self.live: list[str] = []
        self.refused: list[str] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.opened_sockets = 0
        self.refuse_sockets = 0  # connections to come that are refused
        self.deaf = False  # whether pings go unanswered
        self.trigger_seconds = 3.0
        self.shows_after = 0.0  # seconds from the acknowledgement of a modal to the view in it
        self.clock_off = 0.0  # seconds
        self.expires_in = 0  # seconds; tokens are renewed where it is set
        self._acks: dict[str, tuple[web.WebSocketResponse, asyncio.Future[Body]]] = {}
        self._change = asyncio.Event()
        self._hanging: set[asyncio.Event] = set()
        self._clock = time.time()

    async def __aenter__(self) -> "FarSlack":
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{id}", self._respond)
        app.router.add_post("/upload/{id}", self._take)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        for waiting in self._hanging:
            waiting.set()
        for socket in self.sockets:
            await socket.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    def workspace(self, team: str, *, scopes: set[str], token: str = "") -> Workspace:
        """A new workspace; with a token, the app is installed in it."""
        made = Workspace(team, token or f"xoxb-{team}", scopes=set(scopes))
        self.workspaces[made.token] = made
        return made

    def trigger(self, workspace: Workspace, user: User) -> str:
        """A fresh trigger_id."""
        name = number("trigger.")
        self.triggers[name] = Trigger(workspace, user)
        return name

    def answering(self, workspace: Workspace, channel: Channel, user: User, message: Message | None) -> str:
        """A fresh response_url."""
        name = number("R")
        self.answerings[name] = Answering(workspace, channel, user, message)
        return f"{self.url}/respond/{name}"

    def show(self, message: Message, channel: Channel) -> None:
        """Put a message into a channel, or refuse it."""
        self._judge({"text": message.text, "blocks": message.blocks}, check_message)
        channel.messages.append(message)
        self.changed()

    def show_view(self, view: Body, user: User) -> Body:
        """Open, replace or publish a view, or refuse it."""
        self._judge(view, check_view)
        shown = {**view, "id": (user.view or {}).get("id") or number("V"), "hash": number("H")}
        if view["type"] == "home":
            user.home = shown
        else:
            user.view = shown
        self.changed()
        return shown

    def ts(self) -> str:
        """A fresh timestamp, which is a message's id."""
        self._clock = max(self._clock + 0.000_1, time.time())
        return f"{self._clock:.6f}"

    def changed(self) -> None:
        """Wake whoever waits for something to be seen."""
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, found: Callable[[], T], what: str, seconds: float = 10.0) -> T:
        """Wait until `found` finds something."""
        end = time.monotonic() + seconds
        while not (value := found()):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{what[:2_000]} did not come within {seconds} s")
            change = self._change
            try:
                await asyncio.wait_for(change.wait(), min(left, 0.05))
            except TimeoutError:
                continue
        return value

    async def ready(self) -> None:
        """Wait for a connection of Socket Mode."""
        await self.until(lambda: self.sockets, "a socket", 60)

    async def send(self, kind: str, payload: Body, attempt: int = 0) -> Body | None:
        """Deliver something by Socket Mode and return the acknowledgement's payload.

        Raises ConnectionResetError where the connection ends before that, TimeoutError where it is late.
        """
        await self.ready()
        envelope, socket = number("E"), self.sockets[-1]
        sent = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        await socket.send_json(sent | ({"retry_attempt": attempt} if kind == "events_api" else {}))
        acked: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self._acks[envelope] = socket, acked
        done = await asyncio.wait_for(acked, ACKNOWLEDGED_IN)
        payload_back: Body | None = done.get("payload")
        return payload_back

    async def connected_again(self, before: int) -> None:
        """Wait for a connection after the first `before`."""
        await self.until(lambda: self.opened_sockets > before and self.sockets, "a new connection", 30)

    async def cut(self, way: str) -> None:
        """End the newest connection, politely ("close") or not ("abort")."""
        socket = self.sockets[-1]
        if way == "close":
            await socket.close()
        else:
            assert socket._req is not None and socket._req.transport is not None
            socket._req.transport.abort()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        body = await _body(request)
        self.calls.append((method, token))
        after = await self._fault(method, request)
        if isinstance(after, web.StreamResponse):
            return after
        try:
            found = self._do(method, token, body | _basic(token))
            said = {"ok": True, **found}
        except Refused as no:
            self.refused.append(f"{method}: {no}")
            said = {"ok": False, "error": no.word}
        if after:
            return self._fail(after, request)
        team = self.workspaces.get(token)
        headers = {"Date": formatdate(time.time() + self.clock_off, usegmt=True)}
        if team:
            headers["x-oauth-scopes"] = ",".join(sorted(team.scopes))
        return web.json_response(said, headers=headers)

    def _do(self, method: str, token: str, body: Body) -> Body:
        if method == "api.test":
            return {}
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                raise Refused("invalid_auth")
            return {"url": f"{self.url.replace('http', 'ws')}/socket?ticket={TICKET}"}
        if method == "oauth.v2.access":
            return self._oauth(body)
        team = self.workspaces.get(token)
        if team is None:
            raise Refused("invalid_auth" if not token.startswith("xoxb-gone") else "token_revoked")
        wanted = _SCOPES.get(method, "")
        if wanted and wanted not in team.scopes:
            raise Refused("missing_scope", wanted)
        return _METHODS[method](self, team, body)

    def _auth_test(self, team: Workspace, _body: Body) -> Body:
        return {"team_id": team.id, "user_id": team.bot_user, "bot_id": team.bot, "url": self.url}

    def _bot(self, team: Workspace, body: Body) -> Body:
        if body.get("bot") != team.bot:
            raise Refused("bot_not_found")
        return {"bot": {"id": team.bot, "app_id": team.app}}

    def _post_message(self, team: Workspace, body: Body) -> Body:
        channel = _channel(team, body)
        made = Message(self.ts(), channel.id, str(body.get("text") or ""), body.get("blocks") or [])
        made.metadata, made.thread, made.by = body.get("metadata") or {}, body.get("thread_ts"), team.bot_user
        self.show(made, channel)
        return {"channel": channel.id, "ts": made.ts, "message": {"ts": made.ts}}

    def _post_ephemeral(self, team: Workspace, body: Body) -> Body:
        channel = _channel(team, body)
        if body["user"] not in team.users:
            raise Refused("user_not_in_channel")
        made = Message(self.ts(), channel.id, str(body.get("text") or ""), body.get("blocks") or [])
        made.only, made.by, made.thread = body["user"], team.bot_user, body.get("thread_ts")
        self.show(made, channel)
        return {"message_ts": made.ts}

    def _update(self, team: Workspace, body: Body) -> Body:
        channel = _channel(team, body)
        found = next((m for m in channel.messages if m.ts == body["ts"] and not m.only), None)
        if found is None:
            raise Refused("message_not_found")
        if found.by != team.bot_user:
            raise Refused("cant_update_message")
        self.live += live_names(body)
        self._judge(body, check_message)
        found.text, found.blocks = str(body.get("text") or ""), body.get("blocks") or []
        self.changed()
        return {"channel": channel.id, "ts": found.ts}

    def _delete(self, team: Workspace, body: Body) -> Body:
        channel = _channel(team, body)
        found = next((m for m in channel.messages if m.ts == body["ts"] and not m.only), None)
        if found is None:
            raise Refused("message_not_found")
        if found.by != team.bot_user:
            raise Refused("cant_delete_message")
        channel.messages.remove(found)
        self.changed()
        return {"channel": channel.id, "ts": found.ts}

    def _history(self, team: Workspace, body: Body) -> Body:
        """A channel's own messages, newest first; replies are in their threads."""
        channel = _readable(team, body)
        return _some(reversed([m for m in channel.messages if not m.only and not m.thread]), body)

    def _replies(self, team: Workspace, body: Body) -> Body:
        """A thread's first message, whatever its age, and its replies, oldest first."""
        channel = _readable(team, body)
        first = next((m for m in channel.messages if m.ts == body["ts"] and not m.only), None)
        if first is None:
            raise Refused("thread_not_found")
        below = [m for m in channel.messages if m.thread == first.ts and not m.only]
        said = _some(below, body)
        return {**said, "messages": [_shown(first), *said["messages"]]}

    def _info(self, team: Workspace, body: Body) -> Body:
        named = str(body.get("channel"))
        scope = {"D": "im:read", "G": "groups:read"}.get(named[:1], "channels:read")
        if scope not in team.scopes:
            raise Refused("missing_scope", scope)
        channel = team.channels.get(named)
        if channel is None or channel.hidden:
            raise Refused("channel_not_found")
        about = {"id": channel.id, "name": channel.name, "creator": channel.creator}
        return {"channel": {**about, "is_member": channel.member}}

    def _open_direct(self, team: Workspace, body: Body) -> Body:
        person = str(body.get("users"))
        if person not in team.users:
            raise Refused("user_not_found")
        return {"channel": {"id": f"D{person.removeprefix('U')}"}}

    def _upload_url(self, _team: Workspace, body: Body) -> Body:
        if not body.get("filename") or int(body.get("length") or 0) <= 0:
            raise Refused("missing_argument")
        made = Upload(number("F"), str(body["filename"]), int(body["length"]))
        self.uploads[made.id] = made
        return {"file_id": made.id, "upload_url": f"{self.url}/upload/{made.id}"}

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """What is posted to an upload's address, which needs no token."""
        after = await self._fault("upload", request)
        if isinstance(after, web.StreamResponse):
            return after
        found, content = self.uploads.get(request.match_info["id"]), await request.read()
        if found is None or len(content) != found.length:
            self.refused.append("upload: not what was announced")
            return web.Response(status=400)
        found.content = content
        return web.Response(text=f"OK - {len(content)}")

    def _share(self, team: Workspace, body: Body) -> Body:
        files = [self.uploads.get(file["id"]) for file in json.loads(body.get("files") or "[]")]
        if not files:
            raise Refused("invalid_arguments")
        channel = _channel(team, {"channel": body.get("channel_id")})
        for file in files:
            if file is None or not file.content or file.shared:
                raise Refused("file_not_found")
            file.shared = channel.id
            channel.messages.append(Message(self.ts(), channel.id, f"[{file.name}]", [], by=team.bot_user))
        self.changed()
        return {"files": [{"id": file.id} for file in files if file]}

    def _user(self, team: Workspace, body: Body) -> Body:
        user = team.users.get(str(body.get("user")))
        if user is None:
            raise Refused("user_not_found")
        about = {"id": user.id, "name": user.name, "tz": user.tz, "is_admin": user.admin, "team_id": team.id}
        profile = {"display_name": user.display_name, "real_name": user.name}
        return {"user": {**about, "profile": profile}}

    def _open(self, team: Workspace, body: Body) -> Body:
        trigger = self.triggers.get(str(body.get("trigger_id")))
        if trigger is None or trigger.workspace is not team:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.made > self.trigger_seconds:
            raise Refused("expired_trigger_id")
        trigger.used, trigger.user.view = True, None
        return {"view": self.show_view(_view(body), trigger.user)}

    def _update_view(self, team: Workspace, body: Body) -> Body:
        for user in team.users.values():
            if user.view is not None and user.view["id"] == body["view_id"]:
                return {"view": self.show_view(_view(body), user)}
        raise Refused("not_found")

    def _publish(self, team: Workspace, body: Body) -> Body:
        return {"view": self.show_view(_view(body), team.users[body["user_id"]])}

    def _oauth(self, body: Body) -> Body:
        if (body.get("client_id"), body.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            raise Refused("bad_client_secret")
        refreshing = body.get("grant_type") == "refresh_token"
        known = self.refreshes if refreshing else self.codes
        team = known.pop(str(body.get("refresh_token" if refreshing else "code")), None)
        if team is None:
            raise Refused("invalid_refresh_token" if refreshing else "invalid_code")
        team.token = number(f"xoxb-{team.id}-")
        self.workspaces[team.token] = team
        said: Body = {
            "access_token": team.token,
            "token_type": "bot",
            "scope": ",".join(sorted(team.scopes)),
            "bot_user_id": team.bot_user,
            "app_id": "A1",
            "team": {"id": team.id, "name": team.id.lower()},
            "authed_user": {"id": "UADA"},
        }
        if team.org_wide:
            said |= {"team": None, "is_enterprise_install": True, "enterprise": {"id": "E1", "name": "e"}}
        if self.expires_in:
            refresh = number("xoxe-1-")
            self.refreshes[refresh] = team
            said |= {"expires_in": self.expires_in, "refresh_token": refresh}
        return said

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        after = await self._fault("response_url", request)
        if isinstance(after, web.StreamResponse):
            return after
        self.calls.append(("response_url", ""))
        found = self.answerings.get(request.match_info["id"])
        if found is None or not found.usable():
            self.refused.append("response_url: used_url")
            return web.Response(status=404, text="used_url")
        found.used += 1
        try:
            self.answer(found, body)
        except Refused as no:
            self.refused.append(f"response_url: {no}")
            return web.Response(status=400, text=no.word)
        return self._fail(after, request) if after else web.Response(text="ok")

    def answer(self, to: Answering, body: Mapping[str, Any]) -> None:
        """Show what came by a response_url or in the acknowledgement of a command."""
        if body.get("replace_original") and to.message is not None:
            self._judge(body, check_message)
            to.message.text, to.message.blocks = str(body.get("text") or ""), body.get("blocks") or []
            self.changed()
            return
        made = Message(self.ts(), to.channel.id, str(body.get("text") or ""), body.get("blocks") or [])
        made.only = "" if body.get("response_type") == "in_channel" else to.user.id
        made.by = to.workspace.bot_user
        if not made.only:  # only what everybody sees can be sent into a thread this way
            made.thread = body.get("thread_ts")
        self.show(made, to.channel)

    def _judge(self, body: Mapping[str, Any], check: Callable[[Mapping[str, Any]], None]) -> None:
        self.live += live(body)
        check(body)

    async def _fault(self, method: str, request: web.Request) -> web.StreamResponse | str:
        """What an armed fault does before the call; "" for nothing, or what it will do after it."""
        fault = self.faults[method].popleft() if self.faults[method] else ""
        if fault.endswith(" after") or not fault:
            return fault.removesuffix(" after")
        if fault == "hang":
            waiting = asyncio.Event()
            self._hanging.add(waiting)
            await waiting.wait()
        return self._fail(fault, request)

    def _fail(self, fault: str, request: web.Request) -> web.StreamResponse:
        if fault == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        status, _, seconds = fault.partition(":")
        headers = {"Retry-After": seconds} if seconds else {}
        return web.Response(status=int(status or 500), headers=headers, text="trouble")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_sockets:
            self.refuse_sockets -= 1
            return web.Response(status=403)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened_sockets += 1
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        self.changed()
        async for said in socket:
            if said.type is WSMsgType.PING and not self.deaf:
                await socket.pong(said.data)
            elif said.type is WSMsgType.TEXT:
                ack = json.loads(said.data)
                if waiting := self._acks.pop(ack.get("envelope_id", ""), None):
                    waiting[1].set_result(ack)
        self.sockets.remove(socket)
        self._unacknowledged(socket)
        return socket

    def _unacknowledged(self, socket: web.WebSocketResponse) -> None:
        """Tell whoever waits for an acknowledgement by a connection that has ended."""
        for envelope, (by, waiting) in list(self._acks.items()):
            if by is socket:
                del self._acks[envelope]
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError("the connection ended"))


def _channel(team: Workspace, body: Body) -> Channel:
    named = str(body.get("channel"))
    if named in team.users:  # a message to a person goes into the conversation with them
        named = f"D{named.removeprefix('U')}"
    channel = team.channels.get(named)
    if channel is None or channel.hidden:
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if not channel.member:
        raise Refused("not_in_channel")
    return channel


def _readable(team: Workspace, body: Body) -> Channel:
    """A channel whose history the app may read."""
    channel = _channel(team, body)
    kind = {"D": "im:history", "G": "groups:history"}.get(channel.id[0], "channels:history")
    if kind not in team.scopes:
        raise Refused("missing_scope", kind)
    return channel


def _some(messages: Iterable[Message], body: Body) -> Body:
    """As many messages as were asked for, none older than asked for, and whether there are more."""
    seen = [m for m in messages if m.ts >= str(body.get("oldest", "0"))]
    page = seen[: int(body.get("limit", 100))]
    return {"messages": [_shown(m) for m in page], "has_more": len(page) < len(seen)}


def _shown(message: Message) -> Body:
    return {
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "metadata": message.metadata,
    }


def _basic(authorization: str) -> Body:
    """The client's id and secret, where they come as basic authorization."""
    if not authorization.startswith("Basic "):
        return {}
    name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": name, "client_secret": secret}


def _view(body: Body) -> Body:
    view = body["view"]
    found: Body = json.loads(view) if isinstance(view, str) else view
    return found


async def _body(request: web.Request) -> Body:
    if request.content_type == "application/json":
        found: Body = await request.json()
        return found
    return {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}


_METHODS: dict[str, Callable[[FarSlack, Workspace, Body], Body]] = {
    "auth.test": FarSlack._auth_test,
    "bots.info": FarSlack._bot,
    "chat.postMessage": FarSlack._post_message,
    "chat.postEphemeral": FarSlack._post_ephemeral,
    "chat.update": FarSlack._update,
    "chat.delete": FarSlack._delete,
    "conversations.history": FarSlack._history,
    "conversations.info": FarSlack._info,
    "conversations.open": FarSlack._open_direct,
    "conversations.replies": FarSlack._replies,
    "files.completeUploadExternal": FarSlack._share,
    "files.getUploadURLExternal": FarSlack._upload_url,
    "users.info": FarSlack._user,
    "views.open": FarSlack._open,
    "views.update": FarSlack._update_view,
    "views.publish": FarSlack._publish,
}
