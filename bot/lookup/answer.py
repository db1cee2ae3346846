"""What a lookup gives back."""

from dataclasses import dataclass

from bot.notes.model import Fact, Source, TopicPath


@dataclass(frozen=True, slots=True)
class Hit:
    """One fact that may answer.

    `pack` is the pack's place among those the index was built from, `pack_name` its name. `children` are the
    facts directly below it, `neighbours` elder siblings or the parent that complete it. `topic` is its path
    without the title of the whole notes. `score` compares hits of one answer only.
    """

    pack: int
    pack_name: str
    fact: Fact
    topic: TopicPath
    score: float
    children: tuple[Fact, ...] = ()
    neighbours: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A word the notes don't know as it was typed, and the word of the notes that was looked up for it."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of several things an answer shows beside each other: its name and its hits, best first."""

    name: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The ranked hits for a query, also when it is refused.

    `confidence` (0..1) is how sure it is that the first hit answers; `refused` says the notes don't.
    `cited` are the lines the hits come from; a title states nothing, so in its place stands the line below it
    that answers best. `topics` are the nearest topics where it is refused; `sides` is filled where things are
    compared, or where several topics answer a question that does not say which is meant.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    cited: tuple[Source, ...] = ()
    confidence: float = 0.0
    refused: bool = True
    corrections: tuple[Correction, ...] = ()
    topics: tuple[TopicPath, ...] = ()
    sides: tuple[Side, ...] = ()
