"""Questions as JSON and back: an asking keeps its question as it was when asked."""

import json
from functools import lru_cache

from bot.notes.model import Choice, Question, QuestionKind, Source

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def freeze(question: Question) -> str:
    """The parts of a question that asking and judging need. Samples stay with the pack."""
    return _encoded(
        {
            "id": question.id,
            "kind": question.kind.value,
            "prompt": question.prompt,
            "answers": question.answers,
            "source": [question.source.file, question.source.line, question.source.end_line],
            "topic": question.topic,
            "choices": [[choice.text, choice.right, choice.why] for choice in question.choices],
            "parts": question.parts,
            "need": question.need,
            "rejects": question.rejects,
            "explanation": question.explanation,
            "level": question.level,
            "domain": question.domain,
            "strict": question.strict,
            "generated": question.generated,
        }
    )


@lru_cache(512)  # everybody who answers a channel's question meets the same text
def thaw(text: str) -> Question:
    """The question that `freeze` was given, without its samples and its place in the pack."""
    row = json.loads(text)
    return Question(
        id=row["id"],
        kind=QuestionKind(row["kind"]),
        prompt=row["prompt"],
        answers=tuple(row["answers"]),
        source=Source(*row["source"]),
        topic=tuple(row["topic"]),
        choices=tuple(Choice(*choice) for choice in row["choices"]),
        parts=tuple(tuple(forms) for forms in row["parts"]),
        need=row["need"],
        rejects=tuple(row["rejects"]),
        explanation=row["explanation"],
        level=row["level"],
        domain=row["domain"],
        strict=row["strict"],
        generated=row["generated"],
    )
