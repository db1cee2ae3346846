"""Which server a direct message counts for: Discord does not say."""

from collections import OrderedDict
from collections.abc import Callable, Collection

REMEMBERED = 20_000  # people


class Homes:
    """The servers that people were last met on, by this process. `guilds` are the ids of all servers, or None
    where this process knows only some of them."""

    def __init__(self, guilds: Callable[[], Collection[int] | None]) -> None:
        self._guilds = guilds
        self._last: OrderedDict[int, int] = OrderedDict()

    def team(self, guild: int | None, person: int) -> str:
        """The server where something happened. A direct message counts for the tutor's only server, or for
        the one where the person was met last; otherwise it is a study group of one."""
        if guild is not None:
            self._meet(person, guild)
            return str(guild)
        only = self._guilds()
        if only is not None and len(only) == 1:
            return str(next(iter(only)))
        last = self._last.get(person)
        return f"dm-{person}" if last is None else str(last)

    def _meet(self, person: int, guild: int) -> None:
        self._last[person] = guild
        self._last.move_to_end(person)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
