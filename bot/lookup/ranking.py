"""Which documents answer a query best.

First every document that holds a word of the query is scored by its postings; then the best are looked at
closely: how much of the query they cover, whether they say something beyond it, whether what they say is of
the kind that was asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from typing import Final

from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.lexicon import Lexicon, Saying
from bot.lookup.postings import Postings, context
from bot.lookup.query import Concept, Query
from bot.lookup.vocabulary import DURATION
from bot.notes.model import FactKind

CANDIDATES: Final = 60

COVERED: Final = 0.7  # how much of the score hangs on the share of the query that is covered
OWN_COVERED: Final = 0.25  # ... covered by its own words
LABEL: Final = 0.8  # a line that only repeats the query is no answer to it
NAME: Final = 0.25
TOPIC: Final = 0.25
CREDIT: Final = 0.25
NOTHING_OWN: Final = 0.6  # found by its context alone
HEADING: Final = 0.85
IN_A_ROW: Final = 0.1  # for each two words of the query that stand side by side in the document too
RIGHT_TIME: Final = 1.15
RIGHT_FIGURE: Final = 1.12
RIGHT_LIST: Final = 1.25


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document, its score, and the shares (0..1) of the query it covers with its context and by itself."""

    place: int
    score: float
    covered: float
    own: float


class Ranking:
    """Ranks the documents of one index."""

    __slots__ = ("_documents", "_lexicon", "_postings")

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon, postings: Postings) -> None:
        self._documents = documents
        self._lexicon = lexicon
        self._postings = postings

    def best(self, query: Query) -> list[Ranked]:
        """The candidates, best first; equal ones in the order of the notes."""
        scores = self._scores(query.concepts)
        chosen = nlargest(CANDIDATES, scores, key=scores.__getitem__)
        ranked = [self._ranked(place, scores[place], query) for place in chosen]
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

    def _ranked(self, place: int, score: float, query: Query) -> Ranked:
        saying = self._lexicon.sayings[place]
        above = [self._lexicon.sayings[other].tokens for other, _ in context(place, self._documents)]
        total = covered = own = mass = 0.0
        for concept in query.concepts:
            weight = concept.mass * (1 + NAME * concept.name + TOPIC * concept.topic)
            mass += concept.mass
            total += weight
            by_itself = max(
                _worth(concept, saying.tokens),
                max((concept.forms.get(sign, 0.0) for sign in saying.signs), default=0),
            )
            above_ = max((_worth(concept, tokens) for tokens in above), default=0.0)
            own += by_itself * concept.mass
            covered += (max(by_itself, above_) > 0) * weight
            if concept.topic and not by_itself and above_:
                score += above_ * concept.mass * CREDIT
        covered, own = covered / (total or 1), own / (mass or 1)
        score *= (1 - COVERED + COVERED * covered**2) * (1 - OWN_COVERED + OWN_COVERED * own)
        return Ranked(place, score * self._fitness(place, query, covered, own), covered, own)

    def _fitness(self, place: int, query: Query, covered: float, own: float) -> float:
        """How well the kind of line fits the kind of question."""
        document, saying = self._documents[place], self._lexicon.sayings[place]
        fitness = (1.0 if own else NOTHING_OWN) + IN_A_ROW * _in_a_row(query, saying)
        if document.fact.kind is FactKind.HEADING:
            fitness *= HEADING
        asked = {token for concept in query.concepts for token in concept.forms}
        says_more = any(asked.isdisjoint(tokens) for tokens in saying.content)
        if not says_more and Wants.LIST not in query.wants and (covered < 0.99 or len(query.concepts) > 2):
            fitness *= LABEL
        if Wants.TIME in query.wants and DURATION in saying.signs:
            fitness *= RIGHT_TIME
        if Wants.FIGURE in query.wants and saying.signs:
            fitness *= RIGHT_FIGURE
        if Wants.LIST in query.wants and len(document.children) > 1 and own > 0.2:
            fitness *= RIGHT_LIST
        return fitness


def _worth(concept: Concept, tokens: Mapping[str, float]) -> float:
    """How well some tokens stand for a concept, 0..1."""
    return max((worth * tokens.get(token, 0.0) for token, worth in concept.forms.items()), default=0.0)


def _in_a_row(query: Query, saying: Saying) -> int:
    """How many neighbouring words of the query are neighbours in the document."""
    found = 0
    for first, second in pairwise(query.concepts):
        if second.place - first.place <= 2:
            found += any(
                not first.forms.keys().isdisjoint(here) and not second.forms.keys().isdisjoint(there)
                for here, there in pairwise(saying.content)
            )
    return found
