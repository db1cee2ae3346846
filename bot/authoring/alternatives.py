"""Things of one kind that stand beside each other: the queue types, the launch types, the three flavours.

They are told from the notes' structure: lines under a line or heading that names several things, lines
that are all proper names, or headings that share the word for what they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.authoring.phrasing import is_attribute, is_code_like, leans, starts_with_verb
from bot.authoring.statements import Notes, Statement
from bot.authoring.wording import content_words, plain, shown, split_label, title, words
from bot.notes.identity import normalised
from bot.notes.model import FactKind, Topic
from bot.text.english import FUNCTION

_COUNT = re.compile(r"\b(?:[2-9]|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"""\b(?:is|are|was|were|has|have|can|cannot|can't|must|should|will|if|when|you|your|how|not|no|use\s+cases?|
        examples?|benefits?|summary|overview|basics|implementation|default|pros?|cons?|note|tip)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_FIELD = re.compile(r"\w+ics", re.IGNORECASE)  # alone, it names a field rather than several things
_LONGEST_NAME = 5  # words
_MOST_OF = 0.75
_MORE_THAN_HALF, _A_GOOD_PART = 0.6, 0.4
_WINDOW = 8  # neighbours that are looked at
_NEAREST = 5  # neighbours in a list that are offered as its alternatives
_FEW = 3  # terms that stand beside each other
_SMALL = frozenset(
    ("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with", "w/", "&", "+", "/")
)
_JOINS = frozenset(("and", "at", "by", "for", "of", "or", "per", "via", "with"))  # may stand inside a name


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several things of a kind, what the notes say it is, and what they say under it."""

    name: str
    definition: str
    place: int | None  # of the line that names it; None for a heading
    said: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives beside each other, and the context they stand in."""

    context: str
    members: tuple[Alternative, ...]

    def around(self, right: Alternative) -> list[Alternative]:
        """The others near one, the nearest first."""
        at = next(place for place, member in enumerate(self.members) if member is right)
        window = range(max(0, at - _WINDOW), min(len(self.members), at + _WINDOW + 1))
        near = sorted((place for place in window if place != at), key=lambda place: abs(place - at))
        return [self.members[place] for place in near]

    def beside(self, right: Alternative) -> list[Alternative]:
        """The nearest others, which are most alike; those explained as this one is if there are enough."""
        others = self.around(right)
        alike = [member for member in others if bool(member.definition) == bool(right.definition)]
        return (alike if len(alike) > 1 else others)[:_NEAREST]


def groups(notes: Notes) -> list[Group]:
    """Every group of the notes, of lines and of headings."""
    return [*_line_groups(notes), *_heading_groups(notes)]


def names_several(text: str) -> bool:
    """Whether a line or heading names several things: a plural as its head, or a count in it."""
    if starts_with_verb(text):
        return False
    bare = re.sub(r"\([^()]*\)", "", text)
    name = split_label(bare)[0] or bare
    if _FIELD.fullmatch(name.strip()):
        return False
    heads = (words(name.partition(" of ")[0])[-1:], words(name)[-1:])
    return any(_is_plural(word) for head in heads for word in head) or counts(name)


def counts(name: str) -> bool:
    """Whether there is a small number in a name, as in "the three flavours"."""
    return bool(_COUNT.search(name))


def begins_with_count(name: str) -> bool:
    """Whether a name says how many things it names: "three flavours", but not "class 3"."""
    return bool(_COUNT.match(name))


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "others"))


def is_proper(name: str) -> bool:
    """Whether a name is written as a proper name or an identifier, in every word that counts."""
    counted = [word for word in name.replace("`", "").split() if word.lower() not in _SMALL]
    return bool(counted) and all(word[0].isupper() or _is_identifier(word) for word in counted)


def _is_identifier(word: str) -> bool:
    inner = any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)
    return inner or any(c in "-_.:" for c in word[1:-1])


def _line_groups(notes: Notes) -> Iterator[Group]:
    for family in notes.families():
        if len(family) < 2 or family[0].fact.kind in (FactKind.HEADING, FactKind.ROW):
            continue
        named = [
            Alternative(
                name,
                statement.definition if statement.label else "",
                statement.place,
                tuple(notes.children(statement)),
            )
            for statement in family
            if (name := _name(statement)) and normalised(name) not in notes.attributes
        ]
        above = (*family[0].fact.path, *family[0].fact.parents)[-1]
        told = sum(1 for statement in family if statement.label or statement.children)
        several = names_several(above) and told >= _MOST_OF * len(family)
        alike = several or all(is_proper(member.name) for member in named)
        if len(named) >= 2 and len(named) >= _MOST_OF * len(family) and alike:
            yield Group(family[0].context, tuple(named))


def explained(notes: Notes) -> Iterator[Group]:
    """Terms that the notes explain beside each other, whatever else stands between them."""
    # Headings with headings below: their own lines are of many kinds.
    fields = {topic.path[:-1] for topic in notes.pack.topics}
    for family in notes.families():
        if family[0].fact.kind is FactKind.ROW:
            continue
        terms = [
            Alternative(name, statement.definition, statement.place, ())
            for statement in family
            if statement.label and (name := _name(statement)) and normalised(name) not in notes.attributes
        ]
        above = (*family[0].fact.path, *family[0].fact.parents)[-1]
        mixed = family[0].fact.parent is None and family[0].fact.path in fields
        share = _A_GOOD_PART if names_several(above) else _MOST_OF if mixed else _MORE_THAN_HALF
        enough = len(terms) >= max(_FEW, share * len(family))
        if enough and len({normalised(term.name) for term in terms}) == len(terms):
            yield Group(family[0].context, tuple(terms))
    yield from _explained_headings(notes)


def _explained_headings(notes: Notes) -> Iterator[Group]:
    """Headings beside each other that say what they name: "SQS: queue", "SNS: pub/sub"."""
    beside: dict[tuple[str, ...], list[Alternative]] = defaultdict(list)
    for statement in notes.askable:
        if statement.fact.kind is FactKind.HEADING and statement.label:
            name = title(statement.text)
            beside[statement.fact.path[:-1]].append(
                Alternative(name, statement.definition, statement.place, ())
            )
    for path, found in beside.items():
        numbered = len({_DIGITS.sub("", member.name) for member in found}) == 1  # "Week 1", "Week 2"
        if len(found) >= _FEW and not numbered:
            yield Group(shown(notes.shown_path(path)), tuple(found))


def _name(statement: Statement) -> str:
    """The name a line gives to what it defines or to what its children describe, or ""."""
    if not (statement.label or statement.children or len(words(statement.text)) <= _LONGEST_NAME):
        return ""
    name = re.sub(r"\s*\([^()]*\)?\s*$", "", statement.label or statement.text).strip(" :.!,")
    inside = words(name)[1:]
    if any(word in FUNCTION and word not in _JOINS for word in inside):  # "Connecting to the cloud"
        return ""
    bad = (
        statement.unfit
        or _NO_NAME.search(name)
        or is_attribute(name)
        or leans(name)
        or "," in name
        or is_code_like(name)
    )
    if bad or not 1 <= len(words(name)) <= _LONGEST_NAME:
        return ""
    return plain(name)


def _heading_groups(notes: Notes) -> Iterator[Group]:
    """Headings under one heading that share the word for what they are: "Standard Queue", "FIFO Queue"."""
    found: dict[tuple[tuple[str, ...], str], list[Topic]] = defaultdict(list)
    for topic in notes.pack.topics:
        name = normalised(title(topic.path[-1]))
        if topic.facts and len(topic.path) > 1 and name not in notes.attributes:
            for kind in _kinds(title(topic.path[-1])):
                found[topic.path[:-1], kind].append(topic)
    for (path, _), topics in found.items():
        names = {title(topic.path[-1]) for topic in topics}
        if len(topics) >= 2 and len(names) == len(topics):
            yield Group(shown(path[-1:]), tuple(_of_heading(notes, topic) for topic in topics))


def _of_heading(notes: Notes, topic: Topic) -> Alternative:
    statements = [notes.statements[place] for place in topic.facts]
    _, definition = split_label(topic.path[-1])
    said = tuple(s for s in statements if s.fact.parent is None and s.fact.kind is not FactKind.HEADING)
    return Alternative(title(topic.path[-1]), definition, None, said)


def _kinds(name: str) -> Iterator[str]:
    """What kinds of thing a heading may name: its last word, or the first part of a CamelCase word."""
    parts: Sequence[str] = name.split()
    # A plural names a section about several things.
    if 2 <= len(parts) <= _LONGEST_NAME and not _is_plural(words(name)[-1]):
        yield from content_words(name)[-1:]
    camel = re.fullmatch(r"([A-Z][a-z]+)[A-Z][a-z]+", name)
    if camel:
        yield camel[1].lower()
