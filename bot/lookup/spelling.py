"""Repairs words the notes don't know: misspelt in the query, or misspelt in the notes."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lookup.vocabulary import english

SHORTEST: Final = 4  # shorter words have too many neighbours
ONE_SLIP: Final = 7  # below this length one slip is allowed, from it on two, from TWO_SLIPS on three
TWO_SLIPS: Final = 11


class Spelling:
    """The words of the notes, to be found by nearly their spelling."""

    __slots__ = ("_by_length", "_counts", "_odd")

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts`: each word of the notes (letters only) and in how many documents it stands."""
        self._counts = {
            word: count for word, count in counts.items() if len(word) >= SHORTEST and word.isalpha()
        }
        self._by_length: dict[int, list[str]] = {}
        for word in self._counts:
            self._by_length.setdefault(len(word), []).append(word)
        ordinary = english()
        self._odd = [word for word, count in self._counts.items() if count <= 2 and word not in ordinary]

    def repair(self, word: str) -> str:
        """The word of the notes that was most likely meant by an unknown one, or ""."""
        if len(word) < SHORTEST or not word.isalpha():
            return ""
        slips = 1 if len(word) < ONE_SLIP else 2 if len(word) < TWO_SLIPS else 3
        near = [
            (distance + (word[0] != found[0]) * 0.5, -self._counts[found], found)
            for size in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract(
                word, self._by_length.get(size, ()), scorer=OSA.distance, score_cutoff=slips, limit=5
            )
        ]
        return min(near)[2] if near else ""

    def misspelt(self, word: str) -> tuple[str, ...]:
        """Rare words of the notes, no ordinary English, that look like slips in writing this one."""
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        slips = 1 if len(word) < ONE_SLIP + 1 else 2
        found = process.extract(word, self._odd, scorer=OSA.distance, score_cutoff=slips, limit=4)
        return tuple(near for near, _, _ in found if near != word and near[0] == word[0])
