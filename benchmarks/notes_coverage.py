"""How far a pack covers other notes on its subject: for each section, what of it the pack says and asks.

Run: python -m benchmarks.notes_coverage NOTES [PACK]; PACK is the shipped one unless given. A line of NOTES
is covered where `/ask`, given the line with what stands above it, or alone, finds one in PACK instead of
refusing. Its place is the topic of the best line found; the questions are those of the places with two lines
of the section or more, or of the only place. Lines that are not covered are listed below the table.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.lookup import Index
from bot.notes import Fact, Pack, load
from bot.notes.model import FactKind, Topic, TopicPath

_SHIPPED = Path(__file__).parent.parent / "content" / "aws-developer"
_MOST = 3  # places named in a row of the table


@dataclass(frozen=True)
class Section:
    """A heading of the notes: its lines, those the pack doesn't say, and where it says the others."""

    topic: Topic
    lines: int
    missing: tuple[Fact, ...]
    places: tuple[TopicPath, ...]


def main(arguments: Sequence[str]) -> None:
    """Print the table and what is missing."""
    notes = load(Path(arguments[0]))
    pack = load(Path(arguments[1]) if len(arguments) > 1 else _SHIPPED)
    found = list(sections(notes, pack))
    asked = Counter(question.topic for question in pack.questions)
    facts = {topic.path: len(topic.facts) for topic in pack.topics}
    lines = sum(section.lines for section in found)
    missing = [fact for section in found for fact in section.missing]
    print(f"{lines - len(missing)} of {lines} lines in {len(found)} sections are covered\n")
    print("section | lines | covered | facts there | questions there | places")
    for section in found:
        print(
            " › ".join(section.topic.path),
            section.lines,
            section.lines - len(section.missing),
            sum(facts[place] for place in section.places),
            sum(asked[place] for place in section.places),
            "; ".join(place[-1] for place in section.places[:_MOST]),
            sep=" | ",
        )
    print()
    for fact in missing:
        print(f"not covered: {fact.source} {' › '.join((fact.path[-1], *fact.parents))}: {fact.text}")


def sections(notes: Pack, pack: Pack) -> Iterator[Section]:
    """Every heading of the notes that has lines of its own, in their order."""
    index = Index.build([pack], pack.glossary)
    for topic in notes.topics:
        facts = [notes.facts[at] for at in topic.facts if notes.facts[at].kind is not FactKind.CODE]
        hits = {fact: _place(fact, index) for fact in facts}
        counted = Counter(place for place in hits.values() if place)
        often = [place for place, count in counted.most_common() if count > 1]
        missing = tuple(fact for fact, place in hits.items() if not place)
        if facts:
            yield Section(topic, len(facts), missing, tuple(often or counted))


def _place(fact: Fact, index: Index) -> TopicPath:
    """The topic of the pack that says the line; empty if the pack doesn't."""
    for above in ((fact.path[-1], *fact.parents[-1:]), fact.parents, ()):
        answer = index.search(" ".join((*above, fact.text)), top=1)
        if answer.hits and not answer.refused:
            return answer.hits[0].fact.path
    return ()


if __name__ == "__main__":
    main(sys.argv[1:])
