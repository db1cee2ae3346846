"""True or false: a statement with a "not" in it, and the same without; only one of them can be so."""

import re
from collections.abc import Iterator

from bot.authoring.candidates import Candidate, Drop
from bot.authoring.statements import Notes, Statement, is_code_like, is_step, leans
from bot.authoring.wording import content_words, plain
from bot.notes.model import Choice, QuestionKind

RULE = "true or false"

_NEGATIONS = (
    (re.compile(r"\b(can)(?:not|'t|’t|\s+not|\s+NOT)\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\b(do|does)(?:n't|n’t|\s+not)\s+support\b", re.IGNORECASE), "supports"),
    (re.compile(r"\b(is|are|must|should|will)(?:n't|n’t|\s+not)\b", re.IGNORECASE), r"\1"),
)
_SOFT = re.compile(
    r"\b(?:if|unless|when|once|until|only|but|except|without|always|usually|often|may|might)\b", re.IGNORECASE
)


def truths(notes: Notes) -> Iterator[Candidate | Drop]:
    """A statement that denies something, or its opposite; which of the two depends on its text."""
    for statement in notes.statements:
        flipped = _flipped(statement.text)
        if flipped is None:
            continue
        reason = _unfit(statement)
        yield Drop(RULE, statement.at, reason) if reason else _question(statement, flipped)


def _flipped(text: str) -> str | None:
    for pattern, positive in _NEGATIONS:
        if len(pattern.findall(text)) == 1:
            return pattern.sub(positive, text)
    return None


def _unfit(statement: Statement) -> str:
    text = statement.text
    rules = (
        (statement.unfit, statement.unfit),
        (leans(text), "leans on another line"),
        (statement.label or " - " in text or ";" in text, "more than one statement"),
        (_SOFT.search(text), "true only under a condition"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(text), "to be typed rather than said"),
        (len(content_words(text)) < 2 or len(text) > 140, "too short or too long"),
        (statement.children, "a line with lines of its own below"),
    )
    return next((str(reason) for broken, reason in rules if broken), "")


def _question(statement: Statement, flipped: str) -> Candidate:
    right = len(statement.text) % 2 == 0
    said = plain(statement.text if right else flipped).rstrip(" .!")
    prompt = f"True or false? {statement.context}: “{said}”"
    choices = (Choice("True", right), Choice("False", not right))
    answer = "true" if right else "false"
    return Candidate(
        RULE,
        statement.at,
        QuestionKind.TRUE_FALSE,
        prompt,
        (answer,),
        "what is not so is often forgotten",
        1,
        choices,
    )
