"""Application commands made from the one list."""

from typing import Any

import discord
import pytest
from discord import app_commands

from adapters.discord.commands import application_commands, differs
from adapters.discord.ids import Call
from bot.commands import COMMANDS, Command, Kind, Parameter, Role
from bot.events import CommandCalled
from bot.messages import Message, Text
from tests.adapters.discord.server import Scripted, serving
from tests.adapters.discord.test_listener import in_loop


async def payloads() -> list[dict[str, Any]]:
    """What would be uploaded."""

    async def handle(_interaction: Any, _call: Call) -> None:
        """Never called here."""

    client = discord.Client(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)
    built = application_commands(handle, lambda _kind, typed, _limit: [typed])
    return [command.to_dict(tree) for command in built]


@in_loop
async def test_each_command_of_the_list_is_one_of_discords() -> None:
    found = {payload["name"]: payload for payload in await payloads()}
    assert set(found) == {command.name for command in COMMANDS}
    for command in COMMANDS:
        options = found[command.name]["options"]
        wanted = [parameter.name for parameter in sorted(command.parameters, key=lambda p: not p.required)]
        assert [option["name"] for option in options] == wanted + ["channel"] * command.of_channel
        assert found[command.name]["description"] == command.help


@in_loop
async def test_choices_bounds_and_completion_are_discords_own() -> None:
    found = {payload["name"]: payload for payload in await payloads()}
    topic, count, *_ = found["quiz"]["options"]
    assert topic["autocomplete"] and (count["min_value"], count["max_value"]) == (1, 20)
    period, *_ = found["leaderboard"]["options"]
    assert [choice["name"] for choice in period["choices"]] == ["week", "month", "all"]
    (query,) = found["ask"]["options"]
    assert query["autocomplete"]


@in_loop
async def test_a_command_about_a_channel_has_discords_picker_of_channels() -> None:
    found = {payload["name"]: payload for payload in await payloads()}
    picker = found["daily"]["options"][-1]
    text, news = 0, 5
    assert (picker["type"], picker["channel_types"]) == (7, [text, news])


@pytest.mark.parametrize("kind", Kind)
def test_any_entry_of_the_list_becomes_a_command_and_is_understood(
    database: str, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    """Names that Python does not know, a required parameter behind another, as many choices as may be."""
    choices = tuple(f"c{n}" for n in range(25)) if kind is Kind.CHOICE else ()
    parameters = (
        Parameter("not-needed", "x" * 100, kind, choices=choices, most=10**9),
        Parameter("class", "what", kind, required=True, choices=choices),
    )
    entry = Command("my-very-new-command", "y" * 100, parameters, Role.MANAGER, of_channel=True)
    monkeypatch.setattr("adapters.discord.commands.COMMANDS", (entry,))
    tutor = Scripted(lambda _: Message((Text("Done."),)))
    given = 3 if kind is Kind.NUMBER else "c3"

    @in_loop
    async def test() -> None:
        async with serving(database, wrap=lambda _: tutor) as server:
            ada = server.person("ada", discord.Permissions(manage_channels=True))
            await ada.slash(server.channel, entry.name, **{"class": given})

    test()
    (event,) = tutor.heard
    assert isinstance(event, CommandCalled)
    assert (event.name, event.args, event.manager) == (entry.name, {"class": str(given)}, True)


@in_loop
async def test_all_commands_together_stay_within_discords_limits() -> None:
    found = await payloads()
    assert len(found) <= 100
    for payload in found:
        words = [payload["name"], payload["description"]]
        words += [text for option in payload["options"] for text in (option["name"], option["description"])]
        assert sum(map(len, words)) <= 8_000 and len(payload["options"]) <= 25


@in_loop
async def test_what_discord_adds_by_itself_is_no_difference() -> None:
    ours = await payloads()
    more = {"id": "1", "version": "2", "name_localizations": None}
    theirs = [{**payload, **more, "options": payload["options"] or None} for payload in reversed(ours)]
    assert not differs(ours, theirs)


@in_loop
async def test_a_changed_word_a_new_choice_and_a_lost_command_are_differences() -> None:
    ours = await payloads()
    assert differs(ours, ours[1:])
    assert differs(ours, [{**ours[0], "description": "otherwise"}, *ours[1:]])
    assert differs(ours, [{**ours[0], "default_member_permissions": "16"}, *ours[1:]])
    changed = [{**payload, "options": [{**o, "choices": []} for o in payload["options"]]} for payload in ours]
    assert differs(ours, changed)
