"""Repairs words the notes don't know: misspelt in the query, or misspelt in the notes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lookup.vocabulary import english

SHORTEST: Final = 4  # shorter words have too many neighbours
LONGEST: Final = 30
CLOSEST: Final = 5
REMEMBERED: Final = 2_000  # words asked for
RARE: Final = 2  # a word of the notes seen no more often may be a slip of the author
ONE_SLIP: Final = 8  # below this length one slip is allowed, from it on two, from TWO_SLIPS on three
TWO_SLIPS: Final = 11


class Spelling:
    """The words of the notes, to be found by nearly their spelling."""

    __slots__ = ("_alike", "_counts", "_odd", "repair", "variants")

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts`: each word of the notes, as spelt, in lower case, and how often it stands there."""
        self._counts = {word: count for word, count in counts.items() if _repairable(word)}
        self._alike: dict[tuple[int, str, int], list[str]] = {}  # by a place, the letter there, and length
        self._odd: dict[tuple[str, int], list[str]] = {}  # by first letter and length
        for word in self._counts:
            for place in (0, 1):
                self._alike.setdefault((place, word[place], len(word)), []).append(word)
            if self._is_odd(word):
                self._odd.setdefault((word[0], len(word)), []).append(word)
        self.repair = lru_cache(REMEMBERED)(self._repair)  # people ask in the same words again and again
        self.variants = lru_cache(REMEMBERED)(self._variants)

    def _repair(self, word: str) -> str:
        """The word of the notes that was most likely meant by one they don't have, or ""."""
        near = self._near(word)
        return near[0][2] if near else ""

    def _variants(self, word: str) -> tuple[str, ...]:
        """Other spellings in the notes of a word that is right: rare, no ordinary English, and near it.

        Where the word itself is such a rare one, all words near it.
        """
        if not _repairable(word):
            return ()
        if self._is_odd(word):
            return tuple(found for distance, _, found in self._near(word) if distance <= 1)
        slips = 1 if len(word) <= ONE_SLIP else 2
        sizes = range(len(word) - slips, len(word) + slips + 1)
        found = (_closest(word, self._odd.get((word[0], size), ()), slips) for size in sizes)
        return tuple(near for near, _ in chain.from_iterable(found) if near != word)

    def _near(self, word: str) -> list[tuple[float, int, str]]:
        """Words near one: distance (half a slip more where the first letter differs), rarity, word."""
        if not _repairable(word):
            return []
        slips = 1 if len(word) < ONE_SLIP else 2 if len(word) < TWO_SLIPS else 3
        wrong_start = (
            (1, word[0]),
            (1, word[1]),
            (0, word[1]),
        )  # a first letter left out, wrong, or too many
        for starts in (((0, word[0]),), wrong_start):
            near = {
                (distance + (word[0] != found[0]) * 0.5, -self._counts[found], found)
                for size in range(len(word) - slips, len(word) + slips + 1)
                for place, letter in starts
                for found, distance in _closest(word, self._alike.get((place, letter, size), ()), slips)
                if found != word
            }
            if near:
                break
        return sorted(near)

    def _is_odd(self, word: str) -> bool:
        return 0 < self._counts.get(word, 0) <= RARE and word not in english()


def _closest(word: str, among: Sequence[str], slips: int) -> Iterator[tuple[str, int]]:
    """The words with the fewest slips and their number (optimal string alignment)."""
    near = process.extract(word, among, scorer=OSA.distance, score_cutoff=slips, limit=CLOSEST)
    return ((found, distance) for found, distance, _ in near)


def _repairable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
