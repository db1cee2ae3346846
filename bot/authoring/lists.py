"""Members of a list: "name the …", from a line with its short children, or from `label: one, two, three`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.authoring.alternatives import begins_with_count, counts, explained, is_proper, names_several
from bot.authoring.candidates import Candidate, Drop, Place
from bot.authoring.phrasing import is_attribute, is_code_like, is_procedure, leans, starts_with_verb
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.tone import relative
from bot.authoring.wording import (
    contains,
    content_words,
    is_mnemonic,
    joined,
    plain,
    shown,
    split_label,
    title,
    words,
)
from bot.notes.identity import normalised
from bot.notes.model import QuestionKind, Topic
from bot.text.english import FUNCTION

RULE = "list"

_FEWEST, _MOST = 3, 9
_NEAR = 4  # lines on each side that are compared with one
_ODD = 0.25  # share of members that may be written in another way
_ALL = 4  # lists up to this length are asked whole
_OPEN = re.compile(
    r"\b(?:etc|and more|and so on|for example|such as|ex|e\.g|like)\b|\bect\b|\.\.\.|…", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|cannot|can't|must|should|will|may|has|have|does|do|don't|doesn't|not|no|never|need|needs|"
    r"if|when|you|we)\b",
    re.IGNORECASE,
)
_JOINS = frozenset(
    ("and", "at", "by", "for", "of", "or", "per", "the", "to", "via")
)  # may stand inside a name
_INLINE = re.compile(r"(?P<label>[^:(),]{3,60}?)\s?:\s+(?P<items>[^:.?!]+)")
_CONSISTS = re.compile(
    r"(?P<label>.*\b(?:consists? of|made of|made up of|composed of|contains?|supports?|includes?))\s+"
    r"(?P<items>[^:.?!]+)",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r" \d+$")
_DIGITS = re.compile(r"\d+")
_AND_BEFORE_COMMA = re.compile(r"\s(?:and|or)\s[^,]*,")  # rock and weed, heavy


def lists(notes: Notes) -> Iterator[Candidate | Drop]:
    """A question for each line that names a list of short members."""
    terms = {member.place for group in explained(notes) for member in group.members}
    beside = dict(_beside(notes))
    for statement in notes.askable:
        if len(statement.children) >= _FEWEST:
            yield from _from_children(notes, statement)
        elif "," in statement.text:
            yield from _from_line(statement, beside.get(statement.place, ()), term=statement.place in terms)
    for topic in notes.pack.topics:
        if names_several(title(topic.path[-1])):
            yield from _from_topic(notes, topic)


def _from_topic(notes: Notes, topic: Topic) -> Iterator[Candidate | Drop]:
    """A heading that names several things, with nothing but their names below it."""
    top = [s for place in topic.facts if (s := notes.statements[place]).fact.parent is None]
    if len(top) < _FEWEST:
        return
    members = [_member(statement) for statement in top]
    at = Place(topic.source, topic.path, topic.path, None, topic.path[-1])
    reason = "a procedure" if is_procedure(topic.path[-1]) else _unfit_members(top, members)
    if reason:
        yield Drop(RULE, at, reason)
    else:
        context = shown(notes.shown_path(topic.path)[:-1])
        yield _question(at, context, title(topic.path[-1]), [plain(member) for member in members])


def _from_children(notes: Notes, statement: Statement) -> Iterator[Candidate | Drop]:
    children = notes.children(statement)
    members = [_member(child) for child in children]
    reason = _unfit_parent(statement, children) or _unfit_members(children, members)
    if reason:
        yield Drop(RULE, statement.at, reason)
    else:
        yield _question(
            statement.at, statement.context, _name(statement), [plain(member) for member in members]
        )


def _from_line(
    statement: Statement, beside: Sequence[Sequence[str]], *, term: bool
) -> Iterator[Candidate | Drop]:
    """A list in one line; `beside` it stand others; it may be a `term` explained among its like."""
    found = _INLINE.fullmatch(statement.text) or _CONSISTS.fullmatch(statement.text)
    if not found or statement.children:
        return
    members = joined(found["items"])
    if len(members) < _FEWEST:
        return
    if _OPEN.search(statement.text):
        yield Drop(RULE, statement.at, "the list is open")
    elif _AND_BEFORE_COMMA.search(found["items"]):
        yield Drop(RULE, statement.at, "joins more than the members of one list")
    elif any(len(words(member)) > 3 or _VERB.search(member) for member in members) or is_step(statement.fact):
        yield Drop(RULE, statement.at, "its members are no names")
    elif found.re is _INLINE and _is_description(found["label"], members, beside, term=term):
        yield Drop(RULE, statement.at, "says several things of one")
    elif any(set(members) == set(others) for others in beside):
        yield Drop(RULE, statement.at, "the same members stand beside it in another order")
    elif not (reason := _unfit_texts(members)):
        yield _question(statement.at, statement.context, _label(found), [plain(member) for member in members])
    else:
        yield Drop(RULE, statement.at, reason)


def _beside(notes: Notes) -> Iterator[tuple[int, list[list[str]]]]:
    """Each labelled line that joins several things, and what the ones nearest to it join."""
    for family in notes.families():
        found = [
            (statement.place, joined(inline["items"]))
            for statement in family
            if "," in statement.text and (inline := _INLINE.fullmatch(statement.text))
        ]
        for at, (place, _) in enumerate(found):
            near = (*found[max(0, at - _NEAR) : at], *found[at + 1 : at + 1 + _NEAR])
            yield place, [items for _, items in near]


def _is_description(
    label: str, members: Sequence[str], beside: Iterable[Sequence[str]], *, term: bool
) -> bool:
    """Whether commas join what is said of one thing, and not things of one kind, which are written alike."""
    if is_mnemonic(label, members) or all(is_proper(member) for member in members):
        return False
    if any(" " in member and (starts_with_verb(member) or relative(member)) for member in members):
        return True
    if term or names_several(label):
        return term and not begins_with_count(label)
    return not _alike(members) or any(len(o) >= _FEWEST and not _alike(o) for o in beside)


def _alike(members: Sequence[str]) -> bool:
    """Whether members are written in one way: as words, or as proper names, but for a few."""
    proper = sum(is_proper(member) for member in members)
    odd = min(proper, len(members) - proper)
    return proper == len(members) or (all(" " not in m for m in members) and odd <= _ODD * len(members))


def _label(found: re.Match[str]) -> str:
    label = found["label"].strip()
    return label if found.re is _INLINE else f"{label} …"


def _member(child: Statement) -> str:
    label, _ = split_label(child.text)
    text = label or child.text
    return re.sub(r"\s*\([^()]*\)\s*$", "", text).strip(" *_.:;,!")


def _unfit_parent(statement: Statement, children: Sequence[Statement]) -> str:
    text = statement.text
    rules = (
        (is_step(statement.fact) or starts_with_verb(text), "a procedure"),
        (len(words(text)) > 9, "the line above the list is a sentence of its own"),
        (_OPEN.search(text), "the list is open"),
        (leans(text.rstrip(" :.")) or relative(text), "leans on another line"),
        (not names_several(text) and not _plain_names(children), "the line above does not name a list"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _plain_names(children: Sequence[Statement]) -> bool:
    """Whether all lines below are names and nothing else, so that the line above must be their list."""
    return all(
        is_proper(c.label) if c.label else len(words(c.text)) == 1 or is_proper(c.text) for c in children
    )


def _unfit_members(children: Sequence[Statement], members: Sequence[str]) -> str:
    rules = (
        (len(children) > _MOST, "too many members"),
        (any(child.unfit for child in children), "a member is no statement"),
        (any(_OPEN.search(child.text) for child in children), "the list is open"),
        (len({_DIGITS.sub("", member) for member in members}) == 1, "its members are only numbered"),
        (
            any(len(words(member)) > 4 or _VERB.search(member) for member in members),
            "its members are no names",
        ),
        (
            any(word in FUNCTION and word not in _JOINS for m in members for word in words(m)),
            "its members are no names",
        ),
        (any(is_attribute(member) for member in members), "its members are no names"),
        (any(" " in m and (leans(m) or starts_with_verb(m)) for m in members), "its members are no names"),
    )
    return next((reason for broken, reason in rules if broken), "") or _unfit_texts(members)


def _unfit_texts(members: Sequence[str]) -> str:
    distinct = {normalised(member) for member in members}
    rules = (
        (len(members) > _MOST, "too many members"),
        (any(not content_words(member) for member in members), "a member has no words of its own"),
        (any(is_code_like(member) for member in members), "to be typed rather than said"),
        (len(distinct) < len(members), "a member is there twice"),
        (any(a != b and contains(a, b) for a in members for b in members), "one member contains another"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _name(statement: Statement) -> str:
    return title(split_label(statement.text)[0] or statement.text)


def _parts(members: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The accepted forms of each: without the number at its end, where that leaves names of their own."""
    bare = [_LAST_NUMBER.sub("", member) for member in members]
    for member, short in zip(members, bare, strict=True):
        yield (member, short) if short != member and bare.count(short) == 1 else (member,)


def _question(at: Place, context: str, name: str, members: Sequence[str]) -> Candidate:
    count = len(members)
    whole = count <= _ALL or counts(name)
    need = count if whole else 3
    kind = QuestionKind.ALL_OF if whole else QuestionKind.ANY_OF
    asked = f"name all {count}" if whole else f"name {need} of the {count} in the notes"
    about = (
        f"“{plain(name)}” –"
        if names_several(name) or name.endswith("…")
        else f"what do the notes list under “{plain(name)}”? Please"
    )
    prompt = f"{context}: {about} {asked}." if context else f"{about} {asked}."
    parts = tuple(_parts(members))
    return Candidate(RULE, at, kind, prompt, tuple(members), "a list to know", 3, parts=parts, need=need)
