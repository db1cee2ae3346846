"""What a judgement says: the result, why, and what would help on the second try."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """The three outcomes; `close` is not right yet, but worth one more try."""

    CORRECT = "correct"
    CLOSE = "close"
    INCORRECT = "incorrect"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one response.

    `score` is 0..1. `reason` is one plain sentence for the person; on `close` neither it nor `hint` gives
    the answer away. `matched` is the accepted form that was met, or "". `missing` are the parts of a list
    that were not named. `said` is how picked options read. `graded` is False where there was nothing to
    judge (empty, too long, none of the options): such a response costs no try.
    """

    result: Result
    score: float
    reason: str
    matched: str = ""
    missing: tuple[str, ...] = ()
    hint: str = ""
    graded: bool = True
    said: str = ""

    @property
    def correct(self) -> bool:
        """Whether the response counts as right."""
        return self.result is Result.CORRECT
