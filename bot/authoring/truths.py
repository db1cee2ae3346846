"""True or false: a statement with a "not" in it, and the same without; only one of them can be so."""

import hashlib
import re
from collections.abc import Callable, Iterator

from bot.authoring.candidates import Candidate, Drop
from bot.authoring.numbers import Quantity, measured
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.tone import hedged, vague
from bot.authoring.wording import content_words, plain, sentences
from bot.notes.model import Choice, QuestionKind

RULE = "true or false"

_FEWEST_WORDS = 3
_HALF, _MOST_OF = 45, 85  # percent
_FIGURES = 10
_DEGREES = re.compile(r"°|degree")
_SMALLEST = 3  # a bare number below is mostly no limit

_NEGATIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(can)(?:not|'t|’t|\s+not)\b", re.IGNORECASE), lambda found: found[1]),
    (
        re.compile(r"\b(is|are|must|should|will)(?:n't|n’t|\s+not)\b", re.IGNORECASE),
        lambda found: found[1],
    ),
    (re.compile(r"(?<!/)\bdoes(?:n't|n’t|\s+not)\s+([a-z]+)", re.IGNORECASE), lambda found: _third(found[1])),
    (
        re.compile(
            r"(?<=\w\s)(?<!\bso\s)(?<!\band\s)(?<!\bor\s)(?<!\bthen\s)do(?:n't|n’t|\s+not)\s+([a-z]+)",
            re.IGNORECASE,
        ),
        lambda found: found[1],
    ),
)
# A number that others satisfy too: what is under 10 is under 20 as well.
_BOUND = re.compile(
    r"[<>≤≥]\s*$|\b(?:sub|under|over|above|below|within|than|least|min(?:imum)?(?:\s+of)?|beyond|exceeds?|after|before|by)[\s-]*$",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:if|unless|when|once|until|only|but|while|whereas|except|without|always|usually|often|may|might)\b",
    re.IGNORECASE,
)
# A half that affirms and one that denies: told as one statement it is easily read wrong.
_BOTH_WAYS = re.compile(
    r"\b(?:and|but)\s+(?:no|not|never|can(?:not|'t|’t)|do(?:es)?(?:n't|n’t))\b", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:no|not|never|none|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_REMARK = re.compile(r" \([^()]*\)$")


def truths(notes: Notes) -> Iterator[Candidate | Drop]:
    """A statement that denies something, or its opposite; which of the two depends on its text."""
    yield from _numbers(notes)
    for statement in notes.askable:
        said = _bare(statement.text)
        flipped = _flipped(said)
        if flipped is None:
            continue
        reason = _unfit(statement) or (_DENIAL.search(flipped) and "denies two things") or ""
        yield Drop(RULE, statement.at, reason) if reason else _question(statement, said, flipped)


def _third(verb: str) -> str:
    """A verb as it follows "it": store, stores."""
    if re.search(r"(?:[sxz]|[cs]h|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _flipped(text: str) -> str | None:
    for pattern, positive in _NEGATIONS:
        if len(pattern.findall(text)) == 1:
            return pattern.sub(positive, text)
    return None


def _bare(text: str) -> str:
    """A line without the remark in brackets at its end, which often says why it is so, and so whether."""
    return _REMARK.sub("", text)


def _unfit(statement: Statement) -> str:
    text = statement.text
    rules = (
        (leans(text), "leans on another line"),
        (len(sentences(text)) > 1, "more than one sentence"),
        (hedged(text), "true only as a rule"),
        (vague(text), "vague, or points at another line"),
        (statement.label or " - " in text or ";" in text, "more than one statement"),
        (_SOFT.search(text), "true only under a condition"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(text), "to be typed rather than said"),
        (len(content_words(text)) < 2 or len(text) > 140, "too short or too long"),
        (statement.children, "a line with lines of its own below"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _question(statement: Statement, said: str, flipped: str) -> Candidate:
    return _candidate(statement, plain(said), plain(flipped), "what is not so is often forgotten")


def _candidate(statement: Statement, true: str, false: str, why: str) -> Candidate:
    """One of the two, chosen by their text, so that half of all are true."""
    right = hashlib.blake2b(true.encode(), digest_size=1).digest()[0] % 2 == 0
    said = (true if right else false).rstrip(" .!")
    prompt = f"True or false? {statement.context}: “{said}”"
    choices = (Choice("True", right), Choice("False", not right))
    answer = "true" if right else "false"
    return Candidate(RULE, statement.at, QuestionKind.TRUE_FALSE, prompt, (answer,), why, 1, choices)


def _numbers(notes: Notes) -> Iterator[Candidate | Drop]:
    """Statements with a limit or a measure, told with the right number or with another one."""
    for statement, quantity, reason in measured(notes):
        text = statement.text
        if quantity is None or reason or len(content_words(text)) < _FEWEST_WORDS or hedged(text):
            continue
        if _BOTH_WAYS.search(text):
            yield Drop(RULE, statement.at, "more than one statement")
            continue
        other = "" if _BOUND.search(text[: quantity.start]) else _other(quantity, text)
        if other:
            after = text[quantity.end :]
            if quantity.one:
                after = after.replace(quantity.unit, f"{quantity.unit}s", 1)
            false = f"{text[: quantity.start]}{other}{after}"
            yield _candidate(statement, plain(text), plain(false), "a number to know")


def _other(quantity: Quantity, key: str) -> str:
    """A number that the statement cannot mean, written like the right one; "" where none is plausible."""
    if not quantity.number.replace(",", "").isdigit():
        return ""
    number = int(quantity.number.replace(",", ""))
    choice = len(key)
    if quantity.year:
        return str(number - (3, 5, 8, 12)[choice % 4])
    if quantity.unit == "%":
        return _other_share(number)
    if _DEGREES.match(quantity.unit):  # many times as many are often more than there are
        return str(number + (5, 10, 15, 20)[choice % 4])
    if (
        number < _FIGURES and not quantity.unit
    ):  # so small a number is often an ordinal, such as that of a layer
        return str(number + 1 + choice % 3) if number >= _SMALLEST else ""
    larger = number * (2, 3, 4, 10)[choice % 4]
    return f"{larger:,}" if "," in quantity.number else str(larger)


def _other_share(number: int) -> str:
    """A larger share, because a smaller one may be part of it."""
    if number <= _HALF:
        return str(number * 2)
    return str(number + 10) if number <= _MOST_OF else ""
