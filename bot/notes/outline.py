"""Blocks and code of one file -> its topics, facts and to-dos, each with its context."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.notes.attributes import NONE, TOPIC_KEYS, Attributes, split_attributes
from bot.notes.blocks import Block, Kind
from bot.notes.fences import Code
from bot.notes.model import Fact, FactKind, Severity, Source, Todo, Topic, TopicPath
from bot.notes.page import Page
from bot.notes.remarks import is_open_question, is_remark

_TASK, _ROW = Kind.TASK, Kind.ROW
_FACT_KINDS = (FactKind.BULLET, FactKind.BULLET, FactKind.PARAGRAPH, FactKind.ROW)  # by Kind
_NEVER = 1 << 62
_SAYS_WHAT = re.compile(r"\w[^:]*(?::| -| –| —) +\S")  # "Glacier - long term archival", "SQS: queue"
_EARLIER = re.compile(r"earlier:\s*", re.IGNORECASE)


@dataclass
class Outline:
    """What one file says. `Fact.parent` and `Topic.facts` count from the file's first fact."""

    topics: list[Topic] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)


class _Open(NamedTuple):
    """A bullet whose children may follow: its column, its place in the facts, the texts down to it."""

    column: int
    fact: int | None
    texts: tuple[str, ...]
    todo: bool


_NOTHING_ABOVE = _Open(-1, None, (), todo=False)


class Outliner:
    """Takes the blocks of one page in their order and makes its outline of them.

    `codes` is the code taken out of the page; `title` names the topic of what stands before its first
    heading.
    """

    def __init__(self, page: Page, codes: Sequence[Code], title: str) -> None:
        self.page = page
        self.file = page.file
        self.title = title
        self.topics: list[Topic] = []
        self.placed: list[list[int]] = []  # the facts of each topic
        self.above: list[Topic] = []  # the topics the current place is in, outermost first
        self.facts: list[Fact] = []
        self.todos: list[Todo] = []
        self.opened: list[_Open] = []
        self.asked: tuple[Kind, int] | None = None  # kind and column of the last fact, if all it does is ask
        self.codes = list(reversed(codes))
        self.next_code = codes[0].first if codes else _NEVER

    def add(
        self, kind: Kind, text: str, line: int, end_line: int, column: int, level: int, strong: bool
    ) -> None:
        """Take the next block, given by the fields of `Block`."""
        if self.next_code < line:
            self._codes_before(line)
        if self.asked:
            self._settle(kind, column)
        if kind <= _ROW:
            self._statement(kind, text, line, end_line, column, strong)
        elif kind is Kind.HEADING:
            self._heading(text, line, end_line, level)
        elif kind is Kind.CODE:
            self.code(Code(line, end_line, text, line))
        else:
            self.opened.clear()

    def result(self) -> Outline:
        """What the page says; call it after the last block."""
        self._codes_before(_NEVER)
        if self.asked:
            self._settle(Kind.BREAK, 0)
        topics = [
            replace(topic, facts=tuple(facts)) for topic, facts in zip(self.topics, self.placed, strict=True)
        ]
        return Outline(topics, self.facts, self.todos)

    def _codes_before(self, line: int) -> None:
        while self.codes and self.codes[-1].first < line:
            self.code(self.codes.pop())
        self.next_code = self.codes[-1].first if self.codes else _NEVER

    def code(self, code: Code) -> None:
        """Code belongs to the fact above it, or to the heading if there is none."""
        self.asked = None
        topic = self._topic()
        if not self.placed[-1]:
            source = Source(self.file, code.first + 1, code.last + 1)
            self._place(Fact(topic.path[-1], source, topic.path, kind=FactKind.CODE))
        fact = self.facts[-1]
        self.facts[-1] = replace(
            fact, code=(*fact.code, code.text), code_lines=(*fact.code_lines, code.line + 1)
        )

    def _heading(self, text: str, line: int, end_line: int, level: int) -> None:
        self.opened.clear()
        text, attributes = self._attributes(text, line)
        while self.above and self.above[-1].level >= level:
            self.above.pop()
        outer = self.above[-1] if self.above else Topic((), 0, Source(self.file, 1, 1))
        topic = Topic(
            (*outer.path, text),
            level,
            Source(self.file, line + 1, end_line + 1),
            domain=attributes.one("domain", outer.domain),
            tags=(*outer.tags, *attributes.values.get("tag", ())),
            as_of=attributes.one("as-of", outer.as_of),
        )
        self._open_topic(topic)
        if _SAYS_WHAT.match(text):
            self._place(Fact(text, topic.source, topic.path, kind=FactKind.HEADING))

    def _attributes(self, text: str, line: int) -> tuple[str, Attributes]:
        if "{" not in text or "\\{" in self.page.lines[line]:
            return text, NONE
        text, attributes, unknown = split_attributes(text, TOPIC_KEYS)
        for key in unknown:
            known = ", ".join(sorted(TOPIC_KEYS))
            message = f"a heading has no attribute {key}; known are {known}"
            self.page.report(line, Severity.WARNING, message)
        return text, attributes

    def _topic(self) -> Topic:
        """The topic of the current place; the file itself, as long as no heading was seen."""
        if not self.above:
            self._open_topic(Topic((self.title,), 0, Source(self.file, 1, 1)))
        return self.above[-1]

    def _open_topic(self, topic: Topic) -> None:
        self.above.append(topic)
        self.topics.append(topic)
        self.placed.append([])

    def _statement(self, kind: Kind, text: str, line: int, end_line: int, column: int, strong: bool) -> None:
        opened = self.opened
        while opened and opened[-1][0] >= column:
            opened.pop()
        _, parent, parents, todo = opened[-1] if opened else _NOTHING_ABOVE
        if not text:
            self.page.report(line, Severity.WARNING, "this bullet is empty; give it a text or remove it")
            opened.append(_Open(column, parent, parents, todo))
            return
        path = self.above[-1].path if self.above else self._topic().path
        source = Source(self.file, line + 1, end_line + 1)
        place: int | None = None
        if todo or kind is _TASK or is_remark(text):
            todo = True
            self.todos.append(Todo(source, text, path))
        elif parent is not None and (earlier := _EARLIER.match(text)):
            above = self.facts[parent]
            self.facts[parent] = replace(above, earlier=(*above.earlier, text[earlier.end() :]))
        else:
            place = len(self.facts)
            important = strong or line in self.page.important
            self.facts.append(Fact(text, source, path, parents, parent, (), (), _FACT_KINDS[kind], important))
            self.placed[-1].append(place)
            if is_open_question(text):
                self.asked = (kind, column)
        if kind <= _TASK:
            opened.append(_Open(column, place, (*parents, text), todo))

    def _place(self, fact: Fact) -> None:
        self.placed[-1].append(len(self.facts))
        self.facts.append(fact)

    def _settle(self, kind: Kind, column: int) -> None:
        """A question that the next block does not answer is the author's own."""
        asked, self.asked = self.asked, None
        if not asked or _answers(kind, column, asked):
            return
        fact = self.facts.pop()
        self.placed[-1].pop()
        self.todos.append(Todo(fact.source, fact.text, fact.path))
        if self.opened and self.opened[-1].fact == len(self.facts):
            self.opened.pop()


def _answers(kind: Kind, column: int, asked: tuple[Kind, int]) -> bool:
    """Whether a block hangs under the question above it, or follows it as text in the same section."""
    if kind in (Kind.HEADING, Kind.BREAK):
        return False
    return asked[0] is Kind.PARAGRAPH or kind is Kind.CODE or column > asked[1]
