"""How sure an answer is, and when the honest one is that the notes don't say.

The measure is how much of the query the best hit accounts for: what it holds itself or in its context, what
its section holds, against what it misses; a word the notes have in no form at all weighs most, the more the
less ordinary it is. Measure and constants were chosen on labelled queries over notes of eight subjects.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.lookup.intent import Wants, Wording
from bot.lookup.lexicon import Lexicon
from bot.lookup.query import Query
from bot.lookup.vocabulary import AMOUNT, SIMILAR, english
from bot.text.words import stem

MISSED: Final = 0.2  # a word of a sentence that the notes have, but not here
MISSED_KEYWORD: Final = 1.2  # the same among bare keywords
UNKNOWN: Final = 1.5  # a word they don't have in any form
ONLY_ALIKE: Final = 0.3  # a keyword they have only in words of about its meaning, beside one they lack
UNKNOWN_NAME: Final = 2.5  # ... that is no ordinary English word, times as much again
ORDINARY: Final = 6000  # up to this rank a word gets the more telling the rarer it is
SECTION: Final = 0.4  # how much the hit's section may make up for what the hit itself lacks
PRESENT: Final = 0.6  # a weak form of a word is this much of evidence already, the rest by its worth
BROAD: Final = 0.55  # share of the commonest words that notes of some length use
NARROW: Final = 0.5  # what narrower ones lack weighs less, but at least so much
NO_AMOUNT: Final = 0.6  # an amount that is asked for and not told
REFUSE_BELOW: Final = 0.5
_AMOUNT_IN_WORDS = re.compile(
    r"\b(?:no|none|never|one|once|single|both|all|any|free|unlimited|infinite|always)\b", re.IGNORECASE
)


def confidence(query: Query, best: Ranked, lexicon: Lexicon, documents: Sequence[Document]) -> float:
    """0..1: how likely it is that the best hit belongs to an answer."""
    if query.wording is Wording.NOTHING:
        return 0.0
    bare = query.wording is Wording.KEYWORDS
    document, unknown_rarity = documents[best.place], lexicon.rarity("")
    section = lexicon.sections[document.heading]
    found = missed = unknown = 0.0
    for concept, worth in zip(query.concepts, best.worths, strict=True):
        if not concept.forms:
            unknown += _strangeness(concept.text, lexicon.breadth)
            continue
        if bare and max(concept.forms.values()) <= SIMILAR:
            unknown += ONLY_ALIKE * _strangeness(concept.text, lexicon.breadth)
        here = _evidence(worth)
        nearby = _evidence(max((w for token, w in concept.forms.items() if token in section), default=0.0))
        share = here + SECTION * max(0.0, nearby - here)
        mass = concept.mass / unknown_rarity
        found += mass * share
        missed += mass * (1 - share)
    lacking = (MISSED_KEYWORD if bare else MISSED) * missed + UNKNOWN * unknown
    if Wants.AMOUNT in query.wants and not _tells_amount(best.place, lexicon, documents):
        lacking += NO_AMOUNT
    lacking *= _severity(lexicon.breadth)
    return found / (found + lacking) if found else 0.0


def _tells_amount(place: int, lexicon: Lexicon, documents: Sequence[Document]) -> bool:
    """Whether a document or one right below it holds a figure, or says it in words ("no limit")."""
    return any(
        AMOUNT in lexicon.sayings[line].signs or _AMOUNT_IN_WORDS.search(documents[line].fact.text)
        for line in (place, *documents[place].children)
    )


def _evidence(worth: float) -> float:
    return PRESENT + (1 - PRESENT) * worth if worth else 0.0


def _strangeness(word: str, breadth: float) -> float:
    """What an unknown word weighs; in notes that use little of the language an ordinary one says less."""
    ranks = english()
    if word not in ranks:
        return UNKNOWN_NAME
    rank = min(ranks[word], ranks.get(stem(word), ranks[word]))
    return min(1.0, rank / ORDINARY) * _severity(breadth)


def _severity(breadth: float) -> float:
    """How heavily a lack weighs in notes of some breadth: narrow ones put most things in one way only."""
    return min(1.0, max(NARROW, breadth / BROAD))
