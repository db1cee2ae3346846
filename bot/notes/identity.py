"""What makes a question the same question: its `{#id}`, or else a digest of what it asks and accepts."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.notes.model import Question, QuestionKind

_MARKUP = re.compile(r"[`*_~]+")


def normalised(text: str) -> str:
    """A text without what an editor may change and nobody means: case, blanks, wrapping, markup."""
    plain = _MARKUP.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(plain.split())


def digest(question: Question, *, with_topic: bool = False) -> str:
    """The identity of a question that has no id of its own.

    Of each answer only the first form counts, so another accepted spelling changes nothing; the order
    of options and of parts counts only where the question asks for an order.
    """
    answers = [normalised(forms[0]) for forms in question.parts] or [normalised(a) for a in _shown(question)]
    if question.kind is not QuestionKind.IN_ORDER:
        answers.sort()
    topic = [normalised(heading) for heading in question.topic] if with_topic else []
    said = "\x1f".join((question.kind, normalised(question.prompt), *answers, "\x1e", *topic))
    return "q-" + hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def identified(questions: Sequence[Question]) -> tuple[list[Question], list[tuple[Question, str]]]:
    """The questions with an id each, in order, and with their reasons those that cannot have their own."""
    plain = [question.id or digest(question) for question in questions]
    shared = {key for key, count in Counter(plain).items() if count > 1}
    seen: dict[str, Question] = {}
    clashing = []
    for question, key in zip(questions, plain, strict=True):
        own = digest(question, with_topic=True) if key in shared and not question.id else key
        if own in seen:
            clashing.append((question, _taken(question, seen[own])))
        else:
            seen[own] = question if question.id else replace(question, id=own)
    return list(seen.values()), clashing


def _shown(question: Question) -> Sequence[str]:
    return question.answers if question.choices else question.answers[:1]


def _taken(question: Question, first: Question) -> str:
    if question.id:
        return f"the id {question.id} is taken by the question at {first.source}; give this one another"
    return f"the same question with the same answer stands at {first.source}; remove one"
