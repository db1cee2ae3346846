"""Term and definition: "which term is meant?", asked among the terms beside it where there are some."""

import re
from collections.abc import Iterator

from bot.authoring.alternatives import Group, groups
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.statements import Notes, Statement, is_code_like, leans
from bot.authoring.wording import contains, content_words, plain, words
from bot.notes.model import FactKind, QuestionKind

RULE = "definition"

_NO_TERM = re.compile(
    r"""(?:pros?|cons?|notes?|nb|tips?|warnings?|important|careful|best|optional|recall|remember|default|defaults|
        use\s+cases?|max(?:imum)?|min(?:imum)?|limits?|options?|types?|steps?|if|when|for|to|with|without|by|in|on|at|
        from|after|before|as|no|not|summary|goal|problem|solution|result|advantages?|disadvantages?|question|answer|
        troubleshoot\w*|review|example|only|also|can|must|should|how|what|why)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_TERM = 5  # words
_FEWEST = 3  # options
_ONLY_QUANTITY = re.compile(r"[\W\d]*(?:\d\S*\s*\S{0,12}\s*)+")


def definitions(notes: Notes) -> Iterator[Candidate | Drop]:
    """A question for each line that says what a name means."""
    beside = {
        member.place: group for group in groups(notes) for member in group.members if member.place is not None
    }
    for statement in notes.statements:
        if not statement.label or statement.fact.kind is FactKind.ROW:
            continue
        reason = _unfit(statement)
        group = beside.get(statement.place)
        yield Drop(RULE, statement.at, reason) if reason else _question(statement, group)


def _unfit(statement: Statement) -> str:
    term, definition = statement.label, statement.definition
    meaning = content_words(definition)
    rules = (
        (statement.unfit, statement.unfit),
        (_NO_TERM.match(term) or len(words(term)) > _LONGEST_TERM, "the label is no name"),
        (not any(c.isalpha() for c in term) and not term.isdigit(), "the label is no name"),
        (len(meaning) < 2, "the definition is too short"),
        (len(definition) > 200, "the definition is too long"),
        (_ONLY_QUANTITY.fullmatch(definition), "the definition is a quantity"),
        (leans(definition) or leans(term), "leans on another line"),
        (is_code_like(definition) or "," in term, "to be typed rather than said"),
        (set(content_words(term)) & set(meaning), "the definition gives the term away"),
    )
    return next((str(reason) for broken, reason in rules if broken), "")


def _question(statement: Statement, group: Group | None) -> Candidate | Drop:
    term, definition = plain(statement.label), statement.definition.rstrip(" .;")
    if group and len(group.members) >= _FEWEST:
        others = [member.name for member in group.members if member.place != statement.place]
        right = next(member.name for member in group.members if member.place == statement.place)
        prompt = f"{statement.context}: which of these is described as “{definition}”?"
        choices = options(right, others, key=statement.text)
        return Candidate(
            RULE, statement.at, QuestionKind.CHOICE, prompt, (right,), "a name among its like", 3, choices
        )
    if contains(statement.context, term):
        return Drop(RULE, statement.at, "the context gives the term away")
    if not _is_name(term) or len(content_words(definition)) < 3:
        return Drop(RULE, statement.at, "the term could be put in other words")
    prompt = f"{statement.context}: what is described as “{definition}”?"
    return Candidate(RULE, statement.at, QuestionKind.TEXT, prompt, (term,), "a name with its meaning", 2)


def _is_name(term: str) -> bool:
    """Whether a term is a name nobody would paraphrase: an identifier, an abbreviation, a proper noun."""
    if " " not in term:
        return (
            any(c.isupper() for c in term[1:])
            or any(c in term for c in "-_.:/")
            or any(c.isdigit() for c in term)
        )
    return all(word[0].isupper() for word in term.split() if word[0].isalpha())
