"""Packs as documents: every line that states something, with the context that makes it mean something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.lookup.leads import leads
from bot.notes.model import Fact, FactKind, Pack, Source, TopicPath

CONTENTS: Final = 4  # a table of contents has at least so many lines
MOSTLY: Final = 0.8  # ... and so large a share of them are titles


@dataclass(frozen=True, slots=True)
class Document:
    """One line that can be an answer.

    `pack` is the pack's place in the index. `parent` and `heading` are places of other documents, or -1.
    `children` are those of the facts directly below. A `title` names a topic and states nothing; `silent`
    ones only repeat others and are never found.
    """

    pack: int
    fact: Fact
    parent: int = -1
    heading: int = -1
    children: tuple[int, ...] = ()
    title: bool = False
    silent: bool = False

    @property
    def above(self) -> int:
        """The place of the document right above: the parent, else the heading, else -1."""
        return self.parent if self.parent >= 0 else self.heading


def documents(packs: Sequence[Pack]) -> tuple[Document, ...]:
    """All documents of the packs: headings, facts and lines of code, in the order of their source."""
    found: list[Document] = []
    for number, pack in enumerate(packs):
        found.extend(_of_pack(number, pack, len(found)))
    return _with_children(found)


def topic_of(document: Document) -> TopicPath:
    """The path of the topic a document belongs to; a heading belongs to itself."""
    fact = document.fact
    return (
        (*fact.path, fact.text) if fact.kind is FactKind.HEADING and fact.text not in fact.path else fact.path
    )


def _of_pack(number: int, pack: Pack, offset: int) -> Iterator[Document]:
    """Headings first, then facts, then lines of code."""
    at_path: dict[tuple[str, ...], int] = {}
    heading_of: dict[int, int] = {}
    stating = {str(fact.source) for fact in pack.facts if fact.kind is FactKind.HEADING}
    for place, topic in enumerate(pack.topics, offset):
        title = topic.path[-1] if topic.path else ""
        heading = Fact(title, topic.source, topic.path[:-1], kind=FactKind.HEADING)
        above = at_path.get(topic.path[:-1], -1)
        yield Document(number, heading, heading=above, title=str(topic.source) not in stating)
        at_path[topic.path] = place
        heading_of |= dict.fromkeys(topic.facts, place)
    first, contents = offset + len(pack.topics), _contents(pack)
    facts = _introduced(pack.facts)
    for place, fact in enumerate(facts):
        parent = -1 if fact.parent is None else first + fact.parent
        heading_place = heading_of.get(place, at_path.get(fact.path, -1))
        yield Document(
            number, fact, parent, heading_place, silent=fact.kind is FactKind.HEADING or place in contents
        )
    for place, fact in enumerate(facts):
        for line in _code_lines(fact):
            yield Document(number, line, first + place, heading_of.get(place, at_path.get(fact.path, -1)))


def _introduced(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the line that introduces them as their outermost parent."""
    leading, found = leads(facts), list(facts)
    for place, fact in enumerate(facts):
        if place in leading:
            above = facts[leading[place]]
            found[place] = fact._replace(parent=leading[place], parents=(above.text.rstrip(": "),))
        elif fact.parent is not None and found[fact.parent] is not facts[fact.parent]:
            above = found[fact.parent]
            found[place] = fact._replace(parents=(*above.parents, above.text))
    return found


def _contents(pack: Pack) -> frozenset[int]:
    """The places of facts that make a table of contents: a section of little but titles of other sections."""
    titles = {topic.path[-1].casefold() for topic in pack.topics if topic.path}
    sections: dict[TopicPath, list[int]] = {}
    for place, fact in enumerate(pack.facts):
        sections.setdefault(fact.path, []).append(place)
    found: list[int] = []
    for places in sections.values():
        named = [place for place in places if pack.facts[place].text.casefold() in titles]
        if len(named) >= CONTENTS and len(named) >= MOSTLY * len(places):
            found += places
    return frozenset(found)


def _code_lines(fact: Fact) -> Iterator[Fact]:
    for block, start in zip(fact.code, fact.code_lines, strict=False):
        for row, text in enumerate(block.splitlines()):
            if any(map(str.isalnum, text)):
                source = Source(fact.source.file, start + row, start + row)
                parents = (*fact.parents, fact.text)
                yield Fact(text.strip(), source, fact.path, parents, kind=FactKind.CODE)


def _with_children(found: list[Document]) -> tuple[Document, ...]:
    children: dict[int, list[int]] = {}
    for place, document in enumerate(found):
        if document.parent >= 0 and document.fact.kind is not FactKind.CODE:
            children.setdefault(document.parent, []).append(place)
        elif document.parent < 0 and document.heading >= 0 and document.fact.kind is not FactKind.HEADING:
            children.setdefault(document.heading, []).append(place)
    return tuple(
        replace(document, children=tuple(children[place])) if place in children else document
        for place, document in enumerate(found)
    )
