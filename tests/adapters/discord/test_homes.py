"""Direct messages count for a server the person is on."""

import asyncio
from collections.abc import Sequence

from adapters.discord.homes import REMEMBERED, Homes
from bot.errors import StoreBusy


def homes(*guilds: int, known: Sequence[str] = ()) -> Homes:
    """A process on these servers, or on some of those that there are; the database knows the person there."""

    async def teams(_person: str) -> Sequence[str]:
        return known

    return Homes(lambda: guilds or None, teams)


def team(of: Homes, guild: int | None, person: int = 77) -> str:
    return asyncio.run(of.team(guild, person))


def test_what_happens_on_a_server_counts_for_it() -> None:
    assert team(homes(1, 2), 2) == "2"


def test_the_only_server_is_meant() -> None:
    assert team(homes(1), None) == "1"


def test_of_several_the_one_where_the_person_was_met_last_is_meant() -> None:
    met = homes(1, 2)
    team(met, 1)
    team(met, 2)
    assert team(met, None) == "2"


def test_after_a_restart_it_is_the_first_that_the_database_names() -> None:
    assert team(homes(1, 2, 3, known=("dm-77", "3", "2")), None) == "3"
    assert team(homes(known=("3",)), None) == "3"


def test_a_server_that_has_removed_the_tutor_is_meant_no_more() -> None:
    guilds = [1, 2, 3]

    async def teams(_person: str) -> Sequence[str]:
        return ("1",)

    met = Homes(lambda: guilds, teams)
    team(met, 2)
    guilds.remove(2)
    assert team(met, None) == "1"


def test_a_stranger_is_a_study_group_of_one_and_sees_nobody_elses() -> None:
    assert team(homes(1, 2), None) == "dm-77"
    assert team(homes(), None) == "dm-77"


def test_while_the_database_is_away_nobody_is_known() -> None:
    async def away(_person: str) -> Sequence[str]:
        raise StoreBusy("The database is in use.")

    assert team(Homes(lambda: None, away), None) == "dm-77"


def test_only_so_many_people_are_remembered() -> None:
    met = homes()

    async def meet_everybody() -> None:
        for person in range(REMEMBERED + 1):
            await met.team(1, person)

    asyncio.run(meet_everybody())
    assert team(met, None, 0) == "dm-0" and team(met, None, 1) == "1"
