"""Facts as the makers of questions see them: with neighbours, shown context, and why not to ask some."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.authoring.acronyms import Acronym, acronyms
from bot.authoring.candidates import Place
from bot.authoring.phrasing import fault, is_example, is_order, is_procedure, withdraws
from bot.authoring.spelling import Proofreader
from bot.authoring.wording import content_words, meanings, shown, split_label, title, unnumbered
from bot.notes.identity import normalised
from bot.notes.model import Fact, FactKind, Pack, TopicPath

_LOOKED_AT = 200  # lines with a word; a word in more of them tells nothing
_MANY = 3  # headings or lines beside each other under which a label stands that names no one thing
_MANY_LINES = 5  # of a table of contents
_SECTION_NUMBER = re.compile(r"\A\W*\d+(?:\.\d+)*[.)]?\s+")
_ONLY_CODE = re.compile(r"`[^`]+`")
_ELSEWHERE = re.compile(
    r"(?:table\s+of\s+)?contents|toc|agenda|outline|index|(?:further\s+)?(?:reading|references|resources|links|sources)"
    r"|bibliography|acknowledge?ments|credits|glossary\s+links",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its place in the pack, its shown context, its children, and why it is unfit, if it is.

    `text` is the fact's without the number of a list in front; `label` is what it defines, if it does.
    """

    place: int
    fact: Fact
    text: str
    label: str
    definition: str
    context: str
    children: tuple[int, ...]
    unfit: str

    @property
    def at(self) -> Place:
        """Where a question about it comes from."""
        return Place(self.fact.source, self.fact.path, self.fact.path, self.place, self.fact.text)


class Notes:
    """The statements of a pack and who stands beside whom."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._root = {normalised(pack.name), normalised(pack.title)}
        children: dict[int, list[int]] = defaultdict(list)
        self._families: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, fact in enumerate(pack.facts):
            if fact.parent is not None:
                children[fact.parent].append(place)
            self._families[self._family(fact)].append(place)
        self._children = {parent: tuple(places) for parent, places in children.items()}
        self._contents = set(self._tables_of_contents())
        self.attributes = frozenset(self._attributes())
        self.statements = tuple(self._statement(place, fact) for place, fact in enumerate(pack.facts))
        self.askable = tuple(statement for statement in self.statements if not statement.unfit)

    def siblings(self, statement: Statement) -> list[Statement]:
        """The statements under the same parent or heading, itself included, in order."""
        return [self.statements[place] for place in self._families[self._family(statement.fact)]]

    def children(self, statement: Statement) -> list[Statement]:
        """The statements directly under one."""
        return [self.statements[place] for place in statement.children]

    def families(self) -> list[list[Statement]]:
        """Every group of siblings."""
        return [[self.statements[place] for place in places] for places in self._families.values()]

    def shown_path(self, path: TopicPath) -> TopicPath:
        """Headings without those that only repeat the pack's own name, and without misspelt ones."""
        inner = path[1:] if len(path) > 1 and normalised(path[0]) in self._root else path
        return tuple(step for step in inner if not self.proofreader.slip(step)[0]) or inner

    @cached_property
    def proofreader(self) -> Proofreader:
        """Knows the words of the pack."""
        facts, topics = self.pack.facts, self.pack.topics
        return Proofreader([*(fact.text for fact in facts), *(topic.path[-1] for topic in topics)])

    def _attributes(self) -> Iterator[str]:
        """Labels that several things beside each other have, such as "Significance": they name nothing."""
        owners: dict[tuple[str, object], set[object]] = defaultdict(set)
        for fact in self.pack.facts:
            label, _ = split_label(unnumbered(fact.text))
            if label:
                above = self.pack.facts[fact.parent].parent if fact.parent is not None else None
                beside = (fact.path[:-1] if fact.parent is None else fact.path, above)
                owners[normalised(label), beside].add(self._family(fact))
        for topic in self.pack.topics:
            owners[normalised(title(topic.path[-1])), topic.path[:-2]].add(topic.path[:-1])
        return (label for (label, _), found in owners.items() if len(found) >= _MANY)

    def _tables_of_contents(self) -> Iterator[int]:
        """The lines of lists that only repeat the headings of the notes."""
        headings = {normalised(_SECTION_NUMBER.sub("", topic.path[-1])) for topic in self.pack.topics}
        for places in self._families.values():
            listed = [normalised(_SECTION_NUMBER.sub("", self.pack.facts[place].text)) for place in places]
            if len(listed) >= _MANY_LINES and sum(text in headings for text in listed) >= 0.6 * len(listed):
                yield from places

    def says(self, name: str, meaning: frozenset[str]) -> bool:
        """Whether a line that has a name in it, or stands under it, also says most of some content words."""
        wanted = frozenset(content_words(name))
        for at in self._with(meaning):
            fact = self.pack.facts[at]
            here = meanings(fact.text)
            if len(meaning & here) >= 0.6 * len(meaning) and wanted <= here | _above(fact.path, fact.parents):
                return True
        return False

    def _with(self, meaning: frozenset[str]) -> list[int]:
        """The statements with the rarest of some words, or with the next rarest."""
        rare = sorted(meaning, key=lambda word: (len(self._index.get(word, ())), word))[:3]
        return sorted({place for word in rare for place in self._index.get(word, ())[:_LOOKED_AT]})

    @cached_property
    def acronyms(self) -> list[Acronym]:
        """Every abbreviation that the notes spell out."""
        return acronyms(self.pack)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for place, fact in enumerate(self.pack.facts):
            for word in meanings(fact.text):
                index[word].append(place)
        return index

    @staticmethod
    def _family(fact: Fact) -> tuple[object, ...]:
        return (fact.source.file, fact.path, fact.parent, fact.kind is FactKind.HEADING)

    def _statement(self, place: int, fact: Fact) -> Statement:
        text = unnumbered(fact.text)
        label, definition = split_label(text)
        context = shown(self.shown_path(fact.path), fact.parents)
        unfit = "a table of contents" if place in self._contents else _unfit(fact)
        unfit = unfit or self._withdrawn(place, fact)
        return Statement(place, fact, text, label, definition, context, self._children.get(place, ()), unfit)

    def _withdrawn(self, place: int, fact: Fact) -> str:
        family = self._families[self._family(fact)]
        later = family[family.index(place) + 1 :][:3] if len(family) < _LOOKED_AT else ()
        taken_back = any(withdraws(self.pack.facts[n].text) for n in later)
        return "withdrawn by a later line" if taken_back else ""


@lru_cache(maxsize=8192)
def _above(path: TopicPath, parents: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(meanings(step) for step in (*path, *parents)))


def _unfit(fact: Fact) -> str:
    """Why a fact is no ground for a question, or ""."""
    if fact.kind is FactKind.CODE or _ONLY_CODE.fullmatch(fact.text):
        return "code, not a statement"
    if is_example(fact.text) or any(is_example(above) for above in fact.parents):
        return "an example"
    if any(_ELSEWHERE.fullmatch(step.strip(" :")) for step in fact.path):
        return "a list of sources or contents"
    return fault(fact.text)


def is_step(fact: Fact) -> bool:
    """Whether a fact is a step of a procedure."""
    return is_order(fact.text) or any(is_procedure(step) for step in (*fact.path[-1:], *fact.parents))
