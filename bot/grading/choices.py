"""Answers picked among shown options: by letter, by number, or by the option's text."""

import re
from collections.abc import Sequence

from bot.grading.context import Context
from bot.grading.keys import Key
from bot.grading.reading import read
from bot.notes.model import Choice
from bot.text.clean import clean
from bot.text.english import word_set
from bot.text.numbers import ordinal_word
from bot.text.tokens import tokens

_MARK = re.compile(r"[\s,;/&+().:\[\]-]+|\b(?:and|y|et|und)\b", re.IGNORECASE)
_WRAPPING = word_set(
    """
    option options answer answers choice choices number the it's its i think is are it letter nr no
    letters numbers both one
    """
)
_FORMER = {"former": 0, "latter": 1}


def picked_marks(text: str, count: int) -> frozenset[int] | None:
    """The options named by letter, number or ordinal alone ("b", "2", "the second"); None if it is text."""
    marks = [mark for mark in _MARK.split(text.strip().lower()) if mark]
    marks = [
        mark for at, mark in enumerate(marks) if mark not in _WRAPPING or (mark == "i" and len(marks) == 1)
    ]
    if (
        len(marks) == 1
        and 1 < len(marks[0]) <= count
        and set(marks[0]) <= set("abcdefgh"[:count])
        and len(set(marks[0])) == len(marks[0])
    ):
        marks = list(marks[0])
    picked = [_place(mark, count) for mark in marks]
    if not picked or any(place is None for place in picked):
        return None
    return frozenset(place for place in picked if place is not None)


def _place(mark: str, count: int) -> int | None:
    if len(mark) == 1 and mark.isascii() and mark.isalpha():
        place = ord(mark) - ord("a")
    elif re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)?", mark):
        place = int(mark.rstrip("stndrh")) - 1
    else:
        place = ordinal_word(mark) - 1 if ordinal_word(mark) else _FORMER.get(mark, -1)
    return place if 0 <= place < count else None


class ChoiceKey:
    """The options of a choice question."""

    def __init__(self, choices: Sequence[Choice], context: Context) -> None:
        self._right = frozenset(at for at, choice in enumerate(choices) if choice.right)
        self._choices = tuple(choices)
        self._keys = [Key((clean(choice.text),), context) for choice in choices]

    @property
    def right(self) -> frozenset[int]:
        """The places of the right options."""
        return self._right

    def picked(self, text: str) -> frozenset[int]:
        """The options that cleaned `text` picks, by mark or by words."""
        exact = [at for at, key in enumerate(self._keys) if key.exact(text)]
        if exact:
            return frozenset(exact[:1])
        marks = picked_marks(text, len(self._choices))
        if marks is not None:
            return marks
        text = re.sub(r"^\s*[\[(]?([A-Ha-h]|\d)[\]).:]\s+", "", text)
        parts = [part for part in re.split(r"[,;\n&+]|\band\b|\bor\b", text) if part.strip()]
        whole = self._by_text(text)
        split = (
            frozenset[int]().union(*(self._by_text(part) for part in parts))
            if len(parts) > 1
            else frozenset[int]()
        )
        return split if len(split) > len(whole) else whole

    def _by_text(self, text: str) -> frozenset[int]:
        reading = read(text)
        fits = {at: key.judge(text, reading) for at, key in enumerate(self._keys)}
        right = [at for at, finding in fits.items() if finding.right]
        if len(right) > 1:
            exact = [at for at in right if len(tokens(self._choices[at].text)) == len(reading.tokens)]
            right = exact or right
        return frozenset(right)
