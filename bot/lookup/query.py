"""A query as the notions it asks about, each with every form the notes may have for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.lookup.answer import Correction
from bot.lookup.intent import Wants, wants
from bot.lookup.lexicon import Lexicon
from bot.lookup.notions import Span
from bot.lookup.vocabulary import STOP, english, signs, synonyms
from bot.text.words import Word, stem, words

MAX_QUERY: Final = 300  # characters; nobody asks more at once
MAX_WORDS: Final = 24

SYNONYM: Final = 0.35  # how much a form counts beside the word itself
HEADED_SHARE: Final = 0.08
SIGN: Final = 0.35  # a figure of the kind the word asks for
REPAIRED: Final = 0.85
MISSPELT: Final = 0.85
LESSER_FIGURE: Final = 0.6  # a figure without its unit
NAME_UNKNOWN: Final = (
    1.3  # how much an unknown name weighs against the notes, in the rarity of an unknown word
)
WORD_UNKNOWN: Final = 0.5  # the same for a word of ordinary English
ONLY_SYNONYMS: Final = 0.3


@dataclass(slots=True)
class Concept:
    """One thing a query asks about.

    `forms`: token -> how well it stands for the thing (0..1]. `mass`: what finding it is worth; `missing`:
    what not finding it in the notes at all costs in confidence.
    """

    text: str
    place: int
    forms: dict[str, float] = field(default_factory=dict)
    mass: float = 0.0
    missing: float = 0.0
    correction: str = ""
    name: bool = False
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: its concepts, what kind of answer it wants, and its repaired words."""

    text: str
    concepts: tuple[Concept, ...]
    wants: Wants
    corrections: tuple[Correction, ...]


def read(text: str, lexicon: Lexicon) -> Query:
    """What a query asks, in the words of these notes."""
    text = text[:MAX_QUERY]
    line = words(text)[:MAX_WORDS]
    spans = list(lexicon.notions.find(line))
    inside = {place for span in spans for place in range(span.start, span.end)}
    telling = [
        place for place, word in enumerate(line) if word.text.replace("'", "") not in STOP or place in inside
    ]
    concepts = [c for place in telling or range(len(line)) for c in _concepts(place, line[place], lexicon)]
    _join(concepts, line, lexicon)
    for span in spans:
        _as_notion(concepts, span, lexicon)
    for concept in concepts:
        if concept.mass:
            best = [t for t, w in concept.forms.items() if w >= 0.8]
            concept.name = any(t not in english() and not t[0].isdigit() for t in best)
            concept.topic = any(lexicon.headed[t] >= HEADED_SHARE * lexicon.counts[t] > 0 for t in best)
    corrections = tuple(Correction(c.text, c.correction) for c in concepts if c.correction)
    return Query(text, _distinct(concepts), wants(text), corrections)


def _concepts(place: int, word: Word, lexicon: Lexicon) -> Iterator[Concept]:
    if word.is_number:
        yield _figure(place, word, lexicon)
    elif word.stem in lexicon or len(word.tokens) == 1:
        yield from _plain(place, word.text, word.stem, lexicon)
    else:
        for part in word.tokens[1:]:
            yield from _plain(place, word.text, part, lexicon)


def _figure(place: int, word: Word, lexicon: Lexicon) -> Concept:
    known = [token for token in word.tokens if token in lexicon]
    forms = dict.fromkeys(known, LESSER_FIGURE)
    if known and (known[0] == word.stem or word.unit not in {"sec", "byte", "percent"}):
        forms[known[0]] = 1.0
    main = known[0] if known else word.stem
    rarity = lexicon.rarity(main)
    return Concept(word.text, place, forms, rarity if known else 0.0, 0.0 if known else rarity * NAME_UNKNOWN)


def _plain(place: int, text: str, token: str, lexicon: Lexicon) -> Iterator[Concept]:
    concept = Concept(text, place)
    spelling = lexicon.spelling
    if token in lexicon:
        concept.forms = _stems(spelling.variants(text)) | {token: 1.0}
        concept.mass = lexicon.rarity(token)
    elif token in english():
        concept.forms = _stems(spelling.variants(text))
    elif repaired := spelling.repair(text):
        concept.forms = {stem(repaired): REPAIRED}
        concept.correction = repaired
        concept.mass = lexicon.rarity(stem(repaired)) * REPAIRED
    elif halves := lexicon.halves(text):
        yield from (Concept(half, place, {half: 1.0}, lexicon.rarity(half)) for half in halves)
        return
    for synonym in synonyms().get(token, ()):
        if synonym in lexicon:
            concept.forms.setdefault(synonym, SYNONYM)
    if sign := signs().get(token):
        concept.forms.setdefault(sign, SIGN)
    if not concept.mass:
        _weigh_unknown(concept, token, lexicon)
    yield concept


def _stems(variants: tuple[str, ...]) -> dict[str, float]:
    return {stem(variant): MISSPELT for variant in variants}


def _weigh_unknown(concept: Concept, token: str, lexicon: Lexicon) -> None:
    unknown = lexicon.rarity("")
    if concept.forms:
        concept.mass = max(
            lexicon.rarity(form) * min(1, weight + 0.15) for form, weight in concept.forms.items()
        )
        concept.missing = unknown * ONLY_SYNONYMS
    else:
        concept.missing = unknown * (WORD_UNKNOWN if token in english() else NAME_UNKNOWN)


def _join(concepts: list[Concept], line: tuple[Word, ...], lexicon: Lexicon) -> None:
    """Two words in a row may be one name in the notes: `code deploy` is `CodeDeploy`."""
    for place in range(len(line) - 1):
        joined = stem(line[place].text + line[place + 1].text)
        if joined in lexicon:
            for concept in concepts:
                if concept.place in (place, place + 1):
                    concept.forms[joined] = 1.0


def _as_notion(concepts: list[Concept], span: Span, lexicon: Lexicon) -> None:
    """Each word of a term is satisfied by any form of the term; together they weigh little more than one."""
    group = [concept for concept in concepts if span.start <= concept.place < span.end]
    if not group or span.token not in lexicon:
        return
    heaviest = max(lexicon.rarity(span.token), *(concept.mass for concept in group))
    share = heaviest * (1 + 0.15 * (len(group) - 1)) / sum(c.mass or lexicon.rarity("") for c in group)
    for concept in group:
        concept.forms[span.token] = 1.0
        concept.mass = (concept.mass or lexicon.rarity("")) * min(1, share)
        concept.missing = 0.0


def _distinct(concepts: list[Concept]) -> tuple[Concept, ...]:
    """Without words said twice."""
    first: dict[tuple[str, ...], Concept] = {}
    for concept in concepts:
        first.setdefault(tuple(sorted(concept.forms)) or (concept.text,), concept)
    return tuple(first.values())
