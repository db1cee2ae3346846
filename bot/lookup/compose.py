"""An answer as what should be said: at most what fits a phone's screen, the rest counted.

No platform and no wording of buttons here: pieces with a meaning, for whoever renders them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.lookup.answer import Answer, Correction, Hit
from bot.notes.model import Fact, TopicPath

ROOM: Final = 900  # characters on a phone's screen, about fifteen lines
CARDS: Final = 3  # facts at once
CHILDREN: Final = 8
CODE_LINES: Final = 8
LINE: Final = 280  # a longer line is cut
CLEARLY: Final = 1.6  # a hit that leads by this factor is shown alone


@dataclass(frozen=True, slots=True)
class Card:
    """One fact as it should be shown.

    `side` is the thing of a comparison (or the topic) it stands for, or "". `before` and `after` are neighbours
    that complete it, `children` what stands directly below, `code` its code; `hidden` counts children and lines
    of code that did not fit. `above` are the bullets it stands under, `source` is file:line.
    """

    text: str
    path: TopicPath
    source: str
    side: str = ""
    above: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say to a query.

    `refused`: the notes don't say; then there are no cards. `corrections` are words taken for others, `topics`
    the nearest topics (for a refusal), `more` counts further facts, to be had by composing with more `cards`.
    """

    query: str
    refused: bool
    cards: tuple[Card, ...] = ()
    more: int = 0
    corrections: tuple[Correction, ...] = ()
    topics: tuple[TopicPath, ...] = ()


def compose(answer: Answer, cards: int = CARDS, room: int = ROOM) -> Reply:
    """What to say; `cards` and `room` (characters) bound it, but one card is always shown."""
    if answer.refused or not answer.hits:
        return Reply(answer.query, refused=True, corrections=answer.corrections, topics=answer.topics)
    chosen = list(_chosen(answer, cards))
    shown: list[Card] = []
    for side, hit in chosen:
        card = _card(hit, side, several=len(chosen) > 1)
        if shown and _size(card) > room:
            break
        shown.append(card)
        room -= _size(card)
    more = len({hit.fact.source for hit in answer.hits}) - len(shown)
    return Reply(answer.query, False, tuple(shown), max(0, more), answer.corrections, answer.topics)


def _chosen(answer: Answer, cards: int) -> Iterator[tuple[str, Hit]]:
    """The hits to show, each with the side it stands for: one a side, or the best with those close to it."""
    if answer.sides:
        yield from ((side.name, side.hits[0]) for side in answer.sides[: max(cards, 2)] if side.hits)
        return
    best = answer.hits[0]
    shown: list[Hit] = []
    for hit in answer.hits:
        if len(shown) < cards and hit.score * CLEARLY >= best.score and not _told(hit.fact, shown):
            shown.append(hit)
    yield from (("", hit) for hit in shown)


def _told(fact: Fact, shown: Sequence[Hit]) -> bool:
    """Whether a fact is already seen below or beside another one."""
    return any(fact == other for hit in shown for other in (*hit.children, *hit.neighbours))


def _card(hit: Hit, side: str, several: bool) -> Card:
    fact = hit.fact
    most = CHILDREN // 2 if several else CHILDREN
    code = [line for block in fact.code for line in block.splitlines()]
    before = tuple(_cut(other.text) for other in hit.neighbours if other.source.line < fact.source.line)
    after = tuple(_cut(other.text) for other in hit.neighbours if other.source.line > fact.source.line)
    return Card(
        _cut(fact.text),
        fact.path,
        str(fact.source),
        side,
        tuple(_cut(parent) for parent in fact.parents),
        before,
        after,
        tuple(_cut(child.text) for child in hit.children[:most]),
        tuple(_cut(line) for line in code[:CODE_LINES]),
        max(0, len(hit.children) - most) + max(0, len(code) - CODE_LINES),
    )


def _cut(text: str) -> str:
    if len(text) <= LINE:
        return text
    return text[: LINE - 1].rsplit(" ", 1)[0].rstrip() + "…"


def _size(card: Card) -> int:
    """Characters a card takes, a new line counted as ten."""
    lines = (
        card.text,
        *card.above,
        *card.before,
        *card.after,
        *card.children,
        *card.code,
        " ".join(card.path),
    )
    return sum(len(line) + 10 for line in lines) + len(card.source)
