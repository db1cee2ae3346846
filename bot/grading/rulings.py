"""What a person has decided about an answer or a question, by digests: nobody's words are kept for it.

A ruling holds for the question as it was: another prompt, key or option makes another digest.
"""

import json
from hashlib import sha256

from bot.notes.model import Question
from bot.text.clean import clean

_AT_ENDS = " .,!?:'\""


def question_digest(question: Question) -> str:
    """The question with its key, whatever the order of its options; 64 hexadecimal digits."""
    choices = sorted((choice.text, choice.right) for choice in question.choices)
    return _digest(question.kind, question.prompt, question.answers, question.parts, choices)


def answer_digest(question: Question, response: str) -> str:
    """An answer to that question as it was, whatever its case, spaces, markup and marks at its ends, and the
    order of picks."""
    said = clean(response).casefold()
    words = [" ".join(pick.split()).strip(_AT_ENDS) for pick in said.split(";")]
    return _digest(question_digest(question), sorted(words) if question.kind.has_choices else words)


def _digest(*parts: object) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
