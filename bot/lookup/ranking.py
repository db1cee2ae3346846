"""Which documents answer a query best: of all that hold a word of it the likeliest, looked at closely."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.lookup.agreement import in_agreement
from bot.lookup.closeness import Closeness, Ranked
from bot.lookup.documents import Document
from bot.lookup.lexicon import Lexicon
from bot.lookup.postings import Postings
from bot.lookup.query import Concept, Query

CANDIDATES: Final = 20
BUDGET: Final = 4_000  # postings read for one query
KEPT: Final = 150


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
        chosen = _best(scores, CANDIDATES)
        closeness = Closeness(query, self._documents, self._lexicon)
        ranked = [closeness.ranked(place, scores[place]) for place in chosen]
        agreed = in_agreement(ranked, self._documents)
        return sorted(agreed, key=lambda found: (-found.score, found.place))

    def _scores(self, concepts: Sequence[Concept]) -> dict[int, float]:
        """The sum over the concepts for each document that may become a candidate.

        Rare words first. In large packs, where the common ones would cost more than `BUDGET` postings, these
        only refine the order of the best so far.
        """
        scores: dict[int, float] = {}
        budget = BUDGET
        for concept in sorted(concepts, key=self._spread):
            budget -= self._spread(concept)
            if budget < 0 and scores:
                scores = {place: scores[place] for place in _best(scores, KEPT)}
                for place in scores:
                    scores[place] += concept.mass * self._weight(concept, place)
            else:
                mass = concept.mass
                for place, weight in self._strongest(concept).items():
                    scores[place] = scores.get(place, 0.0) + mass * weight
        return scores

    def _spread(self, concept: Concept) -> int:
        return sum(self._postings.count(token) for token in concept.forms)

    def _weight(self, concept: Concept, place: int) -> float:
        return max(worth * self._postings.weight(token, place) for token, worth in concept.forms.items())

    def _strongest(self, concept: Concept) -> dict[int, float]:
        """Each document that holds a form of a concept, with the strongest form's weight."""
        found: dict[int, float] = {}
        for token, worth in concept.forms.items():
            if not found:
                found = {place: weight * worth for place, weight in self._postings.of(token)}
                continue
            for place, weight in self._postings.of(token):
                if weight * worth > found.get(place, 0.0):
                    found[place] = weight * worth
        return found


def _best(scores: Mapping[int, float], number: int) -> list[int]:
    """The places with the highest scores; sorting all is faster than a heap in Python."""
    return sorted(scores, key=scores.__getitem__, reverse=True)[:number]
