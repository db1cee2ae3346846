"""An answer as what should be said: at most what fits a phone's screen, the rest counted.

No platform and no wording of buttons here: pieces with a meaning, for whoever renders them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.lookup.answer import Answer, Correction, Hit
from bot.notes.model import Fact, FactKind, TopicPath

ROOM: Final = 900  # characters on a phone's screen, about fifteen lines
CARDS: Final = 3  # facts at once
CHILDREN: Final = 8  # below the first fact, or below all sides of a comparison together
FEW_CHILDREN: Final = 3  # below any other
CODE_LINES: Final = 8
LINE: Final = 280  # a longer line is cut
CLEARLY: Final = 1.4  # beside a hit that leads by this factor no other is shown unless asked for
FAINT: Final = 0.5  # hits below this share of the best are not worth being shown at all
MORE: Final = 8  # further facts at once
TERSE: Final = 2  # words of a line that is told with the bullet above it
NAME: Final = 60  # characters such a bullet may have


@dataclass(frozen=True, slots=True)
class Card:
    """One fact as it should be shown.

    `side` is the thing of a comparison (or the topic) it stands for, or "". `before` and `after` are
    neighbours that complete it, `children` what stands directly below, `code` its code; `hidden` counts
    children and lines of code that did not fit. `above` are the bullets it stands under, `path` its topic
    without the title of the whole notes, `source` is file:line.
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

    `refused`: the notes don't say; then there are no cards. `corrections` are words taken for others,
    `topics` the nearest topics, `more` counts further facts.
    """

    query: str
    refused: bool
    cards: tuple[Card, ...] = ()
    more: int = 0
    corrections: tuple[Correction, ...] = ()
    topics: tuple[TopicPath, ...] = ()


def compose(answer: Answer, cards: int = CARDS, room: int = ROOM) -> Reply:
    """What to say, in at most so many `cards`; in `room` characters unless more than usual are asked for."""
    if answer.refused or not answer.hits:
        return Reply(answer.query, refused=True, corrections=answer.corrections, topics=answer.topics)
    shown: list[tuple[Hit, Card]] = []
    for side, hit, children in _chosen(answer, cards):
        card = _card(hit, side, children)
        if shown and not side and _size(card) > room and cards <= CARDS:
            break
        shown.append((hit, card))
        room -= _size(card)
    further = _others(answer, [hit for hit, _ in shown])
    found = tuple(card for _, card in shown)
    return Reply(answer.query, False, found, len(further), answer.corrections, answer.topics)


def compose_more(answer: Answer) -> Reply:
    """The further facts that `compose` counts, or as many of them as are shown at once."""
    first = [hit for _, hit, _ in _chosen(answer, CARDS)]
    further = _others(answer, first)
    cards = tuple(_card(hit, "", FEW_CHILDREN) for hit in further[:MORE])
    return Reply(answer.query, answer.refused, cards, max(0, len(further) - MORE))


def _chosen(answer: Answer, cards: int) -> Iterator[tuple[str, Hit, int]]:
    """The hits to show, each with the side it stands for and the number of children shown below it at most.

    One a side, or the best with those close to it.
    """
    if answer.sides:
        sides = list(_one_a_side(answer))
        sides = sides if cards >= CARDS else sides[:cards]
        yield from ((side, hit, max(FEW_CHILDREN, CHILDREN // len(sides))) for side, hit in sides)
        return
    shown: list[Hit] = []
    for hit in answer.hits:
        good = cards > CARDS or hit.score * CLEARLY >= answer.hits[0].score
        if good and len(shown) < cards and not _told(hit, shown):
            yield "", hit, FEW_CHILDREN if shown else CHILDREN
            shown.append(hit)


def _one_a_side(answer: Answer) -> Iterator[tuple[str, Hit]]:
    """The best hit of each side that no other side has shown."""
    shown: list[Fact] = []
    for side in answer.sides:
        hit = next((hit for hit in side.hits if hit.fact not in shown), None)
        if hit:
            shown.append(hit.fact)
            yield side.name, hit


def _others(answer: Answer, shown: Sequence[Hit]) -> list[Hit]:
    """The hits that are worth being shown and are not seen yet."""
    bar, seen, found = FAINT * answer.hits[0].score, list(shown), []
    for hit in answer.hits:
        if hit.score >= bar and hit.fact not in [other.fact for other in seen] and not _told(hit, seen):
            found.append(hit)
            seen.append(hit)
    return found


def _told(hit: Hit, shown: Sequence[Hit]) -> bool:
    """Whether a fact is seen below or beside another one already, or only heads one that is.

    Of a block of code one line stands for all.
    """
    beside = [fact for other in shown for fact in (*other.children, *other.neighbours)]
    blocks = [other.fact.parents for other in shown if other.fact.kind is FactKind.CODE]
    if hit.fact.kind is FactKind.CODE and hit.fact.parents in blocks:
        return True
    return hit.fact in beside or any(other.fact in hit.children for other in shown)


def _card(hit: Hit, side: str, most: int) -> Card:
    """`most`: children at most."""
    fact = hit.fact
    code = [line for block in fact.code for line in block.splitlines()]
    before = tuple(_cut(other.text) for other in hit.neighbours if other.source.line < fact.source.line)
    after = tuple(_cut(other.text) for other in hit.neighbours if other.source.line > fact.source.line)
    text, above = _with_parent(fact)
    return Card(
        _cut(text),
        hit.topic,
        str(fact.source),
        side,
        tuple(_cut(parent) for parent in above),
        before,
        after,
        tuple(_cut(child.text) for child in hit.children[:most]),
        tuple(_cut(line) for line in code[:CODE_LINES]),
        max(0, len(hit.children) - most) + max(0, len(code) - CODE_LINES),
    )


def _with_parent(fact: Fact) -> tuple[str, tuple[str, ...]]:
    """What to say of a fact, and the bullets it stands under: "deprecated" says nothing without what is."""
    *above, nearest = fact.parents or ("",)
    name = nearest.partition(": ")[0]
    terse = fact.kind is FactKind.BULLET and len(fact.text.split()) <= TERSE
    if not terse or not name or len(name) > NAME:
        return fact.text, fact.parents
    return f"{name}: {fact.text}", fact.parents if name != nearest else tuple(above)


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
