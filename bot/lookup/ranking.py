"""Which documents answer a query best: of all that hold a word of it the likeliest, looked at closely."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import Final

from bot.lookup.closeness import Closeness, Ranked
from bot.lookup.documents import Document
from bot.lookup.lexicon import Lexicon
from bot.lookup.postings import Postings
from bot.lookup.query import Concept, Query

CANDIDATES: Final = 40


class Ranking:
    """Ranks the documents of one index."""

    __slots__ = ("_documents", "_lexicon", "_postings")

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._documents = documents
        self._lexicon = lexicon
        self._postings = Postings(documents, lexicon)

    def best(self, query: Query) -> list[Ranked]:
        """The candidates, best first; equal ones in the order of the notes."""
        scores = self._scores(query.concepts)
        chosen = nlargest(CANDIDATES, scores, key=scores.__getitem__)
        closeness = Closeness(query, self._documents, self._lexicon)
        ranked = [closeness.ranked(place, scores[place]) for place in chosen]
        return sorted(ranked, key=lambda found: (-found.score, found.place))

    def _scores(self, concepts: Sequence[Concept]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for concept in concepts:
            for place, weight in self._strongest(concept):
                scores[place] = scores.get(place, 0.0) + weight * concept.mass
        return scores

    def _strongest(self, concept: Concept) -> Iterator[tuple[int, float]]:
        """Each document that holds a form of a concept, with the strongest form's weight."""
        if len(concept.forms) == 1:
            [(token, worth)] = concept.forms.items()
            return ((place, weight * worth) for place, weight in self._postings.of(token))
        found: dict[int, float] = {}
        for token, worth in concept.forms.items():
            for place, weight in self._postings.of(token):
                if weight * worth > found.get(place, 0.0):
                    found[place] = weight * worth
        return iter(found.items())
