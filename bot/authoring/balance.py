"""How a pack's written questions are spread, and what the shape of its options could give away."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.notes.model import Pack, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class Options:
    """The questions of one kind with the same number of options.

    `places` counts the right options in each place, the first one first. `longest` and `shortest` count the
    questions of a single right option in which no other is longer, or shorter.
    """

    kind: QuestionKind
    count: int
    questions: int
    places: tuple[int, ...]
    longest: int
    shortest: int

    @property
    def unevenness(self) -> float:
        """Chi-square of `places` against an even spread, with `count - 1` degrees of freedom."""
        expected = sum(self.places) / self.count
        return sum((place - expected) ** 2 / expected for place in self.places)


@dataclass(frozen=True, slots=True)
class Balance:
    """Numbers of written questions; a question counts for each of its tags. Topics are outermost headings."""

    topics: Mapping[str, int]
    domains: Mapping[str, int]
    kinds: Mapping[str, int]
    levels: Mapping[int, int]
    tags: Mapping[str, int]
    options: tuple[Options, ...]


def balance(pack: Pack) -> Balance:
    """How the written questions of a pack are spread."""
    asked = pack.questions
    return Balance(
        Counter(question.topic[0] if question.topic else "" for question in asked),
        Counter(question.domain for question in asked),
        Counter(question.kind.value for question in asked),
        Counter(question.level for question in asked),
        Counter(tag for question in asked for tag in question.tags),
        tuple(_options(asked)),
    )


def _options(questions: Sequence[Question]) -> Iterator[Options]:
    alike: dict[tuple[QuestionKind, int], list[Question]] = defaultdict(list)
    for question in questions:
        if question.kind in (QuestionKind.CHOICE, QuestionKind.MULTIPLE):
            alike[question.kind, len(question.choices)].append(question)
    for (kind, count), members in sorted(alike.items()):
        places = Counter(
            at for question in members for at, choice in enumerate(question.choices) if choice.right
        )
        single = [question for question in members if kind is QuestionKind.CHOICE]
        yield Options(
            kind,
            count,
            len(members),
            tuple(places[at] for at in range(count)),
            sum(_right_length(question) >= max(_lengths(question)) for question in single),
            sum(_right_length(question) <= min(_lengths(question)) for question in single),
        )


def _right_length(question: Question) -> int:
    return next(len(choice.text) for choice in question.choices if choice.right)


def _lengths(question: Question) -> list[int]:
    return [len(choice.text) for choice in question.choices]
