"""Which lines beside a fact complete it: it begins in the middle of a thought, or stops there."""

import re
from collections.abc import Sequence

from bot.lookup.documents import Document
from bot.notes.model import FactKind

_GOES_ON = re.compile(  # begins in the middle of a thought
    r"(?:but|and|or|so|then|also|otherwise|else|instead|however|therefore|best|better|not any ?more|except|"
    r"unless|because|which|this|that|these|those|it|they|same|the latter|in that case|if not|if so|even)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:\.\.\.|…|,|[^:]:)\s*$")


def neighbours(place: int, documents: Sequence[Document]) -> tuple[int, ...]:
    """The places of elder siblings that a fact needs, and of the younger one that finishes it."""
    document = documents[place]
    siblings = _siblings(place, documents)
    if document.fact.kind in (FactKind.HEADING, FactKind.CODE, FactKind.ROW) or place not in siblings:
        return ()
    at = siblings.index(place)
    found = []
    if at and (_hangs_on(document) or _is_unfinished(documents[siblings[at - 1]])):
        found.append(siblings[at - 1])
        if at > 1 and _hangs_on(documents[siblings[at - 1]]):
            found.insert(0, siblings[at - 2])
    if _is_unfinished(document) and at + 1 < len(siblings):
        found.append(siblings[at + 1])
    return tuple(found)


def _siblings(place: int, documents: Sequence[Document]) -> tuple[int, ...]:
    above = documents[place].above
    return documents[above].children if above >= 0 else ()


def _hangs_on(document: Document) -> bool:
    return bool(_GOES_ON.match(document.fact.text))


def _is_unfinished(document: Document) -> bool:
    """Whether a line stops in the middle of a thought, and no line or code below it goes on."""
    alone = not document.children and not document.fact.code
    return alone and bool(_UNFINISHED.search(document.fact.text))
