"""Comparisons: `LSI vs GSI`, `difference between a queue and a topic`, `redis or memcached`."""

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 4
SHORT: Final = 3  # words a side may have where only "or" stands between
_BETWEEN = re.compile(
    r"^.*?\b(?:difference|differences|differ|compare|comparison|choose|choosing)\b(?:\s+between)?"
)
_AND = re.compile(r"\s+(?:and|from|with|to|vs\.?|versus|or)\s+")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus|compared (?:to|with)|(?:better|cheaper|faster|safer) than)\s+")
_OR = re.compile(r"\s+or\s+")


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the things a query compares, and the words that it may share with the others."""

    name: str
    shared: str = ""


def sides(query: str) -> tuple[Compared, ...]:
    """The things a query compares, in its order; () where it compares nothing."""
    low = query.lower().strip(" ?!.")
    if _VERSUS.search(low):
        parts = _VERSUS.split(low)
    elif lead := _BETWEEN.match(low):
        parts = _AND.split(low[lead.end() :])
    else:
        parts = _OR.split(low)
        if any(len(part.split()) > SHORT for part in parts):
            return ()
    named = [part.split() for part in parts if part.strip()]
    return _with_shared(named) if 2 <= len(named) <= MOST else ()


def _with_shared(named: list[list[str]]) -> tuple[Compared, ...]:
    """What leads a longer first side or follows a longer last one may be meant for all.

    `Kinesis streams vs firehose` shares Kinesis, `rolling vs immutable deployment` shares deployment.
    """
    first, last = named[0], named[-1]
    leading, trailing = first[: max(0, len(first) - len(last))], last[len(first) :]
    return tuple(
        Compared(
            " ".join(words),
            " ".join([*(leading if place else ()), *(trailing if place < len(named) - 1 else ())]),
        )
        for place, words in enumerate(named)
    )
