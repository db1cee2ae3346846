"""Questions from notes that have none: every rule proposes, and what cannot be asked fairly is dropped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.authoring.abbreviations import abbreviations
from bot.authoring.belonging import belongings
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.definitions import definitions
from bot.authoring.gaps import gaps
from bot.authoring.glossary import taught
from bot.authoring.lists import lists
from bot.authoring.numbers import numbers
from bot.authoring.spelling import Proofreader
from bot.authoring.statements import Notes
from bot.authoring.truths import truths
from bot.authoring.wording import contains
from bot.notes import load
from bot.notes.collecting import uncollected
from bot.notes.identity import digest, normalised
from bot.notes.model import Pack, Question, Source, TopicPath

_A_FACT = 2  # questions about one fact at most
_LONGEST = 320  # characters of a prompt


@dataclass(frozen=True, slots=True)
class Generated:
    """The questions made from a pack's notes, in the order of their lines, and what was let go."""

    questions: tuple[Question, ...]
    drops: tuple[Drop, ...]

    def counts(self) -> dict[str, int]:
        """How many questions each rule made."""
        return dict(Counter(question.reason.partition(":")[0] for question in self.questions))


def generate(pack: Pack) -> Generated:
    """The questions that the notes of a pack offer by themselves, where its author has written none.

    A section (the headings of the second level) with a written question is the author's: it gets no others,
    nor does what stands above the sections of such a file.
    """
    return _generated(Notes(pack))


def _generated(notes: Notes) -> Generated:
    pack = notes.pack
    written = _written(pack)
    if all(_section(fact.source.file, fact.path) in written for fact in pack.facts):
        return Generated((), ())
    proposed: list[Candidate] = []
    drops: list[Drop] = []
    for each in _proposals(notes):
        if isinstance(each, Candidate):
            proposed.append(each)
        else:
            drops.append(each)
    kept = _unambiguous(_fair(proposed, notes.proofreader, written, drops), drops)
    chosen = _salient(kept, drops)
    chosen.sort(key=lambda candidate: (candidate.at.source.file, candidate.at.source.line))
    return Generated(tuple(_questions(pack, chosen)), tuple(drops))


def study(path: Path) -> Pack:
    """The pack at `path` as people are asked from it: with the generated questions behind its own, and with
    what its notes teach a grader.

    Raises PackError as loading does.
    """
    pack = load(path)
    with uncollected():
        notes = Notes(pack)
        questions = (*pack.questions, *_generated(notes).questions)
        return replace(pack, questions=questions, taught=taught(notes))


def _written(pack: Pack) -> set[tuple[str, TopicPath]]:
    asked = [(question.source.file, question.topic) for question in pack.questions]
    return {_section(file, path[:depth]) for file, path in asked for depth in (1, 2)}


def _section(file: str, path: TopicPath) -> tuple[str, TopicPath]:
    return file, path[:2]


def _proposals(notes: Notes) -> Iterator[Candidate | Drop]:
    yield from (
        Drop("any", statement.at, statement.unfit) for statement in notes.statements if statement.unfit
    )
    for rule in (abbreviations, definitions, numbers, lists, belongings, gaps, truths):
        yield from rule(notes)


def _fair(
    proposed: Iterable[Candidate],
    proofreader: Proofreader,
    written: set[tuple[str, TopicPath]],
    drops: list[Drop],
) -> Iterator[Candidate]:
    for candidate in proposed:
        section = _section(candidate.at.source.file, candidate.at.path)
        reason = (
            "its section has written questions" if section in written else _unfair(candidate, proofreader)
        )
        if reason:
            drops.append(Drop(candidate.rule, candidate.at, reason))
        else:
            yield candidate


def _unfair(candidate: Candidate, proofreader: Proofreader) -> str:
    shown = (candidate.prompt, *candidate.answers, *(choice.text for choice in candidate.choices))
    for text in shown:
        word, better = proofreader.slip(text)
        if word:
            return f"“{word}” looks misspelt for “{better}”"
    if len(candidate.prompt) > _LONGEST:
        return "too long to read in a chat"
    if candidate.kind.has_choices and len(candidate.choices) < 2:
        return "no wrong option"
    if any(contains(candidate.prompt, answer) for answer in _telling(candidate)):
        return "the prompt gives the answer away"
    return ""


def _telling(candidate: Candidate) -> Iterable[str]:
    return candidate.answers if len(candidate.choices) != 2 else ()


def _unambiguous(candidates: Iterable[Candidate], drops: list[Drop]) -> Iterator[Candidate]:
    """One of each prompt; none where the same prompt has two answers."""
    same: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        same[normalised(candidate.prompt)].append(candidate)
    for group in same.values():
        answers = {tuple(map(normalised, candidate.answers)) for candidate in group}
        if len(answers) > 1:
            drops.extend(Drop(c.rule, c.at, "another line answers it differently") for c in group)
            continue
        yield group[0]
        drops.extend(Drop(c.rule, c.at, "asked already") for c in group[1:])


def _salient(candidates: Iterable[Candidate], drops: list[Drop]) -> list[Candidate]:
    """The weightiest questions about each fact."""
    taken: Counter[Source] = Counter()
    known: set[tuple[Source, str]] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda c: -c.weight):
        line = candidate.at.source
        answer = (line, normalised(candidate.answers[-1]))
        if taken[line] >= _A_FACT or answer in known:
            drops.append(Drop(candidate.rule, candidate.at, "better questions about the same line"))
            continue
        taken[line] += 1
        known.add(answer)
        chosen.append(candidate)
    return chosen


def _questions(pack: Pack, chosen: Sequence[Candidate]) -> Iterator[Question]:
    topics = {(topic.source.file, topic.path): topic for topic in pack.topics}
    seen: set[str] = set()
    for candidate in chosen:
        question = _question(candidate)
        topic = topics.get((candidate.at.source.file, candidate.at.topic))
        identity = "g" + digest(question)[1:]
        if identity in seen:
            continue
        seen.add(identity)
        domain, tags = (topic.domain, topic.tags) if topic else ("", ())
        yield _with(question, identity, domain, tags)


def _question(candidate: Candidate) -> Question:
    return Question(
        id="",
        kind=candidate.kind,
        prompt=candidate.prompt,
        answers=candidate.answers,
        source=candidate.at.source,
        topic=candidate.at.topic,
        choices=candidate.choices,
        parts=candidate.parts,
        need=candidate.need,
        fact=candidate.at.fact,
        generated=True,
        reason=f"{candidate.rule}: {candidate.why}",
    )


def _with(question: Question, identity: str, domain: str, tags: tuple[str, ...]) -> Question:
    return replace(question, id=identity, domain=domain, tags=tags)
