"""Two versions of a pack: which questions came, changed, moved and went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.authoring.succession import succession
from bot.notes.model import Question, Source


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the questions; pairs are (old, new) of the same question."""

    added: tuple[Question, ...]
    changed: tuple[tuple[Question, Question], ...]
    moved: tuple[tuple[Question, Question], ...]
    retired: tuple[Question, ...]
    kept: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.retired)


def difference(old: Iterable[Question], new: Iterable[Question]) -> Difference:
    """Compare two versions. Moved is a question whose words stayed while its file or topic changed."""
    before, after = {q.id: q for q in old}, {q.id: q for q in new}
    heirs = succession(before.values(), after.values())
    pairs = [(q, after[heirs.get(key, key)]) for key, q in before.items() if heirs.get(key, key) in after]
    continued = {question.id for _, question in pairs}
    changed = [pair for pair in pairs if _content(pair[0]) != _content(pair[1])]
    moved = [pair for pair in pairs if pair not in changed and _place(pair[0]) != _place(pair[1])]
    return Difference(
        tuple(q for key, q in after.items() if key not in continued),
        tuple(changed),
        tuple(moved),
        tuple(q for key, q in before.items() if heirs.get(key, key) not in after),
        len(pairs) - len(changed) - len(moved),
    )


def _content(question: Question) -> Question:
    """A question without where it stands."""
    samples = tuple(replace(sample, line=0) for sample in question.samples)
    return replace(
        question, id="", source=_NOWHERE, topic=(), fact=None, domain="", tags=(), samples=samples, reason=""
    )


_NOWHERE = Source("", 0, 0)


def _place(question: Question) -> tuple[object, ...]:
    return (question.source.file, question.topic)
