"""The index over everything some packs say: built once, asked by anybody, never changed.

A reload builds a new index and puts it in the old one's place; a search that is under way keeps the one it
began with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from bot.lookup.agreement import together
from bot.lookup.ambiguity import by_subject
from bot.lookup.answer import Answer, Hit, Side
from bot.lookup.citing import cited
from bot.lookup.closeness import NAMED, Ranked
from bot.lookup.confidence import REFUSE_BELOW, confidence
from bot.lookup.documents import Document, documents, topic_of
from bot.lookup.lexicon import Lexicon
from bot.lookup.neighbours import neighbours
from bot.lookup.query import MAX_QUERY, Query, read, read_side
from bot.lookup.ranking import Ranking
from bot.lookup.sides import sides
from bot.lookup.suggest import Suggestion, Suggestions
from bot.lookup.vocabulary import english
from bot.notes.model import Fact, FactKind, Pack, TopicPath
from bot.text.glossary import Glossary

NEAREST: Final = 3
REMEMBERED_HITS: Final = 4_000
REMEMBERED_ANSWERS: Final = 500
PER_SIDE: Final = 10
SIDE_HITS: Final = 4  # as many as there may be sides, so that each shows another


@dataclass(frozen=True, slots=True)
class _Found:
    query: Query
    ranked: list[Ranked]
    confidence: float


class Index:
    """Finds the lines of packs that answer a query."""

    __slots__ = (
        "_documents",
        "_lexicon",
        "_names",
        "_ranking",
        "_searched",
        "_suggestions",
        "_titles",
        "_told",
    )

    def __init__(self, packs: Sequence[Pack], glossary: Glossary) -> None:
        self._names = tuple(pack.name for pack in packs)
        self._titles = tuple(_title(pack) for pack in packs)
        self._documents = documents(packs)
        self._lexicon = Lexicon(self._documents, glossary)
        self._ranking = Ranking(self._documents, self._lexicon)
        self._suggestions = Suggestions(packs, self._lexicon)
        self._told = lru_cache(REMEMBERED_HITS)(self._tell)  # the same lines answer again and again
        self._searched = lru_cache(REMEMBERED_ANSWERS)(self._search)  # a press under one asks again

    @classmethod
    def build(cls, packs: Sequence[Pack], glossary: Glossary) -> "Index":
        """An index of packs, which finds terms of the glossary by any of their forms."""
        return cls(packs, glossary)

    def search(self, query: str, top: int = 10) -> Answer:
        """The facts that answer a query, at most `top`, best first."""
        return self._searched(query, top)

    def _search(self, query: str, top: int) -> Answer:
        asked = read(query, self._lexicon)
        compared = self._compared(query)
        ranked = list(_in_turn([found.ranked for found in compared]))
        shown = compared
        if len(ranked) < top:
            whole = self._found(asked)
            ranked += whole.ranked
            shown = compared or [whole]
        ranked, sure = self._lines(ranked), min(found.confidence for found in shown)
        return Answer(
            query,
            tuple(self._hit(found) for found in ranked[:top]),
            cited(ranked, self._documents, asked.wants)[:top],
            sure,
            sure < REFUSE_BELOW,
            asked.corrections,
            self._nearest(shown) if sure < REFUSE_BELOW else (),
            self._sides(asked, shown),
        )

    @property
    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every fact that can be a hit, with the name of its pack."""
        return ((self._names[document.pack], document.fact) for document in self._documents)

    def hit(self, place: int) -> Hit:
        """The fact at a place among `facts` with what stands around it."""
        return self._told(place)

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Topics for what has been typed so far, the likeliest first."""
        return self._suggestions.find(prefix, limit)

    def _found(self, query: Query) -> _Found:
        ranked = self._ranking.best(query)
        if not ranked:
            return _Found(query, [], 0.0)
        sure = confidence(query, ranked[0], self._lexicon, self._documents)
        return _Found(query, self._lines(ranked), sure)

    def _compared(self, query: str) -> list[_Found]:
        """What is found for each side of a comparison; none where the query compares nothing."""
        each = [self._found(read_side(side, self._lexicon)) for side in sides(query[:MAX_QUERY])]
        ranked = together([found.ranked for found in each], self._documents)
        return [replace(found, ranked=best) for found, best in zip(each, ranked, strict=True)]

    def _lines(self, ranked: Iterable[Ranked]) -> list[Ranked]:
        """One document a line: a heading may be both a topic and a fact, and each side may find it."""
        first: dict[tuple[int, str, int], Ranked] = {}
        for found in ranked:
            document = self._documents[found.place]
            source = document.fact.source
            first.setdefault((document.pack, source.file, source.line), found)
        return list(first.values())

    def _sides(self, asked: Query, shown: Sequence[_Found]) -> tuple[Side, ...]:
        """The things compared, or the topics that a question may mean."""
        groups = (
            [(found.query.text, found.ranked) for found in shown]
            if len(shown) > 1
            else by_subject(asked, shown[0].ranked, self._documents, self._lexicon.sayings)
        )
        return tuple(Side(name, tuple(map(self._hit, ranked[:SIDE_HITS]))) for name, ranked in groups)

    def _hit(self, found: Ranked) -> Hit:
        return replace(self._told(found.place), score=round(found.score, 4))

    def _tell(self, place: int) -> Hit:
        document = self._documents[place]
        return Hit(
            document.pack,
            self._names[document.pack],
            document.fact,
            document.fact.path[len(self._titles[document.pack]) :],
            1.0,
            self._facts(document.children),
            self._facts(neighbours(place, self._documents)),
        )

    def _facts(self, places: Iterable[int]) -> tuple[Fact, ...]:
        return tuple(self._documents[place].fact for place in places)

    def _nearest(self, shown: Sequence[_Found]) -> tuple[TopicPath, ...]:
        """The topics of the hits that have to do with what was asked."""
        paths: dict[TopicPath, None] = {}
        for found in shown:
            for hit in found.ranked:
                document = self._documents[hit.place]
                path = topic_of(document)
                if path != self._titles[document.pack] and self._concerns(document, hit, found.query):
                    paths.setdefault(path)
        return tuple(paths)[:NEAREST]

    def _concerns(self, document: Document, hit: Ranked, query: Query) -> bool:
        """Whether a hit has a name that was asked for, or its topic's heading any word of the query."""
        if any(
            worth and c.text not in english() for c, worth in zip(query.concepts, hit.worths, strict=True)
        ):
            return True
        heading = hit.place if document.fact.kind is FactKind.HEADING else document.heading
        named = self._lexicon.sayings[heading].tokens if heading >= 0 else {}
        return any(
            worth >= NAMED and token in named
            for concept in query.concepts
            for token, worth in concept.forms.items()
        )


def _title(pack: Pack) -> TopicPath:
    """The one heading that all topics of a pack stand under, which only says what the notes are."""
    roots = {topic.path[:1] for topic in pack.topics}
    return roots.pop() if len(roots) == 1 else ()


def _in_turn(several: Sequence[Sequence[Ranked]]) -> Iterator[Ranked]:
    """The best of each side, then the second of each, and so on."""
    for row in zip_longest(*(ranked[:PER_SIDE] for ranked in several)):
        yield from (found for found in row if found)
