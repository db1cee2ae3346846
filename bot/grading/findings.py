"""What comparing a response with one key found, before it becomes a verdict."""

from dataclasses import dataclass
from enum import IntEnum


class Fit(IntEnum):
    """How a response relates to a key; a higher one wins where several accepted forms were tried."""

    NOTHING = 0  # something else altogether
    WRONG_AMOUNT = 1  # another quantity
    OTHER = 2  # another known thing that looks alike
    NEAR = 3  # some of it, among other words
    ORDER = 4  # the right words the wrong way round
    SPELLING = 5  # too many slips to be sure
    UNIT = 6  # the number is right, the unit is another
    NO_UNIT = 7  # the number is right, the unit is missing
    COARSE = 8  # right as far as it goes, not exact enough
    FRAGMENT = 9  # a part of the name
    DENIED = 10  # the answer, under a "not"
    OPPOSITE = 11  # the contrary
    HEDGED = 12  # the answer, beside another one
    RIGHT = 13


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison: the fit, the accepted form it was with, and the slips forgiven."""

    fit: Fit
    form: str = ""
    said: str = ""
    slips: int = 0
    nearness: float = 0.0

    @property
    def right(self) -> bool:
        """Whether the response meets the key."""
        return self.fit is Fit.RIGHT


NOTHING = Finding(Fit.NOTHING)
