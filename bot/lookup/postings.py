"""An inverted index in plain Python: for each token the documents that hold it and how strongly.

Weights follow BM25F (Robertson, Zaragoza and Taylor 2004: one saturation over the weighted sum of the fields)
with a weak length normalisation, because notes are made of short lines.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from bot.lookup.documents import Document
from bot.lookup.lexicon import Lexicon
from bot.notes.model import FactKind

SATURATION: Final = 0.5  # BM25's k1
LENGTH_NORM: Final = 0.28  # BM25's b, for a document's own text
OWN: Final = 1.0
SUBJECT: Final = 0.3
SIGN: Final = 1.0
PARENT: Final = 0.55
UPPER_PARENT: Final = 0.15
HEADING: Final = 0.5
UPPER_HEADING: Final = 0.3
CODE: Final = 0.4
CHILDREN: Final = 0.15


class Postings:
    """Token -> documents and their weights (0..1 and a little more)."""

    __slots__ = ("_documents", "_weights")

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._documents: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}
        mean = sum(len(saying.content) for saying in lexicon.sayings) / max(1, len(documents)) or 1
        for place in range(len(documents)):
            for token, frequency in _frequencies(place, documents, lexicon, mean).items():
                if token not in self._documents:
                    self._documents[token], self._weights[token] = array("I"), array("f")
                self._documents[token].append(place)
                self._weights[token].append(frequency * (1 + SATURATION) / (frequency + SATURATION))

    def count(self, token: str) -> int:
        """How many documents hold a token, with their context."""
        return len(self._documents.get(token, ()))

    def weight(self, token: str, document: int) -> float:
        """The weight of one document, 0 where it does not hold the token."""
        documents = self._documents.get(token, ())
        at = bisect_left(documents, document)
        return self._weights[token][at] if at < len(documents) and documents[at] == document else 0.0

    def of(self, token: str) -> Iterator[tuple[int, float]]:
        """The documents that hold a token, each with its weight."""
        return zip(self._documents.get(token, ()), self._weights.get(token, ()), strict=True)


def _frequencies(
    place: int, documents: Sequence[Document], lexicon: Lexicon, mean: float
) -> Mapping[str, float]:
    """The weighted frequency of each token in one document with its context."""
    document, saying = documents[place], lexicon.sayings[place]
    norm = 1 - LENGTH_NORM + LENGTH_NORM * len(saying.content) / mean
    found = {token: OWN * fully / norm for token, fully in saying.tokens.items()} | dict.fromkeys(
        saying.signs, SIGN
    )
    for token in saying.subject:
        found[token] = found.get(token, 0.0) + SUBJECT
    for other, weight in context(place, documents):
        _add(found, lexicon.sayings[other].tokens, weight)
    if document.fact.kind is not FactKind.HEADING:
        children = (lexicon.sayings[child].tokens for child in document.children)
        _add(found, dict(chain.from_iterable(tokens.items() for tokens in children)), CHILDREN)
    if document.fact.code:
        _add(found, lexicon.tokens_of(document.fact.code), CODE)
    return found


def _add(found: dict[str, float], tokens: Mapping[str, float], weight: float) -> None:
    for token, fully in tokens.items():
        found[token] = found.get(token, 0.0) + fully * weight


def context(place: int, documents: Sequence[Document]) -> Iterator[tuple[int, float]]:
    """The documents above one: parents and headings, nearest first, each with its weight."""
    weight, above = PARENT, documents[place].parent
    while above >= 0:
        yield above, weight
        weight, above = UPPER_PARENT, documents[above].parent
    weight, above = HEADING, documents[place].heading
    while above >= 0:
        yield above, weight
        weight, above = UPPER_HEADING, documents[above].heading
