"""A question that does not say what it is about: the same thing said of several subjects, side by side."""

from collections.abc import Sequence
from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.query import Query
from bot.notes.model import FactKind, TopicPath

NEARLY: Final = 0.8  # a hit of this share of the best score is as good an answer
MOST: Final = 3


def by_subject(
    query: Query, ranked: Sequence[Ranked], documents: Sequence[Document]
) -> list[tuple[str, list[Ranked]]]:
    """Equally good hits by the topic they belong to, where these are several and the query names none."""
    if not ranked or Wants.LIST in query.wants or _names_subject(query, ranked[0]):
        return []
    groups: dict[TopicPath, list[Ranked]] = {}
    for found in ranked:
        document = documents[found.place]
        alike = found.own == ranked[0].own and document.fact.kind is not FactKind.HEADING
        if alike and found.score >= NEARLY * ranked[0].score:
            groups.setdefault(document.fact.path, []).append(found)
    if len(groups) < 2:
        return []
    return [(path[-1] if path else "", found) for path, found in groups.items()][:MOST]


def _names_subject(query: Query, best: Ranked) -> bool:
    """Whether the query says which topic is meant: by names alone, or by a word of the best hit's context."""
    if all(concept.name for concept in query.concepts):
        return True
    return any(worth and not own for own, worth in zip(best.own, best.worths, strict=True))
