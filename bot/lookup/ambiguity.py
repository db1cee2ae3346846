"""A question that does not say what it is about: the same thing said of several subjects, side by side."""

from collections.abc import Sequence
from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.lexicon import Saying
from bot.lookup.query import Query
from bot.notes.model import FactKind, TopicPath

NEARLY: Final = 0.8  # a hit of this share of the best score is as good an answer
MOST: Final = 4
UNSAID: Final = frozenset(("default", "usual", "normal"))  # what lines that state a figure often leave out


def by_subject(
    query: Query, ranked: Sequence[Ranked], documents: Sequence[Document], sayings: Sequence[Saying]
) -> list[tuple[str, list[Ranked]]]:
    """Equally good hits by the topic they belong to, where these are several and the query names none."""
    if not ranked or Wants.LIST in query.wants or _names_subject(query, ranked[0]):
        return []
    groups: dict[TopicPath, list[Ranked]] = {}
    for found in ranked:
        document = documents[found.place]
        if document.fact.kind is not FactKind.HEADING and _as_good(found, ranked[0], query, sayings):
            groups.setdefault(document.fact.path, []).append(found)
    if len(groups) < 2:
        return []
    return [(path[-1] if path else "", found) for path, found in groups.items()][:MOST]


def _as_good(found: Ranked, best: Ranked, query: Query, sayings: Sequence[Saying]) -> bool:
    """Whether a hit says as much as the best: the same words, but for "default" beside a figure."""
    told = zip(query.concepts, found.own, best.own, strict=True)
    differing = [concept.text for concept, own, other in told if own != other]
    if not differing:
        return found.score >= NEARLY * best.score
    signs = sayings[best.place].signs
    return UNSAID.issuperset(differing) and bool(signs) and signs <= sayings[found.place].signs


def _names_subject(query: Query, best: Ranked) -> bool:
    """Whether the query says which topic is meant: by names alone, or by a word of the best hit's context."""
    if all(concept.name for concept in query.concepts):
        return True
    return any(worth and not own for own, worth in zip(best.own, best.worths, strict=True))
