"""Cloze: the name a sentence is about becomes a blank, asked among names of the same kind."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bot.authoring.acronyms import acronyms
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.statements import Notes, Statement, is_code_like, is_step, leans
from bot.authoring.wording import BLANK, abbreviates, contains, content_words, hints, plain, title, words
from bot.notes.model import QuestionKind

RULE = "gap"

_NAME = re.compile(r"(?<![\w/.:-])[A-Z][A-Za-z0-9]*(?![\w/:-])")
_INNER = re.compile(r"[a-z][A-Z]|\d")
_CAMEL = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")
_LISTED = re.compile(r"[,/&+(]\s*$|^\s*[,/&+]|\b(?:and|or|like|as|ex:?)\s*$|^\s*(?:and|or)\b", re.IGNORECASE)
_FEWEST_WORDS = 4
_OFTEN = 4  # questions with the same answer are guessed after a while


def gaps(notes: Notes) -> Iterator[Candidate | Drop]:
    """A blank for the one name of a sentence that the notes treat as a subject."""
    kinds = _kinds(notes)
    asked_for: Counter[str] = Counter()
    for statement in notes.askable:
        found = [name for name in _NAME.findall(statement.text) if name in kinds]
        if not found:
            continue
        asked = next((name for name in found if not _unfit_name(statement, name)), found[0])
        reason = _unfit(statement) or _unfit_name(statement, asked)
        others = () if reason else _rivals(notes, statement, asked, kinds)
        if reason or len(others) < 2:
            yield Drop(RULE, statement.at, reason or "no names beside it")
        elif asked_for[asked] == _OFTEN:
            yield Drop(RULE, statement.at, "the name was asked for often enough")
        else:
            asked_for[asked] += 1
            yield _question(statement, asked, others)


def _kinds(notes: Notes) -> dict[str, str]:
    """Each name a question may ask for, with its kind: a subject with a heading of its own, or an identifier."""
    kinds: dict[str, str] = {}
    levels: dict[str, int] = {}
    for topic in notes.pack.topics:
        name = title(topic.path[-1])
        if _NAME.fullmatch(name) and (topic.level <= 2 or _INNER.search(name)):
            levels.setdefault(name, topic.level)
    for acronym in acronyms(notes.pack):
        if acronym.fact is None:
            levels.setdefault(acronym.short, len(acronym.path))
    for name in levels:
        kinds[name] = "subject"
    for statement in notes.askable:
        for name in _NAME.findall(statement.text):
            if _CAMEL.fullmatch(name) and name not in kinds:
                kinds[name] = "identifier"
    return kinds


def _unfit(statement: Statement) -> str:
    text = plain(statement.text)
    rules = (
        (leans(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(statement.text), "to be typed rather than said"),
        (len(text) > 160, "too long"),
        (statement.label, "a definition"),
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


def _rivals(notes: Notes, statement: Statement, asked: str, kinds: dict[str, str]) -> list[str]:
    """Names of the same kind of which the pack says nothing of the sort, the most alike first."""
    meaning = frozenset(content_words(statement.text)) - frozenset(content_words(asked))
    nearby = notes.near(statement.fact.path)
    alike = [
        name
        for name, kind in kinds.items()
        if kind == kinds[asked]
        and not contains(statement.text, name)
        and not any(contains(step, name) for step in statement.fact.path)
        and not notes.says(name, meaning)
        and (kind == "subject" or name in nearby)
    ]
    ranked: dict[int, list[str]] = defaultdict(list)
    for name in alike:
        ranked[-_likeness(name, asked)].append(name)
    return [name for rank in sorted(ranked) for name in ranked[rank]][:3]


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
