"""Direct messages count for a server the person is on."""

from adapters.discord.homes import REMEMBERED, Homes


def test_what_happens_on_a_server_counts_for_it() -> None:
    assert Homes(lambda: [1, 2]).team(2, 77) == "2"


def test_the_only_server_is_meant() -> None:
    assert Homes(lambda: [1]).team(None, 77) == "1"


def test_of_several_the_one_where_the_person_was_met_last_is_meant() -> None:
    homes = Homes(lambda: [1, 2])
    homes.team(1, 77)
    homes.team(2, 77)
    assert homes.team(None, 77) == "2"


def test_a_stranger_is_a_study_group_of_one_and_sees_nobody_elses() -> None:
    assert Homes(lambda: [1, 2]).team(None, 77) == "dm-77"
    assert Homes(lambda: None).team(None, 77) == "dm-77"


def test_only_so_many_people_are_remembered() -> None:
    homes = Homes(lambda: None)
    for person in range(REMEMBERED + 1):
        homes.team(1, person)
    assert homes.team(None, 0) == "dm-0" and homes.team(None, 1) == "1"
