"""Which lines to cite for the documents of an answer: those that state something."""

from collections.abc import Sequence
from itertools import chain

from bot.lookup.closeness import Ranked
from bot.lookup.documents import Document
from bot.lookup.intent import Wants
from bot.lookup.notions import spelled_out
from bot.notes.model import Source


def cited(ranked: Sequence[Ranked], documents: Sequence[Document], wants: Wants) -> tuple[Source, ...]:
    """Where the documents are stated, each line once: for one that states nothing its best line below."""
    places = [found.place for found in ranked]
    stating = [
        place if _states(documents[place], wants) else _best_below(place, places, documents)
        for place in places
    ]
    return tuple(dict.fromkeys(documents[place].fact.source for place in stating))


def _best_below(place: int, ranked: Sequence[int], documents: Sequence[Document]) -> int:
    """The first of the ranked documents that stands below one, or the first there; itself where none does.

    A title below a title states as little: what stands below it is cited where nothing else does.
    """
    below = [other for other in ranked if documents[other].above == place]
    lines = (other for other in below if not documents[other].title)
    parts = (_best_below(other, ranked, documents) for other in below if documents[other].title)
    return next(chain(lines, documents[place].children, parts), place)


def _states(document: Document, wants: Wants) -> bool:
    """Whether a document states anything itself.

    A title does only for somebody who asks what the abbreviation means that it spells out; a line that ends
    in a colon does not, where it leads to one other line.
    """
    if document.title:
        return Wants.SUBJECT in wants and any(spelled_out(document.fact.text))
    return len(document.children) != 1 or not document.fact.text.endswith(":")
