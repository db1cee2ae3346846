"""Which of several alternatives a statement belongs to."""

import re
from collections.abc import Iterator

from bot.authoring.alternatives import Alternative, Group, groups
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.wording import contains, content_words, hints, plain
from bot.notes.model import QuestionKind

RULE = "which one"

_FEWEST = 3  # options; of two, every second guess is right
_VAGUE = re.compile(
    r"\b(?:good|great|best|better|ideal|easy|easily|simple|secure|flexible|cheap|fast|useful|careful|them|they|it|this|these|"
    r"those|we|our|your|you)\b",
    re.IGNORECASE,
)


def belongings(notes: Notes) -> Iterator[Candidate | Drop]:
    """A choice for each statement that only one of several alternatives has."""
    for group in groups(notes):
        speaking = [member for member in group.members if member.said]
        if len(speaking) < 2:
            continue
        for member in speaking:
            for statement in member.said:
                reason = statement.unfit or _unfit(statement, member, group)
                yield (
                    Drop(RULE, statement.at, reason) if reason else _question(notes, statement, member, group)
                )


def _unfit(statement: Statement, member: Alternative, group: Group) -> str:
    text = statement.text
    meaning = set(content_words(text))
    others = [other for other in group.members if other is not member]
    rules = (
        (len(group.members) < _FEWEST, "too few alternatives"),
        (statement.label, "a definition"),
        (statement.children, "a line with lines of its own below"),
        (leans(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(text), "to be typed rather than said"),
        (len(meaning) < 2 or (len(meaning) < 3 and not _telling(text)), "too little to tell them apart"),
        (len(text) > 160, "too long"),
        (_VAGUE.search(text), "vague, or points at another line"),
        (any(hints(text, m.name) for m in group.members), "names or hints at one of the options"),
        (any(_similar(meaning, said.text) for o in others for said in o.said), "said of another option too"),
        (any(_similar(meaning, o.definition) for o in others), "said of another option too"),
        (any(contains(group.context, m.name) for m in group.members), "the context names one of the options"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _telling(text: str) -> bool:
    return any(c.isdigit() for c in text) or any(c.isupper() for word in text.split() for c in word[1:])


def _similar(meaning: set[str], text: str) -> bool:
    theirs = set(content_words(text))
    return bool(theirs) and len(meaning & theirs) >= 0.5 * min(len(meaning), len(theirs))


def _includes(one: str, other: str) -> bool:
    """Whether one name is part of the other, so that both may be right: GetItem and BatchGetItem."""
    return one.lower() in other.lower() or other.lower() in one.lower()


def _question(notes: Notes, statement: Statement, member: Alternative, group: Group) -> Candidate | Drop:
    meaning = frozenset(content_words(statement.text))
    others = [
        other.name
        for other in group.members
        if other is not member
        and not notes.says(other.name, meaning)
        and not _includes(other.name, member.name)
    ]
    if len(others) < _FEWEST - 1:
        return Drop(RULE, statement.at, "other lines say it of other options")
    prompt = f"{group.context}: for which of these do the notes say “{plain(statement.text).rstrip(' .')}”?"
    choices = options(member.name, others, key=statement.text)
    why = "tells alternatives apart"
    return Candidate(RULE, statement.at, QuestionKind.CHOICE, prompt, (member.name,), why, 2, choices)
