"""Which question of a new version of a pack is one of the old version in other words.

A question that kept its id is itself. A new one takes the place of one that vanished if both accept the
same answers, their prompts say nearly the same, and nothing else competes: better a history that starts
anew than one that belongs to another question.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from bot.authoring.wording import content_words, words
from bot.notes.identity import normalised
from bot.notes.model import Question
from bot.text.english import NEGATIONS
from bot.text.relations import OPPOSITES
from bot.text.words import stem

SUBSET = 0.6  # share of content words in common where one prompt only says more than the other
SWAPPED = 0.8  # the same where each has words that the other lacks
_LETTERS = 0.85  # of letters in common, for scripts that put no blanks between words
_SAME_TOPIC = 0.05  # what staying in its topic adds
_MARGIN = 0.1  # by which a match must beat every other

_NAME = re.compile(r"`[^`]+`|\b\w*\d\w*\b|\b\w+[A-Z]\w*\b|(?<=[\w,;:)] )[A-Z]\w*")
_OPPOSED = frozenset(pair for a, b in OPPOSITES for pair in ((stem(a), stem(b)), (stem(b), stem(a))))


class _Match(NamedTuple):
    likeness: float
    old: Question
    new: Question


def succession(old: Iterable[Question], new: Iterable[Question]) -> dict[str, str]:
    """For each question of `old` that goes on under another id in `new`: its old id and the new one."""
    before, after = {q.id: q for q in old}, {q.id: q for q in new}
    vanished = [question for key, question in before.items() if key not in after]
    appeared = [question for key, question in after.items() if key not in before]
    matches = _matches(vanished, appeared)
    by_old, by_new = _grouped(matches)
    return {
        match.old.id: match.new.id
        for match in matches
        if _clear(match, by_old[match.old.id]) and _clear(match, by_new[match.new.id])
    }


def likeness(one: Question, other: Question) -> float:
    """How far two prompts say the same, 0 to 1; 0 where names, numbers or a negation differ."""
    if normalised(one.prompt) == normalised(other.prompt):
        return 1.0
    if not _name_alike(one.prompt, other.prompt) or _denials(one.prompt) != _denials(other.prompt):
        return 0.0
    mine, theirs = set(content_words(one.prompt)), set(content_words(other.prompt))
    if len(mine) < 2 or len(theirs) < 2:
        letters = ratio(normalised(one.prompt), normalised(other.prompt)) / 100
        return letters if letters >= _LETTERS else 0.0
    if any((a, b) in _OPPOSED for a in mine - theirs for b in theirs - mine):
        return 0.0
    common = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    enough = SUBSET if mine <= theirs or theirs <= mine else SWAPPED
    return common if common >= enough else 0.0


def _matches(vanished: Sequence[Question], appeared: Sequence[Question]) -> list[_Match]:
    by_answer: dict[str, list[Question]] = defaultdict(list)
    for question in appeared:
        for key in _answers(question):
            by_answer[key].append(question)
    found = []
    for question in vanished:
        rivals = {q.id: q for key in _answers(question) for q in by_answer[key]}
        for rival in rivals.values():
            like = likeness(question, rival) if rival.kind is question.kind else 0.0
            if like:
                like += _SAME_TOPIC if rival.topic == question.topic else 0.0
                found.append(_Match(like, question, rival))
    return found


def _answers(question: Question) -> set[str]:
    """What two questions share that have the same answers: a form of a single one, all parts of a list."""
    if question.parts or question.choices:
        return {"\x1f".join(sorted(map(normalised, question.answers)))}
    return {normalised(form) for form in question.answers}


def _grouped(matches: Iterable[_Match]) -> tuple[Mapping[str, list[_Match]], Mapping[str, list[_Match]]]:
    by_old: dict[str, list[_Match]] = defaultdict(list)
    by_new: dict[str, list[_Match]] = defaultdict(list)
    for match in matches:
        by_old[match.old.id].append(match)
        by_new[match.new.id].append(match)
    return by_old, by_new


def _clear(match: _Match, rivals: Iterable[_Match]) -> bool:
    """Whether a match beats its rivals: exactly the same words do by their topic, others by a margin."""
    margin = _SAME_TOPIC if match.likeness >= 1 else _MARGIN
    return all(rival is match or match.likeness - rival.likeness >= margin - 1e-9 for rival in rivals)


def _names(text: str) -> set[str]:
    return {normalised(name) for name in _NAME.findall(text)}


def _name_alike(one: str, other: str) -> bool:
    """Whether two prompts have the same names and figures; a capital that starts a sentence is none."""
    mine, theirs = _names(one), _names(other)
    return all(_has(other, name) for name in mine - theirs) and all(_has(one, name) for name in theirs - mine)


def _has(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", normalised(text)))


def _denials(text: str) -> int:
    return sum(1 for word in words(text) if word in NEGATIONS or word.endswith(("n't", "n’t")))
