"""A question made from loose parts: what was asked and the accepted answers, as `grade --jsonl` gets them."""

import re
from collections.abc import Sequence

from bot.notes.model import Question, QuestionKind, Source

_NOWHERE = Source("", 0, 0)
_COUNTS = {
    "both": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def infer(
    prompt: str,
    answers: Sequence[str],
    kind: str = "",
    parts: Sequence[Sequence[str]] = (),
    need: int = 0,
) -> Question:
    """The question to grade against; without `kind`, a list is recognised from commas and the wording."""
    if not kind:
        kind, parts, need = _listed(prompt, answers)
    return Question(
        id="",
        kind=QuestionKind(kind),
        prompt=prompt,
        answers=tuple(answers),
        source=_NOWHERE,
        parts=tuple(tuple(forms) for forms in parts),
        need=need or len(parts),
    )


def _listed(prompt: str, answers: Sequence[str]) -> tuple[str, Sequence[Sequence[str]], int]:
    pieces = [piece.strip() for piece in re.split(r",| and ", answers[0]) if piece.strip()] if answers else []
    asked = next((_COUNTS[word] for word in re.findall(r"[a-z]+", prompt.lower()) if word in _COUNTS), 0)
    if len(pieces) < 2 or not asked:
        return "text", (), 0
    order = "in order" in prompt.lower()
    return ("in_order" if order else "all_of"), [[piece] for piece in pieces], min(asked, len(pieces))
