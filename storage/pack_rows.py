"""The parts of a pack as rows of plain values, and back: what a cache file holds."""

from typing import Any

from bot.notes.model import (
    Choice,
    Domain,
    Fact,
    FactKind,
    Problem,
    Question,
    QuestionKind,
    Sample,
    Severity,
    Source,
    Todo,
    Topic,
)
from bot.text.glossary import Glossary, Term

Row = list[Any]


def fact_row(fact: Fact) -> Row:
    """A fact as plain values."""
    return [
        fact.text, *_source_row(fact.source), fact.path, fact.parents, fact.parent, fact.code, fact.earlier,
        fact.kind, fact.important, fact.code_lines,
    ]  # fmt: skip


def fact_of(row: Row) -> Fact:
    """The fact of a row."""
    text, file, line, end, path, parents, parent, code, earlier, kind, important, code_lines = row
    return Fact(
        text, Source(file, line, end), tuple(path), tuple(parents), parent, tuple(code), tuple(earlier),
        FactKind(kind), important, tuple(code_lines),
    )  # fmt: skip


def topic_row(topic: Topic) -> Row:
    """A topic as plain values."""
    t = topic
    return [t.path, t.level, *_source_row(t.source), t.facts, t.domain, t.tags, t.as_of]


def topic_of(row: Row) -> Topic:
    """The topic of a row."""
    path, level, file, line, end, facts, domain, tags, as_of = row
    return Topic(tuple(path), level, Source(file, line, end), tuple(facts), domain, tuple(tags), as_of)


def todo_row(todo: Todo) -> Row:
    """A to-do as plain values."""
    return [*_source_row(todo.source), todo.text, todo.path]


def todo_of(row: Row) -> Todo:
    """The to-do of a row."""
    file, line, end, text, path = row
    return Todo(Source(file, line, end), text, tuple(path))


def problem_row(problem: Problem) -> Row:
    """A problem as plain values."""
    return [problem.file, problem.line, problem.severity, problem.message]


def problem_of(row: Row) -> Problem:
    """The problem of a row."""
    file, line, severity, message = row
    return Problem(file, line, Severity(severity), message)


def question_row(question: Question) -> Row:
    """A question as plain values."""
    q = question
    return [
        q.id, q.kind, q.prompt, q.answers, *_source_row(q.source), q.topic,
        [[choice.text, choice.right, choice.why] for choice in q.choices], q.parts, q.need, q.rejects,
        [[sample.expect, sample.text, sample.line] for sample in q.samples], q.explanation, q.level, q.domain,
        q.tags, q.strict, q.fact, q.generated, q.reason,
    ]  # fmt: skip


def question_of(row: Row) -> Question:
    """The question of a row."""
    (
        key, kind, prompt, answers, file, line, end, topic, choices, parts, need, rejects, samples,
        explanation, level, domain, tags, strict, fact, generated, reason,
    ) = row  # fmt: skip
    return Question(
        key, QuestionKind(kind), prompt, tuple(answers), Source(file, line, end), tuple(topic),
        tuple(Choice(*choice) for choice in choices), tuple(tuple(part) for part in parts), need,
        tuple(rejects), tuple(Sample(*sample) for sample in samples), explanation, level, domain, tuple(tags),
        strict, fact, generated, reason,
    )  # fmt: skip


def glossary_row(glossary: Glossary) -> Row:
    """A glossary as plain values."""
    return [[[term.name, term.short, term.also] for term in glossary.terms], glossary.siblings]


def glossary_of(row: Row) -> Glossary:
    """The glossary of a row."""
    terms, siblings = row
    return Glossary(
        tuple(Term(name, tuple(short), tuple(also)) for name, short, also in terms),
        tuple(tuple(names) for names in siblings),
    )


def domain_row(domain: Domain) -> Row:
    """A domain as plain values."""
    return [domain.key, domain.title, domain.weight]


def domain_of(row: Row) -> Domain:
    """The domain of a row."""
    return Domain(*row)


def _source_row(source: Source) -> Row:
    return [source.file, source.line, source.end_line]
