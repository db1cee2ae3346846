"""Term and definition: "which term is meant?", asked among the terms beside it where there are some."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.authoring.acronyms import expansion
from bot.authoring.alternatives import Alternative, Group, begins_with_count, explained, groups, is_proper
from bot.authoring.candidates import Candidate, Drop
from bot.authoring.choosing import options
from bot.authoring.numbers import quantities
from bot.authoring.phrasing import is_attribute, is_clause, is_code_like, is_order, leans
from bot.authoring.statements import Notes, Statement
from bot.authoring.tone import hedged, relative, vague
from bot.authoring.wording import (
    abbreviates,
    contains,
    content_words,
    hints,
    is_mnemonic,
    joined,
    plain,
    sentences,
    split_label,
    words,
)
from bot.notes.identity import normalised
from bot.notes.model import FactKind, QuestionKind

RULE = "definition"

_LONGEST_TERM = 5  # words
_FEWEST = 3  # options
_TELLING = 2  # words that carry meaning, of a definition
_LONGEST = 200  # characters of a definition
_LONGEST_OPTION = 120
_FAR_LONGER = 2  # times as long as the longest wrong option
_CODE_FIRST = re.compile(r"`(?P<term>[^`]{1,60})`\s+(?P<definition>[a-z]+s\s.{8,})")
_LETTERS = re.compile(r"\b[A-Z]{2,}(?=\d*\b)")  # GP of GP2, which a "general purpose" gives away
_POINTING = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_GLUED = re.compile(r"\d+[a-z]+")  # 64MB
_ENDING = re.compile(r"(?<![\w.])\.([a-z]{2,4})\b")  # of files: .jar, .py
_IS_A = re.compile(
    r"(?:(?:An?|The)\s+)?(?P<term>\S.{0,50}?)\s+(?:is|are)\s+(?P<definition>(?:an?|the)\s+.{12,})",
    re.IGNORECASE,
)


def definitions(notes: Notes) -> Iterator[Candidate | Drop]:
    """The questions about each line that says what a name means: which name it is, and what a name means."""
    beside = {
        member.place: group
        for group in (*explained(notes), *groups(notes))
        for member in group.members
        if member.place is not None
    }
    for statement in notes.askable:
        term, definition = _defined(statement)
        if not term:
            continue
        definition = sentences(definition)[0].rstrip(" .;!")
        group = beside.get(statement.place) if statement.label else None
        reason = _unfit(term, definition, beside=bool(group)) or (
            "an attribute" if normalised(term) in notes.attributes else ""
        )
        if reason:
            yield Drop(RULE, statement.at, reason)
            continue
        if group and len(group.members) >= _FEWEST:
            yield from _among_its_like(statement, definition, group)
        else:
            yield _alone(statement, plain(term), definition)


def _defined(statement: Statement) -> tuple[str, str]:
    """(term, definition): "term: definition", "`code` does this", "a term is a thing that …"."""
    if statement.fact.kind is FactKind.ROW:
        return "", ""
    if statement.label:
        return statement.label, statement.definition
    found = _CODE_FIRST.fullmatch(statement.text) or _IS_A.fullmatch(statement.text)
    return (found["term"], found["definition"]) if found else ("", "")


def _unfit(term: str, definition: str, *, beside: bool) -> str:
    """Why a term cannot be asked for, or ""; `beside` others of its kind it is a name in any case."""
    meaning = content_words(definition)
    rules = (
        (
            is_attribute(term) or (is_clause(term) and not beside) or len(words(term)) > _LONGEST_TERM,
            "the label is no name",
        ),
        (not any(c.isalpha() for c in term) and not term.isdigit(), "the label is no name"),
        (len(meaning) < _TELLING, "the definition is too short"),
        (len(definition) > _LONGEST, "the definition is too long"),
        (_is_quantity(definition), "the definition is a quantity"),
        (is_order(definition) and not is_proper(term), "tells what to do"),
        (leans(definition) or leans(term), "leans on another line"),
        (is_code_like(definition) or "," in term, "to be typed rather than said"),
        (split_label(definition)[0], "a label in a label"),
        (begins_with_count(term) and len(joined(definition)) > 1, "a list rather than a definition"),
        (len(set(words(term))) < len(words(term)), "the label is no name"),
        (
            set(content_words(term)) & set(meaning)
            or hints(definition, term)
            or is_mnemonic(term, joined(definition))
            or (len(term) == 1 and definition.lower().startswith(term.lower()))
            or any(term.lower().startswith(ending[:2]) for ending in _ENDING.findall(definition.lower()))
            or any(abbreviates(letters, words(definition)) for letters in _LETTERS.findall(term)),
            "the definition gives the term away",
        ),
    )
    return next((reason for broken, reason in rules if broken), "")


def _is_quantity(definition: str) -> bool:
    """Whether a number is about all that a definition has."""
    found = quantities(definition)
    units = {word for quantity in found for word in content_words(f"{quantity.number} {quantity.unit}")}
    own = set(content_words(definition)) - units
    return bool(found) and (len(own) < _FEWEST or sum(not _GLUED.fullmatch(word) for word in own) < _TELLING)


def _among_its_like(statement: Statement, definition: str, group: Group) -> Iterator[Candidate | Drop]:
    right = next(member for member in group.members if member.place == statement.place)
    others = [
        other
        for other in group.beside(right)
        if not _kind_of(right.name, other.name) and not _says_as_much(definition, other.definition)
    ]
    if len(others) < _FEWEST - 1 or not group.context:
        yield Drop(RULE, statement.at, "no names beside it")
        return
    if _fits_all(definition, statement, others):
        yield Drop(RULE, statement.at, "says nothing that the others are not")
        return
    names = options(right.name, [other.name for other in others], key=statement.text)
    asked = f"{group.context}: which of these is described as “{definition}”?"
    why = "a name among its like"
    yield Candidate(RULE, statement.at, QuestionKind.CHOICE, asked, (right.name,), why, 3, names)
    told = [(other, text) for other in others if (text := _meaning(other))]
    plausible = [text for other, text in told if not (expansion(other.name, text) or hints(text, right.name))]
    fair = plausible if len(plausible) >= _FEWEST - 1 else [text for _, text in told]
    enough = len(fair) >= _FEWEST - 1 and len(definition) <= _LONGEST_OPTION
    if enough and not any(hints(text, right.name) for text in fair):
        meanings = options(definition, fair, key=right.name)
        if _stands_out(definition, [choice.text for choice in meanings if not choice.right]):
            yield Drop(RULE, statement.at, "the length of the right option gives it away")
            return
        asked = f"{group.context}: which of these describes “{right.name}”?"
        why = "a meaning among its like"
        yield Candidate(RULE, statement.at, QuestionKind.CHOICE, asked, (definition,), why, 2.5, meanings)


def _meaning(other: Alternative) -> str:
    """What the notes say a thing is, as an option; "" where that is none."""
    text = sentences(other.definition)[0].rstrip(" .;!") if other.definition else ""
    fits = len(text) <= _LONGEST_OPTION and len(content_words(text)) >= _TELLING
    return text if fits and not split_label(text)[0] and not _POINTING.search(text) else ""


def _stands_out(right: str, wrong: Sequence[str]) -> bool:
    """Whether the right option is far longer than each of the wrong ones."""
    return len(right) > _FAR_LONGER * max(map(len, wrong))


def _fits_all(definition: str, statement: Statement, others: Iterable[Alternative]) -> bool:
    """Whether every word of a definition is said of each of the others too, or in the line above them all."""
    above = {word for parent in statement.fact.parents for word in content_words(parent)}
    telling = Counter(word for word in content_words(definition) if word not in above)
    told = [Counter(content_words(other.definition)) for other in others if other.definition]
    return bool(told) and all(telling <= said for said in told)


def _says_as_much(one: str, other: str) -> bool:
    """Whether one of two definitions says all that the other does, so that both fit the same thing."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    telling = min(len(content_words(one)), len(content_words(other))) >= _TELLING
    return telling and (mine <= theirs or theirs <= mine)


def _kind_of(one: str, other: str) -> bool:
    """Whether one name has the other in it: what is said of "tea" may be true of "green tea"."""
    return contains(one, other) or contains(other, one)


def _alone(statement: Statement, term: str, definition: str) -> Candidate | Drop:
    if contains(statement.context, term) or hints(statement.context, term):
        return Drop(RULE, statement.at, "the context gives the term away")
    if not _is_name(term) and (statement.label or " " in term):
        return Drop(RULE, statement.at, "the term could be put in other words")
    if abbreviates(term.removesuffix("s"), words(definition)):
        return Drop(RULE, statement.at, "an abbreviation")
    fewest = _FEWEST + 1 if vague(definition) else _FEWEST
    if len(content_words(definition)) < fewest or hedged(definition) or relative(definition):
        return Drop(RULE, statement.at, "the definition is too short")
    prompt = f"{statement.context}: what is described as “{plain(definition)}”?"
    return Candidate(RULE, statement.at, QuestionKind.TEXT, prompt, (term,), "a name with its meaning", 2)


def _is_name(term: str) -> bool:
    """Whether a term is an identifier, which nobody would put in other words."""
    return " " not in term and (
        any(c.isupper() for c in term[1:]) or any(c.isdigit() or c in "_." for c in term)
    )
