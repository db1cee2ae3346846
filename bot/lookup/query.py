"""A query as the notions it asks about, each with every form the notes may have for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.lookup.answer import Correction
from bot.lookup.intent import Wants, Wording, wants, wording
from bot.lookup.lexicon import Lexicon
from bot.lookup.notions import Span
from bot.lookup.sides import Compared
from bot.lookup.vocabulary import SIMILAR, STOP, english, signs, synonyms
from bot.text.words import BASE_UNITS, Word, is_unit, stem, words

MAX_QUERY: Final = 300  # characters; nobody asks more at once
MAX_WORDS: Final = 24

SHARED: Final = 0.35  # how much a word counts that the sides of a comparison may share
SIGN: Final = 0.35  # a figure of the kind the word asks for
REPAIRED: Final = 0.85
MISSPELT: Final = 0.85
PREFIXES: Final = ("un", "in", "non", "dis", "mis")
ROOT: Final = 4  # letters that are left of a word without its prefix, at least
LESSER_FIGURE: Final = 0.6  # a figure without its unit


@dataclass(slots=True)
class Concept:
    """One thing a query asks about.

    `forms`: token -> how well it stands for the thing (0..1]; none where the notes don't have it. `mass`:
    what finding it is worth.
    """

    text: str
    place: int
    forms: dict[str, float] = field(default_factory=dict)
    mass: float = 0.0
    correction: str = ""
    name: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: its concepts, what kind of answer it wants, its repaired words, how it is put."""

    text: str
    concepts: tuple[Concept, ...]
    wants: Wants
    corrections: tuple[Correction, ...]
    wording: Wording = Wording.SENTENCE


def read(text: str, lexicon: Lexicon) -> Query:
    """What a query asks, in the words of these notes."""
    concepts, corrections = _read(text, lexicon)
    text = text[:MAX_QUERY]
    wanted = wants(text) | (Wants.SUBJECT if _is_one_term(concepts) else Wants.NOTHING)
    return Query(text, _distinct(concepts), wanted, corrections, wording(text))


def read_side(side: Compared, lexicon: Lexicon) -> Query:
    """What one side of a comparison asks: what the thing is, perhaps with the words the sides share."""
    concepts, corrections = _read(side.name, lexicon)
    shared, _ = _read(side.shared, lexicon)
    for concept in shared:
        concept.mass *= SHARED
    return Query(side.name, _distinct([*concepts, *shared]), Wants.SUBJECT, corrections)


def _read(text: str, lexicon: Lexicon) -> tuple[list[Concept], tuple[Correction, ...]]:
    text = text[:MAX_QUERY]
    line = words(text)[:MAX_WORDS]
    spans = list(lexicon.notions.find(line))
    inside = {place for span in spans for place in range(span.start, span.end)}
    telling = [place for place in range(len(line)) if place in inside or _tells(place, line)]
    concepts = [c for place in telling or range(len(line)) for c in _concepts(place, line[place], lexicon)]
    _join(concepts, line, lexicon)
    for span in spans:
        _as_notion(concepts, span, lexicon)
    corrections = tuple(Correction(c.text, c.correction) for c in concepts if c.correction)
    return concepts, corrections


def _tells(place: int, line: tuple[Word, ...]) -> bool:
    """Whether a word says something by itself: no stop word, no unit of the figure before it."""
    unit = place > 0 and line[place - 1].is_number and is_unit(line[place].text)
    return not unit and line[place].text.replace("'", "") not in STOP


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
    if known and (known[0] == word.stem or word.unit not in BASE_UNITS):
        forms[known[0]] = 1.0
    return Concept(word.text, place, forms, lexicon.rarity(known[0]) if known else 0.0)


def _plain(place: int, text: str, token: str, lexicon: Lexicon) -> Iterator[Concept]:
    concept = Concept(text, place)
    concept.name = text.isalpha() and text not in english()
    spelling = lexicon.spelling
    if token in lexicon:
        concept.forms = _stems(spelling.variants(text)) | {token: 1.0}
        concept.mass = lexicon.rarity(token)
    elif text in english():
        concept.forms = _stems(spelling.variants(text))
    elif repaired := spelling.repair(text):
        concept.forms = _stems(spelling.variants(repaired)) | {stem(repaired): REPAIRED}
        concept.correction = repaired
        concept.mass = lexicon.rarity(stem(repaired)) * REPAIRED
    elif halves := lexicon.halves(text):
        yield from (Concept(half, place, {half: 1.0}, lexicon.rarity(half)) for half in halves)
        return
    for synonym, worth in synonyms().get(token, {}).items():
        if synonym in lexicon and synonym not in STOP:
            concept.forms.setdefault(synonym, worth)
    if not concept.forms:
        concept.forms = {root: SIMILAR for root in _unprefixed(text) if root in lexicon}
    if sign := signs().get(token):
        concept.forms.setdefault(sign, SIGN)
    if not concept.mass:
        known = (lexicon.rarity(form) * min(1, worth + 0.15) for form, worth in concept.forms.items())
        concept.mass = max(known, default=0.0)
    yield concept


def _unprefixed(word: str) -> Iterator[str]:
    """The stem of a word without its prefix: unused, infrequently."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= ROOT:
            yield stem(word.removeprefix(prefix))


def _stems(variants: tuple[str, ...]) -> dict[str, float]:
    return {stem(variant): MISSPELT for variant in variants}


def _join(concepts: list[Concept], line: tuple[Word, ...], lexicon: Lexicon) -> None:
    """Two words in a row may be one name in the notes: `code deploy` is `CodeDeploy`."""
    for place in range(len(line) - 1):
        first, second = line[place], line[place + 1]
        for joined in {
            stem(first.text + second.text),
            stem(first.stem + second.text),
        } & lexicon.counts.keys():
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


def _is_one_term(concepts: list[Concept]) -> bool:
    """Whether several words are one term of the glossary or one name, and nothing else."""
    if len(concepts) < 2:
        return False
    shared = set.intersection(*(set(concept.forms) for concept in concepts))
    return any(concepts[0].forms[token] == 1.0 for token in shared)


def _distinct(concepts: list[Concept]) -> tuple[Concept, ...]:
    """Without words said twice."""
    first: dict[tuple[str, ...], Concept] = {}
    for concept in concepts:
        first.setdefault(tuple(sorted(concept.forms)) or (concept.text,), concept)
    return tuple(first.values())
