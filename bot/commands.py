"""The one list of commands: `/help`, the terminal, Slack's and Discord's commands are all made from it.

Adding a command is one entry here and one use case in `bot.usecases`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot.errors import UsageError


class Kind(Enum):
    """What a parameter takes, so that each platform can offer the right field."""

    WORDS = "words"  # all that is left of the line
    TOPIC = "topic"  # words that name a topic; platforms complete them from the notes
    NUMBER = "number"
    CHOICE = "choice"


class Role(Enum):
    """Who may use a command."""

    EVERYONE = "everyone"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `choices` for CHOICE, `least` and `most` bound a NUMBER."""

    name: str
    help: str
    kind: Kind = Kind.WORDS
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 20

    @property
    def sign(self) -> str:
        """How it stands in a line of help: `QUERY`, `[N]`, `[week|month]`."""
        word = "|".join(self.choices) if self.choices else self.name.upper()
        return word if self.required else f"[{word}]"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does in one line, what it takes, who may use it."""

    name: str
    help: str
    parameters: tuple[Parameter, ...] = ()
    role: Role = Role.EVERYONE

    @property
    def usage(self) -> str:
        """The command as a person types it, without the slash."""
        return " ".join([self.name, *(p.sign for p in self.parameters)])


COMMANDS: tuple[Command, ...] = (
    Command(
        "ask",
        "What the notes say about something, with the line it comes from",
        (Parameter("query", "what you want to know", required=True),),
    ),
    Command(
        "quiz",
        "Questions now, on a topic or on everything",
        (
            Parameter("topic", "only this topic", Kind.TOPIC),
            Parameter("n", "how many questions", Kind.NUMBER, most=20),
        ),
    ),
    Command(
        "answer",
        "Answer the open question",
        (Parameter("response", "your answer", required=True),),
    ),
    Command("streak", "Your streak, and why it changed"),
    Command(
        "leaderboard",
        "Who has how many points; your own rank is always shown",
        (Parameter("period", "since when", Kind.CHOICE, choices=("week", "month", "all")),),
    ),
    Command("topics", "The topics of the notes", (Parameter("topic", "only below this one", Kind.TOPIC),)),
    Command(
        "card",
        "All that the notes say on a topic",
        (Parameter("topic", "which one", Kind.TOPIC, required=True),),
    ),
    Command("help", "What you can do here"),
)

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}


def parse(command: Command, line: str) -> dict[str, str]:
    """The parameters in what somebody typed after the command's name.

    A CHOICE takes a word that is one of its choices, a NUMBER the last whole number, words take the rest;
    so their order is free ("3 sqs", "sqs 3"). Raises UsageError where something is missing or left over.
    """
    words = line.split()
    given: dict[str, str] = {}
    for parameter in sorted(command.parameters, key=lambda p: p.kind in (Kind.WORDS, Kind.TOPIC)):
        value = _take(parameter, words, line)
        if value:
            given[parameter.name] = value
        elif parameter.required:
            raise UsageError(f"/{command.name} needs {parameter.help}: /{command.usage}")
    if words:
        raise UsageError(f"/{command.name} does not take “{' '.join(words)[:60]}”: /{command.usage}")
    return given


def _take(parameter: Parameter, words: list[str], line: str) -> str:
    """Remove the parameter's own words from `words` and return them; "" where there are none."""
    match parameter.kind:
        case Kind.CHOICE:
            found = next((w for w in words if w.lower() in parameter.choices), "")
        case Kind.NUMBER:
            found = next((w for w in reversed(words) if w.isdecimal() and w.isascii()), "")
            if found and not parameter.least <= int(found[:9]) <= parameter.most:
                asked = parameter.help.capitalize()
                raise UsageError(f"{asked}? Between {parameter.least} and {parameter.most}, not {found[:9]}.")
        case _:
            found = line.strip() if line.split() == words else " ".join(words)
            words.clear()
            return found
    if found:
        words.remove(found)
    return found.lower()


def check(command: Command, args: Mapping[str, str]) -> None:
    """Refuse values a platform let through although the list does not: UsageError names the first."""
    for parameter in command.parameters:
        value = args.get(parameter.name, "")
        if parameter.required and not value.strip():
            raise UsageError(f"/{command.name} needs {parameter.help}: /{command.usage}")
        if value and parameter.choices and value not in parameter.choices:
            raise UsageError(f"“{value[:40]}” is none of {', '.join(parameter.choices)}.")
