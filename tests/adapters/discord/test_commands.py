"""Application commands made from the one list."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from adapters.discord.commands import application_commands, differs
from bot.commands import COMMANDS
from tests.adapters.discord.test_listener import in_loop


async def payloads() -> list[dict[str, Any]]:
    """What would be uploaded."""

    async def handle(_interaction: Any, _name: str, _args: Mapping[str, str]) -> None:
        """Never called here."""

    client = discord.Client(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)
    return [command.to_dict(tree) for command in application_commands(handle, lambda typed, _limit: [typed])]


@in_loop
async def test_each_command_of_the_list_is_one_of_discords() -> None:
    found = {payload["name"]: payload for payload in await payloads()}
    assert set(found) == {command.name for command in COMMANDS}
    for command in COMMANDS:
        options = found[command.name]["options"]
        assert [option["name"] for option in options] == [
            parameter.name for parameter in sorted(command.parameters, key=lambda p: not p.required)
        ]
        assert found[command.name]["description"] == command.help


@in_loop
async def test_choices_bounds_and_completion_are_discords_own() -> None:
    found = {payload["name"]: payload for payload in await payloads()}
    topic, count, *_ = found["quiz"]["options"]
    assert topic["autocomplete"] and (count["min_value"], count["max_value"]) == (1, 20)
    period, *_ = found["leaderboard"]["options"]
    assert [choice["name"] for choice in period["choices"]] == ["week", "month", "all"]


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
