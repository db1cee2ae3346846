"""What is known about single words: which say nothing, which are ordinary English, which mean the same.

The word lists are of plain English and of everyday computing, on purpose not of any subject: what a subject
calls its things belongs in a pack's glossary.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from bot.text.words import stem


def _data(name: str) -> str:
    return files("bot.lookup").joinpath(name).read_text("utf-8")


STOP: Final = frozenset(_data("stopwords.txt").split())


@cache
def english() -> dict[str, int]:
    """Stems of the 30,000 commonest English words and their rank, the commonest first.

    From SymSpell's frequency dictionary (MIT), made of Google Books Ngram (CC BY 3.0) and SCOWL.
    """
    return {word: rank for rank, word in enumerate(_data("english.txt").split())}


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Stem -> stems of words that often stand for it."""
    lines = _data("synonyms.txt").splitlines()
    groups = [[stem(word) for word in line.split()] for line in lines if line and not line.startswith("#")]
    same: dict[str, set[str]] = {}
    for head, *others in groups:
        for other in others:
            if other != head:
                same.setdefault(head, set()).add(other)
                same.setdefault(other, set()).add(head)
    return {word: frozenset(others) for word, others in same.items()}


FIGURE: Final = "#figure"
DURATION: Final = "#time"
_SIGNS = {
    FIGURE: "limit maximum max minimum min size capacity number count quota range rate throughput amount many",
    DURATION: "timeout retention duration period interval expiry expiration lifetime age long",
    "#percent": "discount percentage percent share fraction",
    "$": "price cost pricing fee charge money",
}


@cache
def signs() -> dict[str, str]:
    """Stem of a word that asks for a figure -> the sign of lines that hold such a figure."""
    return {stem(word): sign for sign, words in _SIGNS.items() for word in words.split()}
