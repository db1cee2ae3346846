"""Comparisons: `LSI vs GSI`, `difference between a queue and a topic`, `redis or memcached`."""

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 4
SHORT: Final = 3  # words a side may have where only "or" stands between
_BETWEEN = re.compile(
    r"(?i)^.*?\b(?:difference|differences|differ|compare|comparison|choose|choosing)\b(?:\s+between)?"
)
_AFTER = re.compile(r"(?i)\s+(?:differences?|compared|comparison)$")
_AND = re.compile(r"(?i)\s+(?:and|from|with|to|vs\.?|versus|or|over)\s+")
_VERSUS = re.compile(
    r"(?i)\s+(?:vs\.?|versus|/|compared (?:to|with)|differs? from|(?:is |are )?different (?:from|to|than)|"
    r"(?:better|cheaper|faster|safer) than)\s+"
)
_OR = re.compile(r"(?i)\s+or\s+")
_LEADING = re.compile(  # "should I use a or b", "which is better, a or b"
    r"(?i)^(?:(?:what|which|when|why|how|is|are|do|does|did|can|could|should|shall|would|will|i|we|you|one|to|use|"
    r"using|need|have|take|want|get|pick|prefer|the|better|best|cheaper|faster|safer),?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the things a query compares, and the words that it may share with the others."""

    name: str
    shared: str = ""


def sides(query: str) -> tuple[Compared, ...]:
    """The things a query compares, in its order; () where it compares nothing."""
    asked = query.strip(" ?!.")
    if _VERSUS.search(asked):
        parts = _VERSUS.split(asked)
    elif after := _AFTER.search(asked):
        parts = _AND.split(asked[: after.start()])
    elif lead := _BETWEEN.match(asked):
        parts = _AND.split(asked[lead.end() :])
    else:
        parts = _OR.split(asked)
        if any(len(part.split()) > SHORT for part in (_LEADING.sub("", parts[0]), *parts[1:])):
            return ()
    named = [part.split() for part in (_LEADING.sub("", parts[0]), *parts[1:])]
    return _with_shared(named) if 2 <= len(named) <= MOST and all(named) else ()


def _with_shared(named: list[list[str]]) -> tuple[Compared, ...]:
    """The words of a longer first side, or what follows in a longer last one, may be meant for all.

    `Kinesis streams vs firehose` shares Kinesis, `standard queue vs FIFO` queue, `rolling vs immutable
    deployment` deployment.
    """
    first, last = named[0], named[-1]
    leading, trailing = first if len(first) > len(last) else [], last[len(first) :]
    return tuple(
        Compared(
            " ".join(words),
            " ".join([*(leading if place else ()), *(trailing if place < len(named) - 1 else ())]),
        )
        for place, words in enumerate(named)
    )
