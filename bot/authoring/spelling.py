"""Words of a pack that look like slips of the pen: rare, and a letter from a word the pack uses more.

The pack's own vocabulary is the measure, so it works for any subject; English words are never slips.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.authoring.wording import words
from bot.text.lexicon import is_word

_SHORTEST = 6  # letters; shorter words differ by a letter too often
_RARE = 2  # occurrences of a slip at most


def misspelt(texts: Iterable[str]) -> dict[str, str]:
    """Each word that looks misspelt, in lower case, with the word it seems to stand for."""
    counts = Counter(word for text in texts for word in words(text) if len(word) >= _SHORTEST - 1)
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count > 1 and word.isalpha():
            by_letter[word[0]].append(word)
    found = {}
    for word, count in counts.items():
        if count <= _RARE and len(word) >= _SHORTEST and word.isalpha() and not is_word(word):
            better = _better(word, count, by_letter[word[0]], counts)
            if better:
                found[word] = better
    return found


def _better(word: str, count: int, candidates: Iterable[str], counts: Counter[str]) -> str:
    near = (
        other
        for other in candidates
        if counts[other] > count
        and abs(len(other) - len(word)) <= 1
        and OSA.distance(word, other, score_cutoff=1) == 1
        and not _inflected(word, other)
    )
    return max(near, key=lambda other: counts[other], default="")


def _inflected(one: str, other: str) -> bool:
    """Whether two words differ only in their endings, as forms of one word do, or by a prefix."""
    common = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if max(len(one), len(other)) - common <= 3 and common >= 3 and common >= min(len(one), len(other)) - 2:
        return True
    return one.endswith(other) or other.endswith(one)
