"""Term and definition: "which term is meant?", asked among the terms beside it where there are some."""

import re
from collections.abc import Iterator

from bot.authoring.alternatives import Group, groups
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement
from bot.authoring.wording import contains, content_words, hints, plain, words
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
_LONGEST = 200  # characters of a definition
_ONLY_QUANTITY = re.compile(r"\W*\d[\d.,]*\s?\S{0,12}\W*")
_CODE_FIRST = re.compile(r"`(?P<term>[^`]{1,60})`\s+(?P<definition>[a-z]+s\s.{8,})")
_IS_A = re.compile(
    r"(?:(?:An?|The)\s+)?(?P<term>\S.{0,50}?)\s+(?:is|are)\s+(?P<definition>(?:an?|the)\s+.{12,})",
    re.IGNORECASE,
)


def definitions(notes: Notes) -> Iterator[Candidate | Drop]:
    """A question for each line that says what a name means."""
    beside = {
        member.place: group for group in groups(notes) for member in group.members if member.place is not None
    }
    for statement in notes.askable:
        term, definition = _defined(statement)
        if not term:
            continue
        reason = _unfit(term, definition)
        if reason:
            yield Drop(RULE, statement.at, reason)
        else:
            yield _question(statement, term, definition.rstrip(" .;!"), beside.get(statement.place))


def _defined(statement: Statement) -> tuple[str, str]:
    """(term, definition): "term: definition", "`code` does this", "a term is a thing that …"."""
    if statement.fact.kind is FactKind.ROW:
        return "", ""
    if statement.label:
        return statement.label, statement.definition
    found = _CODE_FIRST.fullmatch(statement.text) or _IS_A.fullmatch(statement.text)
    return (found["term"], found["definition"]) if found else ("", "")


def _unfit(term: str, definition: str) -> str:
    meaning = content_words(definition)
    rules = (
        (_NO_TERM.match(term) or len(words(term)) > _LONGEST_TERM, "the label is no name"),
        (not any(c.isalpha() for c in term) and not term.isdigit(), "the label is no name"),
        (len(meaning) < 2, "the definition is too short"),
        (len(definition) > _LONGEST, "the definition is too long"),
        (_ONLY_QUANTITY.fullmatch(definition), "the definition is a quantity"),
        (leans(definition) or leans(term), "leans on another line"),
        (is_code_like(definition) or "," in term, "to be typed rather than said"),
        (set(content_words(term)) & set(meaning), "the definition gives the term away"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _question(statement: Statement, label: str, definition: str, group: Group | None) -> Candidate | Drop:
    term = plain(label)
    if group and statement.label and len(group.members) >= _FEWEST:
        others = [member.name for member in group.members if member.place != statement.place]
        right = next(member.name for member in group.members if member.place == statement.place)
        prompt = f"{statement.context}: which of these is described as “{definition}”?"
        choices = options(right, others, key=statement.text)
        why = "a name among its like"
        return Candidate(RULE, statement.at, QuestionKind.CHOICE, prompt, (right,), why, 3, choices)
    if contains(statement.context, term) or hints(statement.context, term):
        return Drop(RULE, statement.at, "the context gives the term away")
    if statement.label and not _is_name(term):
        return Drop(RULE, statement.at, "the term could be put in other words")
    if len(content_words(definition)) < _FEWEST:
        return Drop(RULE, statement.at, "the definition is too short")
    prompt = f"{statement.context}: what is described as “{plain(definition)}”?"
    return Candidate(RULE, statement.at, QuestionKind.TEXT, prompt, (term,), "a name with its meaning", 2)


def _is_name(term: str) -> bool:
    """Whether a term is an identifier, which nobody would put in other words."""
    return " " not in term and (
        any(c.isupper() for c in term[1:]) or any(c.isdigit() or c in "_." for c in term)
    )
