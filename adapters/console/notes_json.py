"""Packs and questions as JSON: the contract of `notes check --json` and `notes questions --json`."""

from collections.abc import Sequence
from typing import Any

from bot.notes import Fact, Pack, Problem, Question, Topic


def pack_object(pack: Pack, problems: Sequence[Problem]) -> dict[str, Any]:
    """Everything that was understood, and every problem."""
    return {
        "topics": [_topic(topic, [pack.facts[place] for place in topic.facts]) for topic in pack.topics],
        "todos": [
            {"file": t.source.file, "line": t.source.line, "text": t.text, "path": list(t.path)}
            for t in pack.todos
        ],
        "questions": [question_object(question) for question in pack.questions],
        "problems": [
            {"file": p.file, "line": p.line, "severity": p.severity.value, "message": p.message}
            for p in problems
        ],
    }


def question_object(question: Question, *, why: bool = False) -> dict[str, Any]:
    """One question; `parts` and `need` only where its answer is a list, `why` only where asked for."""
    found: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind.value,
        "prompt": question.prompt,
        "answers": list(question.answers),
        "choices": [choice.text for choice in question.choices],
        "source": {"file": question.source.file, "line": question.source.line},
        "topic": list(question.topic),
        "generated": question.generated,
    }
    if question.parts:
        found |= {"parts": [list(forms) for forms in question.parts], "need": question.need}
    if why:
        found["why"] = question.reason or "written"
    return found


def _topic(topic: Topic, facts: Sequence[Fact]) -> dict[str, Any]:
    return {
        "path": list(topic.path),
        "level": topic.level,
        "file": topic.source.file,
        "line": topic.source.line,
        "facts": [_fact(fact) for fact in facts],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "text": fact.text,
        "file": fact.source.file,
        "line": fact.source.line,
        "end_line": fact.source.end_line,
        "parents": list(fact.parents),
        "code": list(fact.code),
    }
