"""Search-as-you-type for topics."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.lookup.lexicon import Lexicon
from bot.lookup.spelling import Spelling
from bot.notes.model import Pack, TopicPath
from bot.text.words import words

MAX_PREFIX: Final = 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic that may be meant: its pack's name, its path and the number of facts right under it."""

    pack: str
    path: TopicPath
    facts: int


class Suggestions:
    """The topics of some packs, found by the beginnings of their words, in any order."""

    __slots__ = ("_found", "_names", "_places", "_spelling", "_words")

    def __init__(self, packs: Sequence[Pack], lexicon: Lexicon) -> None:
        self._found = tuple(
            Suggestion(pack.name, topic.path, len(topic.facts))
            for pack in packs
            for topic in pack.topics
            if topic.path
        )
        self._names = [suggestion.path[-1].lower() for suggestion in self._found]
        self._places: dict[str, set[int]] = {}
        for place, suggestion in enumerate(self._found):
            for form in _spellings(suggestion.path, lexicon):
                for word in form.split():
                    self._places.setdefault(word, set()).add(place)
        self._words = sorted(self._places)
        self._spelling = Spelling({word: len(places) for word, places in self._places.items()})

    def find(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """Topics whose words begin as typed, misspelt words repaired; the first topics for nothing typed."""
        typed = prefix[:MAX_PREFIX].lower().split()
        if not typed:
            return self._found[:limit]
        places = self._beginning(typed)
        if not places:
            typed = [self._spelling.repair(word) or word for word in typed]
            places = self._beginning(typed)
        ranked = sorted(places, key=lambda place: (*self._rank(place, typed), place))
        return tuple(self._found[place] for place in ranked[:limit])

    def _beginning(self, typed: Sequence[str]) -> set[int]:
        """The places of topics that have, for each word typed, a word that begins with it."""
        return set.intersection(*(self._with_word(start) for start in typed))

    def _with_word(self, start: str) -> set[int]:
        found: set[int] = set()
        for at in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[at].startswith(start):
                break
            found |= self._places[self._words[at]]
        return found

    def _rank(self, place: int, typed: Sequence[str]) -> tuple[bool, bool, int]:
        """The topic's own name before its path, its beginning before its middle, short paths before long."""
        name = self._names[place]
        inside = f" {typed[0]}" in f" {name}"
        return not name.startswith(" ".join(typed)), not inside, len(self._found[place].path)


def _spellings(path: TopicPath, lexicon: Lexicon) -> Iterator[str]:
    """The words of a path in lower case, and the glossary's other forms of them."""
    for heading in path:
        line = words(heading)
        yield from (word.text.lower() for word in line)
        for span in lexicon.notions.find(line):
            yield from lexicon.notions.forms(span.token)
