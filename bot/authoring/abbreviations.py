"""What does an abbreviation stand for, and which abbreviation stands for a name?"""

from collections import Counter
from collections.abc import Iterator

from bot.authoring.acronyms import Acronym
from bot.authoring.candidates import Candidate, Drop, Place
from bot.authoring.statements import Notes
from bot.authoring.wording import contains
from bot.notes.identity import normalised
from bot.notes.model import QuestionKind, TopicPath

RULE = "abbreviation"


def abbreviations(notes: Notes) -> Iterator[Candidate | Drop]:
    """Both questions for each abbreviation: what it stands for, and what the words are shortened to."""
    found = notes.acronyms
    meanings = Counter(normalised(acronym.long) for acronym in found)
    for acronym in found:
        said = f"{acronym.short} = {acronym.long}"
        at = Place(acronym.source, acronym.path, _without(acronym), acronym.fact, said)
        asked = f"What does the abbreviation {acronym.short} stand for?"
        yield Candidate(RULE, at, QuestionKind.TEXT, asked, (acronym.long,), "an abbreviation spelt out", 5)
        if meanings[normalised(acronym.long)] > 1:
            yield Drop(RULE, at, "two abbreviations for the same words")
            continue
        back = f"Which abbreviation stands for “{acronym.long}”?"
        yield Candidate(RULE, at, QuestionKind.TEXT, back, (acronym.short,), "the abbreviation of a name", 4)


def _without(acronym: Acronym) -> TopicPath:
    """The headings, up to the one that would give the answer away."""
    path = acronym.path
    telling = (
        n for n, step in enumerate(path) if contains(step, acronym.long) or contains(step, acronym.short)
    )
    return path[: next(telling, len(path))]
