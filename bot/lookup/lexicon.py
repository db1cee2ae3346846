"""The words of the notes: what each document says itself, which words there are and how rare each is."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.lookup.documents import Document
from bot.lookup.notions import Notions, Span, abbreviations, spelled_out
from bot.lookup.spelling import Spelling
from bot.lookup.vocabulary import AMOUNT, DURATION, FIGURE, SHARE, STOP, commonest, signs
from bot.notes.model import FactKind
from bot.text.glossary import Glossary
from bot.text.words import PERCENT, TIME, Word, stem, words

AMOUNTS: Final = frozenset(("none", "unlimited", "infinite", "free", "twice"))  # figures in words
ORDINAL: Final = frozenset(("st", "nd", "rd", "th"))  # 3rd is no amount
NAME_LENGTH: Final = 40
PART: Final = 0.6  # a part of a name beside the same word on its own
_SEPARATOR = re.compile(r"\s?:\s|\s=\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one document says in its own text.

    `tokens` are all tokens it is found by, each with how fully it stands there or in what older material says
    instead; `content` has the tokens of
    each word that says something, in order; `signs` are the kinds of figures it holds; `subject` has the
    tokens of what it is about, the words before a colon or an equals sign.
    """

    tokens: Mapping[str, float]
    content: tuple[tuple[str, ...], ...]
    signs: frozenset[str]
    subject: frozenset[str]


class Lexicon:
    """Reads texts into tokens with the names and terms of these notes.

    `counts`: in how many documents each token stands; `breadth`: the share (0..1) of the thousand commonest
    English words that the notes use; `sections`: all tokens said under each heading (its place, or -1).
    """

    __slots__ = ("_joined", "breadth", "counts", "notions", "sayings", "sections", "size", "spelling")

    def __init__(self, documents: Sequence[Document], glossary: Glossary) -> None:
        texts = ["" if document.silent else document.fact.text for document in documents]
        read = [words(text) for text in texts]
        self.notions = Notions(glossary + abbreviations(texts))
        self._joined = {
            "".join(filter(str.isalnum, word.text)): word.stem
            for line in read
            for word in line
            if len(word.tokens) > 1 and not word.is_number
        }
        self.sayings = tuple(
            map(self._saying, texts, read, (document.fact.earlier for document in documents))
        )
        self.counts = Counter(token for saying in self.sayings for token in saying.tokens)
        spelt = Counter(part for line in read for word in line for part in _spelt(word))
        for document in documents:
            for token in self.tokens_of(document.fact.code):
                self.counts.setdefault(token, 1)
        self.size = len(documents)
        self.breadth = sum(stem(word) in self.counts for word in commonest()) / len(commonest())
        self.sections = self._sections(documents)
        self.spelling = Spelling(spelt)

    def _saying(self, text: str, line: Sequence[Word], earlier: Sequence[str]) -> Saying:
        spans = tuple(self.notions.find(line))
        subject = _subject(text)
        return Saying(
            self.tokens_of(earlier) | self._tokens(line, spans),
            tuple(_content(line, spans)),
            frozenset(
                sign
                for place, word in enumerate(line)
                for sign in _signs(word, line[place - 1] if place else None)
            ),
            frozenset(self.tokens_of((subject,)) if subject else ()),
        )

    def _sections(self, documents: Sequence[Document]) -> dict[int, frozenset[str]]:
        """All tokens said under a heading (its place, or -1), with those of the heading."""
        found: dict[int, set[str]] = {-1: set()}
        for place, document in enumerate(documents):
            heading = place if document.fact.kind is FactKind.HEADING else document.heading
            found.setdefault(heading, set()).update(self.sayings[place].tokens, self.sayings[place].signs)
        return {heading: frozenset(tokens) for heading, tokens in found.items()}

    def tokens_of(self, texts: Iterable[str]) -> dict[str, float]:
        """All tokens of some texts, each with how fully it stands there."""
        line = [word for text in texts for word in words(text)]
        return self._tokens(line, self.notions.find(line))

    def _tokens(self, line: Sequence[Word], spans: Iterable[Span]) -> dict[str, float]:
        found = {token: PART for word in line if not word.is_number for token in word.tokens[1:]}
        for word in line:
            found |= dict.fromkeys(word.tokens if word.is_number else word.tokens[:1], 1.0)
        for first, second in pairwise(line):
            if joined := self._joined.get(first.text + second.text):
                found[joined] = 1.0
        return found | {span.token: 1.0 for span in spans}

    def __contains__(self, token: str) -> bool:
        return token in self.counts

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; the highest for one the notes don't know."""
        holding = self.counts[token]
        return math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))

    def halves(self, word: str) -> tuple[str, ...]:
        """Two words of the notes a word is made of (`elasticsearch` → `elast`, `search`), or nothing."""
        for cut in range(3, len(word) - 2):
            first, second = stem(word[:cut]), stem(word[cut:])
            if first in self.counts and second in self.counts:
                return first, second
        return ()


def _content(line: Sequence[Word], spans: Sequence[Span]) -> Iterator[tuple[str, ...]]:
    """The tokens of each word that says something, with those of the terms it is part of."""
    for place, word in enumerate(line):
        if word.text not in STOP:
            yield (*word.tokens, *(span.token for span in spans if span.start <= place < span.end))


def _spelt(word: Word) -> Iterator[str]:
    """What may be misspelt of a word: itself, and the parts of a name (`DynamoDB`: `dynamo`)."""
    return filter(str.isalpha, (word.text, *word.tokens[1:]))


def _signs(word: Word, before: Word | None) -> Iterator[str]:
    if word.text in AMOUNTS or (word.is_number and word.unit not in ORDINAL):
        yield FIGURE
        if not _numbered(word, before):
            yield AMOUNT
    if word.unit == TIME:
        yield DURATION
    elif word.unit == PERCENT:
        yield SHARE


def _numbered(word: Word, before: Word | None) -> bool:
    """Whether a figure is part of a name (layer 7, port 22) rather than an amount."""
    if word.unit or before is None or before.is_number:
        return False
    return before.text not in STOP and before.stem not in signs()


def _subject(text: str) -> str:
    """The words before a colon or an equals sign, where they are few enough to be a name, and abbreviations
    that are spelled out.
    """
    found = _SEPARATOR.search(text)
    name = [text[: found.start()]] if found and found.start() <= NAME_LENGTH else []
    return " ".join((*name, *(short for short, _ in spelled_out(text))))
