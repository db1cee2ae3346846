"""The workspaces that the far end knows: people, channels, messages, open modals."""

import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

_numbers = count(1)
RESPONSES, RESPONSE_SECONDS = 5, 1_800.0


def number(kind: str) -> str:
    """A fresh id such as "V00000007"."""
    return f"{kind}{next(_numbers):08d}"


@dataclass
class Message:
    """A message in a channel; `only` is who alone sees it."""

    ts: str
    channel: str
    text: str
    blocks: list[dict[str, Any]]
    only: str = ""
    by: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    thread: str | None = None


@dataclass
class Upload:
    """A file as it was announced, and then as it came; `shared` is the channel that it is in."""

    id: str
    name: str
    length: int
    content: bytes = b""
    shared: str = ""


@dataclass
class User:
    """A member of a workspace."""

    id: str
    name: str
    display_name: str = ""  # as people see it; most have none
    tz: str = "Europe/Berlin"
    admin: bool = False
    view: dict[str, Any] | None = None
    home: dict[str, Any] | None = None


@dataclass
class Channel:
    """A channel, private group or direct conversation."""

    id: str
    name: str
    creator: str = ""
    member: bool = True  # whether the app is in it
    archived: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Whether the app does not even see that it is there: private, and it is not in it."""
        return self.id.startswith("G") and not self.member


@dataclass
class Workspace:
    """A team with the app installed, or not yet."""

    id: str
    token: str = ""
    bot_user: str = "UTUTOR"
    bot: str = "BTUTOR"
    app: str = "A1"
    scopes: set[str] = field(default_factory=set)
    org_wide: bool = False  # whether a whole organisation installs the app
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def user(self, name: str, **more: Any) -> User:
        """A new member."""
        made = User(f"U{name.upper()}", name.lower(), **more)
        self.users[made.id] = made
        direct = f"D{name.upper()}"
        self.channels[direct] = Channel(direct, "directmessage")
        return made

    def channel(self, name: str, *, private: bool = False, **more: Any) -> Channel:
        """A new channel."""
        made = Channel(f"{'G' if private else 'C'}{name.upper()}", name, **more)
        self.channels[made.id] = made
        return made


@dataclass
class Answering:
    """A response_url: what it answers, and how often it was used."""

    workspace: Workspace
    channel: Channel
    user: User
    message: Message | None
    used: int = 0
    made: float = field(default_factory=time.monotonic)

    def usable(self) -> bool:
        """Whether Slack still takes something by it."""
        return self.used < RESPONSES and time.monotonic() - self.made < RESPONSE_SECONDS


@dataclass
class Trigger:
    """What a press or command may open, once and soon."""

    workspace: Workspace
    user: User
    made: float = field(default_factory=time.monotonic)
    used: bool = False
