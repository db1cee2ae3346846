"""The gateway over a real socket: it falls silent, servers come and go, logins are few."""

import asyncio
from typing import Any

import pytest

from adapters.discord import pulse
from adapters.discord.settings import DiscordSettings
from bot.events import Place
from bot.messages import Message, Text
from bot.usecases.teams import REMOVED
from storage.store import SqlStore
from tests.adapters.discord.server import make_app, make_tutor
from tests.adapters.discord.test_listener import in_loop
from tests.adapters.discord.test_wire import daily_at_one
from tests.adapters.discord.wire import ADA, Wire, connected, running, until
from tests.far_ends.discord import ALL, CHANNEL, COMMAND, GUILD, SEND_MESSAGES, far_discord, words
from tests.kit import NOON, WHITE, tea_pack

OTHER = GUILD + 100


@in_loop
async def test_a_gateway_that_falls_silent_is_noticed_and_what_was_missed_is_answered_once(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "PATIENCE", 0.3)
    monkeypatch.setattr(pulse, "EVERY", 0.05)
    async with connected(database, tea_pack(WHITE), beat=0.2) as wire:
        question = await wire.message(await wire.far.command(ADA, "quiz"))
        await until(lambda: wire.app.healthy)
        health: list[bool] = []
        monkeypatch.setattr(pulse, "cut", _noting(health, wire, pulse.cut))
        wire.far.fall_silent()
        pressed = await wire.far.press(ADA, question, "Silver Needle")
        assert "✅ Right · 2 points" in await wire.shown(pressed)
        assert health == [False]
        await until(lambda: wire.app.healthy)
        assert (len(wire.far.identifies), wire.far.resumes, pressed.responses) == (1, 1, 1)


def _noting(health: list[bool], wire: Wire, cut: Any) -> Any:
    """A way to cut a connection that notes how healthy the tutor says it is at that moment."""

    def noting(shard: Any) -> None:
        health.append(wire.app.healthy)
        cut(shard)

    return noting


def test_silence_lasts_a_minute_at_the_most() -> None:
    beat = 41.25  # seconds between heartbeats on Discord
    assert beat + pulse.PATIENCE + pulse.EVERY <= 60


@in_loop
async def test_a_connection_whose_heartbeats_are_answered_is_left_alone(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "PATIENCE", 0.3)
    monkeypatch.setattr(pulse, "EVERY", 0.02)
    async with connected(database, beat=0.05) as wire:
        await until(lambda: wire.far.heartbeats > 12)
        assert (len(wire.far.identifies), wire.far.resumes) == (1, 0)


async def status(wire: Wire) -> str:
    return await wire.shown(await wire.far.command(ADA, "daily", what="status"))


@in_loop
async def test_a_server_that_removes_the_tutor_gets_no_question_and_a_manager_resumes_it(
    database: str,
) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        await until(lambda: wire.app.healthy)  # what it found on connecting is dealt with
        await wire.far.remove_guild(GUILD)
        await until_known(wire.tutor, {str(GUILD): False})
        await wire.pulse(hours=1)
        assert wire.far.in_channel() == []
        await wire.far.add_guild(GUILD)
        await until_known(wire.tutor, {str(GUILD): True})
        assert f"Paused: {REMOVED}." in await status(wire)
        assert "goes on" in await wire.shown(await wire.far.command(ADA, "daily", what="resume"))


@in_loop
async def test_an_outage_of_a_server_is_no_removal(database: str) -> None:
    async with connected(database) as wire:
        await daily_at_one(wire)
        await wire.far.remove_guild(GUILD, outage=True)
        await wire.far.end_outage(GUILD)
        assert "The next one comes" in await status(wire)


@in_loop
async def test_what_servers_did_while_the_tutor_was_away_is_found_out(database: str) -> None:
    store = SqlStore(database)
    tutor = make_tutor(store)
    async with far_discord() as far:
        far.guilds.append(OTHER)
        async with running(far, tutor, store):
            await far.shown(await far.command(ADA, "streak"))
        far.guilds.remove(GUILD)
        far.forget_sessions()
        async with running(far, tutor, store):
            await until_known(tutor, {str(GUILD): False})
        far.guilds.append(GUILD)
        far.forget_sessions()
        async with running(far, tutor, store):
            await until_known(tutor, {str(GUILD): True})
    store.close()


@in_loop
async def test_what_servers_did_while_a_session_was_lost_is_found_out(database: str) -> None:
    """A new session names the servers that are there; of one that has gone nothing is said."""
    async with connected(database) as wire:
        await daily_at_one(wire)
        await until(lambda: wire.app.healthy)
        wire.far.guilds[:] = [OTHER]
        await wire.far.hang_up(4000, forget=True)
        await until_known(wire.tutor, {str(GUILD): False})
        wire.far.guilds.append(GUILD)
        await wire.far.hang_up(4000, forget=True)
        await until_known(wire.tutor, {str(GUILD): True})


@pytest.mark.parametrize(("shards", "known"), [((0,), True), ((0, 1), False)])
def test_a_server_of_another_process_is_not_missed(
    database: str, shards: tuple[int, ...], known: bool
) -> None:
    """One whose shard is 1 of 2 is not on the list of a process that runs shard 0 alone."""

    @in_loop
    async def test() -> None:
        far_away = (1 << 22) + 5
        store = SqlStore(database)
        tutor = make_tutor(store)
        async with far_discord() as far:
            async with running(far, tutor, store):
                called = {"id": "1", "name": "streak", "type": 1}
                await far.shown(await far.interact(COMMAND, ADA, called, guild=far_away))
            app = make_app(tutor, DiscordSettings(far.token, far.api, shards=shards, shard_count=2))
            client = app.client()
            for shard in shards:
                await client.on_shard_ready(shard)
            await client.settle()
            assert (await tutor.teams.known("discord"))[str(far_away)] is known
        store.close()

    test()


@in_loop
async def test_servers_with_commands_of_their_own_do_not_see_them_twice(database: str) -> None:
    """Commands that were uploaded for all servers before go."""
    store = SqlStore(database)
    tutor = make_tutor(store)
    async with far_discord() as far:
        for guilds in ((), (GUILD,), (GUILD,)):
            async with running(far, tutor, store, guilds=guilds):
                await until(lambda: far.sessions)
            far.forget_sessions()
        uploads = [line for line in far.requests if line.startswith("PUT")]
        assert uploads == [
            "PUT /applications/1000/commands",
            f"PUT /applications/1000/guilds/{GUILD}/commands",
            "PUT /applications/1000/commands",
        ]
        assert far.commands == [] and far.guild_commands[GUILD]
    store.close()


@in_loop
async def test_a_server_that_has_not_invited_the_tutor_keeps_no_other_from_its_commands(
    database: str,
) -> None:
    store = SqlStore(database)
    async with far_discord() as far, running(far, make_tutor(store), store, guilds=(OTHER, GUILD)):
        assert far.guild_commands[GUILD] and OTHER not in far.guild_commands
    store.close()


@in_loop
async def test_a_token_that_was_reset_pauses_no_channel(database: str) -> None:
    """Whoever sets the new one has nothing to resume."""
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        wire.far.arm(f"POST /channels/{CHANNEL}/messages", status=401)
        await wire.pulse(hours=1)
        assert wire.far.in_channel() == []
        await wire.pulse(minutes=5)
        assert len(wire.far.in_channel()) == 1 and "The next one comes" in await status(wire)


@in_loop
async def test_a_manager_is_told_directly_that_a_channel_cannot_be_written_to(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        wire.far.everyone = str(int(ALL) & ~SEND_MESSAGES)
        await wire.pulse(hours=1)
        await wire.pulse(minutes=1)
        (told,) = wire.far.in_channel(CHANNEL + 1)
        assert "I have paused the daily question of #general" in words(told)
        assert "View Channel and Send Messages" in words(told)
        said = await status(wire)
        assert "Paused: Discord does not let the tutor do it" in said and ".." not in said
        assert said.count("View Channel and Send Messages") == 1, "and not once more for each line"


@in_loop
async def test_a_notice_is_sent_once_although_the_reply_was_lost(database: str) -> None:
    async with connected(database) as wire:
        person = Place("discord", str(GUILD), str(ADA), direct=True)
        wire.far.arm("POST /channels/.*/messages", status=502, accept=True)
        sent = await wire.app.messenger.post(person, Message((Text("x"),)), "K" * 20)
        assert await wire.app.messenger.find(person, "K" * 20, NOON) == sent
        assert len(wire.far.in_channel(CHANNEL + 1)) == 1


@in_loop
async def test_a_channel_that_is_gone_is_called_once_and_then_left_alone(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        wire.far.arm(f"POST /channels/{CHANNEL}/messages", status=404, code=10003, times=99)
        await wire.pulse(hours=1)
        for _ in range(6):
            await wire.pulse(days=1)
        calls = [line for line in wire.far.requests if line == f"POST /channels/{CHANNEL}/messages"]
        assert len(calls) == 1


@in_loop
async def test_nothing_is_called_while_discord_asks_to_wait(database: str) -> None:
    async with connected(database, tea_pack(WHITE)) as wire:
        await daily_at_one(wire)
        wire.far.arm(f"POST /channels/{CHANNEL}/messages", status=429, seconds=0.5, times=2)
        await wire.pulse(hours=1)
        assert len(wire.far.in_channel()) == 1 and wire.far.impatient == []


async def until_known(tutor: Any, wanted: dict[str, bool]) -> None:
    async with asyncio.timeout(20):
        while dict(await tutor.teams.known("discord")) != wanted:  # noqa: ASYNC110  # as in `until`
            await asyncio.sleep(0.01)
