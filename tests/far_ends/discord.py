"""Discord as its wire shows it: REST and gateway on loopback, strict about limits, with faults to be armed.

What it answers follows discord-api-docs; components are checked by simcord's own validator.
"""

import asyncio
import itertools
import json
import math
import re
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from simcord.components import validate_components, validate_modal

from tests.far_ends.discord_markdown import foreign

NAMES = {11: "Ada", 12: "Bob", 13: "Cem"}
ME, GUILD, CHANNEL, ROLE, FORUM = 1000, 2000, 3000, 2000, 3900
EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
CONTENT, MAY_READ = 1 << 15, 1 << 18 | 1 << 19  # an intent; the flags of applications that may use it
ADMINISTRATOR, VIEW_CHANNEL, SEND_MESSAGES, READ_HISTORY = 1 << 3, 1 << 10, 1 << 11, 1 << 16
CREATE_PUBLIC_THREADS, SEND_IN_THREADS = 1 << 35, 1 << 38
OWN_ROLE = 1001  # that Discord makes for the bot when a server invites it
NONCE_WINDOW = 300.0
ANY_CHANNEL = 10**9  # ids of messages, and so of threads, are longer
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
TEXT = 10  # the type of a text display
TOLD_BY_GATEWAY = (
    "channels",
    "threads",
    "members",
    "presences",
    "voice_states",
)  # of a server, and by it only
ALL = str(2**50 - 1)
EVERYTHING_BUT_MANAGING = str((2**50 - 1) & ~(0x8 | 0x10 | 0x20))

Json = dict[str, Any]
FORUM_CHANNEL: Json = {
    "id": str(FORUM), "guild_id": str(GUILD), "name": "questions", "type": 15, "position": 1, "flags": 0,
    "permission_overwrites": [], "nsfw": False, "parent_id": None, "available_tags": [],
}  # fmt: skip


@dataclass
class Fault:
    """What goes wrong with the next `times` requests whose "METHOD /path" matches.

    `accept` is whether they have their effect all the same; then they are answered with `status` after
    `seconds`, or cut off without an answer where there is no status.
    """

    pattern: str
    status: int | None = None
    times: int = 1
    accept: bool = False
    seconds: float = 0.0
    code: int = 0


@dataclass
class Exchange:
    """One interaction: what the bot responded, and the message that shows it."""

    id: int
    token: str
    source: int | None
    kind: int | None = None
    message: int | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    responses: int = 0
    edits: int = 0
    followups: int = 0
    settled: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Session:
    """A gateway session: all that was dispatched in it, and the socket it is on at the moment."""

    id: str
    shard: int
    sent: list[Json] = field(default_factory=list)
    socket: "Socket | None" = None


class Socket:
    """One connection to the gateway, compressed where the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, compress: bool) -> None:
        self.socket = socket
        self._zlib = zlib.compressobj() if compress else None
        self.silent = False

    async def send(self, payload: Json) -> None:
        if self.silent or self.socket.closed:
            return
        text = json.dumps(payload)
        with suppress(ConnectionResetError):  # a client may be killed at any moment
            if self._zlib is None:
                await self.socket.send_str(text)
            else:
                data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(data)


class FarDiscord:
    """The far end; `api` and `gateway` are its addresses."""

    def __init__(self, guilds: int = 1, beat: float = 41.25) -> None:
        self.token = "far-end-token"
        self.api = self.gateway = ""
        self.guilds = [GUILD + n for n in range(guilds)]
        self.commands: list[Json] = []
        self.guild_commands: dict[int, list[Json]] = {}
        self.messages: dict[int, Json] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.sessions: dict[str, Session] = {}
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.refused: list[str] = []
        self.impatient: list[str] = []  # requests made while they were asked to wait
        self.live: list[str] = []  # what of other people's words came to life
        self.uploads: list[tuple[str, bytes]] = []
        self.identifies: list[float] = []
        self.resumes = self.heartbeats = 0
        self.remaining = 1000
        self.flags = 0  # of the application
        self.managers: set[int] = set()
        self.channel_name = "general"
        self.threads: dict[int, str] = {}  # names, by the ids of the messages that they belong to
        self.forum_posts: set[int] = set()  # threads that are posts of a forum
        self.archived: set[int] = set()  # threads
        self.locked: set[int] = set()  # archived threads that nobody but a moderator opens again
        self.intents = 0  # what the bot asked to be told of
        self.everyone = ALL  # what the role of everyone may do, and so the bot
        self.close_at_once = False
        self.beat = beat  # seconds from heartbeat to heartbeat
        self.overrides: list[Json] = []  # what the server's settings say of every command
        self.posted = asyncio.Event()
        self._nonces: dict[tuple[int, str], tuple[float, int]] = {}
        self._ids = itertools.count((int(time.time() * 1000) - 1420070400000 << 22) + 1)
        self._ready = asyncio.Event()
        self._closed_until: dict[str, float] = {}

    # -- what tests do ------------------------------------------------------------------------------

    def arm(self, pattern: str, **how: Any) -> None:
        """Let something go wrong; see Fault."""
        self.faults.append(Fault(pattern, **how))

    async def ready(self) -> None:
        """Wait until the bot is connected."""
        await asyncio.wait_for(self._ready.wait(), 20)

    async def shown(self, exchange: Exchange) -> str:
        """What an interaction brought, once it is there."""
        await asyncio.wait_for(exchange.settled.wait(), 30)
        assert exchange.message is not None
        return words(self.messages[exchange.message])

    def in_channel(self, channel: int = CHANNEL) -> list[Json]:
        """The messages of a channel that everybody sees."""
        everybody = [m for m in self.messages.values() if not m["flags"] & EPHEMERAL]
        return [m for m in everybody if int(m["channel_id"]) == channel]

    async def command(self, user: int, name: str, /, **options: Any) -> Exchange:
        """Somebody uses a command in the channel."""
        return await self.command_in(0, user, name, **options)

    async def command_in(self, thread: int, user: int, name: str, /, **options: Any) -> Exchange:
        """Somebody uses a command in a thread."""
        kinds = {str: 3, int: 4}
        given = [{"name": k, "type": kinds[type(v)], "value": v} for k, v in options.items()]
        known = next((c["id"] for c in self.commands if c["name"] == name), "1")
        data = {"id": known, "name": name, "type": 1, "options": given}
        return await self.interact(COMMAND, user, data, thread=thread)

    async def complete(self, user: int, name: str, option: str, typed: str) -> Exchange:
        """Somebody types into an option."""
        given = [{"name": option, "type": 3, "value": typed, "focused": True}]
        return await self.interact(AUTOCOMPLETE, user, {"id": "1", "name": name, "type": 1, "options": given})

    async def press(self, user: int, message: int, label: str) -> Exchange:
        """Somebody presses a button by its label."""
        found = next(c for c in walk(self.messages[message]["components"]) if c.get("label") == label)
        data = {"custom_id": found["custom_id"], "component_type": 2}
        return await self.interact(COMPONENT, user, data, message)

    async def pick(self, user: int, message: int, values: list[str]) -> Exchange:
        """Somebody picks from the one menu of a message."""
        found = next(c for c in walk(self.messages[message]["components"]) if c["type"] == 3)
        data = {"custom_id": found["custom_id"], "component_type": 3, "values": values}
        return await self.interact(COMPONENT, user, data, message)

    async def submit(self, user: int, shown: Exchange, values: dict[str, Any]) -> Exchange:
        """Somebody fills a modal."""
        assert shown.modal is not None
        filled = []
        for name, value in values.items():
            part = {"values": value} if isinstance(value, list) else {"value": value}
            filled.append({"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": name, **part}})
        data = {"custom_id": shown.modal["custom_id"], "components": filled}
        return await self.interact(SUBMIT, user, data, shown.source)

    async def interact(
        self,
        kind: int,
        user: int,
        data: Json,
        message: int | None = None,
        *,
        guild: int = GUILD,
        thread: int = 0,
    ) -> Exchange:
        """Send an interaction to the bot."""
        number = next(self._ids)
        exchange = Exchange(number, f"token-{number}", message)
        self.exchanges[exchange.token] = exchange
        payload = self._interaction(exchange, kind, user, data) | {"guild_id": str(guild)}
        if thread:
            payload |= {"channel_id": str(thread), "channel": self._thread(thread) | {"permissions": ALL}}
        await self.dispatch("INTERACTION_CREATE", payload)
        return exchange

    async def say(
        self, user: int, text: str, *, direct: bool = False, mention: bool = False, **more: Any
    ) -> int:
        """Somebody writes a message; `mention` as Discord counts it, which includes replies to the bot."""
        number = next(self._ids)
        message = self._message(number, CHANNEL + 1 if direct else CHANNEL, {"content": text}, user_of(user))
        if direct:
            message |= {"channel_type": 1}
        else:
            message |= {"guild_id": str(GUILD), "member": self._member(user)}
        if mention:
            message["mentions"] = [user_of(ME) | {"member": self._member(ME)}]
        message |= more
        self.messages[number] = message
        await self.dispatch("MESSAGE_CREATE", message if direct else self._as_told(message))
        return number

    async def write(self, user: int, thread: int, text: str, **more: Any) -> int:
        """Somebody writes in a thread; with `more` of the message."""
        number = next(self._ids)
        message = self._message(number, thread, {"content": text}, user_of(user))
        message |= {"guild_id": str(GUILD), "member": self._member(user)} | more
        self.messages[number] = message
        if thread in self.archived:
            await self._unarchive(thread)
        await self.dispatch("MESSAGE_CREATE", self._as_told(message))
        return number

    async def rewrite(self, message: int, text: str, at: str) -> None:
        """Somebody edits their message, at a time such as 2026-03-02T12:05:00+00:00."""
        self.messages[message] |= {"content": text, "edited_timestamp": at}
        await self.touch(message)

    async def touch(self, message: int, **more: Any) -> None:
        """Something about a message changes without anybody having edited it."""
        self.messages[message] |= more
        await self.dispatch("MESSAGE_UPDATE", self._as_told(self.messages[message]))

    async def take_back(self, *messages: int) -> None:
        """Messages of one channel are deleted, by their author or a moderator."""
        channel = self.messages[messages[0]]["channel_id"]
        for message in messages:
            del self.messages[message]
        where = {"channel_id": channel, "guild_id": str(GUILD)}
        if len(messages) == 1:
            await self.dispatch("MESSAGE_DELETE", {"id": str(messages[0]), **where})
        else:
            await self.dispatch("MESSAGE_DELETE_BULK", {"ids": list(map(str, messages)), **where})

    async def begin_thread(self, message: int) -> None:
        """Somebody opens the thread of a message."""
        self.threads[message] = "Discussion"
        await self.dispatch("THREAD_CREATE", self._thread(message))

    async def archive(self, thread: int, *, lock: bool = False) -> None:
        """A thread goes to sleep; a moderator may `lock` it."""
        self.archived.add(thread)
        self.locked |= {thread} if lock else set()
        await self.dispatch("THREAD_UPDATE", self._thread(thread))

    async def _unarchive(self, thread: int) -> None:
        self.archived.discard(thread)
        await self.dispatch("THREAD_UPDATE", self._thread(thread))

    def _as_told(self, message: Json) -> Json:
        """A message as the bot is told of it: without its content where it has not asked for that."""
        mine = message["author"]["id"] == str(ME) or any(m["id"] == str(ME) for m in message["mentions"])
        hidden = {} if mine or self.intents & CONTENT else {"content": "", "attachments": [], "embeds": []}
        return message | hidden

    async def dispatch(self, event: str, data: Json, shard: int = 0) -> None:
        """Send an event in every session of a shard; one without a connection gets it on resuming."""
        for session in self.sessions.values():
            if session.shard == shard:
                payload = {"op": 0, "s": len(session.sent) + 1, "t": event, "d": data}
                session.sent.append(payload)
                if session.socket is not None:
                    await session.socket.send(payload)

    async def ask_to_reconnect(self) -> None:
        """Opcode 7."""
        for session in self._connected():
            assert session.socket is not None
            await session.socket.send({"op": 7, "d": None})

    async def hang_up(self, code: int, *, forget: bool = False) -> None:
        """Close every connection with a code, and `forget` their sessions, so that none can be resumed."""
        connected = list(self._connected())
        if forget:
            self.forget_sessions()
        for session in connected:
            assert session.socket is not None
            socket, session.socket = session.socket, None
            await socket.socket.close(code=code)

    def fall_silent(self) -> None:
        """Every connection stays open, and nothing comes on it any more."""
        for session in self._connected():
            assert session.socket is not None
            session.socket.silent = True

    async def remove_guild(self, guild: int, *, outage: bool = False) -> None:
        """A server removes the bot, or (`outage`) is not there for a while."""
        gone = {"id": str(guild)} | ({"unavailable": True} if outage else {})
        if not outage:
            self.guilds.remove(guild)
        await self.dispatch("GUILD_DELETE", gone)

    async def add_guild(self, guild: int) -> None:
        """A server invites the bot; unlike after an outage, nothing is said of whether it is available."""
        self.guilds.append(guild)
        data = self._guild(guild)
        del data["unavailable"]
        await self.dispatch("GUILD_CREATE", data)

    async def end_outage(self, guild: int) -> None:
        """A server is there again."""
        await self.dispatch("GUILD_CREATE", self._guild(guild))

    def forget_sessions(self) -> None:
        """Sessions cannot be resumed any more."""
        self.sessions.clear()

    # -- gateway ------------------------------------------------------------------------------------

    def _connected(self) -> Iterator[Session]:
        return (session for session in self.sessions.values() if session.socket is not None)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        response = web.WebSocketResponse()
        await response.prepare(request)
        socket = Socket(response, compress=request.query.get("compress") == "zlib-stream")
        if self.close_at_once:
            self.identifies.append(time.monotonic())
            await response.close(code=4000)
            return response
        await socket.send({"op": 10, "d": {"heartbeat_interval": self.beat * 1000}})
        async for message in response:
            if message.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(message.data))
        for session in self.sessions.values():
            if session.socket is socket:
                session.socket = None
        return response

    async def _hear(self, socket: Socket, payload: Json) -> None:
        match payload["op"]:
            case 1:
                self.heartbeats += 1
                await socket.send({"op": 11, "d": None})
            case 2:
                self.identifies.append(time.monotonic())
                self.intents = payload["d"]["intents"]
                if self.intents & CONTENT and not self.flags & MAY_READ:
                    await socket.socket.close(code=4014)
                    return
                shard, _ = payload["d"].get("shard", (0, 1))
                await self._begin(socket, shard)
            case 6:
                await self._resume(socket, payload["d"])

    async def _begin(self, socket: Socket, shard: int) -> None:
        session = Session(f"session-{next(self._ids)}", shard)
        self.sessions = {key: old for key, old in self.sessions.items() if old.shard != shard}
        self.sessions[session.id] = session
        session.socket = socket
        ready = {
            "v": 10, "user": user_of(ME), "session_id": session.id, "resume_gateway_url": self.gateway,
            "application": {"id": str(ME), "flags": 0},
            "guilds": [{"id": str(guild), "unavailable": True} for guild in self.guilds], "shard": [shard, 1],
        }  # fmt: skip
        await self.dispatch("READY", ready, shard)
        for guild in self.guilds:
            await self.dispatch("GUILD_CREATE", self._guild(guild), shard)
        self._ready.set()

    async def _resume(self, socket: Socket, data: Json) -> None:
        session = self.sessions.get(data["session_id"] or "")
        if session is None:
            await socket.send({"op": 9, "d": False})
            return
        self.resumes += 1
        session.socket = socket
        for payload in [old for old in session.sent if old["s"] > data["seq"]]:
            await socket.send(payload)
        await self.dispatch("RESUMED", {}, session.shard)

    # -- REST ---------------------------------------------------------------------------------------

    @web.middleware
    async def _faults(self, request: web.Request, handler: Any) -> web.StreamResponse:
        line = f"{request.method} {request.path.removeprefix('/api/v10')}"
        self.requests.append(line)
        if time.monotonic() < self._closed_until.get(line, 0.0):
            self.impatient.append(line)
        if request.headers.get("Authorization") not in (None, f"Bot {self.token}"):
            return problem(401, 0, "401: Unauthorized")
        fault = next((f for f in self.faults if f.times and re.search(f.pattern, line)), None)
        if fault is None:
            answer: web.StreamResponse = await handler(request)
            return answer
        fault.times -= 1
        if fault.accept:
            await handler(request)
        if fault.status == 429:
            self._closed_until[line] = time.monotonic() + fault.seconds
            body = {"message": "You are being rate limited.", "retry_after": fault.seconds, "global": False}
            return web.Response(
                status=429, body=json.dumps(body), content_type="application/json",
                headers={"Via": "1.1 google", "Retry-After": str(fault.seconds)},
            )  # fmt: skip
        await asyncio.sleep(fault.seconds)
        if fault.status is None:
            assert request.transport is not None
            request.transport.abort()
        return problem(fault.status or 500, fault.code, "armed fault")

    async def _callback(self, request: web.Request) -> web.Response:
        exchange = self.exchanges.get(request.match_info["token"])
        if exchange is None:
            return problem(404, 10062, "Unknown interaction")
        if exchange.kind is not None:
            return problem(400, 40060, "Interaction has already been acknowledged.")
        body = await self._body(request)
        kind, data = body["type"], body.get("data") or {}
        checks = {4: self._refusal, 7: self._refusal, 8: self._odd_choices, 9: self._odd_modal}
        refusal = checks[kind](data) if kind in checks else None
        if refusal is not None:
            return refusal
        exchange.kind, exchange.responses = kind, exchange.responses + 1
        if kind in (4, 5):
            exchange.message = next(self._ids)
            self.messages[exchange.message] = self._message(exchange.message, CHANNEL, data, user_of(ME))
        elif kind in (6, 7):
            exchange.message = exchange.source
            if kind == 7:
                self._change(exchange.message or 0, data)
        elif kind == 8:
            exchange.choices = data["choices"]
        elif kind == 9:
            exchange.modal = data
        if kind != 5:
            exchange.settled.set()
        answer: Json = {
            "interaction": {"id": str(exchange.id), "type": 2, "response_message_loading": kind == 5}
        }
        if exchange.message is not None:
            answer["interaction"]["response_message_id"] = str(exchange.message)
            answer["resource"] = {"type": kind, "message": self.messages[exchange.message]}
        return reply(answer)

    async def _original(self, request: web.Request) -> web.Response:
        exchange = self.exchanges.get(request.match_info["token"])
        if exchange is None or exchange.message is None:
            return problem(404, 10015, "Unknown Webhook")
        if request.method == "PATCH":
            data = await self._body(request)
            refusal = self._refusal(data)
            if refusal is not None:
                return refusal
            exchange.edits += 1
            self._change(exchange.message, data)
            exchange.settled.set()
        return reply(self.messages[exchange.message])

    async def _follow_up(self, request: web.Request) -> web.Response:
        self.exchanges[request.match_info["token"]].followups += 1
        return problem(400, 0, "this bot is not meant to follow up")

    async def _post(self, request: web.Request) -> web.Response:
        channel = int(request.match_info["channel"])
        if channel == 404:
            return problem(404, 10003, "Unknown Channel")
        if channel == 403:
            return problem(403, 50013, "Missing Permissions")
        if self._lacks(VIEW_CHANNEL, channel):
            return problem(403, 50001, "Missing Access")
        if self._lacks(SEND_IN_THREADS if channel in self.threads else SEND_MESSAGES, channel):
            return problem(403, 50013, "Missing Permissions")
        if self._is_unopened(channel):
            return problem(404, 10003, "Unknown Channel")
        if channel in self.locked:
            return problem(400, 160005, "Thread is locked")
        data = await self._body(request)
        refusal = self._refusal(data)
        if refusal is not None:
            return refusal
        if "message_reference" in data and self._lacks(READ_HISTORY, channel):
            return problem(400, 160002, "Cannot reply without permission to read message history")
        nonce = str(data.get("nonce", ""))
        at, known = self._nonces.get((channel, nonce), (-math.inf, 0))
        if data.get("enforce_nonce") and nonce and time.monotonic() - at < NONCE_WINDOW:
            return (
                reply(self.messages[known])
                if known in self.messages
                else problem(404, 10008, "Unknown Message")
            )
        number = next(self._ids)
        self.messages[number] = self._message(number, channel, data, user_of(ME))
        if "message_reference" in data:
            self.messages[number]["message_reference"] = data["message_reference"]
        if channel in self.archived:
            await self._unarchive(channel)
        self._nonces[channel, nonce] = (time.monotonic(), number)
        self.posted.set()
        return reply(self.messages[number])

    async def _history(self, request: web.Request) -> web.Response:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        channel = int(request.match_info["channel"])
        if self._is_unopened(channel):
            return problem(404, 10003, "Unknown Channel")
        readable = [] if self._lacks(READ_HISTORY, channel) else self.in_channel(channel)
        found = [m for m in readable if int(m["id"]) > after]
        return reply(sorted(found, key=lambda m: -int(m["id"]))[-limit:])

    async def _one_message(self, request: web.Request) -> web.Response:
        number = int(request.match_info["message"])
        channel = int(request.match_info["channel"])
        if self._is_unopened(channel):
            return problem(404, 10003, "Unknown Channel")
        if request.method == "GET" and self._lacks(READ_HISTORY, channel):
            return problem(403, 50001, "Missing Access")
        if number not in self.messages or int(self.messages[number]["channel_id"]) != channel:
            return problem(404, 10008, "Unknown Message")
        if channel in self.archived and request.method in ("PATCH", "DELETE"):
            return problem(400, 50083, "Tried to perform an operation on an archived thread")
        if request.method == "DELETE":
            del self.messages[number]
            return web.Response(status=204)
        if request.method == "PATCH":
            data = await self._body(request)
            refusal = self._refusal(data)
            if refusal is not None:
                return refusal
            self._change(number, data)
        return reply(self.messages[number])

    def _lacks(self, permission: int, channel: int = CHANNEL) -> bool:
        """Whether the bot may not do something in a channel of a server."""
        return channel != CHANNEL + 1 and not int(self.everyone) & permission

    def _is_unopened(self, channel: int) -> bool:
        """Whether it is the thread of a message, of today or before, that has none."""
        return channel > ANY_CHANNEL and channel not in self.threads

    async def _open_thread(self, request: web.Request) -> web.Response:
        number = int(request.match_info["message"])
        if self._lacks(CREATE_PUBLIC_THREADS):
            return problem(403, 50013, "Missing Permissions")
        if number not in self.messages:
            return problem(404, 10008, "Unknown Message")
        if number in self.threads:
            return problem(400, 160004, "A thread has already been created for this message")
        self.threads[number] = (await request.json())["name"]
        return reply(self._thread(number))

    def _thread(self, number: int) -> Json:
        return {
            "id": str(number), "type": 11, "guild_id": str(GUILD),
            "parent_id": str(FORUM if number in self.forum_posts else CHANNEL),
            "name": self.threads[number], "owner_id": str(ME), "message_count": 1, "member_count": 1,
            "total_message_sent": 1, "rate_limit_per_user": 0, "flags": 0, "applied_tags": [],
            "thread_metadata": {
                "archived": number in self.archived, "auto_archive_duration": 1440,
                "locked": number in self.locked,
                "archive_timestamp": "2026-03-02T12:00:00+00:00",
            },
        }  # fmt: skip

    async def _one_channel(self, request: web.Request) -> web.Response:
        number = int(request.match_info["channel"])
        if self._lacks(VIEW_CHANNEL, number):
            return problem(403, 50001, "Missing Access")
        if number in self.threads:
            if request.method == "PATCH" and number in self.locked:
                return problem(403, 50013, "Missing Permissions")
            if request.method == "PATCH" and (await request.json()) == {"archived": False}:
                await self._unarchive(number)
            return reply(self._thread(number))
        known = {CHANNEL: self._channel(GUILD), FORUM: FORUM_CHANNEL}
        return reply(known[number]) if number in known else problem(404, 10003, "Unknown Channel")

    async def _overrides(self, request: web.Request) -> web.Response:
        if not self.overrides:
            return problem(404, 10066, "Unknown application command permissions")
        command, guild = request.match_info["command"], request.match_info["guild"]
        said = {"id": command, "application_id": str(ME), "guild_id": guild, "permissions": self.overrides}
        return reply(said)

    async def _direct(self, request: web.Request) -> web.Response:
        person = int((await request.json())["recipient_id"])
        return reply({"id": str(CHANNEL + 1), "type": 1, "recipients": [user_of(person)]})

    async def _commands(self, request: web.Request) -> web.Response:
        guild = int(request.match_info.get("guild", 0))
        if guild and guild not in self.guilds:
            return problem(403, 50001, "Missing Access")
        if request.method == "PUT":
            fresh = {"application_id": str(ME), "version": "1"} | ({"contexts": None} if guild else {})
            uploaded = [{**c, **fresh, "id": str(next(self._ids))} for c in await request.json()]
            if guild:
                self.guild_commands[guild] = uploaded
            else:
                self.commands = uploaded
        return reply(self.guild_commands.get(guild, []) if guild else self.commands)

    async def _body(self, request: web.Request) -> Json:
        """The JSON of a request, also from beside its uploads."""
        if request.content_type == "application/json":
            body: Json = await request.json()
            return body
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                self.uploads.append((f"{name} {value.filename}", value.file.read()))
        loaded: Json = json.loads(str(form["payload_json"]))
        return loaded

    def _refusal(self, data: Json) -> web.Response | None:
        """Why Discord would not take a message: too much of something, a mention that is live."""
        try:
            data["components"] = validate_components(data.get("components", []), flags=data.get("flags", 0))
            assert data.get("allowed_mentions", {}).get("parse") == [], "mentions are live"
            assert data["components"] or data.get("content"), "empty message"
            assert len(str(data.get("nonce", ""))) <= 25, "nonce too long"
        except (ValueError, AssertionError) as error:
            return self._refuse(error)
        self._read(data["components"], data.get("content") or "")
        return None

    def _odd_choices(self, data: Json) -> web.Response | None:
        """Why Discord would not offer these choices."""
        choices = data["choices"]
        fit = all(0 < len(choice[part]) <= 100 for choice in choices for part in ("name", "value"))
        return None if fit and len(choices) <= 25 else self._refuse(ValueError(f"choices: {choices}"))

    def _odd_modal(self, data: Json) -> web.Response | None:
        """Why Discord would not open a modal."""
        try:
            validate_modal(data)
        except ValueError as error:
            return self._refuse(error)
        self._read(data["components"], "")
        return None

    def _refuse(self, error: Exception) -> web.Response:
        self.refused.append(str(error))
        return problem(400, 50035, f"Invalid Form Body: {error}")

    def _read(self, components: list[Json], content: str) -> None:
        """Read what people will see, as their Discord would."""
        markdown = [content, *(part["content"] for part in walk(components) if part["type"] == TEXT)]
        self.live += [piece for text in markdown for piece in foreign(text)]

    # -- payloads -----------------------------------------------------------------------------------

    def _change(self, number: int, data: Json) -> None:
        message = self.messages[number]
        for name in ("components", "content"):
            if name in data:
                message[name] = data[name] or ""
        message["flags"] |= data.get("flags", 0)

    def _message(self, number: int, channel: int, data: Json, author: Json) -> Json:
        return {
            "id": str(number), "channel_id": str(channel), "author": author,
            "content": data.get("content") or "",
            "timestamp": "2026-03-02T12:00:00+00:00", "edited_timestamp": None, "tts": False, "mentions": [],
            "mention_everyone": False, "mention_roles": [], "attachments": [], "embeds": [], "pinned": False,
            "type": 0, "components": data.get("components", []), "flags": data.get("flags", 0),
        }  # fmt: skip

    def _interaction(self, exchange: Exchange, kind: int, user: int, data: Json) -> Json:
        payload: Json = {
            "id": str(exchange.id), "token": exchange.token, "application_id": str(ME), "type": kind,
            "version": 1, "data": data, "guild_id": str(GUILD), "channel_id": str(CHANNEL), "context": 0,
            "channel": self._channel(GUILD) | {"permissions": ALL},
            "member": self._member(user) | {"user": user_of(user)}, "app_permissions": self.everyone,
            "locale": "en-GB",
            "guild_locale": "en-GB", "entitlements": [], "authorizing_integration_owners": {"0": str(GUILD)},
            "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if exchange.source is not None:
            payload["message"] = deepcopy(self.messages[exchange.source])
            if (place := int(payload["message"]["channel_id"])) in self.threads:
                thread = self._thread(place) | {"permissions": ALL}
                payload |= {"channel_id": str(place), "channel": thread}
        return payload

    def _member(self, user: int) -> Json:
        return {
            "user": user_of(user), "nick": None, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False, "mute": False, "flags": 0,
            "permissions": ALL if user in self.managers else EVERYTHING_BUT_MANAGING,
        }  # fmt: skip

    def _guild(self, number: int) -> Json:
        role = {
            "id": str(number), "name": "@everyone", "permissions": self.everyone, "position": 0, "color": 0,
            "hoist": False, "managed": False, "mentionable": False, "flags": 0,
        }  # fmt: skip
        tags = {"bot_id": str(ME)}
        own = role | {"id": str(OWN_ROLE), "name": "tutor", "permissions": "0", "managed": True, "tags": tags}
        return {
            "id": str(number), "name": f"Study group {number}", "owner_id": "1", "roles": [role, own],
            "emojis": [], "features": [], "member_count": 3, "members": [self._member(ME)],
            "presences": [],
            "threads": [self._thread(thread) for thread in self.threads if thread not in self.archived],
            "channels": [self._channel(number), *([FORUM_CHANNEL] if number == GUILD else [])],
            "voice_states": [], "large": False, "unavailable": False,
            "stickers": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
            "mfa_level": 0, "premium_tier": 0, "nsfw_level": 0, "preferred_locale": "en-GB",
            "afk_timeout": 60,
            "system_channel_flags": 0, "premium_progress_bar_enabled": False,
        }  # fmt: skip

    def _channel(self, guild: int) -> Json:
        return {
            "id": str(guild + CHANNEL - GUILD), "guild_id": str(guild), "name": self.channel_name, "type": 0,
            "position": 0, "permission_overwrites": [], "nsfw": False, "parent_id": None,
        }  # fmt: skip

    def _limits(self) -> Json:
        return {"total": 1000, "remaining": self.remaining, "reset_after": 1, "max_concurrency": 1}

    def app(self) -> web.Application:
        """The web application of both halves."""
        app = web.Application(middlewares=[self._faults])
        api = "/api/v10"
        answers: dict[str, Any] = {
            "/users/@me": lambda: user_of(ME),
            "/oauth2/applications/@me": lambda: {
                "id": str(ME), "name": "tutor", "description": "", "icon": None, "bot_public": True,
                "flags": self.flags,
                "bot_require_code_grant": False, "verify_key": "", "owner": user_of(1), "team": None,
            },
            "/gateway/bot": lambda: {"url": self.gateway, "shards": 1, "session_start_limit": self._limits()},
            "/guilds/{guild}": lambda: {
                name: value for name, value in self._guild(GUILD).items() if name not in TOLD_BY_GATEWAY
            },
            "/guilds/{guild}/members/{user}": lambda: self._member(ME),
        }  # fmt: skip
        for path, answer in answers.items():
            app.router.add_get(api + path, _answering(answer))
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_route("*", f"{api}/channels/{{channel}}", self._one_channel)
        app.router.add_post(f"{api}/interactions/{{id}}/{{token}}/callback", self._callback)
        app.router.add_route("*", f"{api}/webhooks/{{app}}/{{token}}/messages/@original", self._original)
        app.router.add_post(f"{api}/webhooks/{{app}}/{{token}}", self._follow_up)
        app.router.add_post(f"{api}/channels/{{channel}}/messages", self._post)
        app.router.add_get(f"{api}/channels/{{channel}}/messages", self._history)
        app.router.add_route("*", f"{api}/channels/{{channel}}/messages/{{message}}", self._one_message)
        app.router.add_post(f"{api}/channels/{{channel}}/messages/{{message}}/threads", self._open_thread)
        app.router.add_post(f"{api}/channels/{{channel}}/typing", _answering(dict))
        app.router.add_get(
            f"{api}/applications/{{app}}/guilds/{{guild}}/commands/{{command}}/permissions", self._overrides
        )
        app.router.add_post(f"{api}/users/@me/channels", self._direct)
        for commands in ("/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands"):
            app.router.add_route("*", api + commands, self._commands)
        return app


@asynccontextmanager
async def far_discord(kind: type[FarDiscord] = FarDiscord, **how: Any) -> AsyncIterator[FarDiscord]:
    """A far end on a free port of this machine; `how` as FarDiscord takes it."""
    far = kind(**how)
    runner = web.AppRunner(far.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    far.api, far.gateway = f"http://127.0.0.1:{port}/api/v10", f"ws://127.0.0.1:{port}/gateway/"
    try:
        yield far
    finally:
        await runner.cleanup()


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, the outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def words(message: Json) -> str:
    """All markdown of a message, and the labels of its controls."""
    shown = [c.get("content") or c.get("label") or "" for c in walk(message["components"])]
    return "\n".join(filter(None, [message["content"], *shown]))


def user_of(number: int) -> Json:
    """A user; the bot is one."""
    name = "tutor" if number == ME else NAMES.get(number, f"person{number}")
    return {
        "id": str(number), "username": name, "global_name": name, "discriminator": "0", "avatar": None,
        "bot": number == ME, "public_flags": 0, "verified": True, "mfa_enabled": False, "flags": 0,
    }  # fmt: skip


def reply(body: Any) -> web.Response:
    """The library takes only exactly this content type for JSON."""
    return web.Response(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def problem(status: int, code: int, message: str) -> web.Response:
    """An error as the API words it."""
    body = json.dumps({"code": code, "message": message}).encode()
    return web.Response(status=status, body=body, headers={"Content-Type": "application/json"})


def _answering(answer: Any) -> Any:
    async def handler(_request: web.Request) -> web.Response:
        return reply(answer())

    return handler
