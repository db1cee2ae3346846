"""Who manages a channel, by command, button and form alike; and which channel is meant."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.commands import BY_NAME, Role
from bot.events import CommandCalled
from bot.messages import Button, Buttons, Field, FieldKind, Form, Message, Text
from tests.adapters.discord.server import Scripted, Server, serving, shown
from tests.adapters.discord.test_listener import in_loop

SET = Button("set it", "daily", (("what", "set"), ("time", "9:00")))
FORM = Form("Set it", "daily", (Field("time", "When", FieldKind.TIME, required=True),), (("what", "set"),))
Settings = Callable[[Server, Any, Any], dict[Any, bool]]  # of the server, for a role and a person


def script() -> Scripted:
    """Answers `/daily set` without a time with a form, all else with a button."""

    def says(event: Any) -> Message:
        form = isinstance(event, CommandCalled) and event.args == {"what": "set"}
        return Message((FORM,)) if form else Message((Text("x"), Buttons((SET,))))

    return Scripted(says)


def managers(tutor: Scripted) -> list[bool]:
    return [event.manager for event in tutor.heard if isinstance(event, CommandCalled)]


async def every_way(server: Server, person: Any) -> None:
    """By command, by button, by form."""
    answered = await person.slash(server.channel, "daily", what="pause")
    await person.click(answered.response, label="set it")
    opened = await person.slash(server.channel, "daily", what="set")
    await person.submit_modal(opened, {"time": "9:00"})


@pytest.mark.parametrize(
    ("permissions", "manager"),
    [
        (None, False),
        (discord.Permissions(manage_channels=True), True),
        (discord.Permissions(manage_guild=True), True),
        (discord.Permissions(administrator=True), True),
        (discord.Permissions(manage_messages=True, mention_everyone=True), False),
    ],
)
def test_whoever_manages_channels_or_the_server_does(
    database: str, permissions: discord.Permissions | None, manager: bool
) -> None:
    tutor = script()

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: tutor) as server:
            await every_way(server, server.person("ada", permissions))

    test()
    assert managers(tutor) == [manager] * 4


@pytest.mark.parametrize(
    ("settings", "manager"),
    [
        (lambda _server, _role, _ada: {}, False),
        (lambda _server, role, _ada: {role: True}, False),
        (lambda server, role, _ada: {server.guild.default_role: False, role: True}, True),
        (lambda server, _role, ada: {server.guild.default_role: False, ada: True}, True),
        (lambda server, role, _ada: {server.guild.default_role: True, role: True}, False),
    ],
    ids=["nothing", "role-as-all", "role-alone", "person-alone", "all"],
)
def test_so_does_whoever_a_server_has_given_the_command_to_alone(
    database: str, settings: Settings, manager: bool
) -> None:
    tutor = script()

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: tutor) as server:
            role = server.guild.create_role("mods")
            ada = server.guild.add_member(server.env.create_user("ada"), roles=[role])
            found = next(c for c in await server.client.uploaded(None) if c["name"] == "daily")
            server.guild.set_command_permissions(int(found["id"]), settings(server, role, ada))
            await every_way(server, ada)

    test()
    assert managers(tutor) == [manager] * 4


def test_a_command_for_managers_is_for_whoever_discord_hands_it_to(database: str) -> None:
    """And the buttons below it too, where the server has opened it to a role."""
    assert BY_NAME["reports"].role is Role.MANAGER
    ruling = Button("it is right", "settle", (("report", "1"), ("ruling", "upheld")))
    tutor = Scripted(lambda _: Message((Text("x"), Buttons((Button("next", "reports"), ruling)))))

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: tutor) as server:
            role = server.guild.create_role("mods")
            ada = server.guild.add_member(server.env.create_user("ada"), roles=[role])
            bob = server.person("bob")
            found = next(c for c in await server.client.uploaded(None) if c["name"] == "reports")
            server.guild.set_command_permissions(int(found["id"]), {role: True})
            assert "reports" not in bob.available_commands(server.channel)
            answered = await ada.slash(server.channel, "reports")
            for label in ("next", "it is right"):
                assert (await ada.click(answered.response, label=label)).acknowledged

    test()
    assert managers(tutor) == [True, True, True]


@in_loop
async def test_in_a_direct_message_nobody_manages(database: str) -> None:
    tutor = script()
    async with serving(database, wrap=lambda _: tutor) as server:
        boss = server.person("ada", discord.Permissions(administrator=True))
        await boss.user.slash("daily", what="pause")
        assert managers(tutor) == [False]


@pytest.mark.parametrize("there", [True, False])
def test_another_channel_can_be_picked_by_those_who_manage_that_one(database: str, there: bool) -> None:
    """By command and by form, with the rights that count in the channel picked."""
    tutor = script()

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: tutor) as server:
            ada = server.person("ada")
            rights = discord.PermissionOverwrite(manage_channels=True)
            other = server.guild.create_text_channel("other", overwrites={ada: rights} if there else {})
            await ada.slash(server.channel, "daily", what="pause", channel=other)
            opened = await ada.slash(server.channel, "daily", what="set", channel=other)
            await ada.submit_modal(opened, {"time": "9:00"})
            assert [(event.where.id, event.where.name) for event in tutor.heard] == [
                (str(other.id), "other")
            ] * 3

    test()
    assert managers(tutor) == [there] * 3


@in_loop
async def test_a_channel_that_is_not_there_is_refused(database: str) -> None:
    """As by a form that stayed open while the channel was deleted."""
    tutor = script()
    async with serving(database, wrap=lambda _: tutor) as server:
        boss = server.person("ada", discord.Permissions(administrator=True))
        other = server.guild.create_text_channel("other")
        opened = await boss.slash(server.channel, "daily", what="set", channel=other)
        server.env.backend.delete_channel(other.id)
        await server.env.settle()
        assert "cannot see that channel" in shown(await boss.submit_modal(opened, {"time": "9:00"}))
        assert len(tutor.heard) == 1
