"""Blocks and code of one file -> its topics, facts and to-dos, each with its context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.notes.attributes import NONE, TOPIC_KEYS, Attributes, split_attributes
from bot.notes.blocks import Block, Kind
from bot.notes.fences import Code
from bot.notes.model import Fact, FactKind, Severity, Source, Todo, Topic, TopicPath
from bot.notes.page import Page
from bot.notes.remarks import is_open_question, is_remark

_FACT_KINDS = {
    Kind.ITEM: FactKind.BULLET,
    Kind.TASK: FactKind.BULLET,
    Kind.PARAGRAPH: FactKind.PARAGRAPH,
    Kind.ROW: FactKind.ROW,
    Kind.HEADING: FactKind.HEADING,
    Kind.CODE: FactKind.CODE,
}
_SAYS_WHAT = re.compile(r"\w[^:]*(?::| -| –| —) +\S")  # "Glacier - long term archival", "SQS: queue"
_EARLIER = re.compile(r"earlier:\s*", re.IGNORECASE)


@dataclass
class Outline:
    """What one file says. `Fact.parent` and `Topic.facts` count from the file's first fact."""

    topics: list[Topic] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A fact whose code and older versions are still being collected."""

    text: str
    source: Source
    path: TopicPath
    parents: tuple[str, ...]
    parent: int | None
    kind: FactKind
    important: bool
    code: list[Code] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A bullet whose children may follow: its column, its place, the texts down to it."""

    column: int
    fact: int | None
    texts: tuple[str, ...]
    todo: bool = False


@dataclass(slots=True)
class _Section:
    """A topic under construction."""

    path: TopicPath
    level: int
    source: Source
    attributes: Attributes
    facts: list[int] = field(default_factory=list)
    domain: str = ""
    tags: tuple[str, ...] = ()
    as_of: str = ""


def outline(page: Page, blocks: Sequence[Block], codes: Sequence[Code], title: str) -> Outline:
    """The outline of a page; `title` names the topic of what stands before the first heading."""
    builder = _Builder(page, title)
    waiting = list(reversed(codes))
    for number, block in enumerate(blocks):
        while waiting and waiting[-1].first < block.line:
            builder.code(waiting.pop())
        builder.add(block, blocks[number + 1] if number + 1 < len(blocks) else None)
    while waiting:
        builder.code(waiting.pop())
    return builder.result()


class _Builder:
    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self.title = title
        self.sections: list[_Section] = []
        self.above: list[_Section] = []  # the sections the current place is in, outermost first
        self.drafts: list[_Draft] = []
        self.todos: list[Todo] = []
        self.open: list[_Open] = []

    def add(self, block: Block, following: Block | None) -> None:
        kind = block.kind
        if kind is Kind.HEADING:
            self._heading(block)
        elif kind is Kind.CODE:
            self.code(Code(block.line, block.end_line, block.text, block.line))
        elif kind is Kind.BREAK:
            self.open.clear()
        else:
            self._statement(block, following)

    def code(self, code: Code) -> None:
        """Code belongs to the fact above it, or to the heading if there is none."""
        section = self._section(code.first)
        if section.facts:
            self.drafts[section.facts[-1]].code.append(code)
        else:
            text = section.path[-1]
            draft = _Draft(
                text, self._source(code.first, code.last), section.path, (), None, FactKind.CODE, False
            )
            draft.code.append(code)
            self._place(draft, section)

    def result(self) -> Outline:
        topics = [
            Topic(s.path, s.level, s.source, tuple(s.facts), s.domain, s.tags, s.as_of) for s in self.sections
        ]
        facts = [_fact(draft) for draft in self.drafts]
        return Outline(topics, facts, self.todos)

    def _source(self, line: int, end_line: int) -> Source:
        return Source(self.page.file, line + 1, end_line + 1)

    def _heading(self, block: Block) -> None:
        text, attributes, unknown = split_attributes(block.text, TOPIC_KEYS)
        for key in unknown:
            known = ", ".join(sorted(TOPIC_KEYS))
            self.page.report(
                block.line, Severity.WARNING, f"a heading has no attribute {key}; known are {known}"
            )
        self.open.clear()
        while self.above and self.above[-1].level >= block.level:
            self.above.pop()
        outer = self.above[-1] if self.above else None
        section = _Section(
            (*(outer.path if outer else ()), text),
            block.level,
            self._source(block.line, block.end_line),
            attributes,
            domain=attributes.one("domain", outer.domain if outer else ""),
            tags=(*(outer.tags if outer else ()), *attributes.values.get("tag", ())),
            as_of=attributes.one("as-of", outer.as_of if outer else ""),
        )
        self.sections.append(section)
        self.above.append(section)
        if _SAYS_WHAT.match(text):
            self._place(
                _Draft(text, section.source, section.path, (), None, FactKind.HEADING, False), section
            )

    def _section(self, line: int) -> _Section:
        if not self.above:
            source = self._source(0, 0)
            self.above.append(_Section((self.title,), 0, source, NONE))
            self.sections.append(self.above[0])
        return self.above[-1]

    def _statement(self, block: Block, following: Block | None) -> None:
        opened, column = self.open, block.column
        while opened and opened[-1].column >= column:
            opened.pop()
        above = opened[-1] if opened else None
        if not block.text:
            self._empty(block, above)
            return
        todo = (above is not None and above.todo) or self._is_todo(block, following)
        section = self._section(block.line)
        parents = above.texts if above else ()
        place: int | None = None
        if todo:
            self.todos.append(Todo(self._source(block.line, block.end_line), block.text, section.path))
        elif above and above.fact is not None and (earlier := _EARLIER.match(block.text)):
            self.drafts[above.fact].earlier.append(block.text[earlier.end() :])
        else:
            place = len(self.drafts)
            important = block.strong or block.line in self.page.important
            source = self._source(block.line, block.end_line)
            parent = above.fact if above else None
            kind = _FACT_KINDS[block.kind]
            self._place(_Draft(block.text, source, section.path, parents, parent, kind, important), section)
        if block.kind in (Kind.ITEM, Kind.TASK):
            opened.append(_Open(column, place, (*parents, block.text), todo))

    def _place(self, draft: _Draft, section: _Section) -> None:
        section.facts.append(len(self.drafts))
        self.drafts.append(draft)

    def _is_todo(self, block: Block, following: Block | None) -> bool:
        if block.kind is Kind.TASK or is_remark(block.text):
            return True
        return is_open_question(block.text) and not _answered(block, following)

    def _empty(self, block: Block, above: _Open | None) -> None:
        self.page.report(block.line, Severity.WARNING, "this bullet is empty; give it a text or remove it")
        if above:
            self.open.append(_Open(block.column, above.fact, above.texts, above.todo))


def _fact(draft: _Draft) -> Fact:
    return Fact(
        draft.text,
        draft.source,
        draft.path,
        draft.parents,
        draft.parent,
        tuple(code.text for code in draft.code),
        tuple(draft.earlier),
        draft.kind,
        draft.important,
        tuple(code.line + 1 for code in draft.code),
    )


def _answered(question: Block, following: Block | None) -> bool:
    """Whether what follows a question hangs under it, or follows it as text in the same section."""
    if following is None or following.kind in (Kind.HEADING, Kind.BREAK):
        return False
    return (
        question.kind is Kind.PARAGRAPH or following.kind is Kind.CODE or following.column > question.column
    )
