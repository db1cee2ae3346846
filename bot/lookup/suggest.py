"""Search-as-you-type for topics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.lookup.lexicon import Lexicon
from bot.notes.model import Pack, TopicPath
from bot.text.words import words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic that may be meant: its pack's name, its path and the number of facts right under it."""

    pack: str
    path: TopicPath
    facts: int


class Suggestions:
    """The topics of some packs, found by the beginnings of their words, in any order."""

    __slots__ = ("_found", "_names", "_texts")

    def __init__(self, packs: Sequence[Pack], lexicon: Lexicon) -> None:
        self._found: list[Suggestion] = []
        self._texts: list[str] = []
        for pack in packs:
            for topic in pack.topics:
                if topic.path:
                    self._found.append(Suggestion(pack.name, topic.path, len(topic.facts)))
                    self._texts.append(" ".join(_spellings(topic.path, lexicon)))
        self._names = [suggestion.path[-1].lower() for suggestion in self._found]

    def find(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """Topics whose words begin as typed; none typed gives the first topics, misspelt ones the likest."""
        typed = prefix[:80].lower().split()
        if not typed:
            return tuple(self._found[:limit])
        starts = [" " + word for word in typed]
        scored = [
            (self._rank(place, typed[0], prefix.lower()), place)
            for place, text in enumerate(self._texts)
            if all(start in text for start in starts)
        ]
        if not scored:
            likest = process.extract(
                prefix[:80].lower(), self._names, scorer=fuzz.ratio, score_cutoff=55, limit=limit
            )
            return tuple(self._found[place] for _, _, place in likest)
        return tuple(self._found[place] for _, place in sorted(scored)[:limit])

    def _rank(self, place: int, first: str, typed: str) -> tuple[bool, bool, int]:
        """The topic's own name before its path, its beginning before its middle, short paths before long."""
        name = self._names[place]
        return not name.startswith(typed), f" {first}" not in f" {name}", len(self._found[place].path)


def _spellings(path: TopicPath, lexicon: Lexicon) -> Iterator[str]:
    """The words of a path in lower case, and the glossary's other forms of them."""
    yield ""
    for heading in path:
        line = words(heading)
        yield from (word.text.lower() for word in line)
        for span in lexicon.notions.find(line):
            yield from lexicon.notions.forms(span.token)
