"""What the commands are called in a Slack workspace."""

import re
from dataclasses import dataclass

from bot.commands import COMMANDS, Command
from bot.errors import UsageError

# Slack's own commands, which no app may bear: its manifest editor refuses the whole app for one of them.
RESERVED = frozenset(
    [
        "active",
        "apps",
        "archive",
        "away",
        "call",
        "close",
        "collapse",
        "dm",
        "dnd",
        "expand",
        "feed",
        "feedback",
        "help",
        "hide",
        "invite",
        "invite_people",
        "join",
        "keys",
        "kick",
        "leave",
        "list",
        "me",
        "msg",
        "mute",
        "open",
        "part",
        "prefs",
        "remind",
        "remove",
        "rename",
        "search",
        "shortcuts",
        "shrug",
        "star",
        "status",
        "topic",
        "who",
        "whois",
    ]
)
OURS = "tutor-"  # put before a name that Slack keeps for itself
PREFIX = 16  # characters at most: a command has 32 with its slash
_PREFIX = re.compile(f"[a-z0-9_-]{{0,{PREFIX}}}")


@dataclass(frozen=True)
class Names:
    """Slash commands, with a prefix of the workspace's choice where their own names are taken.

    Raises UsageError for a prefix that Slack takes in no command.
    """

    prefix: str = ""

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix):
            raise UsageError(
                f"A prefix of commands has up to {PREFIX} letters from a to z, digits, - and _; "
                f"“{self.prefix[:40]}” has not."
            )

    def slash(self, name: str) -> str:
        """A command of the list as it is typed: "/quiz", "/tutor-help", "/aws-quiz"."""
        if self.prefix:
            return f"/{self.prefix}{name}"
        return f"/{OURS}{name}" if name in RESERVED else f"/{name}"

    def command(self, typed: str) -> Command | None:
        """The command of the list behind a slash command of Slack."""
        return next((c for c in COMMANDS if self.slash(c.name) == typed), None)

    def spoken(self, text: str) -> str:
        """A sentence of the tutor with the commands in it called as they are called here."""
        return _MENTIONED.sub(lambda found: self.slash(found[1]), text) if "/" in text else text


_MENTIONED = re.compile(
    rf"(?<![\w/])/({'|'.join(re.escape(command.name) for command in COMMANDS)})(?![\w/-])"
)
