"""Discord's application commands, made from the one list."""

import inspect
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands

from adapters.discord.escape import line, shortened
from adapters.discord.ids import Call
from bot.commands import COMMANDS, Command, Kind, Parameter, Role
from bot.completion import completed

SUGGESTIONS = 25  # discord-api-docs, developers/interactions/application-commands
CHOICE = 100
CHANNEL = "channel"  # the option that picks one
_KEYWORD = inspect.Parameter.KEYWORD_ONLY

Handle: TypeAlias = Callable[[discord.Interaction[Any], Call], Awaitable[None]]
Complete: TypeAlias = Callable[[Kind, str, int], Sequence[str]]
_Built: TypeAlias = "app_commands.Command[Any, ..., None]"


def application_commands(handle: Handle, complete: Complete) -> "list[_Built]":
    """A command for each of the list. `handle` gets what was called, `complete` what is being typed."""
    return [_built(command, handle, complete) for command in COMMANDS]


def differs(
    ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]], *, everywhere: bool = True
) -> bool:
    """Whether what Discord holds is not what we would upload; what Discord adds by itself does not count.

    Of the commands of one server it does not keep the contexts: they are not `everywhere`.
    """
    return sorted(_essence(one, everywhere) for one in ours) != sorted(
        _essence(one, everywhere) for one in theirs
    )


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

    def __init__(self, parameter: Parameter, complete: Complete) -> None:
        super().__init__(parameter)
        self._complete = complete

    async def autocomplete(
        self, _interaction: discord.Interaction[Any], typed: str | float
    ) -> list[app_commands.Choice[str | int | float]]:
        found = self._complete(self._parameter.kind, str(typed), SUGGESTIONS)
        names = dict.fromkeys(shortened(line(name), CHOICE) for name in found)
        offered = [name for name in names if name][:SUGGESTIONS]
        return [app_commands.Choice(name=name, value=name) for name in offered]


class _Channel(app_commands.Transformer):
    """Discord's own picker of a channel; its value arrives as an id."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(self, _interaction: discord.Interaction[Any], value: Any) -> int:
        return int(value.id)


def _built(command: Command, handle: Handle, complete: Complete) -> _Built:
    names = {f"p{place}": parameter.name for place, parameter in enumerate(command.parameters)}
    helps = {f"p{place}": parameter.help for place, parameter in enumerate(command.parameters)}

    async def call(interaction: discord.Interaction[Any], **given: Any) -> None:
        at = given.pop(CHANNEL, None)
        args = tuple((name, given[place]) for place, name in names.items() if given.get(place))
        await handle(interaction, Call(command.name, args, at))

    options = [_option(f"p{n}", p, complete) for n, p in enumerate(command.parameters)]
    if command.of_channel:
        options.append(inspect.Parameter(CHANNEL, _KEYWORD, default=None, annotation=_Channel()))
        helps[CHANNEL] = "another channel than this one"
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    call.__signature__ = inspect.Signature([first, *options])  # type: ignore[attr-defined]  # read by inspect
    built: _Built = app_commands.Command(
        name=command.name,
        description=command.help,
        callback=app_commands.rename(**names)(app_commands.describe(**helps)(call)),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    if command.role is Role.MANAGER:
        built.default_permissions = discord.Permissions(manage_channels=True)
    return built


def _option(name: str, parameter: Parameter, complete: Complete) -> inspect.Parameter:
    """An option under a name of ours: names of the list need not be names of Python's."""
    field = _CompletedField(parameter, complete) if completed(parameter.kind) else _Field(parameter)
    default = inspect.Parameter.empty if parameter.required else None
    return inspect.Parameter(name, _KEYWORD, default=default, annotation=field)


def _essence(payload: Mapping[str, Any], everywhere: bool) -> str:
    """What we say of a command, with what Discord takes for granted filled in."""
    kept = {
        "name": payload["name"],
        "description": payload.get("description", ""),
        "permissions": _number(payload.get("default_member_permissions")),
        "contexts": sorted(payload.get("contexts") or ()) if everywhere else [],
        "options": [_option_essence(option) for option in payload.get("options") or ()],
    }
    return json.dumps(kept, sort_keys=True)


def _option_essence(option: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: option.get(name) for name in ("name", "description", "type", "min_value", "max_value")}
    plain["channel_types"] = sorted(option.get("channel_types") or ())
    choices = [(choice["name"], choice["value"]) for choice in option.get("choices") or ()]
    flags = {name: bool(option.get(name)) for name in ("required", "autocomplete")}
    return {**plain, **flags, "choices": choices}


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
