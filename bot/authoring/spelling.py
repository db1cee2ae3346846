"""Words of a pack that look like slips of the pen: rare, and a letter from a word the pack uses more.

The pack's own vocabulary is the measure, so it works for any subject; English words are never slips. What
is quoted in a question must also look right in English, which is too strict a measure for the author's notes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from string import ascii_lowercase

from rapidfuzz.distance import OSA

from bot.authoring.wording import words
from bot.text.lexicon import every_word, is_word

_SHORTEST = 6  # letters; shorter words differ by a letter too often
_LETTERS = re.compile(
    r"(?<![\w./@`'’-])[A-Za-z][a-z]+(?![\w/@`'’])"
)  # words, but no parts of names and paths
_BRITISH = (("is", "iz"), ("ys", "yz"), ("our", "or"))
_PREFIX = re.compile(r"(?:re|un|sub|pre|non|multi|auto|inter|over|under|micro|co|de)(?=.{4})")
_LITTLE = frozenset((
    "and", "are", "because", "been", "but", "can", "does", "each", "every", "for", "from", "has", "have",
    "into", "not", "only", "over", "same", "than", "that", "the", "their", "then", "they", "this", "under",
    "used", "uses", "when", "where", "which", "will", "with", "your",
))  # fmt: skip
_RARE = 2  # occurrences of a slip at most


def misspelt(texts: Iterable[str]) -> dict[str, str]:
    """Each word that looks misspelt, in lower case, with the word it seems to stand for."""
    counts = Counter(word for text in texts for word in words(text) if len(word) >= _SHORTEST - 1)
    near: dict[str, list[str]] = defaultdict(list)  # a word without one letter -> the words it may come from
    for word, count in counts.items():
        if count > 1 and word.isalpha():
            for shorter in _shortened(word):
                near[shorter].append(word)
    found = {}
    for word, count in counts.items():
        if count <= _RARE and len(word) >= _SHORTEST and word.isalpha():
            better = _better(word, near, counts)
            if better and not is_word(word):
                found[word] = better
    return found


class Proofreader:
    """Finds words that no question should quote: slips, and rare words that look like English misspelt."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._slips = misspelt(texts)
        self._counts = Counter(word for text in texts for word in words(text))

    def slip(self, text: str) -> tuple[str, str]:
        """The first doubtful word of a text, and what it seems to stand for; ("", "") where all is well."""
        for written in _LETTERS.findall(text):
            word = written.lower()
            better = self._slips.get(word) or self._english(word, named=written[0].isupper())
            if better:
                return word, better
        return "", ""

    def _english(self, word: str, *, named: bool) -> str:
        if self._counts[word] > 1 or not word.isascii() or _is_english(word):
            return ""
        if len(word) < _SHORTEST:  # only little words are known well enough
            return "" if named else next((form for form in _little(word) if form in _LITTLE), "")
        # Names are no words: those are doubted only where their letters stand in another order.
        forms = _reordered(word) if named else chain(_reordered(word), _edited(word))
        return next((form for form in forms if form in every_word() and form[0] == word[0]), "")


def _is_english(word: str) -> bool:
    """Whether a word is in the list, or made of one: inflected, with a prefix, in British spelling."""
    american = (word[:3] + word[3:].replace(british, other) for british, other in _BRITISH)
    prefix = _PREFIX.match(word)
    forms = (word, *american, word.removesuffix("s"), word[prefix.end() :] if prefix else word)
    return any(form in every_word() for form in forms)


def _little(word: str) -> Iterator[str]:
    return chain(_reordered(word), (form for form in _edited(word) if len(form) > len(word) > 2))


def _reordered(word: str) -> Iterator[str]:
    """The word with one of its letters moved to another place."""
    for at in range(len(word)):
        rest = word[:at] + word[at + 1 :]
        yield from (rest[:to] + word[at] + rest[to:] for to in range(len(word)) if to != at)


def _edited(word: str) -> Iterator[str]:
    """The word with one letter more, less or other."""
    for at in range(1, len(word) + 1):
        yield word[:at] + word[at + 1 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


def _shortened(word: str) -> set[str]:
    """The word, and every word that lacks one of its letters: two words one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _better(word: str, near: Mapping[str, list[str]], counts: Counter[str]) -> str:
    candidates = {other for shorter in _shortened(word) for other in near.get(shorter, ())}
    likely = (
        other
        for other in candidates
        if other[0] == word[0]
        and counts[other] > counts[word]
        and OSA.distance(word, other, score_cutoff=1) == 1
        and not _inflected(word, other)
    )
    return max(likely, key=lambda other: (counts[other], other), default="")


def _inflected(one: str, other: str) -> bool:
    """Whether two words differ only in their endings, as forms of one word do, or by a prefix."""
    common = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if max(len(one), len(other)) - common <= 3 and common >= 3 and common >= min(len(one), len(other)) - 2:
        return True
    return one.endswith(other) or other.endswith(one)
