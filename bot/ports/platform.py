"""What the tutor needs of a platform beside events: to write unasked, and to keep its secrets."""

from datetime import datetime
from typing import Protocol

from bot.events import Place
from bot.messages import Message


class Messenger(Protocol):
    """Writes to the channels of one platform without being asked, for the outbox.

    A call ends within the client's time-out. Raises Gone, Forbidden, Later or Invalid where nothing was
    sent, Unsure where only the platform knows.
    """

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Post a message that carries `key` where it can be found again; the platform's reference to it."""

    async def update(self, place: Place, reference: str, message: Message) -> None:
        """Give a posted message another content."""

    async def remove(self, place: Place, reference: str) -> None:
        """Take a posted message away; well also where it is gone already."""

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The reference of the message that carries `key`, if it was posted at or after `since`.

        Raises Forbidden where the platform does not let the tutor look.
        """


class Installations(Protocol):
    """Secrets of the platforms' installations, stored as opaque bytes that the adapter has encrypted."""

    async def keep(self, platform: str, team: str, secret: bytes, *, instead: bytes | None = None) -> None:
        """Store or replace an installation's secret; with `instead`, only where it is still that one."""

    async def secret(self, platform: str, team: str) -> bytes | None:
        """An installation's secret, or None."""

    async def drop(self, platform: str, team: str, *, only: bytes | None = None) -> None:
        """Forget an installation's secret; with `only`, where it is still that one."""


class OneTimeTokens(Protocol):
    """Short-lived tokens that work once, such as the state of an OAuth flow."""

    async def issue(self, purpose: str, payload: str, seconds: int) -> str:
        """A fresh unguessable token that carries `payload` for a while."""

    async def consume(self, purpose: str, token: str) -> str | None:
        """The payload of a token, once; None for one that is unknown, used or too old."""

    async def claim(self, purpose: str, name: str, seconds: int) -> bool:
        """Whether this is the first claim of a name that somebody else made up, such as an event's id.

        The name may be claimed again after `seconds`.
        """
