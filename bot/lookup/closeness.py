"""A close look at one document for one query.

How much of the query it covers, whether it says something beyond it, whether what it says is of the kind that
was asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.lexicon import Lexicon, Saying
from bot.lookup.postings import context
from bot.lookup.query import Concept, Query
from bot.lookup.vocabulary import DURATION
from bot.notes.model import FactKind

COVERED: Final = 0.8  # how much of the score hangs on the share of the query that is covered
OWN_COVERED: Final = 0.2  # ... covered by its own words
NAME: Final = 0.25  # covering a name counts this much more than an ordinary word
LABEL: Final = 0.8  # a line that only repeats the query is no answer to it
NOTHING_OWN: Final = 0.6  # found by its context alone
TITLE: Final = 0.7
RIGHT_TITLE: Final = 1.3
CODE: Final = 0.9
IN_A_ROW: Final = 0.1  # for each two words of the query that stand side by side in the document too
RIGHT_TIME: Final = 1.15
RIGHT_FIGURE: Final = 1.2
RIGHT_LIST: Final = 1.25
RIGHT_SUBJECT: Final = 1.4
MEMBERS: Final = 2  # commas in a line that lists things
MEMBER_WORDS: Final = 3  # ... whose members have so many words at most, on average
NAMED: Final = 0.8  # a form of at least this worth is the thing itself, not one like it
ABOUT: Final = 0.6  # share of a heading's words that must be asked for
DEEPER: Final = 0.85  # for each line above one in a list: the deeper, the more special is what it says


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document and its score.

    `own`: for each concept of the query how well (0..1) the document's own words stand for it; `worths`: the
    same for the document with its context.
    """

    place: int
    score: float
    own: tuple[float, ...]
    worths: tuple[float, ...]


class Closeness:
    """Looks at documents for one query; what it learns of shared parents and headings it keeps."""

    __slots__ = (
        "_about",
        "_above",
        "_asked",
        "_documents",
        "_figure",
        "_known",
        "_list",
        "_mass",
        "_named",
        "_near",
        "_nothing",
        "_query",
        "_sayings",
        "_time",
        "_total",
        "_weights",
    )

    def __init__(self, query: Query, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._query = query
        self._documents = documents
        self._sayings = lexicon.sayings
        self._known: dict[int, tuple[float, ...]] = {}
        self._above: dict[tuple[int, int], tuple[float, ...]] = {}
        self._nothing = (0.0,) * len(query.concepts)
        forms = [form for concept in query.concepts for form in concept.forms.items()]
        self._asked = {token for token, _ in forms}
        self._named = {token for token, worth in forms if worth >= NAMED}
        self._mass = sum(concept.mass for concept in query.concepts) or 1.0
        self._weights = [concept.mass * (1 + NAME * concept.name) for concept in query.concepts]
        self._near = [
            (at, _terms(first, second))
            for at, (first, second) in enumerate(pairwise(query.concepts))
            if second.place - first.place <= 2
        ]
        self._total = sum(self._weights) or 1.0
        self._about = Wants.SUBJECT in query.wants
        self._time = Wants.TIME in query.wants
        self._figure = Wants.FIGURE in query.wants
        self._list = Wants.LIST in query.wants

    def ranked(self, place: int, score: float) -> Ranked:
        """The document with its first score made exact."""
        own = self._with_signs(place)
        worths = tuple(map(max, own, self._said_above(place)))
        covered = self._covered(worths)
        masses = zip(self._query.concepts, own, strict=True)
        by_itself = sum([concept.mass * worth for concept, worth in masses]) / self._mass
        score *= (1 - COVERED + COVERED * covered**2) * (1 - OWN_COVERED + OWN_COVERED * by_itself)
        fitness = self._fitness(place, covered, by_itself) + IN_A_ROW * self._in_a_row(place, own)
        return Ranked(place, score * fitness, own, worths)

    def _covered(self, worths: Sequence[float]) -> float:
        """The share of the query that is covered, 0..1."""
        covered = [weight for weight, worth in zip(self._weights, worths, strict=True) if worth]
        return sum(covered) / self._total

    def _said(self, place: int) -> tuple[float, ...]:
        """For each concept how well a document's own words stand for it."""
        if place not in self._known:
            tokens = self._sayings[place].tokens
            self._known[place] = (
                self._nothing
                if self._asked.isdisjoint(tokens)
                else tuple([_worth(concept, tokens) for concept in self._query.concepts])
            )
        return self._known[place]

    def _said_above(self, place: int) -> tuple[float, ...]:
        """For each concept how well the best of a document's parents and headings stands for it."""
        document = self._documents[place]
        key = (document.parent, document.heading)
        if key not in self._above:
            worths = self._nothing
            for other, _ in context(place, self._documents):
                said = self._said(other)
                if said is not self._nothing:
                    worths = tuple(map(max, worths, said))
            self._above[key] = worths
        return self._above[key]

    def _with_signs(self, place: int) -> tuple[float, ...]:
        """The same where a figure may stand for a word that asks for one."""
        signs = self._sayings[place].signs
        if not signs or signs.isdisjoint(self._asked):
            return self._said(place)
        return tuple(
            max(worth, *(concept.forms.get(sign, 0.0) for sign in signs))
            for concept, worth in zip(self._query.concepts, self._said(place), strict=True)
        )

    def _fitness(self, place: int, covered: float, own: float) -> float:
        """How well the kind of line fits the kind of question."""
        document, saying = self._documents[place], self._sayings[place]
        fitness = (1.0 if own else NOTHING_OWN) * DEEPER ** len(document.fact.parents)
        about = self._about and self._is_about(document, saying)
        amount = self._time or self._figure
        if document.title and not amount and (about or (covered > 0.99 and self._repeats(saying))):
            fitness *= RIGHT_TITLE
        elif document.title or (document.fact.kind is FactKind.HEADING and amount and not saying.signs):
            fitness *= TITLE
        if document.fact.kind is FactKind.CODE or _is_command(document.fact.text):
            fitness *= CODE
        if self._is_label(saying, covered):
            fitness *= LABEL
        if about:
            fitness *= RIGHT_SUBJECT
        if self._time and DURATION in saying.signs:
            fitness *= RIGHT_TIME
        if self._figure and saying.signs:
            fitness *= RIGHT_FIGURE
        if self._list and own > 0.2 and (len(document.children) > 1 or _enumerates(document, saying)):
            fitness *= RIGHT_LIST
        return fitness

    def _in_a_row(self, place: int, own: Sequence[float]) -> int:
        """How many neighbouring words of the query are neighbours in the document too, or one term there."""
        saying, concepts = self._sayings[place], self._query.concepts
        found = 0
        for at, terms in self._near:
            if own[at] and own[at + 1]:
                found += not terms.isdisjoint(saying.tokens) or _side_by_side(
                    concepts[at], concepts[at + 1], saying
                )
        return found

    def _is_about(self, document: Document, saying: Saying) -> bool:
        """Whether a line defines what was asked for, or heads what is said of it."""
        if saying.subject and not self._named.isdisjoint(saying.subject):
            return True
        named = sum(not self._named.isdisjoint(tokens) for tokens in saying.content)
        return bool(document.children) and 0 < ABOUT * len(saying.content) <= named

    def _is_label(self, saying: Saying, covered: float) -> bool:
        """Whether a line says nothing beyond a query that asks for more than what a name means."""
        if self._list or (covered > 0.99 and len(self._query.concepts) <= 2):
            return False
        return self._repeats(saying)

    def _repeats(self, saying: Saying) -> bool:
        """Whether every word of a line is asked for."""
        return not any(self._asked.isdisjoint(tokens) for tokens in saying.content)


def _is_command(text: str) -> bool:
    """Whether a line is nothing but code."""
    return text.startswith("`") and text.find("`", 1) == len(text) - 1


def _enumerates(document: Document, saying: Saying) -> bool:
    """Whether a line names something and lists what belongs to it: `Alarm states: OK, ALARM, ...`."""
    commas = document.fact.text.count(",")
    return bool(saying.subject) and commas >= MEMBERS and len(saying.content) <= MEMBER_WORDS * (commas + 1)


def _worth(concept: Concept, tokens: Mapping[str, float]) -> float:
    """How well some tokens stand for a concept, 0..1."""
    best = 0.0
    for token, worth in concept.forms.items():
        if token in tokens and worth * tokens[token] > best:
            best = worth * tokens[token]
    return best


def _terms(first: Concept, second: Concept) -> frozenset[str]:
    """The tokens of terms or names that two words are parts of."""
    shared = first.forms.keys() & second.forms.keys()
    return frozenset(token for token in shared if first.forms[token] == second.forms[token] == 1.0)


def _side_by_side(first: Concept, second: Concept, saying: Saying) -> bool:
    return any(
        not first.forms.keys().isdisjoint(here) and not second.forms.keys().isdisjoint(there)
        for here, there in pairwise(saying.content)
    )
