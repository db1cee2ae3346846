"""The one list of commands: `/help`, the terminal, Slack's and Discord's commands are all made from COMMANDS.

Adding a command is one entry here and one use case in `bot.usecases`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.errors import UsageError
from bot.learning import parse_days, parse_time


class Kind(Enum):
    """What a parameter takes, so that each platform can offer the right field."""

    WORDS = "words"  # all that is left of the line
    QUERY = "query"  # words to look up; platforms may offer topics, as for the next two
    TOPIC = "topic"  # words that name a topic
    SCOPE = "scope"  # words that name a pack, topics, or a pack and topics of it
    NUMBER = "number"
    CHOICE = "choice"
    TIME = "time"  # of day: 9:00
    ZONE = "zone"  # an IANA zone
    DAYS = "days"  # mon-fri


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
    guarded: frozenset[str] = frozenset()  # choices that are for managers
    posting: frozenset[str] = frozenset()  # choices by which the tutor is to write to the channel by itself

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
    of_channel: bool = False  # about the channel it is called in; platforms may let people pick another
    under: str = ""  # the command whose answer offers it: whoever is given that one may use it too
    plain: tuple[str, ...] = ()  # lines that mean it and can hardly ask for something in notes

    @property
    def usage(self) -> str:
        """The command as a person types it, without the slash."""
        return " ".join([self.name, *(p.sign for p in self.parameters)])


COMMANDS: tuple[Command, ...] = (
    Command(
        "ask",
        "What the notes say about something, with the line it comes from",
        (Parameter("query", "what you want to know", Kind.QUERY, required=True),),
    ),
    Command(
        "quiz",
        "Questions now, on a topic or on everything",
        (
            Parameter("topic", "only this topic", Kind.TOPIC),
            Parameter("n", "how many questions", Kind.NUMBER, most=20),
            Parameter(
                "together",
                "with everybody here, at the same time",
                Kind.CHOICE,
                choices=("together",),
                posting=frozenset(("together",)),
            ),
        ),
        plain=("quiz", "quiz me"),
    ),
    Command(
        "answer",
        "Answer the open question",
        (Parameter("response", "your answer", required=True),),
    ),
    Command("streak", "Your streak, and why it changed", plain=("my streak",)),
    Command(
        "leaderboard",
        "Who has how many points; your own rank is always shown",
        (
            Parameter("period", "since when", Kind.CHOICE, choices=("week", "month", "all")),
            Parameter("scope", "among whom", Kind.CHOICE, choices=("workspace", "channel", "squads")),
            Parameter("show", "here: show it to everybody here", Kind.CHOICE, choices=("here",)),
        ),
    ),
    Command(
        "squad",
        "Teams inside the group: see them, join one, leave yours",
        (
            Parameter(
                "what",
                "what to do",
                Kind.CHOICE,
                choices=("list", "join", "leave", "create"),
                guarded=frozenset(("create",)),
            ),
            Parameter("name", "the squad's name"),
        ),
    ),
    Command("topics", "The topics of the notes", (Parameter("topic", "only below this one", Kind.TOPIC),)),
    Command(
        "card",
        "All that the notes say on a topic",
        (Parameter("topic", "which one", Kind.TOPIC, required=True),),
    ),
    Command(
        "daily",
        "The channel's daily question: set it, look at it, ask why",
        (
            Parameter(
                "what",
                "what to do",
                Kind.CHOICE,
                choices=("status", "why", "set", "now", "pause", "resume"),
                guarded=frozenset(("set", "now", "pause", "resume")),
                posting=frozenset(("set", "now", "resume")),
            ),
            Parameter("time", "when, such as 9:00", Kind.TIME),
            Parameter("zone", "where, such as Europe/Berlin", Kind.ZONE),
            Parameter("days", "on which days, such as mon-fri", Kind.DAYS),
            Parameter("topics", "only this pack, or these topics", Kind.SCOPE),
        ),
        of_channel=True,
    ),
    Command("reports", "What people say about verdicts and questions", role=Role.MANAGER),
    Command(
        "privacy",
        "Whether you are on leaderboards and named in reveals",
        (
            Parameter("what", "which of them", Kind.CHOICE, choices=("board", "reveal")),
            Parameter("state", "on or off", Kind.CHOICE, choices=("on", "off")),
        ),
    ),
    Command("my-data", "Everything that is stored about you, in a file"),
    Command(
        "forget-me",
        "Delete everything that is stored about you",
        (Parameter("sure", "yes: really delete it", Kind.CHOICE, choices=("yes",)),),
    ),
    Command(
        "link",
        "Learn as one group on two platforms: link groups, channels, your accounts",
        (
            Parameter(
                "what",
                "what to link",
                Kind.CHOICE,
                choices=("status", "workspace", "channel", "me", "relay"),
                guarded=frozenset(("workspace", "channel", "relay")),
            ),
            Parameter("value", "the code from the other side; for relay: off, shared or threads"),
        ),
    ),
    Command(
        "unlink",
        "Part what was linked; says first what happens to the history",
        (
            Parameter(
                "what",
                "what to part",
                Kind.CHOICE,
                required=True,
                choices=("workspace", "channel", "me"),
                guarded=frozenset(("workspace", "channel")),
            ),
            Parameter("sure", "yes: really part it", Kind.CHOICE, choices=("yes",)),
        ),
    ),
    Command("help", "What you can do here", plain=("help",)),
)

OFFERS: tuple[Command, ...] = (  # what only a button calls
    Command(
        "share",
        "Show everybody here what the notes say",
        (Parameter("fact", "which line", required=True),),
    ),
    Command(
        "appeal",
        "Have a manager look at a verdict",
        (Parameter("post", "which question", required=True), Parameter("number", "which try", Kind.NUMBER)),
    ),
    Command(
        "report",
        "Have a manager look at a question",
        (Parameter("post", "which question", required=True),),
    ),
    Command(
        "settle",
        "Decide on a report",
        (
            Parameter("report", "which one", required=True),
            Parameter("ruling", "how", Kind.CHOICE, required=True, choices=("upheld", "refused")),
        ),
        role=Role.MANAGER,
        under="reports",
    ),
)

BY_NAME: Mapping[str, Command] = {command.name: command for command in (*COMMANDS, *OFFERS)}
BY_LINE: Mapping[str, Command] = {line: command for command in COMMANDS for line in command.plain}


def parse(command: Command, line: str) -> dict[str, str]:
    """The parameters in what somebody typed after the command's name.

    A parameter of a certain form takes the first word of that form (a NUMBER the last), words take the rest;
    so their order is free ("3 sqs", "sqs 3"). Raises UsageError where something is missing or left over.
    """
    words = line.split()
    given: dict[str, str] = {}
    for parameter in sorted(command.parameters, key=lambda p: p.kind not in _FORMS):
        if parameter.kind in _FORMS:
            value = _first(parameter, words)
        else:
            value = line.strip() if line.split() == words else " ".join(words)
            words.clear()
        if value:
            given[parameter.name] = value
    if words:
        raise UsageError(f"/{command.name} does not take “{' '.join(words)[:60]}”: /{command.usage}")
    check(command, given)
    return given


def _first(parameter: Parameter, words: list[str]) -> str:
    """Remove the word that fits a parameter from `words` and return it; "" where none does."""
    fits = _FORMS[parameter.kind]
    order = reversed(words) if parameter.kind is Kind.NUMBER else words
    found = next((word for word in order if fits(parameter, word)), "")
    if found:
        words.remove(found)
    return found.lower() if parameter.kind is Kind.CHOICE else found


def _parses(understand: Callable[[str], object], word: str) -> bool:
    try:
        understand(word)
    except UsageError:
        return False
    return True


_FORMS: Mapping[Kind, Callable[[Parameter, str], bool]] = {
    Kind.CHOICE: lambda parameter, word: word.lower() in parameter.choices,
    Kind.NUMBER: lambda _, word: word.isdecimal() and word.isascii(),
    Kind.TIME: lambda _, word: _parses(parse_time, word),
    Kind.ZONE: lambda _, word: "/" in word or word.upper() == "UTC",
    Kind.DAYS: lambda _, word: _parses(parse_days, word),
}


def check(command: Command, args: Mapping[str, str]) -> None:
    """Refuse what does not fit the list: UsageError names the first such parameter and says what would."""
    for parameter in command.parameters:
        value = args.get(parameter.name, "")
        if parameter.required and not value.strip():
            raise UsageError(f"/{command.name} needs {parameter.help}: /{command.usage}")
        if value and parameter.choices and value not in parameter.choices:
            raise UsageError(f"“{value[:40]}” is none of {', '.join(parameter.choices)}.")
        if value and parameter.kind is Kind.NUMBER:
            _check_number(parameter, value)


def _check_number(parameter: Parameter, value: str) -> None:
    number = int(value[:9]) if value.isdecimal() and value.isascii() else -1
    if not parameter.least <= number <= parameter.most:
        asked = parameter.help.capitalize()
        raise UsageError(f"{asked}? Between {parameter.least} and {parameter.most}, not {value[:9]}.")


def for_managers(command: Command, args: Mapping[str, str]) -> bool:
    """Whether only those who manage a place may do that, so that a platform has to find out who does."""
    guarded = any(args.get(parameter.name) in parameter.guarded for parameter in command.parameters)
    return guarded or command.role is Role.MANAGER


def posts(command: Command, args: Mapping[str, str]) -> bool:
    """Whether the tutor is to write to the channel by itself, so that a platform has to let it."""
    return any(args.get(parameter.name) in parameter.posting for parameter in command.parameters)


def check_role(command: Command, args: Mapping[str, str], *, manager: bool) -> None:
    """Refuse somebody who is no manager what only managers may do."""
    if not manager and for_managers(command, args):
        raise UsageError("Only those who manage this channel may do that.")
