"""Who stands where on a board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning import Ranked, RankedSquad, Squad, board_lines, ranked, ranked_squads

scores = st.lists(st.tuples(st.uuids(), st.integers(0, 6)), max_size=30, unique_by=lambda score: score[0])
squads = st.lists(
    st.builds(
        lambda who, members: Squad(who, tuple(members), sum(points > 0 for points in members)),
        st.uuids(),
        st.lists(st.integers(0, 9), max_size=8),
    ),
    max_size=12,
)


def test_equals_share_a_rank_and_the_next_rank_is_left_out() -> None:
    places = ranked([("Ada", 5), ("Bob", 9), ("Cy", 5), ("Di", 4), ("Ed", 0)])
    assert [(place.rank, place.who) for place in places] == [(1, "Bob"), (2, "Ada"), (2, "Cy"), (4, "Di")]


@given(scores)
def test_a_rank_is_one_more_than_the_number_of_people_ahead(board: list[tuple[object, int]]) -> None:
    places = ranked(board)
    assert {place.who for place in places} == {who for who, points in board if points}
    for place in places:
        assert place.rank == 1 + sum(points > place.points for _, points in board)


@pytest.mark.parametrize(
    ("own", "wanted"), [("Ada", ["Ada", "Bob"]), ("Di", ["Ada", "Bob", "Di"]), ("Zoe", ["Ada", "Bob"])]
)
def test_the_readers_own_place_is_always_there(own: str, wanted: list[str]) -> None:
    places = [Ranked(rank, who, 10 - rank) for rank, who in enumerate(["Ada", "Bob", "Cy", "Di"], 1)]
    assert [place.who for place in board_lines(places, 2, own)] == wanted


def test_a_squad_counts_its_best_three_so_that_size_is_no_lead() -> None:
    large, small = Squad("large", (4, 4, 4, 4, 4, 4), 6), Squad("small", (5, 5, 5), 2)
    assert ranked_squads([large, small]) == (
        RankedSquad(1, "small", 15, 2 / 3, 2),
        RankedSquad(2, "large", 12, 1.0, 1),
    )


def test_squads_share_both_ranks() -> None:
    one, two = Squad("one", (3, 3, 0), 2), Squad("two", (6, 0, 0, 0, 0, 0), 4)
    assert [(place.rank, place.share_rank) for place in ranked_squads([one, two])] == [(1, 1), (1, 1)]


def test_a_squad_without_members_or_answers_is_not_listed() -> None:
    assert ranked_squads([Squad("empty", (), 0), Squad("idle", (0, 0), 0)]) == ()


@given(squads)
def test_a_squads_ranks_are_one_more_than_the_number_ahead(league: list[Squad[object]]) -> None:
    places = ranked_squads(league)
    for place in places:
        assert place.rank == 1 + sum(other.points > place.points for other in places)
        assert place.share_rank == 1 + sum(other.share > place.share for other in places)
    assert list(places) == sorted(places, key=lambda place: (place.rank, place.share_rank))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(0, 9))
def test_another_member_never_costs_a_squad_points(members: list[int], more: int) -> None:
    before = ranked_squads([Squad("it", (*members, 1), 1)])[0]
    assert ranked_squads([Squad("it", (*members, 1, more), 1)])[0].points >= before.points
