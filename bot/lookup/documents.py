"""Packs as documents: every line that states something, with the context that makes it mean something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.notes.model import Fact, FactKind, Pack, Source


@dataclass(frozen=True, slots=True)
class Document:
    """One line that can be an answer.

    `pack` is the pack's place in the index. `parent` and `heading` are places of other documents, or -1.
    `children` counts the facts directly below.
    """

    pack: int
    fact: Fact
    parent: int = -1
    heading: int = -1
    children: tuple[int, ...] = ()


def documents(packs: Sequence[Pack]) -> tuple[Document, ...]:
    """All documents of the packs: headings, facts and lines of code, in the order of their source."""
    found: list[Document] = []
    for number, pack in enumerate(packs):
        found.extend(_of_pack(number, pack, len(found)))
    return _with_children(found)


def _of_pack(number: int, pack: Pack, offset: int) -> Iterator[Document]:
    """Headings first, then facts, then lines of code."""
    at_path: dict[tuple[str, ...], int] = {}
    heading_of: dict[int, int] = {}
    for place, topic in enumerate(pack.topics, offset):
        title = topic.path[-1] if topic.path else ""
        heading = Fact(title, topic.source, topic.path[:-1], kind=FactKind.HEADING)
        yield Document(number, heading, heading=at_path.get(topic.path[:-1], -1))
        at_path[topic.path] = place
        heading_of |= dict.fromkeys(topic.facts, place)
    first = offset + len(pack.topics)
    for place, fact in enumerate(pack.facts):
        parent = -1 if fact.parent is None else first + fact.parent
        yield Document(number, fact, parent, heading_of.get(place, at_path.get(fact.path, -1)))
    for place, fact in enumerate(pack.facts):
        for line in _code_lines(fact):
            yield Document(number, line, first + place, heading_of.get(place, at_path.get(fact.path, -1)))


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
