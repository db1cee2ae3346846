"""A typed line as an event of the tutor."""

import difflib
import secrets
from dataclasses import dataclass

from bot.commands import BY_NAME, COMMANDS, parse
from bot.errors import UsageError
from bot.events import Account, CommandCalled, Event, Place, Said
from bot.messages import Button

PLATFORM = "console"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who types, and where."""

    who: Account
    where: Place

    @classmethod
    def named(cls, name: str) -> "Speaker":
        """A person of this machine, known by name; whoever sits at it manages it."""
        account = Account(PLATFORM, "local", name.casefold(), name)
        return cls(account, Place(PLATFORM, "local", "terminal", "terminal", direct=True))

    def event(self, line: str, offers: tuple[Button, ...] = ()) -> Event:
        """What a line means; `/1` presses the first of the `offers` last shown. Raises UsageError."""
        if not line.startswith("/"):
            return self.said(line)
        delivery = _delivery()
        name, _, rest = line[1:].partition(" ")
        if name.isdecimal():
            button = _pressed(name, offers)
            args = dict(button.args)
            return CommandCalled(delivery, self.who, self.where, button.command, args, manager=True)
        command = BY_NAME.get(name.lower())
        if command is None:
            raise UsageError(f"There is no command /{name[:40]}.{_meant(name)} /help lists what there is.")
        args = parse(command, rest)
        return CommandCalled(delivery, self.who, self.where, command.name, args, manager=True)

    def said(self, line: str) -> Said:
        """A line that is no command."""
        return Said(_delivery(), self.who, self.where, line)


def _delivery() -> str:
    return f"console-{secrets.token_hex(8)}"


def _pressed(number: str, offers: tuple[Button, ...]) -> Button:
    place = int(number[:3]) - 1
    if not 0 <= place < len(offers):
        raise UsageError(f"There is nothing numbered /{number[:9]} to choose at the moment.")
    return offers[place]


def _meant(name: str) -> str:
    close = difflib.get_close_matches(name[:40].lower(), [command.name for command in COMMANDS], n=1)
    return f" Did you mean /{close[0]}?" if close else ""
