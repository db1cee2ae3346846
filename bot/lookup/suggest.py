"""Search-as-you-type for topics."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, takewhile
from typing import Final

from bot.lookup.lexicon import Lexicon
from bot.lookup.spelling import Spelling
from bot.notes.model import Pack, TopicPath
from bot.text.words import words

MAX_PREFIX: Final = 80
MAX_TYPED: Final = 6  # words that are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic that may be meant: its pack's name, its path and the number of facts right under it."""

    pack: str
    path: TopicPath
    facts: int


class Suggestions:
    """The topics of some packs, found by the beginnings of their words, in any order."""

    __slots__ = ("_found", "_names", "_order", "_own", "_spelling", "_words")

    def __init__(self, packs: Sequence[Pack], lexicon: Lexicon) -> None:
        self._found = tuple(
            Suggestion(pack.name, topic.path, len(topic.facts))
            for pack in packs
            for topic in pack.topics
            if topic.path
        )
        short_first = sorted(range(len(self._found)), key=lambda place: len(self._found[place].path))
        self._order = {place: number for number, place in enumerate(short_first)}
        self._names = sorted((suggestion.path[-1].lower(), at) for at, suggestion in enumerate(self._found))
        own: dict[str, set[int]] = {}
        anywhere: dict[str, set[int]] = {}
        for place, suggestion in enumerate(self._found):
            for word in _words(suggestion.path[-1:], lexicon):
                own.setdefault(word, set()).add(place)
            for word in _words(suggestion.path, lexicon):
                anywhere.setdefault(word, set()).add(place)
        self._own, self._words = _Beginnings(own), _Beginnings(anywhere)
        self._spelling = Spelling({word: len(places) for word, places in anywhere.items()})

    def find(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """Topics whose words begin as typed, misspelt words repaired; the first topics for nothing typed."""
        typed = prefix[:MAX_PREFIX].lower().split()[:MAX_TYPED]
        if not typed:
            return self._found[:limit]
        places = self._ranked(typed, limit)
        if not places:
            places = self._ranked([self._spelling.repair(word) or word for word in typed], limit)
        return tuple(self._found[place] for place in places)

    def _ranked(self, typed: Sequence[str], limit: int) -> list[int]:
        """Topics that begin as typed before those with the first word in their own name, and in their path.

        Among equals short paths before long. What is not needed is not looked up.
        """
        places: list[int] = []
        for look_up in (self._named, self._with_own, self._with_any):
            others = look_up(typed).difference(places)
            places += nsmallest(limit - len(places), others, key=self._order.__getitem__)
            if len(places) == limit:
                break
        return places

    def _named(self, typed: Sequence[str]) -> set[int]:
        start = " ".join(typed)
        found = range(bisect_left(self._names, (start,)), len(self._names))
        begin = takewhile(lambda at: self._names[at][0].startswith(start), found)
        return {self._names[at][1] for at in begin}

    def _with_own(self, typed: Sequence[str]) -> set[int]:
        return self._own.of(typed[0]).intersection(*map(self._words.of, typed[1:]))

    def _with_any(self, typed: Sequence[str]) -> set[int]:
        return set.intersection(*map(self._words.of, typed))


class _Beginnings:
    """The places of words, found by how a word begins."""

    __slots__ = ("_places", "_sorted")

    def __init__(self, places: Mapping[str, set[int]]) -> None:
        self._places = places
        self._sorted = sorted(places)

    def of(self, start: str) -> set[int]:
        """The places of all words that begin so."""
        words = range(bisect_left(self._sorted, start), len(self._sorted))
        begin = takewhile(lambda word: word.startswith(start), map(self._sorted.__getitem__, words))
        return set().union(*map(self._places.__getitem__, begin))


def _words(headings: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words of headings in lower case, and those of the glossary's other forms of them."""
    for heading in headings:
        line = words(heading)
        yield from (word.text.lower() for word in line)
        for span in lexicon.notions.find(line):
            yield from chain.from_iterable(form.split() for form in lexicon.notions.forms(span.token))
