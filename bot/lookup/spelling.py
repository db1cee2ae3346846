"""Repairs words the notes don't know: misspelt in the query, or misspelt in the notes."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lookup.vocabulary import english
from bot.text.words import stem

SHORTEST: Final = 4  # shorter words have too many neighbours
LONGEST: Final = 30
RARE: Final = 2  # a word of the notes seen no more often may be a slip of the author
ONE_SLIP: Final = 7  # below this length one slip is allowed, from it on two, from TWO_SLIPS on three
TWO_SLIPS: Final = 11


class Spelling:
    """The words of the notes, to be found by nearly their spelling."""

    __slots__ = ("_by_length", "_counts", "_odd")

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts`: each word of the notes, as spelt, in lower case, and how often it stands there."""
        self._counts = {word: count for word, count in counts.items() if _repairable(word)}
        self._by_length: dict[int, list[str]] = {}
        for word in self._counts:
            self._by_length.setdefault(len(word), []).append(word)
        self._odd = [word for word in self._counts if self._is_odd(word)]

    def repair(self, word: str) -> str:
        """The word of the notes that was most likely meant by one they don't have, or ""."""
        near = self._near(word)
        return min(near)[2] if near else ""

    def variants(self, word: str) -> tuple[str, ...]:
        """Other spellings in the notes of a word that is right: rare, no ordinary English, and near it.

        Where the word itself is such a rare one, all words near it.
        """
        if not _repairable(word):
            return ()
        if self._is_odd(word):
            return tuple(found for distance, _, found in self._near(word) if distance <= 1)
        slips = 1 if len(word) <= ONE_SLIP else 2
        found = process.extract(word, self._odd, scorer=OSA.distance, score_cutoff=slips, limit=4)
        return tuple(near for near, _, _ in found if near != word and near[0] == word[0])

    def _near(self, word: str) -> list[tuple[float, int, str]]:
        """Words near one: distance (half a slip more where the first letter differs), rarity, word."""
        if not _repairable(word):
            return []
        slips = 1 if len(word) < ONE_SLIP else 2 if len(word) < TWO_SLIPS else 3
        return [
            (distance + (word[0] != found[0]) * 0.5, -self._counts[found], found)
            for size in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract(
                word, self._by_length.get(size, ()), scorer=OSA.distance, score_cutoff=slips, limit=5
            )
            if found != word
        ]

    def _is_odd(self, word: str) -> bool:
        return 0 < self._counts.get(word, 0) <= RARE and stem(word) not in english()


def _repairable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
