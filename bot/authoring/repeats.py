"""Lines and questions that say the same twice, and lines that give one quantity two numbers."""

from collections import defaultdict
from collections.abc import Iterator

from bot.authoring.numbers import Quantity, quantities
from bot.authoring.wording import content_words
from bot.notes.identity import normalised
from bot.notes.model import Fact, FactKind, Pack, Problem, Question, Severity

_FEWEST_WORDS = 3  # of a line that is worth calling a double
_ALIKE = 0.75  # share of words two lines about the same quantity have in common
_LONGEST = 240  # characters of a line that is compared
_REPEATED = 0.8  # share of words that two prompts with the same answer have in common


def doubles(pack: Pack) -> Iterator[Problem]:
    """A note for each line that an earlier one says word for word."""
    first: dict[str, Fact] = {}
    for fact in pack.facts:
        if fact.kind is FactKind.CODE or len(content_words(fact.text)) < _FEWEST_WORDS:
            continue
        said = first.setdefault(normalised(fact.text), fact)
        if said is not fact:
            yield _problem(fact, Severity.INFO, f"says the same as {said.source}; keep one of the two")


def repeated_questions(pack: Pack) -> Iterator[Problem]:
    """A warning for each question that an earlier one asks in nearly the same words, with the same answer."""
    earlier: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in pack.questions:
        alike = earlier[_key(question)]
        twin = next((other for other in alike if _shared_words(question, other) >= _REPEATED), None)
        if twin:
            message = f"asks nearly the same as {twin.source} (“{twin.prompt}”); keep one"
            yield Problem(question.source.file, question.source.line, Severity.WARNING, message)
        alike.append(question)


def contradictions(pack: Pack) -> Iterator[Problem]:
    """A warning for each line that gives a quantity another number than an earlier line of its section."""
    sections: dict[tuple[str, ...], list[_Measured]] = defaultdict(list)
    for fact in pack.facts:
        measured = _measured(fact)
        if measured:
            sections[fact.path[:2]].append(measured)
    for lines in sections.values():
        yield from _contradicting(lines)


def _key(question: Question) -> tuple[str, ...]:
    """What is to be known to answer it: the first form of each answer or part, in no order."""
    answers = question.answers if question.choices else question.answers[:1]
    return tuple(sorted(normalised(form) for form in ([forms[0] for forms in question.parts] or answers)))


def _shared_words(one: Question, other: Question) -> float:
    mine, theirs = frozenset(content_words(one.prompt)), frozenset(content_words(other.prompt))
    return len(mine & theirs) / max(len(mine | theirs), 1)


class _Measured:
    """A line with one quantity: what it says of what, and how much."""

    __slots__ = ("about", "fact", "quantity", "subject")

    def __init__(self, fact: Fact, quantity: Quantity) -> None:
        self.fact = fact
        self.quantity = quantity
        around = f"{fact.text[: quantity.start]} {fact.text[quantity.end :]}"
        self.about = frozenset(content_words(around))
        self.subject = frozenset(w for step in (fact.path[-1], *fact.parents) for w in content_words(step))

    def contradicts(self, other: "_Measured") -> bool:
        """Whether both speak of the same quantity and give it different numbers."""
        if self.quantity.number == other.quantity.number or len(self.about) < 2:
            return False
        alike = len(self.about & other.about) >= _ALIKE * max(len(self.about), len(other.about))
        return alike and self._same_subject(other)

    def _same_subject(self, other: "_Measured") -> bool:
        return self.subject == other.subject or (self.subject | self.about) == (other.subject | other.about)


def _measured(fact: Fact) -> _Measured | None:
    if fact.kind is FactKind.CODE or len(fact.text) > _LONGEST:
        return None
    found = quantities(fact.text)
    return _Measured(fact, found[0]) if len(found) == 1 else None


def _contradicting(lines: list[_Measured]) -> Iterator[Problem]:
    by_word: dict[str, list[_Measured]] = defaultdict(list)
    for line in lines:
        near = {id(other): other for word in line.about for other in by_word[word][-20:]}
        for other in near.values():
            if line.contradicts(other):
                said = other.fact
                message = f"gives another number than {said.source} (“{said.text}”); keep the right one"
                yield _problem(line.fact, Severity.WARNING, message)
        for word in line.about:
            by_word[word].append(line)


def _problem(fact: Fact, severity: Severity, message: str) -> Problem:
    return Problem(fact.source.file, fact.source.line, severity, message)
