"""A question made from loose parts: what was asked and the accepted answers, as `grade --jsonl` gets them."""

import re
from collections.abc import Sequence

from bot.errors import UsageError
from bot.notes.model import Question, QuestionKind, Source
from bot.text.number_words import CARDINALS

_LISTS = frozenset({QuestionKind.ALL_OF, QuestionKind.ANY_OF, QuestionKind.IN_ORDER})
_NOWHERE = Source("", 0, 0)
_COUNT_WORD = re.compile(
    r"\b(?:(?:name|list|give|state|mention|enumerate|cite|identify|choose|pick|which|what|any|the|these"
    r"|those|are|of|at least|all)"
    r"\s+(?:the\s+|any\s+|at least\s+|its\s+|all\s+)?)(\w+)\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"\bany\b|\bat least\b|\bof the (?:\w+ )?(?:many|several)|\bexamples?\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:name|give|list|state) (?:just |any |only )?one\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:name|list|enumerate|both|all)\b|\bwhat are\b|\bstand for\b|\bacronym\b"
    r"|\bwhich\b[^?]*\b(?:are|were|do|have|make|can)\b"
    r"|\b(?:order|arrange|rank|sort) (?:these|them|the)\b|\bwho (?:were|are)\b|\bwhich\s+(?:\w+\s+)?\w+s\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\bin (?:the )?(?:right |correct |chronological |ascending |descending |alphabetical |this |which "
    r"|what )?(?:order|sequence)\b"
    r"|\bin order\b|\bchronological|\bfrom (?:the )?(?:first|oldest|smallest|largest|lowest|highest"
    r"|earliest|top|bottom|start|nearest|innermost)\b"
    r"|\border of\b|\b(?:order|arrange|rank|sort) (?:these|them|the)\b"
    r"|\bone after (?:the other|another)\b|\bstep by step\b",
    re.IGNORECASE,
)
_IN_ORDER_TO = re.compile(r"\bin order (?:to|that)\b", re.IGNORECASE)
_COMMA = re.compile(r"\s*(?:,(?!\d{3}(?!\d))|;)\s*(?:and\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_NUMBERS = {
    word: value
    for word, value in CARDINALS.items()
    if 2 <= value <= 12 and word not in {"couple", "pair", "dozen"}
}


def infer(
    prompt: str,
    answers: Sequence[str],
    kind: str = "",
    parts: Sequence[Sequence[str]] = (),
    need: int = 0,
) -> Question:
    """The question to grade against; without `kind`, a list is recognised from commas *and* the wording.

    A list without `parts` has those between the commas of its first answer; without `need`, all are needed.

    Raises UsageError where `kind` is none of the known kinds.
    """
    if not kind and not parts:
        kind, parts, need = _listed(prompt, answers)
    elif kind in _LISTS and not parts and answers:
        parts = _with_aliases(_pieces(answers[0], prompt), answers[1:], prompt)
    try:
        known = QuestionKind(kind or QuestionKind.ALL_OF)
    except ValueError:
        raise UsageError(f"{kind!r} is no kind of question; use one of {', '.join(QuestionKind)}.") from None
    return Question(
        id="",
        kind=known,
        prompt=prompt,
        answers=tuple(answers),
        source=_NOWHERE,
        parts=tuple(tuple(forms) for forms in parts),
        need=need or len(parts),
    )


def _listed(prompt: str, answers: Sequence[str]) -> tuple[str, list[list[str]], int]:
    """Kind, parts and how many are needed, read from the first accepted answer and the wording."""
    pieces = _pieces(answers[0], prompt) if answers else []
    asked = _asked_number(prompt)
    in_order = bool(_ORDER.search(_IN_ORDER_TO.sub("", prompt)))
    if len(pieces) < 2 or not (asked or in_order or _PLURAL.search(prompt)):
        return QuestionKind.TEXT, [], 0
    if asked > len(pieces):
        return QuestionKind.TEXT, [], 0
    parts = _with_aliases(pieces, answers[1:], prompt)
    if in_order:
        return QuestionKind.IN_ORDER, parts, len(parts)
    if _ONE.search(prompt):
        return QuestionKind.ANY_OF, parts, 1
    if asked and asked < len(pieces):
        return QuestionKind.ANY_OF, parts, asked
    if not asked and _ANY.search(prompt):
        return QuestionKind.ANY_OF, parts, 1
    return QuestionKind.ALL_OF, parts, len(parts)


def _pieces(answer: str, prompt: str) -> list[str]:
    pieces = [piece.strip() for piece in _COMMA.split(answer) if piece.strip()]
    if len(pieces) == 1 and (_asked_number(prompt) == 2 or re.search(r"\bboth\b", prompt, re.IGNORECASE)):
        pieces = [piece.strip() for piece in _AND.split(answer) if piece.strip()]
    elif (
        len(pieces) > 1
        and len(last := _AND.split(pieces[-1])) == 2
        and _asked_number(prompt) == len(pieces) + 1
    ):
        pieces[-1:] = last
    return pieces


def _with_aliases(pieces: list[str], others: Sequence[str], prompt: str) -> list[list[str]]:
    """Further accepted answers with as many parts give each part another form, if in the same order."""
    parts = [[piece] for piece in pieces]
    for other in others:
        more = _pieces(other, prompt)
        if len(more) == len(parts):
            for forms, form in zip(parts, more, strict=True):
                forms.append(form)
    return parts


def _asked_number(prompt: str) -> int:
    """The number of things a prompt asks for ("name the four …"); 0 if it names none."""
    if re.search(r"\bboth\b", prompt, re.IGNORECASE):
        return 2
    for match in _COUNT_WORD.finditer(prompt):
        word = match[1].lower()
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdigit() and 2 <= int(word) <= 12:
            return int(word)
    return 0
