"""How sure an answer is, and when the honest one is that the notes don't say.

The measure is how much of the query the best hit accounts for: what it holds itself or in its context, what
its section holds, against what it misses; a word the notes have in no form at all weighs most, the more the
less ordinary it is. It was chosen, and its constants set, on labelled queries over notes of three subjects.
"""

from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.query import Concept, Query
from bot.lookup.vocabulary import english

MISSED: Final = 0.2  # a word the notes have, but not here
UNKNOWN: Final = 2.5  # a word they don't have in any form
UNKNOWN_NAME: Final = 1.5  # ... that is no ordinary English word, times as much again
ORDINARY: Final = 6000  # up to this rank a word gets the more telling the rarer it is
SECTION: Final = 0.4  # how much the hit's section may make up for what the hit itself lacks
PRESENT: Final = 0.6  # a weak form of a word is this much of evidence already, the rest by its worth
REFUSE_BELOW: Final = 0.5


def confidence(query: Query, best: Ranked, section: frozenset[str], unknown_rarity: float) -> float:
    """0..1: how likely it is that the best hit belongs to an answer."""
    found = missed = unknown = 0.0
    for concept, worth in zip(query.concepts, best.worths, strict=True):
        if not concept.forms:
            unknown += _strangeness(concept)
            continue
        here = _evidence(worth)
        nearby = _evidence(max((w for token, w in concept.forms.items() if token in section), default=0.0))
        share = here + SECTION * max(0.0, nearby - here)
        mass = concept.mass / unknown_rarity
        found += mass * share
        missed += mass * (1 - share)
    return found / (found + MISSED * missed + UNKNOWN * unknown) if found else 0.0


def _evidence(worth: float) -> float:
    return PRESENT + (1 - PRESENT) * worth if worth else 0.0


def _strangeness(concept: Concept) -> float:
    rank = english().get(concept.text)
    return UNKNOWN_NAME if rank is None else min(1.0, rank / ORDINARY)
