"""What is known about single words: which say nothing, which are ordinary English, which mean the same.

The word lists are of plain English and of everyday computing, on purpose not of any subject: what a subject
calls its things belongs in a pack's glossary.
"""

from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from bot.text.words import MONEY, stem

SIMILAR: Final = 0.4  # how fully a word of about the same meaning stands for one
SAME: Final = 0.9  # ... and a shorter or otherwise spelt form


def _data(name: str) -> str:
    return files("bot.lookup").joinpath(name).read_text("utf-8")


STOP: Final = frozenset(_data("stopwords.txt").split())


@cache
def english() -> dict[str, int]:
    """The 30,000 commonest English words and their rank, the commonest first.

    From SymSpell's frequency dictionary (MIT), made of Google Books Ngram (CC BY 3.0) and SCOWL.
    """
    return {word: rank for rank, word in enumerate(_data("english.txt").split())}


@cache
def commonest() -> tuple[str, ...]:
    """The thousand commonest English words."""
    return tuple(islice(english(), 1_000))


@cache
def synonyms() -> dict[str, dict[str, float]]:
    """Stem -> stems of words that often stand for it, each with how fully (0..1]."""
    same: dict[str, dict[str, float]] = {}
    for line in _data("synonyms.txt").splitlines():
        if line and not line.startswith("#"):
            _tie(same, line.removeprefix("="), SAME if line.startswith("=") else SIMILAR)
    return same


def _tie(same: dict[str, dict[str, float]], line: str, worth: float) -> None:
    head, *others = map(stem, line.split())
    for other in others:
        if other != head:
            same.setdefault(head, {}).setdefault(other, worth)
            same.setdefault(other, {}).setdefault(head, worth)


FIGURE: Final = "#figure"
AMOUNT: Final = "#amount"  # a figure that is no part of a name
DURATION: Final = "#time"
SHARE: Final = "#percent"
_SIGNS = {
    FIGURE: "limit maximum max minimum min size capacity number count quota range rate amount many "
    "biggest largest smallest longest highest lowest",
    DURATION: "timeout retention duration period interval expiry expiration lifetime age long",
    SHARE: "discount percentage percent share fraction",
    MONEY: "price cost pricing fee charge money",
}


@cache
def signs() -> dict[str, str]:
    """Stem of a word that asks for a figure -> the sign of lines that hold such a figure."""
    return {stem(word): sign for sign, words in _SIGNS.items() for word in words.split()}
