"""Facts as the makers of questions see them: with neighbours, shown context, and why not to ask some."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.authoring.acronyms import Acronym, acronyms
from bot.authoring.candidates import Place
from bot.authoring.wording import content_words, shown, split_label
from bot.notes.identity import normalised
from bot.notes.model import Fact, FactKind, Pack, TopicPath

_EXAMPLE = re.compile(r"\W*(?:ex|examples?|e\.g|i\.e|eg|for (?:example|instance)|sample)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\w+://|\bwww\.|\barn:|\b\d{1,3}(?:\.\d{1,3}){3}\b|[\w.]+@[\w-]+\.\w|(?:^|[\s`'\"(])(?:~|/home|/users|[A-Z]:)[/\\]",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"""\W*(?:it|its|it's|this|that|these|those|they|them|their|he|she|and|or|but|so|because|instead|then|else|
        otherwise|also|however|therefore|thus|which|who|whose|same|similarly|again|not\s+any\s*more|no!|yes|see|
        recall|remember|note|nb|now|already|both|each|either|neither|if\s+so|still|only|another|other|others|
        whether|when|once|basically)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN_END = re.compile(
    r"(?:[:,;(&/-]|\.\.\.?|…|\b(?:and|or|the|a|an|of|to|with|for|from|by|in|on|is|are|which|that|creates?|includes?|contains?|following|using|etc))\W*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"""\W*(?:choose|click|refer|initialize|troubleshoot|associate|scale|right[- ]click|select|go\s+to|open|press|start|enter|copy|paste|check|tick|navigate|
        log\s+in|login|sign\s+in|ssh|run|create|add|attach|install|download|upload|configure|set\s+up|set|update|
        change|edit|save|confirm|look|test|try|view|follow|generate|import|export|restart|exit|swap|make|take|pick|
        put|use(?!\s+cases?\b)|ensure|terminate|delete|enable|disable|leave|provide|assign|specify|give|store|keep|write|build|
        push|pull|git|cd|sudo|npm|pip|redirect|apply)\b(?!\s+(?:of|is|are|was))""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = re.compile(
    r"""\W*(?:supports?|uses|allows?|returns?|works|runs|lets?|makes|gets?|gives|provides|requires?|needs?|contains?|
        includes?|creates|sends?|stores|keeps|takes|can|cannot|can't|must|may|should|will|does|do|don't|has|have|is|
        are|relieve|reduces?|increases?|decreases?|improves?|ensures|enables|handles?|manages?|integrates?|
        integrated|based|used|using|deploys?|offers?|scales|consumes?|automatically|up\s+to|able|possible|possibility|
        ability|helps?|been|react|notify|perform|ideal|great|good)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PROCEDURE = re.compile(
    r"""\b(?:implement(?:ation|ing)?|install(?:ing|ation)?|set(?:ting)?\s?-?up|launching|configuring|hands[- ]on|
        walk-?through|tutorial|lab|demo|steps?|how\s+to|getting\s+started|commands?|troubleshoot(?:ing)?|exercise|
        deploying|practice)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CODE = re.compile(r"\$\(|[{}\[\]|\\]|<[\w/]*[a-z_]|\s--\w|=>|->|==|;$|\w\(\w*\)|^\$|=\w")
_BROKEN = re.compile(
    r"""\bis\b(?:(?!\b(?:and|or|but|that|which|if|when|what|how|who|where|why|because|while|as|so)\b)[^,;:.()?!])*\bis\b
      | \b(?:must|can|should|will|could|would)\s+(?:all|the|an?|of|to|for|with)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHDRAWN = re.compile(r"\W*(?:not any\s*more|no longer|outdated|wrong|false)\b", re.IGNORECASE)
_FORMERLY = re.compile(r"\W*(?:historically|formerly|previously|used to|in the past|until)\b", re.IGNORECASE)

_LOOKED_AT = 200  # lines with a word; a word in more of them tells nothing
LONGEST = 240  # characters of a statement that a question can be made of


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its place in the pack, its shown context, its children, and why it is unfit, if it is."""

    place: int
    fact: Fact
    label: str
    definition: str
    context: str
    children: tuple[int, ...]
    unfit: str

    @property
    def at(self) -> Place:
        """Where a question about it comes from."""
        return Place(self.fact.source, self.fact.path, self.fact.path, self.place, self.fact.text)

    @property
    def text(self) -> str:
        """The fact's own words."""
        return self.fact.text


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
        """Headings without the one that only repeats the pack's own name."""
        return path[1:] if len(path) > 1 and normalised(path[0]) in self._root else path

    def says(self, name: str, meaning: frozenset[str]) -> bool:
        """Whether a line that has a name in it, or stands under it, also says most of some content words."""
        wanted = frozenset(content_words(name))
        for at in self._with(meaning):
            words_here, above = self._words(at)
            if wanted <= words_here | above and len(meaning & words_here) >= 0.6 * len(meaning):
                return True
        return False

    def _with(self, meaning: frozenset[str]) -> list[int]:
        """The statements with the rarest of some words, or with the next rarest."""
        rare = sorted(meaning, key=lambda word: (len(self._index.get(word, ())), word))[:3]
        return sorted({place for word in rare for place in self._index.get(word, ())[:_LOOKED_AT]})

    def _words(self, place: int) -> tuple[frozenset[str], frozenset[str]]:
        fact = self.pack.facts[place]
        above = (word for step in (*fact.path, *fact.parents) for word in content_words(step))
        return frozenset(content_words(fact.text)), frozenset(above)

    @cached_property
    def acronyms(self) -> list[Acronym]:
        """Every abbreviation that the notes spell out."""
        return acronyms(self.pack)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for place, fact in enumerate(self.pack.facts):
            for word in set(content_words(fact.text)):
                index[word].append(place)
        return index

    @staticmethod
    def _family(fact: Fact) -> tuple[object, ...]:
        return (fact.source.file, fact.path, fact.parent, fact.kind is FactKind.HEADING)

    def _statement(self, place: int, fact: Fact) -> Statement:
        label, definition = split_label(fact.text)
        context = shown(self.shown_path(fact.path), fact.parents)
        unfit = _unfit(fact) or self._withdrawn(place, fact)
        return Statement(place, fact, label, definition, context, self._children.get(place, ()), unfit)

    def _withdrawn(self, place: int, fact: Fact) -> str:
        family = self._families[self._family(fact)]
        later = family[family.index(place) + 1 :][:3] if len(family) < 200 else ()
        facts: Sequence[Fact] = self.pack.facts
        return "withdrawn by a later line" if any(_WITHDRAWN.match(facts[n].text) for n in later) else ""


def _unfit(fact: Fact) -> str:
    """Why a fact is no ground for a question, or ""."""
    text = fact.text
    if len(text) > LONGEST:
        return "too long to be asked in a chat"
    rules = (
        (fact.kind is FactKind.CODE, "code, not a statement"),
        (_EXAMPLE.match(text) or any(_EXAMPLE.match(above) for above in fact.parents), "an example"),
        (_ADDRESS.search(text), "an address or a path of somebody's machine"),
        (_FORMERLY.match(text), "says what was true in the past"),
        (text.endswith("?") or "??" in text, "a question"),
        ("~~" in text, "struck out"),
        (_BROKEN.search(text), "a broken sentence"),
    )
    return next((reason for broken, reason in rules if broken), "")


def leans(text: str) -> bool:
    """Whether a line makes no sense without the line before or after it."""
    return bool(_LEANS.match(text) or _OPEN_END.search(text))


def is_step(fact: Fact) -> bool:
    """Whether a fact tells somebody to do something, as a step of a procedure."""
    if _STEP.match(fact.text):
        return True
    return any(is_procedure(step) for step in (*fact.path[-1:], *fact.parents))


def is_procedure(heading: str) -> bool:
    """Whether a heading stands over instructions rather than statements."""
    return bool(_PROCEDURE.search(heading))


def starts_with_verb(text: str) -> bool:
    """Whether a line begins with a verb, and so says or orders something rather than names it."""
    return bool(_STEP.match(text) or _SAYS.match(text))


def is_code_like(text: str) -> bool:
    """Whether a text is rather to be typed than to be said."""
    return (
        bool(_CODE.search(text.replace("`", "")))
        or text.count("`") >= 2
        and text.startswith("`")
        and len(content_words(text)) < 3
    )
