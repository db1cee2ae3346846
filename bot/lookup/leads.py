"""Lines that introduce what follows them, and so are to it what a parent bullet is to its children.

`Restart policies:` above a list, or above one command in a line of its own.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot.notes.model import Fact, FactKind

LIST_NAME: Final = 6  # words that a line above a list may have to be its name, where no colon ends it


def leads(facts: Sequence[Fact]) -> Mapping[int, int]:
    """The place of each fact without a parent that is introduced -> the place of the line that does."""
    found: dict[int, int] = {}
    parents = {fact.parent for fact in facts}
    for before, place in pairwise(place for place, fact in enumerate(facts) if fact.parent is None):
        last, fact = facts[before], facts[place]
        if fact.path != last.path or fact.source.file != last.source.file:
            continue
        if before not in parents and _introduces(last, fact):
            found[place] = before
        elif before in found and last.kind is fact.kind is FactKind.BULLET:
            found[place] = found[before]
    return found


def _introduces(fact: Fact, following: Fact) -> bool:
    if fact.kind is not FactKind.PARAGRAPH or fact.code:
        return False
    if fact.text.endswith(":"):
        return following.kind in (FactKind.BULLET, FactKind.PARAGRAPH)
    on_top = following.kind is FactKind.BULLET and following.source.line == fact.source.end_line + 1
    return on_top and _is_name(fact.text)


def _is_name(text: str) -> bool:
    return len(text.split()) <= LIST_NAME and text[0].isupper() and text[-1].isalnum()
