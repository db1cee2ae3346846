"""Comparisons: `LSI vs GSI`, `difference between a queue and a topic`, `redis or memcached`."""

import re
from typing import Final

SHORT: Final = 3  # words a side may have where only "or" stands between
_BETWEEN = re.compile(
    r"^.*?\b(?:difference|differences|differ|compare|comparison|choose|choosing)\b(?:\s+between)?"
)
_AND = re.compile(r"\s+(?:and|from|with|to|vs\.?|versus|or)\s+")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus|compared (?:to|with)|(?:better|cheaper|faster|safer) than)\s+")
_OR = re.compile(r"\s+or\s+")


def sides(query: str) -> tuple[str, ...]:
    """The things a query compares, in its order, each with the words they share; () where it compares nothing."""
    low = query.lower().strip(" ?!.")
    if _VERSUS.search(low):
        parts = _VERSUS.split(low)
    elif lead := _BETWEEN.match(low):
        parts = _AND.split(low[lead.end() :])
    else:
        parts = _OR.split(low)
        if any(len(part.split()) > SHORT for part in parts):
            return ()
    named = [part.strip().split() for part in parts if part.strip()]
    if not 2 <= len(named) <= 4:
        return ()
    return tuple(" ".join(words) for words in _with_shared(named))


def _with_shared(named: list[list[str]]) -> list[list[str]]:
    """What follows the last side counts for all (`rolling vs immutable deployment`), so does what leads the first."""
    first, last = named[0], named[-1]
    trailing, leading = last[len(first) :], first[: max(0, len(first) - len(last))]
    return [
        [*(leading if place else []), *words, *(trailing if place < len(named) - 1 else [])]
        for place, words in enumerate(named)
    ]
