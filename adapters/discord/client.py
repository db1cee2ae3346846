"""The connection to Discord: what arrives is handed on, and nothing is kept that is not needed."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from typing import Any, Protocol

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord import pulse
from adapters.discord.commands import Complete, application_commands, differs
from adapters.discord.events import addressed
from adapters.discord.identifies import Identifies
from adapters.discord.ids import Call
from adapters.discord.messenger import NOBODY
from adapters.discord.overheard import is_said
from adapters.discord.overhearing import Overhearing
from adapters.discord.settings import DiscordSettings

FEW = 20  # identifies that must be left for today before one is made
GRACE = 8.0  # seconds for what is under way when the process is told to end
LEAST_WAIT = 60.0  # seconds
FEW_LOGINS_LEFT = (
    "Discord allows only a few more logins today and resets the token of a bot that uses them up;"
    " waiting until it allows more."
)

NOT_INVITED = (
    "the server %d of DISCORD_GUILDS gets no commands, since the tutor has not been invited there; invite it"
    " with the link that `exam-tutor discord invite` prints, or take the server from DISCORD_GUILDS."
)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # whoever installs us misses no voice

_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Who is told of what arrives."""

    async def command(self, interaction: discord.Interaction[Any], call: Call) -> None:
        """Somebody used a command."""

    async def component(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Somebody pressed, picked or submitted something."""

    async def message(self, message: discord.Message, me: int) -> None:
        """Somebody wrote directly, or mentioned the tutor."""

    async def left(self, guild: int) -> None:
        """A server has removed the tutor."""

    async def joined(self, guild: int) -> None:
        """A server has the tutor now."""

    async def present(self, guilds: Collection[int], ours: Callable[[int], bool]) -> None:
        """After a shard has connected: all servers that have the tutor, of those that are `ours`."""


class Client(discord.AutoShardedClient):
    """discord.py's client with what the tutor needs switched on, and all else off.

    Only with `overhearing` is what people write to each other asked for.
    """

    def __init__(
        self,
        settings: DiscordSettings,
        listener: Listener,
        complete: Complete,
        identifies: Identifies,
        overhearing: Overhearing | None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=overhearing is not None
            ),
            allowed_mentions=NOBODY,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=30.0,
        )
        if settings.shard_count is not None:
            self.shard_count = settings.shard_count
        self.shard_ids = None if settings.shards is None else list(settings.shards)
        self._settings = settings
        self._listener = listener
        self._identifies = identifies
        self._overhearing = overhearing
        self._under_way: set[asyncio.Task[None]] = set()
        self.tree = _Tree(self)
        for command in application_commands(self._command, complete):
            self.tree.add_command(command)

    @property
    def knows_all(self) -> bool:
        """Whether every server of the bot is one of this process's."""
        return self._settings.shards is None or len(self._settings.shards) == self._settings.shard_count

    @property
    def hears(self) -> bool:
        """Whether every shard is connected, and its heartbeats are answered."""
        now = time.perf_counter()
        return self.is_ready() and not any(
            shard.is_closed() or pulse.deaf(shard, now) for shard in self.shards.values()
        )

    async def setup_hook(self) -> None:
        """After login, before connecting: upload the commands where they have changed."""
        if self._settings.shards is None or 0 in self._settings.shards:
            await self._sync()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect where Discord says, or the settings, once Discord allows it and it is our turn."""
        await self._find_gateway()
        await self._identifies.turn((self.shard_ids or [0])[0])
        watch = asyncio.create_task(self._cut_deaf())
        watch.add_done_callback(self._ended)
        try:
            await super().connect(reconnect=reconnect)
        finally:
            watch.cancel()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for our turn; the first had its before it connected.

        Servers that have gone since are not told of in a new session, and the library would keep them.
        """
        if not initial:
            await self._identifies.turn(shard_id or 0)
            for guild in [own for own in self.guilds if self._shard_of(own.id) == (shard_id or 0)]:
                self._connection._remove_guild(guild)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            data: Mapping[str, Any] = interaction.data or {}
            self._begin(self._listener.component(interaction, data["custom_id"]))

    async def on_message(self, message: discord.Message) -> None:
        if not is_said(message) or self.user is None:
            return
        if addressed(message, self.user.id):
            self._begin(self._listener.message(message, self.user.id))
        if self._overhearing is not None and message.guild is not None:
            self._begin(self._overhearing.message(self, message))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        if self._overhearing is not None and event.guild_id is not None:
            self._begin(self._overhearing.edit(self, event.message))

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        if self._overhearing is not None and event.guild_id is not None:
            self._begin(
                self._overhearing.deletion(self, event.guild_id, event.channel_id, [event.message_id])
            )

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        if self._overhearing is not None and event.guild_id is not None:
            self._begin(self._overhearing.deletion(self, event.guild_id, event.channel_id, event.message_ids))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._begin(self._listener.left(guild.id))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._begin(self._listener.joined(guild.id))

    async def on_shard_ready(self, shard: int) -> None:
        guilds = {guild.id for guild in self.guilds if self._shard_of(guild.id) == shard}
        self._begin(self._listener.present(guilds, lambda guild: self._shard_of(guild) == shard))

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        _log.exception("fault in %s", event_method)

    async def settle(self) -> None:
        """Let what is under way come to its end, for a while."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=GRACE)

    async def uploaded(self, guild: int | None) -> Sequence[Mapping[str, Any]]:
        """The commands as Discord has them, of a server or of all; parsed, they would lose their contexts."""
        assert self.application_id is not None
        if guild is None:
            return await self.http.get_global_commands(self.application_id)
        return await self.http.get_guild_commands(self.application_id, guild)

    async def overrides(self, guild: int, command: str) -> Iterable[Mapping[str, Any]]:
        """What a server's settings say of a command: who may use it there, and who may not."""
        assert self.application_id is not None
        known = await self.uploaded(guild if guild in self._settings.guilds else None)
        number = next((int(found["id"]) for found in known if found["name"] == command), None)
        if number is None:  # somebody has deleted it; it is uploaded again at the next start
            return ()
        try:
            said = await self.http.get_application_command_permissions(self.application_id, guild, number)
        except discord.NotFound:  # nothing has been set
            return ()
        return said["permissions"]

    async def _command(self, interaction: discord.Interaction[Any], call: Call) -> None:
        self._begin(self._listener.command(interaction, call))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Run as a task that is held until its end: an interpreter may collect tasks that nobody holds."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("an event could not be answered", exc_info=fault)

    def _shard_of(self, guild: int) -> int:
        """The shard on which Discord tells of a server."""
        return (guild >> 22) % (self.shard_count or 1)

    async def _find_gateway(self) -> None:
        """Where to connect, in how many shards; waits where Discord has few logins left for today."""
        while True:
            shards, address, limits = await self.http.get_bot_gateway()
            if limits["remaining"] >= FEW:
                break
            _log.warning(FEW_LOGINS_LEFT)
            await asyncio.sleep(max(limits["reset_after"] / 1_000, LEAST_WAIT))
        self.shard_count = self.shard_count or shards
        self._identifies.groups = limits["max_concurrency"]
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self._settings.gateway or address)

    async def _sync(self) -> None:
        """Upload what differs. Servers with commands of their own stand instead of all."""
        guilds = [discord.Object(guild) for guild in self._settings.guilds]
        for guild in guilds:
            self.tree.copy_global_to(guild=guild)
        if guilds:
            self.tree.clear_commands(guild=None)
        for guild in guilds:
            try:
                await self._upload(guild)
            except (discord.Forbidden, discord.NotFound):
                _log.warning(NOT_INVITED, guild.id)  # no reason to leave the other servers without a tutor
        await self._upload(None)

    async def _upload(self, scope: discord.Object | None) -> None:
        """Upload the commands of a server, or of all, where they differ."""
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands(guild=scope)]
        theirs = await self.uploaded(scope.id if scope else None)
        if differs(ours, theirs, everywhere=scope is None):
            await self.tree.sync(guild=scope)

    async def _cut_deaf(self) -> None:
        """Break off every connection on which nothing comes any more, until cancelled."""
        while True:
            await asyncio.sleep(pulse.EVERY)
            for shard in self.shards.values():
                if not shard.is_closed() and pulse.deaf(shard, time.perf_counter()):
                    _log.warning("Discord does not answer on shard %d; connecting anew", shard.id)
                    pulse.cut(shard)


class _Tree(app_commands.CommandTree[Client]):
    async def on_error(
        self, interaction: discord.Interaction[Client], error: app_commands.AppCommandError, /
    ) -> None:
        """Somebody's Discord still shows a command as it was before an update, or we made a mistake."""
        _log.warning("command refused: %s", error)
        sentence = "This command has just been changed. Please try it once more in a minute."
        if (
            not interaction.response.is_done()
            and interaction.type is discord.InteractionType.application_command
        ):
            await interaction.response.send_message(sentence, ephemeral=True)


def point_at(api: str) -> None:
    """Make the library speak to another API than Discord's own; it has no public switch for that."""
    Route.BASE = api
