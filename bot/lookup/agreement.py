"""Candidates that confirm each other: where much of a section fits a query, its lines are likelier right.

A single line elsewhere that shares some words with the query has them by chance more often.
"""

from collections.abc import Sequence
from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.notes.model import FactKind

AGREEMENT: Final = 0.5  # what a line gains whose section has all the candidates


def in_agreement(ranked: Sequence[Ranked], documents: Sequence[Document]) -> list[Ranked]:
    """The candidates in their order, each with the score it has in view of the others of its section."""
    sections = [_section(found.place, documents) for found in ranked]
    shares = dict.fromkeys(sections, 0.0)
    for section, found in zip(sections, ranked, strict=True):
        shares[section] += found.score
    total = sum(shares.values()) or 1.0
    gains = {section: 1 + AGREEMENT * share / total for section, share in shares.items()}
    return [
        Ranked(found.place, found.score * gains[section], found.own, found.worths)
        for section, found in zip(sections, ranked, strict=True)
    ]


def _section(place: int, documents: Sequence[Document]) -> int:
    """The place of the heading a document stands under; a heading belongs to its own section."""
    document = documents[place]
    return place if document.fact.kind is FactKind.HEADING else document.heading
