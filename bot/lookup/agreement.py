"""Candidates that confirm each other: where much of a section fits a query, its lines are likelier right.

A single line elsewhere that shares some words with the query has them by chance more often.
"""

from collections.abc import Sequence
from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.notes.model import FactKind

AGREEMENT: Final = 0.5  # what a line gains whose section has all the candidates
TOGETHER: Final = 0.5  # ... whose section has the best line of each other side of a comparison


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


def together(sides: Sequence[Sequence[Ranked]], documents: Sequence[Document]) -> list[list[Ranked]]:
    """The candidates of each side of a comparison, best first, in view of the other sides.

    Two things are compared where the notes tell of both: `query vs scan` means the scan beside the query.
    """
    fits = [_fits(ranked, documents) for ranked in sides]
    found: list[list[Ranked]] = []
    for at, ranked in enumerate(sides):
        others = fits[:at] + fits[at + 1 :]
        raised: list[Ranked] = []
        for hit in ranked:
            section = _section(hit.place, documents)
            shared = min((fit.get(section, 0.0) for fit in others), default=0.0)
            raised.append(Ranked(hit.place, hit.score * (1 + TOGETHER * shared), hit.own, hit.worths))
        found.append(sorted(raised, key=lambda hit: -hit.score))
    return found


def _fits(ranked: Sequence[Ranked], documents: Sequence[Document]) -> dict[int, float]:
    """How well each section fits a side: its best line's score as a share of the best."""
    fits: dict[int, float] = {}
    for hit in ranked:
        section = _section(hit.place, documents)
        fits[section] = max(fits.get(section, 0.0), hit.score / ranked[0].score if ranked[0].score else 0.0)
    return fits


def _section(place: int, documents: Sequence[Document]) -> int:
    """The place of the heading a document stands under; a heading belongs to its own section."""
    document = documents[place]
    return place if document.fact.kind is FactKind.HEADING else document.heading
