"""Which of several alternatives a statement belongs to."""

import re
from collections.abc import Iterator, Sequence

from bot.authoring.alternatives import Alternative, Group, groups
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.tone import hedged, relative, vague
from bot.authoring.wording import contains, hints, meanings, plain, sentences
from bot.notes.model import QuestionKind

RULE = "which one"

_IDENTIFIER = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")  # CamelCase
_FIGURE = re.compile(r"\d[\d.,]*")
_FEWEST = 3  # options; of two every second guess is right, so they must be told apart by the same matter
_SAME_MATTER = 2  # words in common
_ALIKE, _ALIKE_OF_TWO = 0.4, 0.5  # share of words; two that are told apart by one matter have more in common
_FEW_WORDS = 4  # of which a relative word says too little


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
    meaning = meanings(text)
    others = group.beside(member)
    share = _ALIKE if len(group.members) >= _FEWEST else _ALIKE_OF_TWO
    rules = (
        (len(group.members) < _FEWEST and not _contrasted(meaning, others), "too few alternatives"),
        (not group.context, "without a context"),
        (statement.label, "a definition"),
        (statement.children, "a line with lines of its own below"),
        (leans(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(text), "to be typed rather than said"),
        (len(meaning) < 2 or (len(meaning) < 3 and not _telling(text)), "too little to tell them apart"),
        (len(text) > 160 or len(sentences(text)) > 1, "too long"),
        (hedged(text), "true only as a rule"),
        (vague(text), "vague, or points at another line"),
        (len(meaning) < _FEW_WORDS and relative(text), "vague, or points at another line"),
        (hints(text, member.name), "hints at the answer"),
        (
            any(_similar(text, said.text, share) for o in others for said in o.said),
            "said of another option too",
        ),
        (any(_similar(text, o.definition, share) for o in others), "said of another option too"),
        (_is_about_another(text, group.around(member)), "said of another option too"),
        (
            any(contains(group.context, m.name) for m in (member, *others)),
            "the context names one of the options",
        ),
    )
    return next((reason for broken, reason in rules if broken), "")


def _contrasted(meaning: frozenset[str], others: Sequence[Alternative]) -> bool:
    """Whether the notes speak of the same matter under another alternative."""
    said = (meanings(line.text) for other in others for line in other.said)
    return any(len(meaning & words) >= _SAME_MATTER for words in said)


def _telling(text: str) -> bool:
    return any(c.isdigit() for c in text) or any(c.isupper() for word in text.split() for c in word[1:])


def _similar(text: str, other: str, share: float) -> bool:
    """Whether two lines have that share of their words in common; with different figures they differ."""
    mine, theirs = meanings(text), meanings(other)
    figures = _FIGURE.findall(text), _FIGURE.findall(other)
    if not theirs or (all(figures) and not set(figures[0]) & set(figures[1])):
        return False
    return len(mine & theirs) >= share * min(len(mine), len(theirs))


def _is_about_another(text: str, others: Sequence[Alternative]) -> bool:
    """Whether the identifier that a line is about also stands under another: then a third may have it too."""
    about = _IDENTIFIER.match(text)
    return about is not None and any(contains(said.text, about[0]) for o in others for said in o.said)


def _includes(one: str, other: str) -> bool:
    """Whether one name is part of the other, so that both may be right: GetItem and BatchGetItem."""
    return one.lower() in other.lower() or other.lower() in one.lower()


def _question(notes: Notes, statement: Statement, member: Alternative, group: Group) -> Candidate | Drop:
    meaning = meanings(statement.text)
    others = [
        other.name
        for other in group.beside(member)
        if not hints(statement.text, other.name)
        and not notes.says(other.name, meaning)
        and not _includes(other.name, member.name)
    ]
    if len(others) < min(_FEWEST, len(group.members)) - 1:
        return Drop(RULE, statement.at, "other lines say it of other options")
    prompt = f"{group.context}: for which of these do the notes say “{plain(statement.text).rstrip(' .')}”?"
    choices = options(member.name, others, key=statement.text)
    why = "tells alternatives apart"
    return Candidate(RULE, statement.at, QuestionKind.CHOICE, prompt, (member.name,), why, 2, choices)
