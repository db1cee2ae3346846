"""What buttons, menus and modals carry: ids, never state. A press after a restart says all there is to know.

`answer:POST:PLACE` picks an option, `answer:POST` answers by menu or modal, `write:POST` opens the box,
`call:COMMAND?NAME=VALUE&…` calls a command, `call:COMMAND@CHANNEL?…` for another channel, `show:MESSAGE`
shows its author what a mention brought.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from adapters.discord.escape import length
from bot.messages import Button

LONGEST = 100  # discord-api-docs, developers/components/reference: custom_id
_POST = r"(?P<post>[A-Za-z0-9_-]{1,60})"
_ANSWER = re.compile(rf"answer:{_POST}(?::(?P<place>\d{{1,3}}))?")
_WRITE = re.compile(rf"write:{_POST}")
_SHOW = re.compile(r"show:(?P<message>\d{1,20})")
_CALL = re.compile(r"call:(?P<command>[a-z0-9_-]{1,32})(?:@(?P<at>\d{1,20}))?(?:\?(?P<args>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a post: the place of the option pressed, or None where the answer comes beside the id."""

    post: str
    place: int | None = None

    def __str__(self) -> str:
        return f"answer:{self.post}" + ("" if self.place is None else f":{self.place}")


@dataclass(frozen=True, slots=True)
class Write:
    """The wish to write an answer to a post."""

    post: str

    def __str__(self) -> str:
        return f"write:{self.post}"


@dataclass(frozen=True, slots=True)
class Call:
    """A command with its parameters, and the channel it is about where that is another than one's own."""

    command: str
    args: tuple[tuple[str, str], ...] = ()
    at: int | None = None

    @classmethod
    def of(cls, button: Button) -> "Call":
        """What pressing a button calls."""
        return cls(button.command, button.args)

    def __str__(self) -> str:
        args = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in self.args)
        at = "" if self.at is None else f"@{self.at}"
        return f"call:{self.command}{at}" + (f"?{args}" if args else "")

    @property
    def fits(self) -> bool:
        """Whether Discord takes it as an id."""
        return length(str(self)) <= LONGEST


@dataclass(frozen=True, slots=True)
class Show:
    """The wish to see what the tutor made of one's own message."""

    message: int

    def __str__(self) -> str:
        return f"show:{self.message}"


Id: TypeAlias = Answer | Write | Call | Show


def read(custom_id: str) -> Id | None:
    """What an id says; None for one that is not ours."""
    if found := _ANSWER.fullmatch(custom_id):
        return Answer(found["post"], None if found["place"] is None else int(found["place"]))
    if found := _WRITE.fullmatch(custom_id):
        return Write(found["post"])
    if found := _SHOW.fullmatch(custom_id):
        return Show(int(found["message"]))
    if found := _CALL.fullmatch(custom_id):
        at = None if found["at"] is None else int(found["at"])
        return Call(found["command"], tuple(_pairs(found["args"] or "")), at)
    return None


def _quoted(text: str) -> str:
    """Only what separates is escaped: ids are short, and letters of every script count one."""
    return text.replace("%", "%25").replace("&", "%26").replace("=", "%3D")


def _pairs(args: str) -> list[tuple[str, str]]:
    pairs = [pair.partition("=") for pair in args.split("&") if pair]
    return [(unquote(name), unquote(value)) for name, _, value in pairs]
