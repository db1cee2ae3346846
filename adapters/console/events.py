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
        """A person of this machine, known by name."""
        account = Account(PLATFORM, "local", name.casefold(), name)
        return cls(account, Place(PLATFORM, "local", "terminal", "terminal", direct=True))

    def event(self, line: str, offers: tuple[Button, ...] = ()) -> Event:
        """What a line means; `/1` presses the first of the `offers` last shown. Raises UsageError."""
        delivery = f"console-{secrets.token_hex(8)}"
        if not line.startswith("/"):
            return Said(delivery, self.who, self.where, line)
        name, _, rest = line[1:].partition(" ")
        if name.isdecimal():
            button = _pressed(name, offers)
            return CommandCalled(delivery, self.who, self.where, button.command, dict(button.args))
        command = BY_NAME.get(name.lower())
        if command is None:
            raise UsageError(f"There is no command /{name[:40]}.{_meant(name)} /help lists what there is.")
        return CommandCalled(delivery, self.who, self.where, command.name, parse(command, rest))


def _pressed(number: str, offers: tuple[Button, ...]) -> Button:
    place = int(number[:3]) - 1
    if not 0 <= place < len(offers):
        raise UsageError(f"There is nothing numbered /{number[:9]} to choose at the moment.")
    return offers[place]


def _meant(name: str) -> str:
    close = difflib.get_close_matches(name[:40].lower(), [command.name for command in COMMANDS], n=1)
    return f" Did you mean /{close[0]}?" if close else ""
