"""What a rule proposes, and what it lets go."""

from dataclasses import dataclass

from bot.notes.model import Choice, QuestionKind, Source, TopicPath


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question comes from: a line, its headings, the fact (a place in `Pack.facts`) and its text.

    `topic` is the part of the headings that may be shown with the question.
    """

    source: Source
    path: TopicPath
    topic: TopicPath
    fact: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a rule would ask; `why` says what makes it worth asking.

    `weight` is its salience: where one fact offers several questions, the weightier ones are kept.
    """

    rule: str
    at: Place
    kind: QuestionKind
    prompt: str
    answers: tuple[str, ...]
    why: str
    weight: float
    choices: tuple[Choice, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    need: int = 0


@dataclass(frozen=True, slots=True)
class Drop:
    """A line that a rule looked at and let go, and why."""

    rule: str
    at: Place
    reason: str
