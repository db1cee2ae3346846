"""Words of a pack that look like slips of the pen: rare, and a letter from a word the pack uses more.

The pack's own vocabulary is the measure, so it works for any subject; English words are never slips.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from bot.authoring.wording import words
from bot.text.lexicon import is_word

_SHORTEST = 6  # letters; shorter words differ by a letter too often
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
