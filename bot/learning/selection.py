"""Which question comes next.

What was never asked comes first, then what went wrong, then what was right longest ago; chance decides
among equals, so two people, or two days, see different orders. Of several questions about one line the first
comes before the others, which it may give away.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Past:
    """How a question last went for somebody, when, and when it was last right."""

    correct: bool
    at: datetime
    last_right: datetime | None = None


def choose(pool: Mapping[str, str], past: Mapping[str, Past], count: int, chance: random.Random) -> list[str]:
    """At most `count` question ids of `pool`, the most useful first. `pool`: id -> the line it is about."""
    candidates = list(pool)
    chance.shuffle(candidates)

    def urgency(question: str) -> tuple[int, float]:
        before = past.get(question)
        if before is None:
            return (0, 0.0)
        return (2 if before.correct else 1, before.at.timestamp())

    lines: set[str] = set()
    first: list[str] = []
    others: list[str] = []
    for question in sorted(candidates, key=urgency):
        (others if pool[question] in lines else first).append(question)
        lines.add(pool[question])
    return (first + others)[:count]


def shuffled(options: int, chance: random.Random) -> list[int]:
    """A random order of the places of `options` options."""
    order = list(range(options))
    chance.shuffle(order)
    return order
