"""What comes in: who did what, where. Adapters translate their platform's events into these.

`delivery` is the platform's own id of the event; the same event delivered again carries the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Account:
    """A person as one platform knows them; `id` is unique within (platform, team).

    `name` is what people call them, "" where an event does not say; `handle` does until a name is known.
    """

    platform: str
    team: str
    id: str
    name: str
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: a channel, or a direct conversation with the tutor.

    `thread` is the platform's name of the message in whose thread it is, "" for the channel itself.
    """

    platform: str
    team: str
    id: str
    name: str = ""
    direct: bool = False
    zone: str = ""  # the IANA zone that the platform suggests for it, if any
    thread: str = ""


@dataclass(frozen=True, slots=True)
class CommandCalled:
    """Somebody used a command of the one list, with its parameters by name.

    `manager` is whether the platform lets this person manage the place; unknown is no.
    """

    delivery: str
    who: Account
    where: Place
    name: str
    args: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    manager: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """Somebody picked among the options of a post; `picks` are 0-based places."""

    delivery: str
    who: Account
    where: Place
    post: str
    picks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BoxOpened:
    """Somebody is about to fill the answer box of a post, on a platform that opens it apart."""

    delivery: str
    who: Account
    where: Place
    post: str


@dataclass(frozen=True, slots=True)
class TextAnswered:
    """Somebody filled the answer box of a post."""

    delivery: str
    who: Account
    where: Place
    post: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line without a command: it answers the open question, or else asks the notes."""

    delivery: str
    who: Account
    where: Place
    text: str


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody opened the tutor's own page on a platform that has one."""

    delivery: str
    who: Account
    where: Place


@dataclass(frozen=True, slots=True)
class Overheard:
    """Something that people said to each other in a thread, which the tutor may pass on but does not answer.

    `message` is the platform's name of it, `links` are (label, address) of what was attached.
    `edited_at` is when it was last changed, by the platform's clock; None for a new one.
    """

    delivery: str
    who: Account
    where: Place
    message: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A message that its author, or a moderator, deleted."""

    where: Place
    message: str


Event: TypeAlias = CommandCalled | ChoiceMade | BoxOpened | TextAnswered | Said | HomeOpened
