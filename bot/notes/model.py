"""What a pack is made of: topics, facts, questions. Built once by the loader, read by everything else.

All text here is what people should read: emphasis, tags and escapes are gone; code ticks stay
(`like this`), as the one kind of markup that every surface of the tutor knows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from bot.text.glossary import NO_GLOSSARY, Glossary

TopicPath: TypeAlias = tuple[str, ...]  # headings, outermost first


class Source(NamedTuple):
    """Where something was written: a file relative to its pack, and 1-based lines, both ends included.

    Like a fact a plain tuple, because a pack is made of thousands of them.
    """

    file: str
    line: int
    end_line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Severity(StrEnum):
    """How much a problem matters: errors fail `notes check`, warnings only with `--strict`, infos never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should know; `message` says what is odd and how to mend it."""

    file: str
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Todo:
    """A note of the author to themself: kept and shown, never quizzed, never an answer."""

    source: Source
    text: str
    path: TopicPath


class FactKind(StrEnum):
    """What the fact was in its source."""

    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ROW = "row"
    HEADING = "heading"
    CODE = "code"


class Fact(NamedTuple):
    """One statement of the notes with the context that makes it mean something.

    `parents` are the texts of the bullets above, outermost first; `parent` is the innermost one's place in
    `Pack.facts`. `earlier` is what older material says instead, which is no longer true. `important` is
    the author's own emphasis of the whole line. `code_lines` has the 1-based line at which each text of
    `code` begins.
    """

    text: str
    source: Source
    path: TopicPath
    parents: tuple[str, ...] = ()
    parent: int | None = None
    code: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    kind: FactKind = FactKind.BULLET
    important: bool = False
    code_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading and what stands directly under it. `facts` are places in `Pack.facts`."""

    path: TopicPath
    level: int
    source: Source
    facts: tuple[int, ...] = ()
    domain: str = ""
    tags: tuple[str, ...] = ()
    as_of: str = ""


class QuestionKind(StrEnum):
    """What kind of thing answers the question."""

    TEXT = "text"
    CHOICE = "choice"
    MULTIPLE = "multiple"
    ALL_OF = "all_of"
    ANY_OF = "any_of"
    IN_ORDER = "in_order"
    TRUE_FALSE = "true_false"

    @property
    def has_choices(self) -> bool:
        """Whether it is answered by picking among shown options."""
        return self in (QuestionKind.CHOICE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question; `why` says why it is right or wrong, where the author did."""

    text: str
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """An author's sample response and the verdict it must get: `ok`, `close` or `no`."""

    expect: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask, with everything needed to judge an answer.

    `answers` are accepted forms, the one to show first (for choices the right options' texts, for
    true/false "true" or "false"). List kinds have `parts`, each a tuple of accepted forms, of which `need`
    are asked. `rejects` are never accepted. `strict` is "" or "typo" (no typos) or "exact". `fact` is a
    place in `Pack.facts`.
    """

    id: str
    kind: QuestionKind
    prompt: str
    answers: tuple[str, ...]
    source: Source
    topic: TopicPath = ()
    choices: tuple[Choice, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    need: int = 0
    rejects: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    explanation: str = ""
    level: int = 1
    domain: str = ""
    tags: tuple[str, ...] = ()
    strict: str = ""
    fact: int | None = None
    generated: bool = False
    reason: str = ""  # of a generated question: which rule made it, and why it is worth asking


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the exam and its weight in percent."""

    key: str
    title: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything one folder (or file) of notes says, in the order of its source.

    The sequences may be read when they are asked for: take what is needed rather than copy them.
    `glossary` is its author's own; `taught` has the abbreviations and siblings that its notes give away.
    """

    name: str
    title: str = ""
    exam: str = ""
    topics: Sequence[Topic] = ()
    facts: Sequence[Fact] = ()
    questions: Sequence[Question] = ()
    todos: Sequence[Todo] = ()
    problems: Sequence[Problem] = ()
    domains: tuple[Domain, ...] = ()
    glossary: Glossary = NO_GLOSSARY
    taught: Glossary = NO_GLOSSARY
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # file -> SHA-256
