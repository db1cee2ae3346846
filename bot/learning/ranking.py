"""Leaderboards: who stands where. Those with the same score share a rank, and the next rank is left out.

Squads of unequal size have two ranks: by the points of their best three members, so that numbers alone do not
win, and by the share of members who answered in the period, where every member counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")

BEST = 3  # members whose points count for a squad


@dataclass(frozen=True, slots=True)
class Ranked(Generic[K]):
    """A line of a board."""

    rank: int
    who: K
    points: int


@dataclass(frozen=True, slots=True)
class Squad(Generic[K]):
    """A squad in a period: each member's points, 0 for none, and how many members answered."""

    who: K
    points: Sequence[int]
    took_part: int


@dataclass(frozen=True, slots=True)
class RankedSquad(Generic[K]):
    """A line of the squads' board, with both ranks."""

    rank: int  # by `points`
    who: K
    points: int  # of the best three members
    share: float  # of members who answered, 0 to 1
    share_rank: int


def ranked(scores: Iterable[tuple[K, int]]) -> tuple[Ranked[K], ...]:
    """Places, the most points first, those without points left out. Equals keep the order they came in."""
    own = sorted(((who, points) for who, points in scores if points > 0), key=lambda score: -score[1])
    ranks = _ranks([points for _, points in own])
    return tuple(Ranked(rank, who, points) for rank, (who, points) in zip(ranks, own, strict=True))


def board_lines(places: Sequence[Ranked[K]], limit: int, own: K) -> tuple[Ranked[K], ...]:
    """The first `limit` places, then the reader's own if it is not among them."""
    return (*places[:limit], *(place for place in places[limit:] if place.who == own))


def ranked_squads(squads: Iterable[Squad[K]]) -> tuple[RankedSquad[K], ...]:
    """Places by points, then by share; squads that did nothing are left out."""
    active = sorted((s for s in squads if _best(s) or s.took_part), key=lambda s: (-_best(s), -_share(s)))
    ranks = _ranks([_best(squad) for squad in active])
    share_ranks = _ranks([_share(squad) for squad in active])
    return tuple(
        RankedSquad(rank, squad.who, _best(squad), _share(squad), share_rank)
        for rank, share_rank, squad in zip(ranks, share_ranks, active, strict=True)
    )


def _best(squad: Squad[K]) -> int:
    return sum(sorted(squad.points, reverse=True)[:BEST])


def _share(squad: Squad[K]) -> float:
    return squad.took_part / len(squad.points) if squad.points else 0.0


def _ranks(scores: Sequence[float]) -> list[int]:
    """1 plus the number of greater scores, for each."""
    first: dict[float, int] = {}
    for rank, score in enumerate(sorted(scores, reverse=True), 1):
        first.setdefault(score, rank)
    return [first[score] for score in scores]
