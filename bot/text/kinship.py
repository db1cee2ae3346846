"""Which stems are everyday synonyms or opposites of each other."""

from bot.text.relations import CLIPPINGS, OPPOSITES, SYNONYMS
from bot.text.stems import stem


def _rows() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(SYNONYMS):
        for word in row:
            found.setdefault(stem(word), set()).add(number)
    return {root: frozenset(numbers) for root, numbers in found.items()}


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in OPPOSITES:
        found.setdefault(stem(one), set()).add(stem(other))
        found.setdefault(stem(other), set()).add(stem(one))
    return {root: frozenset(others) for root, others in found.items()}


_ROWS = _rows()
_OPPOSITES = _opposites()
_NONE: frozenset[int] = frozenset()


def synonymous(root: str, other: str) -> bool:
    """Whether two stems say the same in nearly every sentence."""
    return bool(_ROWS.get(root, _NONE) & _ROWS.get(other, _NONE))


def synonym_among(root: str, others: frozenset[str]) -> bool:
    """Whether one of `others` says the same as `root`."""
    return root in _ROWS and any(synonymous(root, other) for other in others)


def opposed(root: str, other: str) -> bool:
    """Whether two stems are opposites."""
    return other in _OPPOSITES.get(root, ())


def clipped(short: str, full: str, root: str) -> bool:
    """Whether folded word `short` is a usual short form of the word `full` with the stem `root`."""
    long = CLIPPINGS.get(short)
    return long is not None and (long == full or stem(long) == root)
