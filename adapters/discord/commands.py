"""Discord's application commands, made from the one list."""

import inspect
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias
from zoneinfo import available_timezones

import discord
from discord import app_commands

from adapters.discord.escape import line, shortened
from bot.commands import COMMANDS, Command, Kind, Parameter, Role

SUGGESTIONS = 25  # discord-api-docs, developers/interactions/application-commands
CHOICE = 100

Handle: TypeAlias = Callable[[discord.Interaction[Any], str, Mapping[str, str]], Awaitable[None]]
Suggest: TypeAlias = Callable[[str, int], Sequence[str]]
_Built: TypeAlias = "app_commands.Command[Any, ..., None]"


def application_commands(handle: Handle, suggest: Suggest) -> "list[_Built]":
    """A command for each of the list. `handle` gets its name and parameters, `suggest` completes topics."""
    return [_built(command, handle, suggest) for command in COMMANDS]


def differs(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what Discord holds is not what we would upload; what Discord adds by itself does not count."""
    return sorted(map(_essence, ours)) != sorted(map(_essence, theirs))


class _Field(app_commands.Transformer):
    """One parameter of the list as an option of Discord's; its value arrives as text."""

    def __init__(self, parameter: Parameter) -> None:
        self._parameter = parameter

    @property
    def type(self) -> discord.AppCommandOptionType:
        kind = discord.AppCommandOptionType
        return kind.integer if self._parameter.kind is Kind.NUMBER else kind.string

    @property
    def min_value(self) -> int | None:
        return self._parameter.least if self._parameter.kind is Kind.NUMBER else None

    @property
    def max_value(self) -> int | None:
        return self._parameter.most if self._parameter.kind is Kind.NUMBER else None

    @property
    def choices(self) -> list[app_commands.Choice[str | int | float]] | None:
        return [app_commands.Choice(name=name, value=name) for name in self._parameter.choices] or None

    async def transform(self, _interaction: discord.Interaction[Any], value: Any) -> str:
        return str(value)


class _CompletedField(_Field):
    """A parameter that Discord completes while it is typed."""

    def __init__(self, parameter: Parameter, suggest: Suggest) -> None:
        super().__init__(parameter)
        self._suggest = suggest

    async def autocomplete(
        self, _interaction: discord.Interaction[Any], typed: str | float
    ) -> list[app_commands.Choice[str | int | float]]:
        names = dict.fromkeys(
            shortened(line(name), CHOICE) for name in self._suggest(str(typed), SUGGESTIONS)
        )
        found = [name for name in names if name][:SUGGESTIONS]
        return [app_commands.Choice(name=name, value=name) for name in found]


def _built(command: Command, handle: Handle, suggest: Suggest) -> _Built:
    async def call(interaction: discord.Interaction[Any], **given: str | None) -> None:
        await handle(interaction, command.name, {name: text for name, text in given.items() if text})

    options = [_option(parameter, suggest) for parameter in command.parameters]
    interaction = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    call.__signature__ = inspect.Signature([interaction, *options])  # type: ignore[attr-defined]  # read by inspect
    built: _Built = app_commands.Command(
        name=command.name,
        description=command.help,
        callback=app_commands.describe(**{p.name: p.help for p in command.parameters})(call),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    if command.role is Role.MANAGER:
        built.default_permissions = discord.Permissions(manage_channels=True)
    return built


def _option(parameter: Parameter, suggest: Suggest) -> inspect.Parameter:
    completes = {Kind.TOPIC: suggest, Kind.ZONE: _zones}.get(parameter.kind)
    field = _Field(parameter) if completes is None else _CompletedField(parameter, completes)
    default = inspect.Parameter.empty if parameter.required else None
    return inspect.Parameter(
        parameter.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=field
    )


def _zones(typed: str, limit: int) -> Sequence[str]:
    """Time zones by what is typed of them, those whose city begins so first."""
    wanted = "_".join(typed.casefold().split())
    found = [name for name in available_timezones() if wanted in name.casefold()]
    begins = f"/{wanted}"
    return sorted(found, key=lambda name: (begins not in f"/{name.casefold()}", name))[:limit]


def _essence(payload: Mapping[str, Any]) -> str:
    """What we say of a command, with what Discord takes for granted filled in."""
    kept = {
        "name": payload["name"],
        "description": payload.get("description", ""),
        "permissions": _number(payload.get("default_member_permissions")),
        "contexts": sorted(payload.get("contexts") or ()),
        "options": [_option_essence(option) for option in payload.get("options") or ()],
    }
    return json.dumps(kept, sort_keys=True)


def _option_essence(option: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: option.get(name) for name in ("name", "description", "type", "min_value", "max_value")}
    choices = [(choice["name"], choice["value"]) for choice in option.get("choices") or ()]
    flags = {name: bool(option.get(name)) for name in ("required", "autocomplete")}
    return {**plain, **flags, "choices": choices}


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
