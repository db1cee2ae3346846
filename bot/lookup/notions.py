"""Glossary terms as one token each: every form of a term is found by every other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.lookup.vocabulary import STOP
from bot.text.glossary import Glossary, Term
from bot.text.words import Word, words

_ABBREVIATED = re.compile(r"\b([A-Z][A-Za-z]*[A-Z])s? ?(?:\(|=|: |- )\s?([A-Za-z][\w' /-]{3,60})")
_EXPANDED = re.compile(r"([A-Za-z][\w' /-]{3,80}) \(([A-Z][A-Za-z]*[A-Z])s?\)")


@dataclass(frozen=True, slots=True)
class Span:
    """A term found in a text: from word `start` up to `end`, and the token that stands for the term."""

    start: int
    end: int
    token: str


class Notions:
    """Finds the terms of a glossary in texts."""

    __slots__ = ("_by_first", "_forms")

    def __init__(self, glossary: Glossary) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._forms: dict[str, list[str]] = {}
        owner: dict[tuple[str, ...], str] = {}
        for term in glossary.terms:
            keys = [key for form in term.forms if (key := tuple(w.stem for w in words(form)))]
            token = next((owner[key] for key in keys if key in owner), "§" + term.name.lower())
            self._forms.setdefault(token, []).extend(form.lower() for form in term.forms)
            for key in keys:
                if owner.setdefault(key, token) == token and (key, token) not in self._by_first.setdefault(
                    key[0], []
                ):
                    self._by_first[key[0]].append((key, token))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def forms(self, token: str) -> tuple[str, ...]:
        """Every form of a term, in lower case."""
        return tuple(self._forms.get(token, ()))

    def find(self, text: Sequence[Word]) -> Iterator[Span]:
        """The terms in a text; at one place the longest form wins, other terms inside it are found too."""
        stems = [word.stem for word in text]
        for start, first in enumerate(stems):
            for key, token in self._by_first.get(first, ()):
                if len(key) == 1 and text[start].text in STOP:
                    continue  # "do" is a word far more often than somebody's DO
                if tuple(stems[start : start + len(key)]) == key:
                    yield Span(start, start + len(key), token)
                    break


def abbreviations(texts: Iterable[str]) -> Glossary:
    """Abbreviations the notes themselves spell out, such as `SLA (Service Level Agreement)`.

    Kept only where the letters are the initials of the words, so that an ordinary remark in brackets is not.
    """
    terms: dict[str, Term] = {}
    for text in texts:
        for short, full in spelled_out(text):
            terms.setdefault(short, Term(full, short=(short,)))
    return Glossary(tuple(terms.values()))


def spelled_out(text: str) -> Iterator[tuple[str, str]]:
    """The abbreviations a text spells out, each with its words."""
    for short, long in _candidates(text):
        if full := _spelled(short, long):
            yield short, full


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    if not any(mark in text for mark in "(=:-"):
        return
    for short, long in _ABBREVIATED.findall(text):
        yield short, long
    for long, short in _EXPANDED.findall(text):
        yield short, long


def _spelled(short: str, long: str) -> str:
    """The run of words in `long` whose initials are `short`, or ""."""
    told = re.findall(r"[\w']+", long)
    letters = short.lower()
    for start, first in enumerate(told):
        if first.lower() in STOP or first[0].lower() != letters[0]:
            continue
        for size in range(2, len(letters) + 3):
            run = told[start : start + size]
            initials = "".join(word[0].lower() for word in run if word.lower() not in STOP)
            if initials == letters:
                return " ".join(run)
    return ""
