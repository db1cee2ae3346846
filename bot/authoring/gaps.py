"""Cloze: the name a sentence is about becomes a blank, asked among names of the same kind."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import islice

from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.tone import relative
from bot.authoring.wording import (
    BLANK,
    abbreviates,
    contains,
    content_words,
    hints,
    meanings,
    plain,
    sentences,
    title,
    words,
)
from bot.notes.model import QuestionKind, TopicPath

RULE = "gap"

_NAME = re.compile(r"(?<![\w/.:-])[A-Z][A-Za-z0-9]*(?![\w/:-])")
_INNER = re.compile(r"[a-z][A-Z]|\d")
_PARTS = re.compile(r"[A-Z][a-z0-9]*")
_CAMEL = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")
_LISTED = re.compile(r"[,/&+(]\s*$|^\s*[,/&+]|\b(?:and|or|like|as|ex:?)\s*$|^\s*(?:and|or)\b", re.IGNORECASE)
_FEWEST_WORDS = 5
_FEWEST_RIVALS, _MOST_RIVALS = 2, 3
_TOP = 2  # level of the headings whose single words are subjects
_LOOKED_AT = 24  # names that are tried as rivals of one
_OFTEN = 4  # questions with the same answer are guessed after a while


def gaps(notes: Notes) -> Iterator[Candidate | Drop]:
    """A blank for the one name of a sentence that the notes treat as a subject."""
    names = _Names(notes)
    asked_for: Counter[str] = Counter()
    for statement in notes.askable:
        found = names.in_text(statement.text)
        if not found:
            continue
        asked = next((name for name in found if not _unfit_name(statement, name)), found[0])
        reason = _unfit(statement) or _unfit_name(statement, asked)
        if not reason and asked_for[asked] == _OFTEN:
            reason = "the name was asked for often enough"
        others = [] if reason else names.rivals(statement, asked)
        if not reason and names.betrayed(plain(statement.text), asked, others):
            reason = "a word beside it gives the name away"
        if reason or len(others) < _FEWEST_RIVALS:
            yield Drop(RULE, statement.at, reason or "no names beside it")
        else:
            asked_for[asked] += 1
            yield _question(statement, asked, others)


class _Names:
    """Names a question may ask for: subjects with a heading of their own, and identifiers of a section."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._subjects: dict[str, TopicPath] = {}  # with the headings above theirs
        for topic in notes.pack.topics:
            name = title(topic.path[-1])
            if _NAME.fullmatch(name) and (topic.level <= _TOP or _INNER.search(name)):
                self._subjects.setdefault(name, topic.path[:-1])
        for acronym in notes.acronyms:
            if acronym.fact is None:
                self._subjects.setdefault(acronym.short, acronym.path[:-1])
        self._identifiers: dict[TopicPath, set[str]] = defaultdict(set)
        self._beside: Counter[tuple[str, str]] = Counter()  # names with a word in front or behind
        for text in self._texts():
            for match in _NAME.finditer(text):
                self._beside.update((match[0], word) for word in set(_neighbours(text, match)))
        for statement in notes.askable:
            section = self._identifiers[statement.fact.path[:2]]
            section.update(name for name in _NAME.findall(statement.text) if _CAMEL.fullmatch(name))

    def _texts(self) -> Iterator[str]:
        yield from (topic.path[-1] for topic in self._notes.pack.topics)
        yield from (fact.text for fact in self._notes.pack.facts)

    def in_text(self, text: str) -> list[str]:
        """The names that a text has, in its order."""
        return [name for name in _NAME.findall(text) if name in self._subjects or _CAMEL.fullmatch(name)]

    def rivals(self, statement: Statement, asked: str) -> list[str]:
        """Names of the same kind of which the pack says nothing of the sort, the most alike first."""
        subjects = self._subjects
        if asked in subjects:
            pool = {name for name, above in subjects.items() if above == subjects[asked]}
        else:
            near = self._identifiers[statement.fact.path[:2]] - subjects.keys()
            pool = {name for name in near if _akin(name, asked)}
        alike = nlargest(_LOOKED_AT, pool - {asked}, key=lambda name: (_likeness(name, asked), name))
        meaning = meanings(statement.text) - meanings(asked)
        fitting = (
            name
            for name in alike
            if not contains(statement.text, name)
            and not any(contains(step, name) for step in statement.fact.path)
            and not self._notes.says(name, meaning)
        )
        return list(islice(fitting, _MOST_RIVALS))

    def betrayed(self, text: str, asked: str, others: Sequence[str]) -> bool:
        """Whether a word beside the blank goes with the name alone: "____ functions" are those of Lambda."""
        return any(
            self._beside[asked, word] > 1 and not any(self._beside[other, word] for other in others)
            for match in _NAME.finditer(text)
            if match[0] == asked
            for word in _neighbours(text, match)
        )


def _neighbours(text: str, match: re.Match[str]) -> Iterator[str]:
    """The words right before and behind a name, as far as they carry meaning."""
    before, after = content_words(text[: match.start()]), content_words(text[match.end() :])
    last, first = words(text[: match.start()])[-1:], words(text[match.end() :])[:1]
    if last and before and content_words(last[0]) == before[-1:]:
        yield f"{before[-1]} _"
    if first and after and content_words(first[0]) == after[:1]:
        yield f"_ {after[0]}"


def _akin(one: str, other: str) -> bool:
    """Whether two identifiers share their first or last part: PutItem and GetItem."""
    mine: list[str] = _PARTS.findall(one)
    theirs: list[str] = _PARTS.findall(other)
    return mine[0] == theirs[0] or mine[-1] == theirs[-1]


def _unfit(statement: Statement) -> str:
    text = plain(statement.text)
    rules = (
        (leans(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(statement.text), "to be typed rather than said"),
        (len(text) > 160, "too long"),
        (statement.label, "a definition"),
        (len(sentences(text)) > 1, "more than one sentence"),
        (relative(text), "vague, or points at another line"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _unfit_name(statement: Statement, name: str) -> str:
    """Why a name of a statement cannot be asked for, or ""."""
    before, _, after = plain(statement.text).partition(name)
    above = (*statement.fact.path, *statement.fact.parents)
    rules = (
        (
            any(contains(step, name) or abbreviates(name, words(step)) for step in above),
            "the context gives it away",
        ),
        (contains(before, name) or contains(after, name), "the name is said twice"),
        (hints(f"{before} {after}", name), "the sentence hints at the name"),
        (_LISTED.search(before) or _LISTED.search(after), "one of several in a row"),
        (len(content_words(f"{before} {after}")) < _FEWEST_WORDS, "too few words around the name"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _likeness(one: str, other: str) -> int:
    """How many letters two names share at their beginning or end."""
    ahead = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    back = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0)
    return max(ahead, back)


def _question(statement: Statement, asked: str, others: Sequence[str]) -> Candidate:
    framed = plain(statement.text).replace(asked, BLANK, 1).rstrip(" .")
    prompt = f"{statement.context}: which name belongs in the blank? “{framed}”"
    choices = options(asked, others, key=statement.text)
    return Candidate(
        RULE, statement.at, QuestionKind.CHOICE, prompt, (asked,), "the name a sentence is about", 1, choices
    )
