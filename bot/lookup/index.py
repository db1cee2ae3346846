"""The index over everything some packs say: built once, asked by anybody, never changed.

A reload builds a new index and puts it in the old one's place; a search that is under way keeps the one it
began with.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from bot.lookup.answer import Answer, Hit
from bot.lookup.documents import Document, documents
from bot.lookup.lexicon import Lexicon
from bot.lookup.postings import Postings
from bot.lookup.query import Query, read
from bot.lookup.ranking import Ranked, Ranking
from bot.lookup.sides import sides
from bot.lookup.suggest import Suggestion, Suggestions
from bot.notes.model import Fact, Pack, TopicPath
from bot.text.glossary import Glossary

THRESHOLD: Final = 0.12
NEAREST: Final = 3


class Index:
    """Finds the lines of packs that answer a query."""

    __slots__ = ("_documents", "_lexicon", "_names", "_ranking", "_suggestions")

    def __init__(self, packs: Sequence[Pack], glossary: Glossary) -> None:
        self._names = tuple(pack.name for pack in packs)
        self._documents = documents(packs)
        self._lexicon = Lexicon(self._documents, glossary)
        self._ranking = Ranking(self._documents, self._lexicon, Postings(self._documents, self._lexicon))
        self._suggestions = Suggestions(packs, self._lexicon)

    @classmethod
    def build(cls, packs: Sequence[Pack], glossary: Glossary) -> "Index":
        """An index of packs, which finds terms of the glossary by any of their forms."""
        return cls(packs, glossary)

    def search(self, query: str, top: int = 10) -> Answer:
        """The facts that answer a query, at most `top`, best first."""
        asked = read(query, self._lexicon)
        ranked = self._without_twins(self._ranking.best(asked))
        names = sides(query)
        if names:
            per = [self._without_twins(self._ranking.best(read(n, self._lexicon)))[:10] for n in names]
            merged = []
            for row in zip_longest(*per):
                for x in row:
                    if x is not None and all(x.place != y.place for y in merged):
                        merged.append(x)
            ranked = merged + [x for x in ranked if all(x.place != y.place for y in merged)]
        confidence = self._confidence(asked, ranked)
        hits = tuple(self._hit(found) for found in ranked[:top])
        return Answer(
            query, hits, confidence, confidence < THRESHOLD, asked.corrections, self._nearest(ranked)
        )

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Topics for what has been typed so far, the likeliest first."""
        return self._suggestions.find(prefix, limit)

    def _confidence(self, query: Query, ranked: Sequence[Ranked]) -> float:
        possible = sum(concept.mass + concept.missing for concept in query.concepts) * 1.3
        return min(1.0, ranked[0].score / possible) if ranked and possible else 0.0

    def _without_twins(self, ranked: Sequence[Ranked]) -> list[Ranked]:
        """One document a line: a heading may be both a topic and a fact."""
        seen: set[tuple[int, str, int]] = set()
        kept = []
        for found in ranked:
            document = self._documents[found.place]
            line = (document.pack, document.fact.source.file, document.fact.source.line)
            if line not in seen:
                seen.add(line)
                kept.append(found)
        return kept

    def _hit(self, found: Ranked) -> Hit:
        document = self._documents[found.place]
        children = tuple(self._documents[child].fact for child in document.children)
        return Hit(
            document.pack,
            self._names[document.pack],
            document.fact,
            round(found.score, 4),
            children,
            self._neighbours(document),
        )

    def _neighbours(self, document: Document) -> tuple[Fact, ...]:
        return (self._documents[document.parent].fact,) if document.parent >= 0 else ()

    def _nearest(self, ranked: Sequence[Ranked]) -> tuple[TopicPath, ...]:
        paths = (self._path(found.place) for found in ranked)
        return tuple(dict.fromkeys(path for path in paths if path))[:NEAREST]

    def _path(self, place: int) -> TopicPath:
        document = self._documents[place]
        if document.heading < 0:
            return document.fact.path
        return (
            (*self._path(document.heading), document.fact.text)
            if not document.fact.path
            else document.fact.path
        )
