"""Abbreviations that the notes spell out: in brackets, behind a dash, or as a phrase with these initials."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.notes.model import Fact, Pack, Source, TopicPath

_SHORT = r"[A-Z](?=[A-Za-z0-9]{0,9}[A-Z0-9])[A-Za-z0-9]{1,9}"
_LONG = r"[^\W\d_][\w'’]{0,30}(?:[ /-]{1,3}[\w'’]{1,30}){1,7}"
_FORMS = (
    re.compile(rf"(?<![\w/])(?P<short>{_SHORT})s? \((?P<long>{_LONG})[^()]*\)"),  # SSH (Secure Shell)
    re.compile(rf"(?P<long>{_LONG}) \((?P<short>{_SHORT})s?\)"),  # Auto Scaling Group (ASG)
    re.compile(rf"(?<![\w/])(?P<short>{_SHORT}) (?:=|-|–|—) (?P<long>{_LONG})"),  # AMI = Amazon Machine Image
    re.compile(rf"^(?P<short>{_SHORT}): (?P<long>{_LONG})$"),
)
_CAPITALS = re.compile(r"(?<![\w/])[A-Z]{3,6}(?!\w)")
_CAPITALISED = re.compile(r"(?<!\w)(?:[A-Z][a-z]+ ){2,7}[A-Z][a-z]+(?!\w)")
_JOINED = re.compile(r"[(=:–—]| - ")
_A_WORD = 4  # letters; shorter ones in lower case join the words of a name
_SMALL = frozenset(("a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))


@dataclass(frozen=True, slots=True)
class Acronym:
    """An abbreviation, what it stands for, and the fact or topic that says so."""

    short: str
    long: str
    source: Source
    fact: int | None
    path: tuple[str, ...]


def acronyms(pack: Pack) -> list[Acronym]:
    """Every abbreviation of a pack that is spelt out, once, where it is spelt out first."""
    found: dict[str, Acronym] = {}
    for acronym in _mentioned(pack):
        found.setdefault(acronym.short.lower(), acronym)
    for acronym in _implied(pack):
        found.setdefault(acronym.short.lower(), acronym)
    return list(found.values())


def spelt_out(text: str) -> Iterator[tuple[str, str]]:
    """(abbreviation, full form) of each that a text spells out."""
    if not _JOINED.search(text):
        return
    for pattern in _FORMS:
        for match in pattern.finditer(text):
            long = expansion(match["short"], match["long"])
            if long:
                yield match["short"], long


def expansion(short: str, long: str) -> str:
    """The words of `long` that an abbreviation stands for, or ""; a digit repeats the letter before it."""
    wanted = _letters(short)
    tokens = re.split(r"([ /-]+)", long.strip())
    for first in range(0, len(tokens), 2):
        for last in range(len(tokens), first, -2):
            chosen = tokens[first:last]
            if _initials([word for word in chosen[::2] if word], wanted):
                return "".join(chosen)
    return ""


def _letters(short: str) -> str:
    letters = ""
    for character in short:
        letters += (
            letters[-1] * (int(character) - 1) if character.isdigit() and letters else character.lower()
        )
    return letters[:12]


def _initials(chosen: list[str], wanted: str) -> bool:
    """Whether the words' initials, small words aside if need be, are the wanted letters."""
    small = {word for word in chosen if word.lower() in _SMALL or _is_foreign_joint(word, chosen)}
    every = "".join(word[0].lower() for word in chosen)
    large = "".join(word[0].lower() for word in chosen if word not in small)
    capitals = "".join(c.lower() for word in chosen for at, c in enumerate(word) if at == 0 or c.isupper())
    starts = chosen[0].lower() not in _SMALL and len(chosen) > 1
    return starts and (wanted in (every, capitals) or (wanted == large and chosen[0] not in small))


def _is_foreign_joint(word: str, chosen: list[str]) -> bool:
    """Whether a word only joins the capitalised ones of a name: the "di" of "Tavola di Como"."""
    within = word.isalpha() and word.islower() and word != chosen[-1]
    return within and len(word) < _A_WORD and sum(w[0].isupper() for w in chosen) > 1


def _mentioned(pack: Pack) -> Iterator[Acronym]:
    for topic in pack.topics:
        for short, long in spelt_out(topic.path[-1]):
            yield Acronym(short, long, topic.source, None, topic.path)
    for place, fact in enumerate(pack.facts):
        if any(character.isupper() for character in fact.text):
            for short, long in spelt_out(fact.text):
                yield Acronym(short, long, fact.source, place, fact.path)


def _implied(pack: Pack) -> Iterator[Acronym]:
    """Abbreviations whose letters begin the words of exactly one capitalised phrase of the same section."""
    used: dict[str, set[TopicPath]] = defaultdict(set)
    phrases: dict[str, dict[str, tuple[int, Fact]]] = defaultdict(dict)
    for place, fact in enumerate(pack.facts):
        for short in _CAPITALS.findall(fact.text):
            used[short].add(fact.path[:2])
        for run in _CAPITALISED.findall(fact.text):
            for phrase in _parts(run.split()):
                initials = "".join(word[0] for word in phrase)
                phrases[initials].setdefault(" ".join(phrase), (place, fact))
    for short, sections in used.items():
        if len(phrases.get(short, ())) == 1:
            ((long, (place, fact)),) = phrases[short].items()
            if fact.path[:2] in sections:
                yield Acronym(short, long, fact.source, place, fact.path)


def _parts(run: list[str]) -> Iterator[list[str]]:
    for first in range(len(run) - 2):
        for last in range(first + 3, min(first + 6, len(run)) + 1):
            yield run[first:last]
