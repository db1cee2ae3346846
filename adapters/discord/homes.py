"""Which server a direct message counts for: Discord does not say."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Sequence

from bot.errors import StoreError

REMEMBERED = 20_000  # people


class Homes:
    """The servers that people were last met on, by this process.

    `guilds` are the ids of all servers, or None where this process knows only some of them. `known` finds the
    teams that know somebody whom this process has not met, the likeliest first.
    """

    def __init__(
        self,
        guilds: Callable[[], Collection[int] | None],
        known: Callable[[str], Awaitable[Sequence[str]]],
    ) -> None:
        self._guilds = guilds
        self._known = known
        self._last: OrderedDict[int, int] = OrderedDict()

    async def team(self, guild: int | None, person: int) -> str:
        """The server where something happened. A direct message counts for the tutor's only server, or for
        the one where the person was met last; for a stranger it is a study group of one."""
        if guild is not None:
            self._meet(person, guild)
            return str(guild)
        guilds = self._guilds()
        if guilds is not None and len(guilds) == 1:
            return str(next(iter(guilds)))
        last = self._last.get(person)
        if last is not None and (guilds is None or last in guilds):
            return str(last)
        return next((team for team in await self._teams(person) if team.isdecimal()), f"dm-{person}")

    async def _teams(self, person: int) -> Sequence[str]:
        try:
            return await self._known(str(person))
        except StoreError:  # the tutor will say so itself
            return ()

    def _meet(self, person: int, guild: int) -> None:
        self._last[person] = guild
        self._last.move_to_end(person)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
