"""`/help`: the list of commands."""

from bot.commands import COMMANDS
from bot.events import CommandCalled
from bot.messages import Heading, Message, Table, Text
from bot.usecases.desk import Desk


async def help_(desk: Desk, call: CommandCalled) -> Message:
    """Every command with what it does."""
    names = ", ".join(pack.title for pack in desk.library.packs)
    return Message(
        (
            Heading(f"I know {names}"),
            Table(("command", "what it does"), tuple((f"/{c.usage}", c.help) for c in COMMANDS)),
            Text("A line without a slash answers the open question; with none open, it asks the notes."),
        )
    )
