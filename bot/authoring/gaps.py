"""Cloze: the name a sentence is about becomes a blank, asked among names of the same kind."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.authoring.acronyms import acronyms
from bot.authoring.alternatives import title
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.statements import Notes, Statement, is_code_like, is_step, leans
from bot.authoring.wording import BLANK, contains, content_words, plain
from bot.notes.model import QuestionKind

RULE = "gap"

_NAME = re.compile(r"(?<![\w/.:-])[A-Z][A-Za-z0-9]*(?![\w/:-])")
_CAMEL = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")
_LISTED = re.compile(r"[,/&+(]\s*$|^\s*[,/&+]|\b(?:and|or|like|as|ex:?)\s*$|^\s*(?:and|or)\b", re.IGNORECASE)
_FEWEST_WORDS = 4


def gaps(notes: Notes) -> Iterator[Candidate | Drop]:
    """A blank for the one name of a sentence that the notes treat as a subject."""
    kinds = _kinds(notes)
    for statement in notes.statements:
        found = [name for name in _NAME.findall(statement.text) if name in kinds]
        if not found:
            continue
        reason = _unfit(statement, found)
        if reason:
            yield Drop(RULE, statement.at, reason)
            continue
        others = _rivals(notes, statement, found[0], kinds)
        if len(others) < 2:
            yield Drop(RULE, statement.at, "no names beside it")
        else:
            yield _question(statement, found[0], others)


def _kinds(notes: Notes) -> dict[str, str]:
    """Each name a question may ask for, with its kind: a subject with a heading of its own, or an identifier."""
    kinds: dict[str, str] = {}
    levels: dict[str, int] = {}
    for topic in notes.pack.topics:
        name = title(topic.path[-1])
        if _NAME.fullmatch(name):
            levels.setdefault(name, topic.level)
    for acronym in acronyms(notes.pack):
        if acronym.fact is None:
            levels.setdefault(acronym.short, len(acronym.path))
    for name in levels:
        kinds[name] = "subject"
    for statement in notes.statements:
        for name in _NAME.findall(statement.text):
            if _CAMEL.fullmatch(name) and name not in kinds:
                kinds[name] = "identifier"
    return kinds


def _unfit(statement: Statement, found: Sequence[str]) -> str:
    text = plain(statement.text)
    before, _, after = text.partition(found[0])
    rules = (
        (statement.unfit, statement.unfit),
        (len(found) > 1, "several names"),
        (leans(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(statement.text), "to be typed rather than said"),
        (contains(statement.context, found[0]), "the context gives the name away"),
        (_LISTED.search(before) or _LISTED.search(after), "one of several in a row"),
        (len(content_words(before + " " + after)) < _FEWEST_WORDS, "too few words around the name"),
        (len(text) > 160, "too long"),
        (statement.label, "a definition"),
    )
    return next((str(reason) for broken, reason in rules if broken), "")


def _rivals(notes: Notes, statement: Statement, asked: str, kinds: dict[str, str]) -> list[str]:
    """Names of the same kind of which the pack says nothing of the sort, the most alike first."""
    meaning = frozenset(content_words(statement.text)) - frozenset(content_words(asked))
    nearby = notes.near(statement.fact.path)
    alike = [
        name
        for name, kind in kinds.items()
        if kind == kinds[asked]
        and name != asked
        and not contains(statement.context, name)
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
