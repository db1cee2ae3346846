"""Which lines to cite for the documents of an answer: those that state something."""

from collections.abc import Sequence

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.notions import spelled_out
from bot.notes.model import Source


def cited(ranked: Sequence[Ranked], documents: Sequence[Document], wants: Wants) -> tuple[Source, ...]:
    """Where the documents are stated, each line once: for one that states nothing its best line below."""
    order = {found.place: number for number, found in enumerate(ranked)}
    stating = []
    for found in ranked:
        document = documents[found.place]
        below = () if _states(document, wants) else document.children
        stating.append(min(below, key=lambda place: order.get(place, len(order)), default=found.place))
    return tuple(dict.fromkeys(documents[place].fact.source for place in stating))


def _states(document: Document, wants: Wants) -> bool:
    """Whether a document states anything itself.

    A title does only for somebody who asks what the abbreviation means that it spells out; a line that ends
    in a colon does not, where it leads to one other line.
    """
    if document.title:
        return Wants.SUBJECT in wants and any(spelled_out(document.fact.text))
    return len(document.children) != 1 or not document.fact.text.endswith(":")
