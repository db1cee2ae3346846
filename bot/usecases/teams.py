"""The platforms' teams that have the tutor: one that removes it falls silent, and later nothing is left.

A team that comes back before that finds everything as it was; its managers resume the daily questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.ports import Entry
from bot.usecases.desk import Desk, Round

REMOVED = "the tutor was removed from here"


@dataclass(frozen=True, slots=True)
class Teams:
    """What becomes of teams; how long one that left is kept is said in `bot.usecases.upkeep`."""

    desk: Desk

    async def left(self, platform: str, team: str) -> None:
        """A team has removed the tutor: nothing is posted there any more."""
        await self.desk.step(lambda now: _leave(now, platform, team))

    async def back(self, platform: str, team: str) -> None:
        """A team has the tutor, perhaps again; one that is not known has nothing to be told."""
        await self.desk.store.run(lambda tx: tx.set_left(platform, team, None))

    async def known(self, platform: str) -> Mapping[str, bool]:
        """Each team of a platform that ever used the tutor, with whether it has the tutor now."""
        return await self.desk.store.run(lambda tx: tx.teams(platform))

    async def of(self, platform: str, person: str) -> list[str]:
        """The teams with the tutor that know a platform's person, the one entered last first."""
        return await self.desk.store.run(lambda tx: tx.teams_of(platform, person))


def _leave(now: Round, platform: str, team: str) -> None:
    """A channel that is elsewhere too goes on there."""
    for daily in now.tx.dailies_of(platform, team):
        addresses = now.tx.addresses(daily.spot)
        gone = [a.place for a in addresses if (a.place.platform, a.place.team) == (platform, team)]
        if any(not address.off for address in addresses if address.place not in gone):
            for place in gone:
                now.tx.switch(place, REMOVED)
        else:
            now.tx.keep_daily(replace(daily, paused=REMOVED))
        now.tx.note(daily.spot, Entry(now.now.date(), "paused", REMOVED, now.now))
    now.tx.set_left(platform, team, now.now)
