"""Blocks and code of one file -> its topics, facts and to-dos, each with its context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.notes.attributes import NONE, TOPIC_KEYS, Attributes, split_attributes, unknown_attribute
from bot.notes.blocks import Fields, Kind
from bot.notes.fences import Code
from bot.notes.model import Fact, FactKind, Severity, Source, Todo, Topic, TopicPath
from bot.notes.page import Page
from bot.notes.remarks import is_open_question, is_remark

_TASK, _ROW = Kind.TASK, Kind.ROW
_new = (
    tuple.__new__
)  # what calling a class of tuples comes to, at half the price: facts are made by the thousand
_FACT_KINDS = (FactKind.BULLET, FactKind.BULLET, FactKind.PARAGRAPH, FactKind.ROW)  # by Kind
_NEVER = 1 << 62
_MAY_ASK = frozenset("?)!*\"'")  # the last character of a question
_SAYS_WHAT = re.compile(r"\w[^:]*(?::| -| –| —) +\S")  # "Glacier - long term archival", "SQS: queue"
_EARLIER = re.compile(r"earlier:\s*", re.IGNORECASE)


@dataclass
class Outline:
    """What one file says. `Fact.parent` and `Topic.facts` count from the file's first fact."""

    topics: list[Topic] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)


# A bullet whose children may follow: its column, its place in the facts, the texts down to it, whether it
# is a to-do. A plain tuple, because one is made for every bullet.
_Open = tuple[int, int | None, tuple[str, ...], bool]
_NOTHING_ABOVE: _Open = (-1, None, (), False)


@dataclass(slots=True)
class _Added:
    """The code and the earlier versions that stand under a fact."""

    codes: list[Code] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)

    def to(self, fact: Fact) -> Fact:
        """The fact with them."""
        codes = self.codes
        return fact._replace(
            code=tuple(code.text for code in codes),
            code_lines=tuple(code.line + 1 for code in codes),
            earlier=tuple(self.earlier),
        )


@dataclass(slots=True)
class _Section:
    """A topic whose facts are still being collected."""

    path: TopicPath
    level: int
    source: Source
    facts: list[int] = field(default_factory=list)
    domain: str = ""
    tags: tuple[str, ...] = ()
    as_of: str = ""


class Outliner:
    """Takes the blocks of one page in their order and makes its outline of them.

    `codes` is the code taken out of the page; `title` names the topic of what stands before its first
    heading.
    """

    def __init__(self, page: Page, codes: Sequence[Code], title: str) -> None:
        self.page = page
        self.file = page.file
        self.important = page.important
        self.title = title
        self.sections: list[_Section] = []
        self.above: list[_Section] = []  # the sections the current place is in, outermost first
        self.placed: list[int] = []  # the facts of the innermost of them
        self.path: TopicPath = ()  # of the innermost of them
        self.facts: list[Fact] = []
        self.todos: list[Todo] = []
        self.opened: list[_Open] = []
        self.asked: tuple[Kind, int] | None = None  # kind and column of the last fact, if all it does is ask
        self.added: dict[int, _Added] = {}  # what stands under facts, by their places
        self.codes = list(reversed(codes))
        self.next_code = codes[0].first if codes else _NEVER

    def add(self, fields: Fields) -> None:
        """Take the next block, by its fields."""
        kind, text, line, end_line, column, level, _ = fields
        if self.next_code < line:
            self._codes_before(line)
        if self.asked:
            self._settle(kind, column)
        if kind <= _ROW:
            self._statement(fields)
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
        for place, added in self.added.items():
            self.facts[place] = added.to(self.facts[place])
        topics = [
            Topic(s.path, s.level, s.source, tuple(s.facts), s.domain, s.tags, s.as_of) for s in self.sections
        ]
        return Outline(topics, self.facts, self.todos)

    def _codes_before(self, line: int) -> None:
        while self.codes and self.codes[-1].first < line:
            self.code(self.codes.pop())
        self.next_code = self.codes[-1].first if self.codes else _NEVER

    def code(self, code: Code) -> None:
        """Code belongs to the fact above it, or to the heading if there is none."""
        if not code.text:
            return
        self.asked = None
        topic = self._topic()
        if not self.placed:
            source = Source(self.file, code.first + 1, code.last + 1)
            self._place(Fact(topic.path[-1], source, topic.path, kind=FactKind.CODE))
        self._under(len(self.facts) - 1).codes.append(code)

    def _under(self, place: int) -> "_Added":
        return self.added.setdefault(place, _Added())

    def _heading(self, text: str, line: int, end_line: int, level: int) -> None:
        self.opened.clear()
        if not text:
            message = "this heading has no text, so it is read as a line between sections; write ---"
            self.page.report(line, Severity.INFO, message)
            return
        text, attributes = self._attributes(text, line)
        while self.above and (self.above[-1].level >= level or not self.above[-1].level):
            self.above.pop()
        outer = self.above[-1] if self.above else None
        section = _Section((*outer.path, text) if outer else (text,), level, self._source(line, end_line))
        if outer:
            section.domain, section.tags, section.as_of = outer.domain, outer.tags, outer.as_of
        if attributes is not NONE:
            section.domain = attributes.one("domain", section.domain)
            section.tags += attributes.values.get("tag", ())
            section.as_of = attributes.one("as-of", section.as_of)
        self._open(section)
        if _SAYS_WHAT.match(text):
            self._place(Fact(text, section.source, section.path, kind=FactKind.HEADING))

    def _source(self, line: int, end_line: int) -> Source:
        return Source(self.file, line + 1, end_line + 1)

    def _attributes(self, text: str, line: int) -> tuple[str, Attributes]:
        if "{" not in text or "\\{" in self.page.lines[line]:
            return text, NONE
        text, attributes, unknown = split_attributes(text, TOPIC_KEYS)
        for word in unknown:
            self.page.report(line, Severity.WARNING, unknown_attribute(word, "heading", TOPIC_KEYS))
        return text, attributes

    def _topic(self) -> "_Section":
        """The section of the current place; the file itself, as long as no heading was seen."""
        if not self.above:
            self._open(_Section((self.title,), 0, self._source(0, 0)))
        return self.above[-1]

    def _open(self, section: "_Section") -> None:
        self.path = section.path
        self.placed = section.facts
        self.above.append(section)
        self.sections.append(section)

    def _statement(self, fields: Fields) -> None:
        kind, text, line, end_line, column, _, strong = fields
        opened = self.opened
        while opened and opened[-1][0] >= column:
            opened.pop()
        _, parent, parents, todo = opened[-1] if opened else _NOTHING_ABOVE
        if not text:
            self.page.report(line, Severity.WARNING, "this bullet is empty; give it a text or remove it")
            opened.append((column, parent, parents, todo))
            return
        path = self.path or self._topic().path
        source = _new(Source, (self.file, line + 1, end_line + 1))
        place: int | None = None
        if todo or kind is _TASK or is_remark(text):
            todo = True
            self.todos.append(Todo(source, text, path))
        elif parent is not None and text[0] in "eE" and (earlier := _EARLIER.match(text)):
            self._under(parent).earlier.append(text[earlier.end() :])
        else:
            facts = self.facts
            place = len(facts)
            starred = strong or line in self.important
            facts.append(
                _new(Fact, (text, source, path, parents, parent, (), (), _FACT_KINDS[kind], starred, ()))
            )
            self.placed.append(place)
            if text[-1] in _MAY_ASK and is_open_question(text):
                self.asked = (kind, column)
        if kind <= _TASK:
            opened.append((column, place, (*parents, text), todo))

    def _place(self, fact: Fact) -> None:
        self.placed.append(len(self.facts))
        self.facts.append(fact)

    def _settle(self, kind: Kind, column: int) -> None:
        """A question that the next block does not answer is the author's own."""
        asked, self.asked = self.asked, None
        if not asked or _answers(kind, column, asked):
            return
        fact = self.facts.pop()
        self.placed.pop()
        self.todos.append(Todo(fact.source, fact.text, fact.path))
        if self.opened and self.opened[-1][1] == len(self.facts):
            self.opened.pop()


def _answers(kind: Kind, column: int, asked: tuple[Kind, int]) -> bool:
    """Whether a block hangs under the question above it, or follows it as text in the same section."""
    if kind in (Kind.HEADING, Kind.BREAK):
        return False
    return asked[0] is Kind.PARAGRAPH or kind is Kind.CODE or column > asked[1]
