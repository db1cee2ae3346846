"""Which question comes next.

What was never asked comes first, then what went wrong, then what was right longest ago; chance decides
among equals, so two people, or two days, see different orders.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Past:
    """How a question last went for somebody, when, and when it was last right."""

    correct: bool
    at: datetime
    last_right: datetime | None = None


def choose(pool: Iterable[str], past: Mapping[str, Past], count: int, chance: random.Random) -> list[str]:
    """At most `count` question ids of `pool`, the most useful first."""
    candidates = list(pool)
    chance.shuffle(candidates)

    def urgency(question: str) -> tuple[int, float]:
        before = past.get(question)
        if before is None:
            return (0, 0.0)
        return (2 if before.correct else 1, before.at.timestamp())

    return sorted(candidates, key=urgency)[:count]


def shuffled(options: int, chance: random.Random) -> list[int]:
    """A random order of the places of `options` options."""
    order = list(range(options))
    chance.shuffle(order)
    return order
