"""Whether a written word is a slip of the fingers for another one, or another word altogether.

RapidFuzz counts the slips; the rules here say how many a word of some length may have, and which words are
too much alike to forgive any (opposites, chemical endings, other real words).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.text.lexicon import is_word
from bot.text.stems import stem

_NEGATIVE_PREFIXES = (
    "a",
    "an",
    "in",
    "im",
    "il",
    "ir",
    "un",
    "non",
    "dis",
    "de",
    "mis",
    "anti",
    "para",
    "dys",
)
_PREFIX_SWAPS = (
    ("hyper", "hypo"), ("inter", "intra", "extra"), ("endo", "exo", "ecto"), ("macro", "micro"),
    ("pre", "post", "pro"), ("homo", "hetero"), ("super", "sub"), ("over", "under"), ("in", "ex", "out"),
    ("im", "ex"), ("en", "de"), ("mono", "bi", "di", "tri", "tetra", "poly"), ("uni", "multi"),
    ("up", "down"),
    ("af", "ef"), ("ana", "cata", "meta", "pro", "telo", "inter"), ("photo", "chemo"),
    ("kilo", "mega", "giga"),
    ("milli", "micro", "nano", "pico"), ("co", "counter"), ("with", "without"),
)  # fmt: skip
_ALKANE = ("ane", "ene", "yne")  # names of molecules are endless, no word list has them
_SUFFIX_SWAPS = (
    ("ate", "ite", "ide"), _ALKANE, ("ose", "ase"), ("ous", "ic"), ("or", "ee"), ("er", "ee"),
    ("less", "ful"), ("us", "um"), ("sporter", "sported"), ("kinesis", "kinesia"),
)  # fmt: skip
_SOUNDS = (
    (re.compile("ph"), "f"), (re.compile("ck|c(?![eiy])|q"), "k"), (re.compile("c|z|x"), "s"),
    (re.compile("gh"), "g"),
    (re.compile("(?<=.)h"), ""), (re.compile("[aeiouy]+"), "a"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_ALIKE = ("aeiouy", "ckqszx", "fp")  # first letters that can sound the same
_SHORTEST = 4  # letters from which a slip is forgiven
_LONG = 9  # letters from which two slips in one word are still that word


@lru_cache(maxsize=2_048)
def contrasts(word: str) -> frozenset[str]:
    """Words, real or not, that differ from `word` by a prefix or ending that changes the meaning."""
    found = {prefix + word for prefix in _NEGATIVE_PREFIXES}
    found |= {word.removeprefix(prefix) for prefix in _NEGATIVE_PREFIXES}
    for group in _PREFIX_SWAPS:
        found |= {b + word.removeprefix(a) for a in group if word.startswith(a) for b in group}
    for group in _SUFFIX_SWAPS:
        found |= {word.removesuffix(a) + b for a in group if word.endswith(a) for b in group}
    return frozenset(other for other in found - {word} if len(other) > 3)


@lru_cache(maxsize=2_048)
def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _allowed(meant: str, typed: str) -> int:
    """How many slips to forgive between two words; none in short words and in words with digits."""
    if not can_be_misspelled(meant) or not typed.isalpha():
        return 0
    if len(meant) >= _LONG:
        return 1 if _ends_otherwise(typed, meant) else 2
    one, other = _sound(meant), _sound(typed)
    alike = one == other or (len(meant) > 6 and one.replace("a", "") == other.replace("a", ""))
    return 2 if len(meant) > 5 and alike else 1


def _ends_otherwise(typed: str, meant: str) -> bool:
    """Whether only the ending differs, and in its consonants: Constantius is not Constantine."""
    return typed[:-3] == meant[:-3] and _sound(typed[-3:]).replace("a", "") != _sound(meant[-3:]).replace(
        "a", ""
    )


def _begins_alike(typed: str, meant: str, slips: int) -> bool:
    """Slips rarely hit the first letter: with another one it is another word, unless it sounds alike."""
    if typed[0] == meant[0]:
        return True
    if slips == 1 and len(meant) > 4 and (sorted(typed[:2]) == sorted(meant[:2]) or typed == meant[1:]):
        return True
    return len(meant) > 5 and _sound(typed[:2])[:1] == _sound(meant[:2])[:1]


def can_be_misspelled(meant: str) -> bool:
    """Whether any slip is forgiven in a word at all."""
    return len(meant) >= _SHORTEST and meant.isalpha()


def likely_firsts(meant: str) -> set[str]:
    """The letters with which a misspelling of `meant` can begin."""
    alike = next((group for group in _ALIKE if meant[0] in group), meant[0])
    return {*alike, meant[0], *meant[1:2]}


@lru_cache(maxsize=4_096)
def slips_between(typed: str, meant: str) -> int:
    """How many slips make `typed` out of `meant`; 0 where they are equal or not each other's misspelling."""
    allowed = _allowed(meant, typed)
    if typed == meant or not allowed or abs(len(typed) - len(meant)) > allowed or len(typed) < 3:
        return 0
    count = OSA.distance(typed, meant, score_cutoff=allowed)
    if count > allowed or not _begins_alike(typed, meant, count):
        return 0
    if len(meant) <= 5 and len(typed) == len(meant) and sorted(typed) != sorted(meant):
        return 0 if len(meant) == 4 or is_word(typed) else count  # another letter in a short word
    return count


def _spelled_otherwise(typed: str, meant: str) -> bool:
    """Whether two real words are one of Greek origin, written with c or k: leucocyte, leukocyte."""
    return len(meant) > 5 and stem(typed).replace("k", "c") == stem(meant).replace("k", "c")


def is_slip(typed: str, meant: str, others: Iterable[str] = (), in_context: int = 0) -> bool:
    """Whether the folded word `typed` is `meant` with a typing slip.

    `others` are words that `typed` could just as well stand for. `in_context` is the number of other words of
    the answer that fit: beside them a slip that makes a real word ("secrets manger") is forgiven too.
    """
    count = slips_between(typed, meant)
    if not count:
        return False
    opposed = contrasts(meant)
    if typed[-3:] in _ALKANE and typed in opposed:
        return False
    if is_word(typed) and stem(typed) != stem(meant) and not _spelled_otherwise(typed, meant):
        enough = (
            in_context
            and count == 1
            and (len(meant) > 5 or (len(meant) == 5 and (in_context > 1 or not is_word(meant))))
        )
        if not enough or typed in opposed:
            return False
    if any(OSA.distance(typed, other, score_cutoff=count) < count and is_word(other) for other in opposed):
        return False
    return all(OSA.distance(typed, other, score_cutoff=count) > count for other in others if other != meant)
