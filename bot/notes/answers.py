"""The line behind `A:`: accepted forms, lists of parts, true and false.

Read from the source text: `|` separates forms and `;` parts, except inside code ticks or after a
backslash. Ticks are removed, so that `` `true` `` is the word and not the verdict.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.notes.model import QuestionKind

LONGEST = 2000  # characters of an answer line; responses are never judged beyond half of that

_LIST = re.compile(r"(?:(all)\s+of|(in)\s+order|any\s+(\d{1,3})\s+of)\s*:", re.IGNORECASE)
_TRUTH = re.compile(r"true|false", re.IGNORECASE)
_STARRED = re.compile(r"\*\*([^*]+)\*\*")
_TOKEN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|\\([|;:{\\])|([^`\\|;]+|.)", re.DOTALL)

Forms = tuple[str, ...]


class _Token(NamedTuple):
    text: str
    literal: bool  # from code or behind a backslash: never a separator


@dataclass(frozen=True, slots=True)
class Answer:
    """What an `A:` line accepts: `forms` of a single answer, or `parts` of which `need` are asked."""

    kind: QuestionKind
    forms: Forms = ()
    parts: tuple[Forms, ...] = ()
    need: int = 0


def parse_answer(source: str) -> Answer:
    """The answer that a line means; no forms and no parts where it is empty."""
    source = source.strip()
    listed = _LIST.match(source)
    if listed:
        return _list_answer(listed, source[listed.end() :])
    if _TRUTH.fullmatch(source):
        return Answer(QuestionKind.TRUE_FALSE, (source.lower(),))
    return Answer(QuestionKind.TEXT, parse_forms(source))


def parse_forms(source: str) -> Forms:
    """The accepted forms of `one | another`, in order, without repetitions."""
    return _forms(_tokens(source))


def literal(source: str) -> str:
    """A text of which nothing separates: without code ticks and escapes."""
    return "".join(token.text for token in _tokens(source)).strip()


def _list_answer(listed: re.Match[str], rest: str) -> Answer:
    parts = tuple(forms for part in _split(_tokens(rest), ";") if (forms := _forms(part)))
    if listed[1]:
        return Answer(QuestionKind.ALL_OF, parts=parts, need=len(parts))
    if listed[2]:
        return Answer(QuestionKind.IN_ORDER, parts=parts, need=len(parts))
    return Answer(QuestionKind.ANY_OF, parts=parts, need=int(listed[3]))


def _forms(tokens: Iterable[_Token]) -> Forms:
    joined = ("".join(token.text for token in form) for form in _split(tokens, "|"))
    tidy = (_STARRED.sub(r"\1", " ".join(form.split())) for form in joined)
    return tuple(dict.fromkeys(form for form in tidy if form))


def _split(tokens: Iterable[_Token], separator: str) -> list[list[_Token]]:
    pieces: list[list[_Token]] = [[]]
    for token in tokens:
        if token.text == separator and not token.literal:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _tokens(source: str) -> list[_Token]:
    return [_token(found) for found in _TOKEN.finditer(source[:LONGEST])]


def _token(found: re.Match[str]) -> _Token:
    code, escaped, plain = found[2], found[3], found[4]
    if code is not None:
        return _Token(code, literal=True)
    return _Token(escaped or plain, literal=escaped is not None)
